"""How sure the answer is, on the first screen: what is proven, which findings hold, and in what share of the draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policygames.report.content import Said
from policygames.results import Solution
from policygames.results.wording import listed
from policygames.studies.claims import claims_of
from policygames.studies.design_words import counted, many, where_from
from policygames.studies.frequencies import Share
from policygames.studies.outcome_words import named
from policygames.studies.reporting.answers import Answer
from policygames.studies.reporting.draws import Drawn
from policygames.studies.reporting.findings import percent, percent_interval
from policygames.studies.reporting.material import Gathered
from policygames.studies.reporting.same_outcome import SAME


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


def _compared(drawn: Drawn, same: Share) -> Said:
    """In how many draws the equilibria are those of the file's values, of those in which that is decided."""
    spec, ids = drawn.study.spec, (drawn.ids["outcomes"], SAME, "counts")
    decided = drawn.proven
    what = "the equilibria are these" if spec.lists_equilibria else _played(drawn, same)
    if drawn.cases is not None:
        words = f"{_named_cases(drawn, same)} {what}."
        return Said(words, ids, "In the cases.")
    where = f"{counted(spec, drawn.done)} {where_from(spec)}"
    where = where if decided == drawn.done else f"the {decided} of {where} in which that is decided"
    how = f"In all {where}" if same.share == 1 else f"In {percent(same.share)} of {where}"
    interval = f" (95\u00a0% interval: {percent(same.low)} to {percent(same.high)})" if spec.is_sample else ""
    return Said(f"{how} {what}{interval}.", ids, "Over the ranges." if spec.is_sample else "In what was asked.")


def _played(drawn: Drawn, same: Share) -> str:
    """What can be played at the file's values, named where that is short."""
    told = named(same.name, drawn.study.scenario.document)
    return f"it is the same: {told}" if len(told) <= _SHORT else "the same can be played"


_SHORT = 120
_MOST_NAMED = 8


def _named_cases(drawn: Drawn, same: Share) -> str:
    """In which cases the outcome is that of the file, by name."""
    names = [name for name, outcome in (drawn.cases or {}).items() if outcome == same.name]
    if same.count == drawn.done:
        return f"In all {counted(drawn.study.spec, drawn.done)} ({listed(names[:_MOST_NAMED])})"
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"In {len(names)} of {counted(drawn.study.spec, drawn.done)} ({listed(names[:_MOST_NAMED])}{more})"


def _uncompared(drawn: Drawn) -> Said:
    """What is known of draws whose equilibria cannot be compared with those of the file's values."""
    spec, ids = drawn.study.spec, (drawn.ids["outcomes"], "counts")
    if not drawn.solved:
        words = f"None of {counted(spec, drawn.done)} could be solved by {spec.concept}, so nothing is known."
        return Said(words, ids, "Over the ranges: unknown.")
    proven = "the list is proven complete" if spec.lists_equilibria else "it is decided what can be played"
    words = (
        f"{drawn.solved} of {counted(spec, drawn.done)} {where_from(spec)} are solved; in {drawn.proven or 'none'} "
        f"{proven}. Whether the answer is the same in them is not decided."
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
        every = f"Who plays what, as the findings claim it, holds in all {many(drawn.study.spec)}."
        yield Said(every, (drawn.ids["findings"],))
    elif found.same is None or worst.share < found.same.share:
        claim = claims_of(drawn.study.scenario.document)[worst.finding].rstrip(".")
        share = percent_interval(worst.share, worst.low, worst.high)
        yield Said(
            f"“{claim}”: {share} of the {many(drawn.study.spec)}.",
            (drawn.ids["findings"], "findings"),
            "Least sure finding.",
        )
