"""The strategies behind a set of equilibrium payoffs: one for each vertex, made when it is first looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from policygames.games import PayoffPolytope, Point
from policygames.results.equilibrium import Equilibrium
from policygames.results.payoff_set import PayoffSet
from policygames.results.supporting import supporting, unsupported


class ExtremeEquilibria(Sequence[Equilibrium]):
    """An equilibrium for each vertex of the inner set of `payoff_set`, in its order."""

    def __init__(self, payoff_set: PayoffSet) -> None:
        self._payoff_set = payoff_set
        self._vertices = payoff_set.exact or ()
        self._made: dict[Point, Equilibrium] = {}

    def __len__(self) -> int:
        return len(self._vertices)

    @overload
    def __getitem__(self, index: int) -> Equilibrium: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Equilibrium, ...]: ...
    def __getitem__(self, index: int | slice) -> Equilibrium | tuple[Equilibrium, ...]:
        if isinstance(index, slice):
            return tuple(map(self._equilibrium, self._vertices[index]))
        return self._equilibrium(self._vertices[index])

    def __iter__(self) -> Iterator[Equilibrium]:
        return map(self._equilibrium, self._vertices)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, tuple):
            return tuple(self) == other
        return self._payoff_set == other._payoff_set if isinstance(other, ExtremeEquilibria) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._payoff_set)

    def __repr__(self) -> str:
        return f"<{len(self)} extreme equilibria>"

    def _equilibrium(self, vertex: Point) -> Equilibrium:
        if vertex not in self._made:
            known = self._payoff_set
            self._made[vertex] = supporting(known.game, known.concept, PayoffPolytope(self._vertices), vertex)
        return self._made[vertex]


def extreme_equilibria(payoff_set: PayoffSet) -> Sequence[Equilibrium]:
    """An equilibrium for each vertex of the inner set; none where no strategies are made for such games."""
    convex = payoff_set.bounds is not None and not payoff_set.bounds.points
    return ExtremeEquilibria(payoff_set) if convex and not unsupported(payoff_set.game) else ()
