"""What would change the answer, on the first screen: boundaries, tipping points, and what a wanted outcome takes."""

from __future__ import annotations

from collections.abc import Iterator

from policygames.report.content import Said
from policygames.studies.breaking import Tipping
from policygames.studies.claims import claims_of
from policygames.studies.design_words import many
from policygames.studies.quantities import printed
from policygames.studies.reporting.answer_card import core, shortened, telling
from policygames.studies.reporting.findings import percent, sentence
from policygames.studies.reporting.material import Gathered


def change(found: Gathered) -> Iterator[Said]:
    """The nearest boundaries, or claims that are proven to flip; tipping points; what it would take; other values."""
    takes = [one for one in found.answers if one.result.analysis == "intervene"]
    stated = [one for one in found.holding() if one.tells == "what_it_takes"]
    near = found.near[: 1 if takes or stated else 2]
    for place, one in enumerate(near):
        yield Said(one.sentence, (one.evidence,), "" if place else "Nearest boundary.")
    flips = [] if near else [one for one in found.flips() if not one.tells][:2]
    yield from (found.claim(one, "Proven to flip.") for one in flips)
    yield from _tipping_point(found)
    yield from (found.claim(one, "What it would take.") for one in stated[:1])
    if takes and not stated:
        yield Said(shortened(core(takes[0]), 300), takes[0].evidence[:1], "What it would take.")
    yield from _weakest(found)
    if not near:
        yield from _at_other_values(found)
        yield _no_boundary(found)


def _no_boundary(found: Gathered) -> Said:
    """That no boundary is near, or why none was sought."""
    if found.maps:
        words = "No parameter alone changes the equilibria anywhere in its range."
        return Said(words, (found.maps[0].evidence,), "Nearest boundary.")
    if "" in found.unmapped:
        return Said(sentence(found.unmapped[""]), ("counts",), "Nearest boundary: not computed.")
    why = "The reason stands under “Where it flips”." if found.unmapped else "No parameter has a range."
    return Said(why, (), "Nearest boundary: not computed.")


def _at_other_values(found: Gathered) -> Iterator[Said]:
    """Claims about other values of parameters that the answer does not tell already."""
    told = {one.id for one in telling(found)}
    held = [one for one in found.holding() if not one.tells and one.id not in told]
    others = [one for one in held if found.elsewhere(one) and one.kind != "flips"]
    yield from (found.claim(one) for one in others[:2])


def _tipping_point(found: Gathered) -> Iterator[Said]:
    if found.tip is None or found.drawn is None:
        return
    tip, evidence = found.tip
    spec, name = found.drawn.study.spec, found.scenario.document.labels[tip.parameter]
    what = "these equilibria are there" if spec.lists_equilibria else "the same can be played"
    words = f"What decides most: {name}. {sentence(_sides(what, tip, many(spec)))}"
    yield Said(words, (evidence,), "Tipping point.")


def _sides(what: str, tip: Tipping, rows: str) -> str:
    value = printed(tip.value)
    return f"{what} in {percent(tip.below)} of {rows} below {value}, and in {percent(tip.above)} from there on"


def _weakest(found: Gathered) -> Iterator[Said]:
    """Where the finding on who plays what that holds least often tips, unless that is told already."""
    general = found.general()
    tips = [one for one in (found.drawn.tippings if found.drawn else ()) if one.parameter and one.finding in general]
    if not found.drawn or not tips:
        return
    worst = min(tips, key=lambda one: one.share)
    if found.tip is not None and (worst.value, worst.below) == (found.tip[0].value, found.tip[0].below):
        return
    claim = claims_of(found.drawn.study.scenario.document)[worst.finding].rstrip(".")
    name, rows = found.scenario.document.labels[worst.parameter], many(found.drawn.study.spec)
    words = f"“{claim}” depends most on {name}: {_sides('it holds', worst, rows)}."
    yield Said(words, (found.drawn.ids["tippings"], "findings"), "Weakest finding.")
