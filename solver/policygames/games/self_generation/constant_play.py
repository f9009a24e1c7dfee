"""Payoffs that are surely sustained beside a set of sustained ones: those of profiles that can be played for ever."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from policygames.games.self_generation.generation import Point
from policygames.games.self_generation.planes import PlaneGame
from policygames.numerics.polygons import hull


def with_constant_play(plane: PlaneGame, polygon: Sequence[Point]) -> tuple[Point, ...]:
    """The hull of a polygon that generates itself and of every payoff that one profile for ever sustains beside it.

    Two players, equally patient. Stage equilibria need no answer to deviations; to other profiles the worst points of
    the hull answer. The hull generates itself: it answers no less harshly than the polygon, and g(a) = (1 - d) g(a) + d
    g(a) is kept where d (g_i(a) - v_i) covers (1 - d) times what the best deviation gains.
    """
    pairs = list(zip(plane.payoffs, plane.temptations, strict=True))
    known = [*polygon, *(_point(plane, now) for now, best in pairs if now == best)]
    if not known:
        return ()
    lowest = tuple(map(min, zip(*known, strict=True)))
    kept = (_point(plane, now) for now, best in pairs if _is_kept(plane, now, best, lowest))
    return tuple(hull([*known, *kept]))


def _point(plane: PlaneGame, payoffs: tuple[int, int]) -> Point:
    return Fraction(payoffs[0], plane.denominator), Fraction(payoffs[1], plane.denominator)


def _is_kept(plane: PlaneGame, now: Sequence[int], best: Sequence[int], lowest: Sequence[Fraction]) -> bool:
    patience, rest, unit = plane.kept[0], plane.whole - plane.kept[0], plane.denominator
    return all(
        rest * (most - paid) <= patience * (paid - low * unit)
        for paid, most, low in zip(now, best, lowest, strict=True)
    )
