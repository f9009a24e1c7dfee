"""The first screen: the answer in words, how sure it is, and what would change it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from policygames.report.content import Headline, Said
from policygames.results import Solution, Threshold
from policygames.scenarios import Scenario
from policygames.scenarios.findings import Finding
from policygames.studies.breaking import Tipping
from policygames.studies.reporting.answers import Answer, threshold_words
from policygames.studies.reporting.changes import Mapped
from policygames.studies.reporting.draws import Drawn, claims_of
from policygames.studies.reporting.findings import percent, percent_interval, sentence

ROOM, LONGEST = 560, 330
"""Letters of a column of the first screen, and of a paragraph, about; sentences stay whole."""
_FIRST = ("critical_discount", "nash", "bayes_nash", "pure_nash", "strongly_symmetric", "correlated")
"""What answers a question first; other analyses follow in their order."""

_GENERAL = (
    *("dominant", "not_dominant", "equilibrium", "pure_equilibria", "pure_equilibrium_counts", "equilibrium_count"),
    *("pareto_dominates", "rationalizable", "risk_dominant", "evolutionarily_stable"),
    *("bayesian_pure_contains", "bayesian_pure_excludes"),
)
"""Kinds of findings on who plays what."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that the first screen may speak of.

    `same` is the share of draws with the equilibria of the file's values, `tip` what decides that, with its evidence.
    """

    scenario: Scenario
    answers: Sequence[Answer]
    findings: Sequence[Finding]
    maps: Sequence[Mapped]
    unmapped: Mapping[str, str]
    drawn: Drawn | None
    why_no_draws: str
    same: Any
    tip: tuple[Tipping, str] | None


def headline(found: Gathered) -> Headline:
    """The first screen, every sentence with its evidence."""
    return Headline(
        found.scenario.question, _fitting(_answer(found)), _fitting(_certainty(found)), _fitting(_change(found))
    )


def _fitting(items: Iterable[Said]) -> tuple[Said, ...]:
    """The first of these, as many as a screen has room for; the sections hold all."""
    kept: list[Said] = []
    for one in items:
        if kept and sum(len(had.text) for had in kept) + len(one.text) > ROOM:
            break
        kept.append(one)
    return tuple(kept)


def shortened(text: str, most: int = LONGEST) -> str:
    """The first sentences of a text, whole, as many as have room; one at least."""
    numbered = re.match(r"\d+\. ", text)
    start = numbered.end() if numbered else 0
    sentences = text[start:].replace("\n", " ").split(". ")
    kept = text[:start] + sentences[0]
    for one in sentences[1:]:
        if len(kept) + len(one) + 2 > most:
            return f"{kept}."
        kept += f". {one}"
    return kept if kept.endswith((".", ":", "!")) else f"{kept}."


def _answer(found: Gathered) -> Iterator[Said]:
    ranked = sorted(found.answers, key=_rank)
    if not ranked:
        yield Said("No declared analysis could be computed in this version; the findings below are what is known.")
        return
    first, *rest = _told(ranked[0])
    several = ranked[0].words[0].startswith(("There are", "Found"))
    claims = [Said(one.claim, ("findings",)) for one in _telling(found, several=several)]
    yield first
    yield from ([*claims, *rest] if several else [*rest, *claims])  # of several a claim says more than the first does
    for one in ranked[1:]:
        if one.result.analysis != ranked[0].result.analysis and one.result.analysis in (*_FIRST, "stackelberg"):
            yield Said(shortened(_core(one), 240), one.evidence, f"{one.title}.")
            return


def _telling(found: Gathered, *, several: bool) -> list[Finding]:
    """Findings that hold without further conditions, and say more than the list of equilibria before them does."""
    stated = {one.id: one for one in found.scenario.document.findings}
    listing = ("pure_equilibria", "pure_equilibrium_counts", "mixed_equilibrium", "symmetric_equilibrium")
    dull = ("relation", "flips", "equilibrium_count", *(() if several else listing))
    held = [one for one in found.findings if one.holds and not stated[one.id].given]
    return [one for one in held if stated[one.id].kind not in dull][:2]


def _rank(one: Answer) -> tuple[int, bool]:
    """Lists that are proven complete go before others."""
    place = _FIRST.index(one.result.analysis) if one.result.analysis in _FIRST else len(_FIRST)
    listing = isinstance(one.result.result, Solution) and not one.is_complete
    return place + (2 * listing if place < len(_FIRST) else 0), listing


def _told(one: Answer) -> Iterator[Said]:
    """The first lines of the main answer: how many there are, and which."""
    if isinstance(one.result.result, Threshold):
        yield from (Said(words, one.evidence) for words in threshold_words(one.result.result))
    elif isinstance(one.result.result, Solution) and one.result.result.payoff_set is None:
        lines = [line for line in one.words if not line.startswith(("Proven", "Note", "Round"))]
        if len(lines) == 2:  # how many, and the only one: that first
            first, _, rest = lines[1].partition(". ")
            lines = [f"{first.rstrip('.')}.", shortened(f"{lines[0]} {rest}".strip(), 260)]
        for line in lines[:3]:
            yield Said(shortened(line, 260), one.evidence)
        if len(lines) > 3:
            yield Said("Others are listed below.", one.evidence)
    else:
        yield Said(shortened(_core(one)), one.evidence)


def _core(one: Answer) -> str:
    return " ".join(line for line in one.words if not line.startswith(("Proven", "Note")))


def _certainty(found: Gathered) -> Iterator[Said]:
    yield _proof(found.answers)
    holding = sum(one.holds is True for one in found.findings)
    if found.findings:
        yield Said(f"{holding} of {len(found.findings)} stated findings hold, checked on the game.", ("findings",))
    if found.drawn is None:
        yield Said(found.why_no_draws, lead="Over the ranges: unknown.")
        return
    if found.same is not None:
        share = percent_interval(found.same.share, found.same.low, found.same.high)
        words = f"The same equilibria are there in {share} of {found.drawn.done} draws from the declared ranges."
        yield Said(words, (found.drawn.ids["outcomes"],), "Over the ranges.")
    else:
        yield _uncompared(found.drawn)
    yield from _least_sure(found, found.drawn)


def _uncompared(drawn: Drawn) -> Said:
    """What is known of draws whose equilibria cannot be compared with those of the file's values."""
    ids = (drawn.ids["outcomes"],)
    if not drawn.solved:
        words = f"None of {drawn.done} draws could be solved by {drawn.study.spec.concept}, so nothing is known."
        return Said(words, ids, "Over the ranges: unknown.")
    words = (
        f"{drawn.solved} of {drawn.done} draws from the declared ranges are solved; in {drawn.proven} the list is "
        "proven complete. Whether the answer is the same in them is not decided."
    )
    return Said(words, ids, "Over the ranges.")


def _general(found: Gathered) -> set[str]:
    """Findings on who plays what, without conditions: of those on exact amounts a draw can hardly be another case."""
    return {one.id for one in found.scenario.document.findings if not one.given and one.kind in _GENERAL}


def _least_sure(found: Gathered, drawn: Drawn) -> Iterator[Said]:
    rows = [row for row in drawn.findings.itertuples() if row.share == row.share]
    free = _general(found)
    rows = [row for row in rows if row.finding in free]
    if rows:
        worst = min(rows, key=lambda row: row.share)
        if worst.share == 1:
            yield Said("Who plays what, as the findings claim it, holds in every draw.", (drawn.ids["findings"],))
            return
        claim = claims_of(drawn.study)[worst.finding].rstrip(".")
        share = percent_interval(worst.share, worst.low, worst.high)
        yield Said(f"“{claim}”: {share} of the draws.", (drawn.ids["findings"], "findings"), "Least sure finding.")


def _proof(answers: Sequence[Answer]) -> Said:
    listing = [one for one in answers if isinstance(one.result.result, Solution)]
    ids = tuple(one.evidence[0] for one in listing[:3])
    if not listing:
        return Said("Nothing is proven beyond the findings below.")
    complete = sum(one.is_complete for one in listing)
    again = "; every certificate was checked again for this report" if all(one.confirmed for one in answers) else ""
    if complete == len(listing):
        return Said(f"All answers are proven complete, in exact arithmetic{again}.", ids, "Proof.")
    words = (
        f"Every answer is proven; {complete} of {len(listing)} lists are proven complete, others may miss some{again}."
    )
    return Said(words, ids, "Proof.")


def _change(found: Gathered) -> Iterator[Said]:
    takes = [one for one in found.answers if one.result.analysis == "intervene"]
    near = [one for one in found.maps if one.reach is not None][: 1 if takes else 2]
    for place, one in enumerate(near):
        yield Said(one.sentence, (one.evidence,), "" if place else "Nearest boundary.")
    if found.maps and not near:
        words = "No parameter alone changes the equilibria anywhere in its range."
        yield Said(words, (found.maps[0].evidence,), "Nearest boundary.")
    if not found.maps:
        why = next(iter(found.unmapped.values()), "no parameter has a range")
        yield Said(sentence(why.removeprefix("game: ")), lead="Nearest boundary: not computed.")
    stated = {one.id: one for one in found.scenario.document.findings}
    flips = [one for one in found.findings if one.holds and stated[one.id].kind == "flips"]
    for flip in flips[: 0 if near else 2]:
        yield Said(flip.claim, ("findings",), "Proven to flip.")
    yield from islice(_tipping(found), 1)
    if takes:
        yield Said(shortened(_core(takes[0]), 300), takes[0].evidence[:1], "What it would take.")
    yield from islice(_tipping(found), 1, None)


def _tipping(found: Gathered) -> Iterator[Said]:
    if found.tip is not None:
        tip, evidence = found.tip
        words = (
            f"{tip.parameter} decides most: the same equilibria are there in {percent(tip.below)} of draws below "
            f"{tip.value:.4g}, and in {percent(tip.above)} from there on."
        )
        yield Said(words, (evidence,), "Tipping point.")
    tips = [one for one in (found.drawn.tippings if found.drawn else ()) if one.parameter]
    if not found.drawn or not tips:
        return
    free = _general(found)
    tips = [one for one in tips if one.finding in free]
    if not tips:
        return
    worst = min(tips, key=lambda one: one.share)
    claim = claims_of(found.drawn.study)[worst.finding].rstrip(".")
    words = (
        f"“{claim}” is broken most by {worst.parameter}: it holds in {percent(worst.below)} of draws below "
        f"{worst.value:.4g}, and in {percent(worst.above)} from there on."
    )
    yield Said(words, (found.drawn.ids["tippings"], "findings"), "Weakest finding.")
