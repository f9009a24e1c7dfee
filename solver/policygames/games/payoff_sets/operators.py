"""What a set of continuation payoffs makes worth playing: the operator B, and whether a set generates itself.

B(W) is the hull, over pure profiles a, of (1 - d) g(a) + d w for all w in W that make it worth playing a: those with
w_i >= min W_i + (1 - d_i) / d_i h_i(a) for all players i, where h is the best gain from a deviation, and d may differ
between players. B grows with W, the set V of all subgame-perfect payoffs is its largest fixed point, and any W inside
of B(W) lies in V.

Source: Abreu, Pearce and Stacchetti, Econometrica 58 (1990) 1041-1063, theorems 1 and 2; with public randomization.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from fractions import Fraction

from policygames.games.payoff_sets.frame import Frame, Play
from policygames.numerics.exact import common_denominator
from policygames.numerics.polyhedra.hull import hull_rows_stepwise
from policygames.numerics.polyhedra.polytope import (
    Coordinates,
    Polytope,
    Whole,
    box,
    coordinates,
    cut,
    half_space,
    homogeneous,
    primitive,
    slack,
)
from policygames.numerics.stepwise import finished

_ZERO, _ONE = Fraction(0), Fraction(1)


def hull_of(points: Sequence[Whole]) -> Polytope:
    """The hull of at least one point with coordinates in [0, 1], its vertices and half-spaces."""
    return finished(hull_stepwise(points))


def hull_stepwise(points: Sequence[Whole]) -> Generator[None, None, Polytope]:
    """The same, with a None after every point and every facet."""
    size = len(points[0]) - 1
    polytope = box([_ZERO] * size, [_ONE] * size)
    for row in (yield from hull_rows_stepwise(points)):
        polytope = cut(polytope, row)
        yield None
    return polytope


def least(frame: Frame, points: Iterable[Whole]) -> tuple[Fraction, ...]:
    """The least payoff of each player at some points, at least one, scaled."""
    payoffs = [tuple(frame.scaled(player, y) for player in frame.players) for y in map(coordinates, points)]
    return tuple(map(min, zip(*payoffs, strict=True)))


def floors(frame: Frame, play: Play, worst: Sequence[Fraction]) -> list[Fraction] | None:
    """The least continuation payoffs that make a profile worth playing, deviations being answered by `worst`, scaled.

    None where a player who gains by deviating does not care about continuation payoffs.
    """
    levels = list(worst)
    for player, gain in enumerate(play.gains):
        if gain:
            patience = frame.discount[player]
            if not patience:
                return None
            levels[player] += (1 - patience) / patience * gain
    return levels


def enforcing(frame: Frame, polytope: Polytope, levels: Sequence[Fraction]) -> Polytope:
    """The continuation payoffs in `polytope` that give each player at least these levels."""
    for (constant, *weights), level in zip(frame.shares, levels, strict=True):
        polytope = cut(polytope, half_space([-weight for weight in weights], constant - level))
    return polytope


def discounted(frame: Frame, play: Play, point: Whole) -> Whole:
    """What a profile is worth that `point` follows: (1 - d) g(a) + d w."""
    pairs = zip(frame.patience, play.payoffs, coordinates(point), strict=True)
    return homogeneous((1 - patience) * now + patience * later for patience, now, later in pairs)


def generated(frame: Frame, polytope: Polytope) -> list[Whole]:
    """Points whose hull is B of a polytope that is not empty, each once."""
    return finished(generated_stepwise(frame, polytope))


def generated_stepwise(frame: Frame, polytope: Polytope) -> Generator[None, None, list[Whole]]:
    """The same, with a None after every profile."""
    worst = least(frame, polytope.points)
    found: dict[Whole, None] = {}
    for play in frame.plays:
        levels = floors(frame, play, worst)
        if levels is not None:
            kept = enforcing(frame, polytope, levels)
            found.update((discounted(frame, play, point), None) for point in kept.points)
        yield None
    return list(found)


def ungenerated(frame: Frame, polytope: Polytope) -> Whole | None:
    """The first vertex of a polytope that lies outside of what it generates, None where it generates itself."""
    return finished(ungenerated_stepwise(frame, polytope))


def ungenerated_stepwise(frame: Frame, polytope: Polytope) -> Generator[None, None, Whole | None]:
    """The same, with a None after every vertex, every profile, and every point that gave a hull a facet."""
    worst = least(frame, polytope.points)
    doubtful: list[Whole] = []
    for point in polytope.points:
        if not _generated_by_one(frame, polytope, worst, point):
            doubtful.append(point)
        yield None
    if not doubtful:
        return None
    reached = yield from generated_stepwise(frame, polytope)
    if not reached:
        return doubtful[0]
    rows = yield from hull_rows_stepwise(reached)
    return next((point for point in doubtful if any(slack(row, point) < 0 for row in rows)), None)


def _generated_by_one(frame: Frame, polytope: Polytope, worst: Sequence[Fraction], point: Whole) -> bool:
    """Whether some profile alone gives `point`: true of every vertex of a set that equals what it generates."""
    if not all(frame.patience):
        return False
    worth = coordinates(point)
    for play in frame.plays:
        pairs = zip(frame.patience, play.payoffs, worth, strict=True)
        later = tuple((value - (1 - patience) * now) / patience for patience, now, value in pairs)
        if _is_enforced(frame, play, worst, later) and polytope.holds(homogeneous(later)):
            return True
    return False


def _is_enforced(frame: Frame, play: Play, worst: Sequence[Fraction], later: Coordinates) -> bool:
    levels = floors(frame, play, worst)
    if levels is None:
        return False
    tempted = (player for player, gain in enumerate(play.gains) if gain)
    return all(frame.scaled(player, later) >= levels[player] for player in tempted)


def supports(frame: Frame, play: Play, points: Iterable[Whole], normals: Sequence[Sequence[int]]) -> list[Fraction]:
    """For each normal n the largest n · ((1 - d) g(a) + d w) over some w, at least one."""
    whole = common_denominator(frame.patience)
    kept = [int(patience * whole) for patience in frame.patience]
    vectors = list(points)
    found = []
    for normal in normals:
        best = _best([weight * factor for weight, factor in zip(normal, kept, strict=True)], vectors)
        pairs = zip(normal, frame.patience, play.payoffs, strict=True)
        now = sum((weight * (1 - patience) * payoff for weight, patience, payoff in pairs), _ZERO)
        found.append(now + best / whole)
    return found


def _best(normal: Sequence[int], points: Sequence[Whole]) -> Fraction:
    """The largest value of a linear function at homogeneous points."""
    top, scale = None, 1
    for point in points:
        value = sum(map(int.__mul__, normal, point[1:]))
        if top is None or value * scale > top * point[0]:
            top, scale = value, point[0]
    return Fraction(top or 0, scale)


def simplified(points: Iterable[Whole]) -> list[Whole]:
    """The points in lowest terms, each once."""
    return list(dict.fromkeys(map(primitive, points)))
