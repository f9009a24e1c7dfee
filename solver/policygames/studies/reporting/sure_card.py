"""How sure the answer is, on the first screen: what is proven, which findings hold, and in what share of the draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from policygames.report.content import Said
from policygames.results import Solution
from policygames.studies.reporting.answers import Answer
from policygames.studies.reporting.draws import Drawn, claims_of
from policygames.studies.reporting.findings import percent, percent_interval
from policygames.studies.reporting.material import Gathered


def certainty(found: Gathered) -> Iterator[Said]:
    """Proof first, then findings, then the declared ranges."""
    yield _proof(found.answers)
    if found.findings:
        yield _checked(found)
    if found.drawn is None:
        yield Said(found.why_no_draws, lead="Over the ranges: unknown.")
    else:
        yield from _over_ranges(found, found.drawn)
    if found.reliance is not None:
        yield found.reliance


def _over_ranges(found: Gathered, drawn: Drawn) -> Iterator[Said]:
    yield _uncompared(drawn) if found.same is None else _compared(drawn, found.same)
    yield from _least_sure(found, drawn)


def _proof(answers: Sequence[Answer]) -> Said:
    listing = [one for one in answers if isinstance(one.result.result, Solution)]
    ids = tuple(one.evidence[0] for one in listing[:3])
    if not listing:
        return Said("Nothing is proven beyond the findings below.")
    complete = sum(one.is_complete for one in listing)
    again = "; every certificate was checked again for this report" if all(one.confirmed for one in answers) else ""
    if complete == len(listing):
        return Said(f"All answers are proven complete, in exact arithmetic{again}.", ids, "Proof.")
    few = "no list is" if not complete else f"{complete} of {len(listing)} lists {'is' if complete == 1 else 'are'}"
    words = f"Every equilibrium told of is proven; {few} proven complete, so there may be others{again}."
    return Said(words, ids, "Proof.")


def _checked(found: Gathered) -> Said:
    holding, whole = sum(one.holds is True for one in found.findings), len(found.findings)
    count = (
        f"{holding} of {whole} stated findings hold" if holding < whole or whole < 2 else f"All {whole} findings hold"
    )
    return Said(f"{count}, each checked on the game itself.", ("findings",))


def _compared(drawn: Drawn, same: Any) -> Said:
    """In how many draws the equilibria are those of the file's values."""
    how = f"In all {drawn.done}" if same.share == 1 else f"In {percent(same.share)} of {drawn.done}"
    interval = f"95\u00a0% interval: {percent(same.low)} to {percent(same.high)}"
    words = f"{how} draws from the declared ranges the equilibria are these ({interval})."
    return Said(words, (drawn.ids["outcomes"],), "Over the ranges.")


def _uncompared(drawn: Drawn) -> Said:
    """What is known of draws whose equilibria cannot be compared with those of the file's values."""
    ids = (drawn.ids["outcomes"],)
    if not drawn.solved:
        words = f"None of {drawn.done} draws could be solved by {drawn.study.spec.concept}, so nothing is known."
        return Said(words, ids, "Over the ranges: unknown.")
    words = (
        f"{drawn.solved} of {drawn.done} draws from the declared ranges are solved; in {drawn.proven or 'none'} the "
        "list is proven complete. Whether the answer is the same in them is not decided."
    )
    return Said(words, ids, "Over the ranges.")


def _least_sure(found: Gathered, drawn: Drawn) -> Iterator[Said]:
    """The finding on who plays what that holds least often; none where that is told already."""
    general = found.general()
    rows = [row for row in drawn.findings.itertuples() if row.finding in general and row.share == row.share]
    if not rows:
        return
    worst = min(rows, key=lambda row: row.share)
    if worst.share == 1:
        yield Said("Who plays what, as the findings claim it, holds in every draw.", (drawn.ids["findings"],))
    elif found.same is None or worst.share < found.same.share:
        claim = claims_of(drawn.study)[worst.finding].rstrip(".")
        share = percent_interval(worst.share, worst.low, worst.high)
        yield Said(f"“{claim}”: {share} of the draws.", (drawn.ids["findings"], "findings"), "Least sure finding.")
