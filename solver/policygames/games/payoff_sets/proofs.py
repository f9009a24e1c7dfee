"""Proofs that a polytope contains the set V of subgame-perfect payoffs, or equals it; they can be replayed."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from fractions import Fraction

from policygames.games.payoff_sets.enclosures import (
    Enclosure,
    enclosure_stepwise,
    first_enclosure,
    smaller,
    with_normals,
    worst,
)
from policygames.games.payoff_sets.frame import Frame
from policygames.games.payoff_sets.operators import enforcing, floors, hull_of, hull_stepwise, supports
from policygames.numerics.polyhedra.polytope import Whole, coordinates, normal_of, slack
from policygames.numerics.stepwise import finished

MOST_STEPS = 1_024
"""Of a proof: each costs about as much as the operator B once."""
PARTS = tuple(Fraction(part) for part in (0.0, 2.0**-40, 2.0**-32, 2.0**-24))
"""To which parts of itself the distance of an enclosure from the goal is shown to shrink."""
_SMALL = Fraction(1, 2**60)
_ZERO, _ONE = Fraction(0), Fraction(1)
_Reached = dict[int, list[Fraction]]


class Surrounding:
    """The search for a small polytope that contains V, near the hull of `points`, where there are any.

    `now` is an enclosure with the first normals and those of that hull, made smaller by `steps`; in the end it may be
    the goal: `exact`, all of V where that hull generates itself. The same points lead to the same steps. The normals of
    the hull come in with the first of the `steps`: a hull of many points takes long.
    """

    def __init__(self, frame: Frame, points: Sequence[Whole], parts: Sequence[Fraction] = PARTS) -> None:
        self.frame, self.parts, self.exact = frame, parts, False
        self.points, self.goal = points, list[Fraction]()
        self.now = finished(first_enclosure(frame, with_normals(frame, ())))

    def steps(self, most: int) -> Generator[None, None, None]:
        """At most so many steps, with a None after every profile and normal in each.

        Whether the enclosure shrinks to the goal is tried when the number of steps is a power of two.
        """
        if self.points:
            yield from self._aimed()
        for step in range(most):
            if not step & (step - 1) and (yield from self._settled()):
                return
            before, self.now = self.now, (yield from smaller(self.frame, self.now))
            yield None
            if self.now.is_empty or before.levels == self.now.levels:
                break
        yield from self._settled()

    def _aimed(self) -> Generator[None, None, None]:
        """Takes in the normals of the hull of the points, with its supports as goal."""
        rows = (yield from hull_stepwise(self.points)).rows
        normals = with_normals(self.frame, [normal_of(row) for row in rows if any(row[1:])])
        self.now = yield from first_enclosure(self.frame, normals)
        self.goal = [_support(normal, self.points) for normal in normals]

    def _settled(self) -> Generator[None, None, bool]:
        """Whether the enclosure is the goal, or is shown to shrink to a small part of its distance from it."""
        if self.now.is_empty or not self.goal:
            return False
        gaps = [level - aim for level, aim in zip(self.now.levels, self.goal, strict=True)]
        if min(gaps, default=_ZERO) < 0:
            return False
        for part in self.parts:
            if (yield from shrinking(self.frame, self.now.normals, self.goal, gaps, part)):
                levels = [aim + part * gap for aim, gap in zip(self.goal, gaps, strict=True)]
                self.now = yield from enclosure_stepwise(self.now.normals, levels, self.frame.rank)
                self.exact = part == 0
                return True
        return False


def _support(normal: Sequence[int], points: Sequence[Whole]) -> Fraction:
    values = (sum((n * y for n, y in zip(normal, coordinates(point), strict=True)), _ZERO) for point in points)
    return max(values)


def holds_all(enclosing: Enclosure, points: Sequence[Whole]) -> bool:
    """Whether an enclosure lies in the hull of `points`; an empty one always does."""
    if enclosing.is_empty or not points:
        return enclosing.is_empty
    return all(slack(row, point) >= 0 for row in hull_of(points).rows for point in enclosing.polytope.points)


def shrinks(
    frame: Frame,
    normals: Sequence[tuple[int, ...]],
    goal: Sequence[Fraction],
    gaps: Sequence[Fraction],
    part: Fraction,
) -> bool:
    """What `shrinking` says in the end."""
    return finished(shrinking(frame, normals, goal, gaps, part))


def shrinking(
    frame: Frame,
    normals: Sequence[tuple[int, ...]],
    goal: Sequence[Fraction],
    gaps: Sequence[Fraction],
    part: Fraction,
) -> Generator[None, None, bool]:
    """Whether V, known to lie in W_1, is proven to lie in W_part, where W_e has the levels goal + e gaps.

    It does if for part < e <= 1 the set B(W_e) is strictly inside of W_e in every direction with a gap, and stays in
    W_part in the others: of the least e >= part with V in W_e, V = B(V) leaves no other than `part`. What one profile
    generates in W_e has a support F(e) in each direction that is concave in e, as levels and floors are linear in e: so
    F(e) <= F(part) + (e - part) F'(part). F is linear at first; three points in a line give the slope there. An affine
    bound needs to be compared at `part` and at 1 only.
    """
    if not any(gaps):
        return True
    places = (part, part + _SMALL, part + 2 * _SMALL, _ONE)
    bounds = [[aim + e * gap for aim, gap in zip(goal, gaps, strict=True)] for e in places]
    start = yield from _reached(frame, normals, bounds[0])
    near = yield from _reached(frame, normals, bounds[1])
    next_to = yield from _reached(frame, normals, bounds[2])
    far = yield from _reached(frame, normals, bounds[3])
    if not start.keys() == near.keys() == next_to.keys() == far.keys():
        return False
    return all(
        two - base == 2 * (one - base)
        and base <= low
        and _is_below(base + (one - base) / _SMALL * (1 - part), low, high)
        for index in start
        for base, one, two, low, high in zip(
            start[index], near[index], next_to[index], bounds[0], bounds[-1], strict=True
        )
    )


def _is_below(bound: Fraction, low: Fraction, high: Fraction) -> bool:
    return bound < high if low < high else bound <= high


def _reached(
    frame: Frame, normals: Sequence[tuple[int, ...]], levels: Sequence[Fraction]
) -> Generator[None, None, _Reached]:
    """For each profile that something can follow, the supports of what it generates in the set with these levels."""
    now = yield from enclosure_stepwise(normals, levels, frame.rank)
    least = worst(frame, now)
    found: _Reached = {}
    for index, play in enumerate(frame.plays):
        needed = floors(frame, play, least)
        kept = () if needed is None else enforcing(frame, now.polytope, needed).points
        if kept:
            found[index] = supports(frame, play, kept, normals)
        yield None
    return found
