"""Promises: how each vertex of a self-generating polytope is kept, by a profile now and a lottery of vertices later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product

from policygames.errors import GameError
from policygames.games.payoff_polytope import Point
from policygames.games.profiles import PureProfile
from policygames.games.repeated import RepeatedGame
from policygames.numerics.exact import common_denominator, over, shown
from policygames.numerics.programs import Program
from policygames.numerics.stepwise import finished

Lottery = dict[int, Fraction]
"""Vertices, by their position, with their probabilities."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A profile to play now, and the lottery over vertices that is the continuation where nobody deviates."""

    profile: PureProfile
    later: Lottery


class Plan:
    """How each vertex of a polytope is kept as a promise. Raises GameError where there is none."""

    def __init__(self, game: RepeatedGame, vertices: Sequence[Point]) -> None:
        if not vertices:
            raise GameError("the set of payoffs is empty", reason="OUTSIDE_PAYOFF_SET", path="payoffs")
        self.game = game
        self.vertices = list(vertices)
        self.lowest: Point = tuple(map(min, zip(*vertices, strict=True)))
        self.highest: Point = tuple(map(max, zip(*vertices, strict=True)))
        self._known: dict[int, list[tuple[Fraction, Promise]]] = {}

    def require(self, point: Point, path: str) -> Lottery:
        """The same as `lottery`. Raises GameError, naming `path`, outside the polytope."""
        lottery = self.lottery(point) if len(point) == len(self.lowest) else None
        if lottery is None:
            message = f"({', '.join(map(shown, point))}) lies outside the set of payoffs"
            raise GameError(message, reason="OUTSIDE_PAYOFF_SET", path=path)
        return lottery

    @cached_property
    def worst(self) -> list[Lottery]:
        """For each player the vertex that pays them least, the first of several."""
        columns = zip(*self.vertices, strict=True)
        return [{min(range(len(column)), key=column.__getitem__): Fraction(1)} for column in columns]

    @cached_property
    def profiles(self) -> dict[PureProfile, tuple[Point, Point]]:
        """For each profile what it pays, and what each player would gain at once by the best deviation."""
        stage = self.game.stage_game
        found: dict[PureProfile, tuple[Point, Point]] = {}
        players = range(len(stage.shape))
        for cell in product(*map(range, stage.shape)):
            paid = tuple(stage.payoff(player, cell) for player in players)
            best = (
                max(stage.payoff(i, (*cell[:i], b, *cell[i + 1 :])) for b in range(stage.shape[i])) for i in players
            )
            found[cell] = paid, tuple(most - one for most, one in zip(best, paid, strict=True))
        return found

    def lottery(self, point: Point) -> Lottery | None:
        """A lottery over as few vertices as a basic solution has that pays `point`; None outside the polytope."""
        if point in self.vertices:
            return {self.vertices.index(point): Fraction(1)}
        if not all(low <= x <= high for low, x, high in zip(self.lowest, point, self.highest, strict=True)):
            return None
        rows = [list(row) for row in zip(*self.vertices, strict=True)]
        return _solution([*rows, [Fraction(1)] * len(self.vertices)], [*point, Fraction(1)])

    def promises(self, vertex: int) -> list[tuple[Fraction, Promise]]:
        """The promises, with their probabilities, that are worth this vertex."""
        if vertex not in self._known:
            self._known[vertex] = self._kept(vertex) or self._single(vertex) or self._several(vertex)
        return self._known[vertex]

    def _kept(self, vertex: int) -> list[tuple[Fraction, Promise]]:
        """The first profile that is worth the vertex when it is played for ever; none where there is none."""
        point = self.vertices[vertex]
        for profile, (paid, gains) in self.profiles.items():
            if paid == point and self._enforces(point, gains):
                return [(Fraction(1), Promise(profile, {vertex: Fraction(1)}))]
        return []

    def _single(self, vertex: int) -> list[tuple[Fraction, Promise]]:
        """The one promise with the shortest lottery that is worth the vertex; none where no profile alone will do."""
        if not all(self.game.discount):
            return []
        found: list[Promise] = []
        for profile, (paid, gains) in self.profiles.items():
            later = self._continuation(self.vertices[vertex], paid)
            if self._enforces(later, gains) and (lottery := self.lottery(later)) is not None:
                found.append(Promise(profile, lottery))
                if len(lottery) == 1:
                    break
        return [(Fraction(1), min(found, key=lambda one: len(one.later)))] if found else []

    def _continuation(self, value: Point, paid: Point) -> Point:
        return tuple((v - (1 - d) * u) / d for v, u, d in zip(value, paid, self.game.discount, strict=True))

    def _enforces(self, later: Point, gains: Point) -> bool:
        each = zip(self.game.discount, later, self.lowest, gains, strict=True)
        return all(d * (w - threat) >= (1 - d) * gain for d, w, threat, gain in each)

    def _several(self, vertex: int) -> list[tuple[Fraction, Promise]]:
        """A lottery over promises that is worth the vertex: one linear program over all profiles and vertices.

        The unknowns are the probabilities of playing a profile and then continuing with a vertex, and a slack for each
        profile and player whom a deviation would tempt.
        """
        pairs = [(profile, later) for profile in self.profiles for later in range(len(self.vertices))]
        tempted = [(p, i) for p, (_, gains) in self.profiles.items() for i, gain in enumerate(gains) if gain > 0]
        rows = [[self._worth(p, later, i) for p, later in pairs] for i in range(len(self.game.players))]
        rows = [[*row, *[Fraction(0)] * len(tempted)] for row in [*rows, [Fraction(1)] * len(pairs)]]
        for place, (profile, player) in enumerate(tempted):
            row = [self._room(p, later, player) if p == profile else Fraction(0) for p, later in pairs]
            rows.append([*row, *(Fraction(-(place == other)) for other in range(len(tempted)))])
        right = [*self.vertices[vertex], Fraction(1), *[Fraction(0)] * len(tempted)]
        solution = _solution(rows, right)
        if solution is None:
            message = f"the polytope does not generate its vertex ({', '.join(map(shown, self.vertices[vertex]))})"
            raise GameError(message, reason="NOT_SELF_GENERATING", path="polytope")
        return _grouped({pairs[at]: chance for at, chance in solution.items() if at < len(pairs)})

    def _worth(self, profile: PureProfile, later: int, player: int) -> Fraction:
        discount = self.game.discount[player]
        return (1 - discount) * self.profiles[profile][0][player] + discount * self.vertices[later][player]

    def _room(self, profile: PureProfile, later: int, player: int) -> Fraction:
        """What `player` loses by the best deviation from the profile where the vertex `later` would have followed."""
        discount = self.game.discount[player]
        lost = discount * (self.vertices[later][player] - self.lowest[player])
        return lost - (1 - discount) * self.profiles[profile][1][player]


def _grouped(chances: Mapping[tuple[PureProfile, int], Fraction]) -> list[tuple[Fraction, Promise]]:
    found: dict[PureProfile, Lottery] = {}
    for (profile, later), chance in chances.items():
        found.setdefault(profile, {})[later] = chance
    totals = {profile: sum(lottery.values(), Fraction(0)) for profile, lottery in found.items()}
    return [
        (totals[profile], Promise(profile, {later: chance / totals[profile] for later, chance in lottery.items()}))
        for profile, lottery in found.items()
    ]


def _solution(rows: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> Lottery | None:
    """A basic solution x >= 0 of rows · x = right, by position where it is not 0; None where there is none."""
    whole = [_whole([*row, value]) for row, value in zip(rows, right, strict=True)]
    program = Program([row[:-1] for row in whole], [row[-1] for row in whole])
    if not finished(program.feasible()):
        return None
    return {place: value for place, value in enumerate(program.solution()) if value}


def _whole(row: Sequence[Fraction]) -> list[int]:
    return over(row, common_denominator(row))
