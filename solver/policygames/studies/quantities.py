"""What is asked about over all draws: parameters and results as arrays of floats, a number or a truth value a draw."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from policygames.certificates import Coverage
from policygames.errors import GameError
from policygames.studies.event_names import known_event
from policygames.studies.outcomes import members, unproven
from policygames.studies.rows import FINDING, OUTCOME

if TYPE_CHECKING:
    from policygames.studies.stored import Study

Floats = NDArray[np.float64]
_WHOLE = [Coverage.ALL.value, Coverage.NONE_EXIST.value]
_RARE = 0.005
"""The share of draws below which an outcome is not asked about on its own."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The solved draws: `inputs` of shape (N, parameters) of the `names` that vary."""

    names: tuple[str, ...]
    inputs: Floats

    def among(self, rows: NDArray[np.bool_]) -> Sample:
        """The same in these draws, without parameters that do not vary among them."""
        kept = self.inputs[rows]
        varied = np.ptp(kept, axis=0) > 0 if len(kept) else np.zeros(len(self.names), dtype=np.bool_)
        return Sample(tuple(compress(self.names, varied)), kept[:, varied])


def check_spread(study: Study) -> None:
    """Raises GameError for prescribed cases: they are single points, and say nothing of what lies between."""
    if study.spec.design == "cases":
        message = "prescribed cases are no sample: nothing is estimated from them"
        raise GameError(message, reason="OPTION_RANGE", path="design")


def sample_of(study: Study) -> Sample:
    """The parameters that vary among the solved draws. Raises GameError where none is solved, or none varies."""
    spec = study.spec
    names = spec.columns if spec.given else tuple(axis.name for axis in spec.axes)
    table = study.sampled(names)
    columns = [_floats(table[name]) for name in names]
    inputs = np.stack(columns, axis=1) if columns else np.zeros((len(table), 0))
    sample = Sample(tuple(names), inputs).among(np.ones(len(inputs), dtype=np.bool_))
    if not sample.names:
        raise GameError("no parameter varies among these draws", reason="OPTION_RANGE", path="study")
    return sample


def _floats(column: pa.ChunkedArray) -> Floats:
    if pa.types.is_string(column.type):
        return np.array([float(Fraction(text)) for text in column.to_pylist()])
    scale = float(10**column.type.scale)
    return np.concatenate([_numerators(chunk) / scale for chunk in column.chunks])  # rounded once


def _numerators(column: pa.Array) -> NDArray[np.int64]:
    """The low words of 128-bit decimals, which hold all of ours."""
    words = np.frombuffer(column.buffers()[1], dtype=np.int64).reshape(-1, 2)
    return words[column.offset : column.offset + len(column), 0]


def quantities(study: Study) -> Mapping[str, Floats]:
    """Name → values, NaN where a draw has none: every finding, outcome, the count, and what players get.

    A draw whose list may be incomplete has no outcome, count or payoffs: these would tell of the search. Of repeated
    games no list is complete, and nothing is said of either.
    """
    names = ["coverage", OUTCOME, "equilibria", "payoffs", *(FINDING + name for name in study.spec.findings)]
    table = study.sampled(names)
    found = {name: truths(table[FINDING + name]) for name in study.spec.findings}
    known = decided(table[OUTCOME])
    found |= {name: np.where(known, truths(pc.equal(table[OUTCOME], name)), np.nan) for name in _frequent(study)}
    if study.spec.lists_equilibria:
        whole = pc.is_in(table["coverage"], pa.array(_WHOLE)).to_numpy()
        counts = np.asarray(table["equilibria"].cast(pa.float64()), dtype=np.float64)
        found["equilibria"] = np.where(whole, counts, np.nan)
        paid = _payoffs(table["payoffs"].combine_chunks(), study)
        found |= {name: np.where(whole, values, np.nan) for name, values in paid}
    return found


def decided(outcomes: pa.ChunkedArray) -> NDArray[np.bool_]:
    """In which of these draws the outcome is proven whole."""
    open_ = [label for label in pc.unique(outcomes).to_pylist() if unproven(label)]
    told: NDArray[np.bool_] = pc.is_in(outcomes, pa.array(open_, pa.string())).to_numpy()
    return ~told


def _frequent(study: Study) -> list[str]:
    counts = study.outcomes()
    least = _RARE * sum(counts.values())
    return [name for name, count in counts.items() if count >= least and not unproven(name)]


def truths(column: pa.ChunkedArray) -> Floats:
    """1 for true, 0 for false, NaN for unknown."""
    return np.asarray(column.cast(pa.float64()), dtype=np.float64)


def _payoffs(lists: pa.Array, study: Study) -> Iterator[tuple[str, Floats]]:
    """The least and the greatest that each player gets in the equilibria of a draw."""
    from policygames.scenarios.roster import written_out

    players = [player.name for player in written_out(study.scenario.document).players]
    lengths = np.asarray(pc.list_value_length(lists).fill_null(0))
    counts, rest = lengths // len(players), lengths % len(players)
    if rest.any():  # of groups of like players one entry a group
        return
    paid = np.asarray(lists.flatten()).reshape(-1, len(players))
    some = counts > 0
    starts = (np.cumsum(counts) - counts)[some]
    for place, name in enumerate(players):
        for word, reduced in (("least", np.minimum), ("greatest", np.maximum)):
            values = np.full(len(lengths), np.nan)
            if len(starts):
                values[some] = reduced.reduceat(paid[:, place], starts)
            yield f"{word} payoff of {name}", values


def event(study: Study, name: str) -> Floats:
    """In which solved draws the finding (by id or claim) holds, the outcome is, or an equilibrium of it is found.

    "… holds", "… fails" and "… does not hold" may stand behind either; see `known_event`. 1 where that is so, 0 where
    not, NaN where it is not decided: a list that may be incomplete may hold it too.

    Raises GameError, naming what there is, for another name.
    """
    if name in study.spec.findings:  # no need to read the outcomes of all draws
        return _of_finding(study, name)
    stated = study.scenario.document.findings
    claims = {finding.id: finding.claim for finding in stated if finding.id in study.spec.findings}
    found = study.outcomes()
    outcomes = [*dict.fromkeys(one for label in found for one in (label, *members(label)))]
    known, turned = known_event(name, claims, outcomes)
    happens = _of_finding(study, known) if known in claims else _of_outcome(study, known, found)
    return 1 - happens if turned else happens


def _of_finding(study: Study, name: str) -> Floats:
    return truths(study.sampled([FINDING + name])[FINDING + name])


def _of_outcome(study: Study, name: str, found: Mapping[str, int]) -> Floats:
    column = study.sampled([OUTCOME])[OUTCOME]
    whole = name in found
    wanted = [name] if whole else [label for label in found if name in members(label)]
    happens = truths(pc.is_in(column, pa.array(wanted)))
    if whole and unproven(name):  # asked for by its own label: where something is left open is known
        return happens
    return np.where(decided(column) | ((happens > 0) & (not whole)), happens, np.nan)


def shortest(low: float, high: float) -> float:
    """A number of as few digits as there is from `low`, included, to `high`, excluded; `low` where none is shorter.

    A limit between two draws may stand anywhere there; so it is true as it is printed.
    """
    start, stop = Fraction(low), Fraction(high)
    size = max(abs(start), abs(stop))
    power = math.ceil(math.log10(size)) if size else 0
    for step in (Fraction(10) ** (power - digits) for digits in range(18)):
        found = float(math.ceil(start / step) * step)
        if low <= found < high:
            return found
    return low


def printed(value: float) -> str:
    """A number with all of its digits, for sentences that must be true as they stand."""
    told = f"{value + 0.0:.15g}"  # minus zero is zero
    return told if float(told) == value else repr(value)
