"""Which extreme equilibria two players have, with payoffs left open: from the signs of determinants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from policygames.games.game_forms import GameForms
from policygames.games.regimes.conditions import Box, Conditions, Reference, Regime, Register, Signs, sign_of
from policygames.numerics.minors import Minors, Rows

_Vertex: TypeAlias = tuple[Rows, Rows]
"""The support of an extreme strategy, and the opponent's best replies to it."""
_Signed: TypeAlias = tuple[tuple[int, Reference], ...]


@dataclass(frozen=True, slots=True)
class _Basis:
    """Actions that make `columns` best replies, and as many: their probabilities, and other replies' slacks, times D.

    `whole` is D; the solution is a vertex where D is not 0 and nothing over D is negative.
    """

    columns: Rows
    whole: Reference
    coordinates: _Signed
    slacks: _Signed

    def vertex(self, signs: Signs) -> _Vertex | None:
        """The vertex of this basis; None where there is none."""
        whole = sign_of(self.whole, signs)
        if not whole:
            return None
        coordinates = [(place, whole * sign_of(form, signs)) for place, form in self.coordinates]
        slacks = [(place, whole * sign_of(form, signs)) for place, form in self.slacks]
        if min(sign for _, sign in (*coordinates, *slacks)) < 0:
            return None
        ties = [place for place, sign in slacks if not sign]
        return tuple(place for place, sign in coordinates if sign), tuple(sorted((*self.columns, *ties)))


def mixed_conditions(game: GameForms, box: Box) -> Conditions:
    """The determinants of both players' bases: their signs decide which pairs of supports extreme equilibria have.

    A vertex of a best-response polyhedron belongs to a basis; the signs of its coordinates and slacks are those of the
    determinants of Cramer's rule. Extreme equilibria are the pairs of vertices that support and best replies match:
    Mangasarian, SIAM Journal 12 (1964) 778-780.
    """
    register, unknowns = Register(box), len(game.unknowns)
    first = list(_bases(Minors(game.payoffs[1].tolist(), unknowns), register))
    second = list(_bases(Minors(game.payoffs[0].T.tolist(), unknowns), register))
    return Conditions(register.forms, lambda signs: _matched(_vertices(first, signs), _vertices(second, signs)))


def _matched(first: set[_Vertex], second: set[_Vertex]) -> Regime:
    return frozenset(
        (own, other)
        for own, replies in first
        for other, answers in second
        if set(own) <= set(answers) and set(other) <= set(replies)
    )


def _vertices(bases: Sequence[_Basis], signs: Signs) -> set[_Vertex]:
    return {vertex for basis in bases if (vertex := basis.vertex(signs))}


def _bases(minors: Minors, register: Register) -> Iterator[_Basis]:
    for rows, columns in minors.bases():
        yield _Basis(
            columns,
            register.of(minors.full(rows, columns)),
            tuple(_coordinates(minors, rows, columns, register)),
            tuple(_slacks(minors, rows, columns, register)),
        )


def _coordinates(minors: Minors, rows: Rows, columns: Rows, register: Register) -> Iterator[tuple[int, Reference]]:
    """For each action of the basis its probability times D."""
    for place, row in enumerate(rows):
        form = minors.bordered(rows[:place] + rows[place + 1 :], columns)
        yield row, register.of(form.times(-1 if (len(rows) + place) % 2 else 1))


def _slacks(minors: Minors, rows: Rows, columns: Rows, register: Register) -> Iterator[tuple[int, Reference]]:
    """For each other action of the opponent what it is worse by than the best, times D."""
    for column in range(minors.columns):
        if column not in columns:
            joined = tuple(sorted((*columns, column)))
            form = minors.bordered(rows, joined)
            yield column, register.of(form.times(1 if (len(columns) - joined.index(column)) % 2 else -1))
