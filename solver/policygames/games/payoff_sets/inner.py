"""Polytopes that generate themselves exactly, so lie in the set of subgame-perfect payoffs, near a given polytope."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from fractions import Fraction

from policygames.games.payoff_sets.frame import Frame
from policygames.games.payoff_sets.operators import generated_stepwise, hull_stepwise, ungenerated_stepwise
from policygames.games.payoff_sets.sketches import FINEST, around, rounded, simple
from policygames.numerics.polyhedra.hull import hull_rows_stepwise
from policygames.numerics.polyhedra.polytope import Polytope, Whole, coordinates, homogeneous

_SHRINKING_BITS, _STEPS = (36, 30, 24), 12
"""By which parts 2^-bits of its size a polytope is shrunk each time, and how often at most."""
_NEAR, _PINNED = 2.0**-30, 2**12
"""Vertices are held where a payoff vector with no larger denominators is as near, in units of the frame."""


def played_for_ever(frame: Frame) -> list[Whole]:
    """The payoffs g(a) of the largest set of profiles each of which the worst of the set sustains when played for ever.

    Their hull generates itself: g(a) = (1 - d) g(a) + d g(a).
    """
    left = list(frame.plays)
    while left:
        worst = [min(frame.scaled(i, play.payoffs) for play in left) for i in frame.players]
        stays = [
            play
            for play in left
            if all(
                (1 - d) * gain <= d * (frame.scaled(i, play.payoffs) - worst[i])
                for i, (gain, d) in enumerate(zip(play.gains, frame.discount, strict=True))
            )
        ]
        if len(stays) == len(left):
            break
        left = stays
    return list(dict.fromkeys(homogeneous(play.payoffs) for play in left))


def kept(frame: Frame, points: Sequence[Whole]) -> Generator[None, None, Polytope | None]:
    """The hull of those of the points that are left when all that it does not generate are dropped, again and again."""
    while points:
        polytope = yield from hull_stepwise(points)
        if (yield from ungenerated_stepwise(frame, polytope)) is None:
            return polytope
        reached = yield from generated_stepwise(frame, polytope)
        if not reached:
            return None
        larger = yield from hull_stepwise(reached)
        stays = [point for point in polytope.points if larger.holds(point)]
        points = stays if len(stays) < len(polytope.points) else []
    return None


def shrunken(frame: Frame, points: Sequence[Whole]) -> Generator[None, None, Polytope | None]:
    """A polytope near the hull of `points` that lies strictly inside of what it generates, where it is not held.

    Where generation is a contraction, so is its composition with a homothety, and its fixed point is such a polytope.
    Vertices that look rational are held fast.
    """
    pins = [pin for pin in simple(frame, points, _NEAR) if _is_short(frame, pin)]
    for bits in _SHRINKING_BITS:
        now = yield from hull_stepwise(_held(points, pins))
        for _ in range(_STEPS):
            if (yield from ungenerated_stepwise(frame, now)) is None:
                return now
            reached = list(dict.fromkeys(map(rounded, (yield from generated_stepwise(frame, now)))))
            if not reached:
                break
            rows = yield from hull_rows_stepwise(reached)
            sketch = yield from around(reached, rows, FINEST)
            now = yield from hull_stepwise(_held(_drawn_in(sketch.points, bits), pins))
    return None


def _is_short(frame: Frame, point: Whole) -> bool:
    places = zip(frame.units, coordinates(point), strict=True)
    return all((unit * value).denominator <= _PINNED for unit, value in places)


def _drawn_in(points: Sequence[Whole], bits: int) -> list[Whole]:
    """The points moved towards their mean by the part 2^-bits, and rounded."""
    spread = [coordinates(rounded(point)) for point in points]  # else the mean's denominator is thousands of digits
    mean = [sum(column, Fraction(0)) / len(spread) for column in zip(*spread, strict=True)]
    part = Fraction(1, 1 << bits)
    return [
        rounded(homogeneous(value + part * (middle - value) for value, middle in zip(point, mean, strict=True)))
        for point in spread
    ]


def _held(points: Iterable[Whole], pins: Sequence[Whole]) -> list[Whole]:
    """The points, those that are near a pin at the pin."""
    places = [(pin, coordinates(pin)) for pin in pins]
    held = []
    for point in points:
        here = coordinates(point)
        near = (pin for pin, there in places if all(abs(a - b) <= _NEAR for a, b in zip(here, there, strict=True)))
        held.append(next(near, point))
    return list(dict.fromkeys(held))
