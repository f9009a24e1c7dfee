"""The first screen: the answer in words, how sure it is, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable

from policygames.report.content import Headline, Said
from policygames.studies.reporting.answer_card import answer
from policygames.studies.reporting.change_card import change
from policygames.studies.reporting.material import Gathered
from policygames.studies.reporting.sure_card import certainty

ROOM = 580
"""Letters of a column of the first screen, about."""


def headline(found: Gathered) -> Headline:
    """The first screen, every sentence with its evidence."""
    cards = (_fitting(one(found)) for one in (answer, certainty, change))
    return Headline(found.scenario.question, *cards)


def _fitting(items: Iterable[Said]) -> tuple[Said, ...]:
    """The first one and those after it for which a screen has room, none said twice; the sections hold all."""
    kept: list[Said] = []
    for one in items:
        used = sum(len(had.lead) + len(had.text) for had in kept)
        if not kept or (one not in kept and used + len(one.lead) + len(one.text) <= ROOM):
            kept.append(one)
    return tuple(kept)
