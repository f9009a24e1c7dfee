"""Which extreme equilibria two players have, with payoffs left open: from the signs of determinants."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TypeAlias

from policygames.games.game_forms import GameForms
from policygames.games.regimes.conditions import Conditions, Regime, Signs, distinct
from policygames.numerics.forms import Form
from policygames.numerics.minors import Basis, Minors, Rows

_Vertex: TypeAlias = tuple[Rows, Rows]
"""The support of an extreme strategy, and the opponent's best replies to it."""


def mixed_conditions(game: GameForms) -> Conditions:
    """The determinants of both players' bases: their signs decide which pairs of supports extreme equilibria have.

    A vertex of a best-response polyhedron belongs to a basis; the signs of its coordinates and slacks are those of the
    determinants of Cramer's rule. Extreme equilibria are the pairs of vertices that support and best replies match:
    Mangasarian, SIAM Journal 12 (1964) 778-780.
    """
    unknowns = len(game.unknowns)
    minors = Minors(game.payoffs[1].tolist(), unknowns), Minors(game.payoffs[0].T.tolist(), unknowns)

    def regime(signs: Signs) -> Regime:
        first, second = (list(_vertices(one, signs)) for one in minors)
        return frozenset(
            (own, other)
            for own, replies in first
            for other, answers in second
            if set(own) <= set(answers) and set(other) <= set(replies)
        )

    return Conditions(distinct(chain.from_iterable(map(_determinants, minors))), regime)


def _determinants(minors: Minors) -> Iterator[Form]:
    for rows, columns in minors.bases():
        yield minors.full(rows, columns)
        yield from (form for _, form in _coordinates(minors, rows, columns))
        yield from (form for _, form in _slacks(minors, rows, columns))


def _vertices(minors: Minors, signs: Signs) -> Iterator[_Vertex]:
    """All vertices, each perhaps more than once: by every basis that it has."""
    for rows, columns in minors.bases():
        if vertex := _vertex(minors, (rows, columns), signs):
            yield vertex


def _vertex(minors: Minors, basis: Basis, signs: Signs) -> _Vertex | None:
    whole = signs(minors.full(*basis))
    if not whole:
        return None
    coordinates = [(place, whole * signs(form)) for place, form in _coordinates(minors, *basis)]
    slacks = [(place, whole * signs(form)) for place, form in _slacks(minors, *basis)]
    if min(sign for _, sign in (*coordinates, *slacks)) < 0:
        return None
    ties = [place for place, sign in slacks if not sign]
    return tuple(place for place, sign in coordinates if sign), tuple(sorted((*basis[1], *ties)))


def _coordinates(minors: Minors, rows: Rows, columns: Rows) -> Iterator[tuple[int, Form]]:
    """For each action of the basis its probability times D."""
    for place, row in enumerate(rows):
        form = minors.bordered(rows[:place] + rows[place + 1 :], columns)
        yield row, form.times(-1 if (len(rows) + place) % 2 else 1)


def _slacks(minors: Minors, rows: Rows, columns: Rows) -> Iterator[tuple[int, Form]]:
    """For each other action of the opponent what it is worse by than the best, times D."""
    for column in range(minors.columns):
        if column not in columns:
            joined = tuple(sorted((*columns, column)))
            form = minors.bordered(rows, joined)
            yield column, form.times(1 if (len(columns) - joined.index(column)) % 2 else -1)
