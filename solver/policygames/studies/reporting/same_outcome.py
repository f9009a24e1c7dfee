"""In what share of the draws the equilibria are those of the file's values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow.compute as pc

from policygames.studies.breaking import Tipping, tipping
from policygames.studies.chunks import Chunk
from policygames.studies.outcomes import FAILED, UNPROVEN
from policygames.studies.planning import Wish, spec_of
from policygames.studies.quantities import sample_of
from policygames.studies.reporting.answers import Answer
from policygames.studies.reporting.draws import Drawn
from policygames.studies.reporting.ledger import Ledger
from policygames.studies.rows import OUTCOME


def share_of_same(found: Drawn, answers: Sequence[Answer]) -> Any:
    """The row of the outcome that the file's values have; None where that is not proven, or in no draw.

    It is solved as every draw is, so that the two are named alike.
    """
    study = found.study
    free = [one for one in study.scenario.document.parameters if not one.formula and one.value is not None]
    if not free or not answers:
        return None
    at = {free[0].id: free[0].value}
    asked = Wish(study.spec.concept, limit=study.spec.limit, findings=(), design="cases", cases={"as in the file": at})
    spec = spec_of(study.scenario, asked)
    outcome = spec.solved(Chunk(0, 0, 1), {})[OUTCOME][0].as_py()
    if outcome.startswith((FAILED, UNPROVEN)):
        return None
    rows = [row for row in found.outcomes.itertuples() if row.outcome == outcome]
    return rows[0] if rows else None


def tip_of_same(found: Drawn, same: Any, ledger: Ledger) -> tuple[Tipping, str] | None:
    """The parameter that decides most whether the equilibria are the same, where it tips, and the evidence of it."""
    if same is None or same.share == 1:
        return None
    column = found.study.sampled([OUTCOME])[OUTCOME]
    held = np.asarray(pc.equal(column, same.outcome), dtype=np.bool_)  # the whole set, where `event` asks for one of it
    tip = tipping(sample_of(found.study), same.outcome, held)
    if not tip.parameter:
        return None
    return tip, ledger.data("draws-tipping-same", "What decides whether the equilibria are those of the file", tip)
