"""Polytopes with given normals that contain the set V of subgame-perfect payoffs, made smaller step by step.

W = {y: n_l · y <= c_l for all l} contains V at first; so does W with c_l the support of any set that contains V. Such
sets are B(W), where players discount differently, and else the smaller R(W, u) of Abreu and Sannikov (Theoretical
Economics 9 (2014) 313-338), for the proof of which, for any number of players, see `self_generation.outer`: over pure
profiles a with floors f = u + (1 - d) / d h(a), the point g(a) where g(a) >= f, else (1 - d) g(a) + d w for the corners
w of W ∩ {w >= f} at which some floor binds.

Source of the levels: Judd, Yeltekin and Conklin, Econometrica 71 (2003) 1239-1254, here in exact arithmetic.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from policygames.games.payoff_sets.frame import Frame, Play
from policygames.games.payoff_sets.operators import enforcing, floors, supports
from policygames.numerics.polyhedra.hull import hull_rows
from policygames.numerics.polyhedra.polytope import (
    Polytope,
    Whole,
    box,
    coordinates,
    cut,
    half_space,
    homogeneous,
    normal_of,
    primitive,
    whole,
)
from policygames.numerics.stepwise import finished

_ZERO, _ONE = Fraction(0), Fraction(1)
BITS = 48
"""Levels are rounded up to multiples of 2^-BITS; payoffs are scaled to [0, 1] and normals whole."""
MOST_POINTS_FOR_FACETS = {1: 10**6, 2: 10**6, 3: 4_096, 4: 64}
"""Of how many payoff vectors, by their dimension, the facets of the hull serve as normals from the start."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """{y in [0, 1]^r: normals[l] · y <= levels[l]}, with its vertices in `polytope`.

    The first normals are those of the players' least payoffs, in order of the players whose payoffs vary.
    """

    normals: tuple[tuple[int, ...], ...]
    levels: tuple[Fraction, ...]
    polytope: Polytope

    @property
    def is_empty(self) -> bool:
        """Whether no point is left."""
        return not self.polytope.points


def enclosure(normals: Sequence[tuple[int, ...]], levels: Sequence[Fraction], size: int) -> Enclosure:
    """The polytope with these normals and levels in the unit cube of this dimension."""
    return finished(enclosure_stepwise(normals, levels, size))


def enclosure_stepwise(
    normals: Sequence[tuple[int, ...]], levels: Sequence[Fraction], size: int
) -> Generator[None, None, Enclosure]:
    """The same, with a None after every normal."""
    polytope = box([_ZERO] * size, [_ONE] * size)
    for normal, level in zip(normals, levels, strict=True):
        polytope = cut(polytope, half_space(normal, level))
        yield None
    return Enclosure(tuple(normals), tuple(levels), polytope)


def varying(frame: Frame) -> list[int]:
    """The players whose payoffs vary."""
    return [player for player in frame.players if frame.widths[player]]


def first_normals(frame: Frame) -> list[tuple[int, ...]]:
    """Of every varying player's least and largest payoff, and of the hull of the stage payoffs where that is small."""
    shares = [frame.shares[player][1:] for player in varying(frame)]
    lower = [whole([-weight for weight in share]) for share in shares]
    upper = [whole(share) for share in shares]
    points = _stage_points(frame)
    few = len(points) <= MOST_POINTS_FOR_FACETS.get(frame.rank, 0)
    facets = [normal_of(row) for row in hull_rows(points)] if frame.is_even and few else []
    total = [sum(column) for column in zip(*shares, strict=True)]
    sums = [whole(total), whole([-weight for weight in total])] if any(total) else []
    return [*lower, *_fresh([*upper, *facets, *sums], lower)]


def _stage_points(frame: Frame) -> list[Whole]:
    return list(dict.fromkeys(homogeneous(play.payoffs) for play in frame.plays))


def _fresh(normals: Iterable[tuple[int, ...]], known: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
    seen = set(known)
    return [normal for normal in dict.fromkeys(map(primitive, normals)) if normal not in seen]


def with_normals(frame: Frame, normals: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The first normals, and those of `normals` that are none of them."""
    base = first_normals(frame)
    return [*base, *_fresh(normals, base)]


def first_enclosure(frame: Frame, normals: Sequence[tuple[int, ...]]) -> Generator[None, None, Enclosure]:
    """Around everything that a player of the repeated game can get, with the pure minmax as least payoffs, in steps."""
    levels = [_largest(frame, normal) for normal in normals]
    for index, player in enumerate(varying(frame)):
        levels[index] = min(levels[index], _level(frame, player, normals[index], frame.minmax[player]))
    return (yield from enclosure_stepwise(normals, levels, frame.rank))


def _largest(frame: Frame, normal: Sequence[int]) -> Fraction:
    if not frame.is_even:  # payoffs may leave the hull: Lehrer and Pauzner, Econometrica 67 (1999) 393-412
        return Fraction(sum(max(value, 0) for value in normal))
    values = (sum((n * y for n, y in zip(normal, play.payoffs, strict=True)), _ZERO) for play in frame.plays)
    return max(values)


def _level(frame: Frame, player: int, normal: Sequence[int], payoff: Fraction) -> Fraction:
    """The level of -q share · y that says that a player gets at least `payoff`, scaled."""
    constant, *weights = frame.shares[player]
    return _factor(normal, weights) * (constant - payoff)


def _factor(normal: Sequence[int], weights: Sequence[Fraction]) -> Fraction:
    return next(-value / weight for value, weight in zip(normal, weights, strict=True) if weight)


def worst(frame: Frame, now: Enclosure) -> tuple[Fraction, ...]:
    """The least payoff of each player that the levels leave, scaled: linear in the levels."""
    least = [_ZERO] * len(frame.lows)
    for index, player in enumerate(varying(frame)):
        constant, *weights = frame.shares[player]
        least[player] = constant - now.levels[index] / _factor(now.normals[index], weights)
    return tuple(least)


def smaller(frame: Frame, now: Enclosure) -> Generator[None, None, Enclosure]:
    """The enclosure after one step, with a None after every profile and normal; empty where V is proven empty."""
    least = worst(frame, now)
    reached: list[list[Fraction]] = []
    for play in frame.plays:
        points = continuations(frame, play, now.polytope, least)
        if points is not None:
            reached.append(supports(frame, play, points, now.normals))
        yield None
    if not reached:
        return Enclosure(now.normals, now.levels, Polytope(now.polytope.rows, (), ()))
    tops = (_rounded_up(max(column)) for column in zip(*reached, strict=True))
    return (yield from enclosure_stepwise(now.normals, list(map(min, now.levels, tops)), frame.rank))


def continuations(frame: Frame, play: Play, polytope: Polytope, least: Sequence[Fraction]) -> Sequence[Whole] | None:
    """What the operator lets follow a profile, with these lower bounds of payoffs; None where nothing does."""
    levels = floors(frame, play, least)
    if levels is None:
        return None
    if frame.is_even and all(frame.patience):
        if _above(frame, play.payoffs, levels) >= 0:
            return [homogeneous(play.payoffs)]
        points = enforcing(frame, polytope, levels).points
        return [point for point in points if _above(frame, coordinates(point), levels) == 0] or None
    return enforcing(frame, polytope, levels).points or None


def _above(frame: Frame, point: Sequence[Fraction], levels: Sequence[Fraction]) -> Fraction:
    """By how much the player closest to a floor is above it, scaled."""
    y = tuple(point)
    return min((frame.scaled(player, y) - levels[player] for player in varying(frame)), default=_ONE)


def _rounded_up(value: Fraction) -> Fraction:
    return Fraction(-(-(value.numerator << BITS) // value.denominator), 1 << BITS)
