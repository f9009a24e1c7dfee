"""How low players can be held in equilibrium, bounded from below at every discount factor under a given one."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import compress, product
from typing import TYPE_CHECKING, TypeAlias

from policygames.games.profiles import PureProfile, pure_as_mixed
from policygames.games.self_generation.generation import Ratio, Whole, enforcing, thresholds
from policygames.games.self_generation.outer import Iterate, iterates
from policygames.games.self_generation.planes import PlaneGame, plane_of
from policygames.numerics.polygons import clip, hull, whole_points

if TYPE_CHECKING:
    from policygames.games.normal_form import NormalFormGame
    from policygames.games.payoff_polytope import Point
    from policygames.games.repeated import RepeatedGame

Floors: TypeAlias = tuple[Fraction, ...]
"""Per player a payoff that no equilibrium goes below."""

_BITS = 70
_MOST_STEPS = 2_000


def folk_floors(stage: NormalFormGame) -> Floors | None:
    """What nobody is held below at any discount factor, all actions being pure and seen; None: there is no equilibrium.

    Nobody is held below the best reply to what is played. Of two players feasible payoffs that respect this are looked
    at: a player whose payoff is the same in all of them cannot be punished, so nothing is played that tempts that
    player; what is feasible without it is bounded in the same way.
    """
    kept = [_Cell.of(stage, profile) for profile in product(*map(range, stage.shape))]
    while kept:
        floors = tuple(map(min, zip(*(cell.replies for cell in kept), strict=True)))
        if len(floors) != 2:
            return floors
        feasible = hull((cell.payoffs[0], cell.payoffs[1]) for cell in kept)
        rational = clip(clip(feasible, (1, 0, floors[0])), (0, 1, floors[1]))
        if not rational:
            return None
        ends = [(min(values), max(values)) for values in zip(*rational, strict=True)]
        held = [player for player, (low, high) in enumerate(ends) if low == high]
        left = [cell for cell in kept if not any(cell.replies[player] > cell.payoffs[player] for player in held)]
        if len(left) == len(kept):
            return tuple(Fraction(low) for low, _ in ends)
        kept = left
    return None


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a profile pays to each player, and what the best reply to it would."""

    payoffs: Point
    replies: Point

    @classmethod
    def of(cls, stage: NormalFormGame, profile: PureProfile) -> _Cell:
        mixed, players = pure_as_mixed(profile, stage.shape), range(len(stage.players))
        replies = tuple(max(stage.deviation_payoffs(player, mixed)) for player in players)
        return cls(tuple(stage.payoff(player, profile) for player in players), replies)


def restricted_floors(game: RepeatedGame, outer: Sequence[Point]) -> Floors | None:
    """Floors for all discount factors below that of `game`, of two players, whose equilibrium payoffs lie in `outer`.

    None where there is no equilibrium at all below it. Let P contain all equilibrium payoffs at d. At d' < d they lie
    in P too (Abreu, Pearce and Stacchetti 1990, theorem 6), threats are no lower and (1 - d') / d' is greater: a
    profile that at d is only enforced by continuations at which the threshold of a player with something to gain binds
    is not enforced at d'. So all that is sustained at d' is sustained at d by the other profiles alone; their set is
    bounded in the same way, until every profile that is left is enforced with something to spare.
    """
    plane = plane_of(game)
    points, scale = whole_points([(x, y) for x, y in outer], plane.denominator)
    around = Iterate(plane.over(scale), hull(points), ())
    while around.polygon:
        threats = tuple(min(a * x + b * y for x, y in around.polygon) for a, b in plane.players)
        kept = [_spared(around.plane, index, around.polygon, threats) for index in range(len(around.plane.payoffs))]
        if all(kept):
            return tuple(Fraction(threat, around.plane.denominator) for threat in threats)
        around = _last(_only(around.plane, kept))
    return None


def _spared(plane: PlaneGame, index: int, polygon: Sequence[Whole], threats: Sequence[int]) -> bool:
    """Whether some continuation enforces the profile and leaves each player who could gain something to lose."""
    floors = thresholds(plane, index, threats)
    continuations = enforcing(plane, floors, [(x, y, 1) for x, y in polygon])
    x, y = plane.payoffs[index]
    everybody = zip(plane.players, plane.patience, plane.temptations[index], floors, strict=True)
    return all(
        best <= a * x + b * y or any(_above(corner, (own * a, own * b), floor) for corner in continuations)
        for (a, b), own, best, floor in everybody
    ) and bool(continuations)


def _above(corner: Ratio, weights: tuple[int, int], floor: int) -> bool:
    x, y, weight = corner
    return weights[0] * x + weights[1] * y > floor * weight


def _only(plane: PlaneGame, kept: Sequence[bool]) -> PlaneGame:
    """The game in which just those profiles may be played; what players get by deviating stays as it is."""
    payoffs = tuple(compress(plane.payoffs, kept))
    return replace(plane, payoffs=payoffs, temptations=tuple(compress(plane.temptations, kept)))


def _last(plane: PlaneGame) -> Iterate:
    """A polygon around all that the profiles of the plane sustain, after as many steps as it takes or are allowed."""
    if not plane.payoffs:
        return Iterate(plane, [], ())
    found = deque((now for now, _ in zip(iterates(plane, _BITS), range(_MOST_STEPS), strict=False)), maxlen=1)
    return found[0]
