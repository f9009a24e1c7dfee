"""In what share of the draws the equilibria are those of the file's values."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow.compute as pc

from policygames.studies.breaking import Tipping, tipping
from policygames.studies.chunks import Chunk
from policygames.studies.frequencies import Share, shares
from policygames.studies.outcomes import unproven
from policygames.studies.planning import Wish, spec_of
from policygames.studies.quantities import decided, sample_of
from policygames.studies.reporting.answers import Answer
from policygames.studies.reporting.draws import Drawn
from policygames.studies.reporting.ledger import Ledger
from policygames.studies.rows import OUTCOME

SAME, DECIDED = "draws-same", "draws in which it is decided what the equilibria are"
"""What the share is entered as, and the count of what it is a share of."""


def share_of_same(found: Drawn, answers: Sequence[Answer], ledger: Ledger) -> Share | None:
    """How often the outcome is that of the file's values, of the draws in which it is decided what it is.

    It is solved as every draw is, so that the two are named alike. None where the file's is not decided, or that of no
    draw, or of no draw the same: what a search lists, or leaves open, is no outcome.
    """
    study = found.study
    free = [one for one in study.scenario.document.parameters if not one.formula and one.value is not None]
    if not free or not answers:
        return None
    at = {free[0].id: free[0].value}
    asked = Wish(study.spec.concept, limit=study.spec.limit, findings=(), design="cases", cases={"as in the file": at})
    spec = spec_of(study.scenario, asked)
    outcome = spec.solved(Chunk(0, 0, 1), {})[OUTCOME][0].as_py()
    known = {label: count for label, count in study.outcomes().items() if not unproven(label)}
    if unproven(outcome) or outcome not in known:
        return None
    ledger.counted(DECIDED, sum(known.values()))
    counts = {outcome: known[outcome], "": sum(known.values()) - known[outcome]}
    same = shares(counts, 0.95, sample=study.spec.is_sample)[0]
    ledger.data(SAME, "How often the equilibria are those of the file", same)
    return same


def tip_of_same(found: Drawn, same: Share | None, ledger: Ledger) -> tuple[Tipping, str] | None:
    """The parameter that decides most whether the equilibria are the same, where it tips, and the evidence of it.

    Of draws in which it is decided whether they are; of cases and tables none: values between theirs were not asked.
    """
    if same is None or same.share == 1 or not found.study.spec.has_tipping_points:
        return None
    column = found.study.sampled([OUTCOME])[OUTCOME]
    known = decided(column)
    held = np.asarray(pc.equal(column, same.name), dtype=np.bool_)  # the whole set, where `event` asks for one of it
    tip = tipping(sample_of(found.study).among(known), same.name, held[known])
    if not tip.parameter:
        return None
    return tip, ledger.data("draws-tipping-same", "What decides whether the equilibria are those of the file", tip)
