"""Payoffs of subgame-perfect equilibria of finitely many periods, from the last period backwards.

E_1 holds the payoffs of the pure equilibria of the stage game. In units of one period, with s_t the sum of d^0 to
d^(t-1), a game of t periods gives (g(a) + d s_(t-1) w) / s_t for all w in E_(t-1) that make it worth playing a: where
d s_(t-1) (w_i - min E_(t-1)_i) is at least the best gain h_i(a) from a deviation, for all players i. With a public coin
E_t is the hull of these. An empty E_(t-1) makes E_t empty. This is one step of the operator B with the patience
d s_(t-1) / s_t in place of d.

Source: Benoit and Krishna, Econometrica 53 (1985) 905-922; normalised as a discounted average, at d = 1 the mean.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from policygames.games.payoff_sets.frame import Frame
from policygames.games.payoff_sets.operators import discounted, enforcing, floors, hull_of, least
from policygames.games.payoff_sets.points import generated_points
from policygames.numerics.exact import MAX_BITS
from policygames.numerics.polyhedra.hull import hull_rows_stepwise
from policygames.numerics.polyhedra.polytope import Polytope, Whole, box, cut_by, homogeneous

MOST_POINTS = 4_096
"""Of a list of payoffs, or of vertices of a hull; their numbers may have MAX_BITS."""


class TooLongError(ArithmeticError):
    """The payoffs of some period are too many, or too long, to go on."""

    def __init__(self, periods: int) -> None:
        super().__init__(
            f"the payoffs of {periods} periods are more than {MOST_POINTS}, or longer than {MAX_BITS} bits"
        )


def payoffs_of_horizon(frame: Frame, periods: int, *, coin: bool) -> Generator[None, None, list[Whole]]:
    """The payoffs of so many periods, the vertices of their hull where there is a public coin; none where none exist.

    Raises TooLongError.
    """
    points = stage_equilibria(frame)
    if coin and points:
        points = list(hull_of(points).points)
    for remaining, patience in zip(range(2, periods + 1), _patience(frame), strict=False):
        if not points:
            break
        shorter = replace(frame, discount=patience)
        before, points = points, (yield from _longer(shorter, points, remaining, coin=coin))
        yield None
        if set(before) == set(points) and len(points) == 1:
            break  # nothing but one payoff: the same in any number of periods
    return points


def stage_equilibria(frame: Frame) -> list[Whole]:
    """The payoffs of the pure equilibria of the stage game, each once."""
    return list(dict.fromkeys(homogeneous(play.payoffs) for play in frame.plays if not any(play.gains)))


def _patience(frame: Frame) -> Iterator[tuple[Fraction, ...]]:
    """The weight of all periods but the first, per player, in 2, 3, … periods."""
    sums = [Fraction(1)] * len(frame.discount)
    while True:
        later = [factor * before for factor, before in zip(frame.discount, sums, strict=True)]
        sums = [1 + value for value in later]
        yield tuple(value / total for value, total in zip(later, sums, strict=True))


def _longer(frame: Frame, points: Sequence[Whole], periods: int, *, coin: bool) -> Generator[None, None, list[Whole]]:
    found: dict[Whole, None] = {}
    steps = _hull_steps(frame, hull_of(points)) if coin else generated_points(frame, points)
    for point in steps:
        if point is None:
            yield None
        else:
            found[point] = None
            if not coin and len(found) > MOST_POINTS:
                raise TooLongError(periods)
    corners = (yield from _corners(list(found))) if coin and found else list(found)
    if len(corners) > MOST_POINTS or any(max(map(int.bit_length, point)) > MAX_BITS for point in corners):
        raise TooLongError(periods)
    return corners


def _hull_steps(frame: Frame, polytope: Polytope) -> Iterator[Whole | None]:
    worst = least(frame, polytope.points)
    for play in frame.plays:
        levels = floors(frame, play, worst)
        if levels is not None:
            for point in enforcing(frame, polytope, levels).points:
                yield discounted(frame, play, point)
        yield None


def _corners(points: Sequence[Whole]) -> Generator[None, None, list[Whole]]:
    rows = yield from hull_rows_stepwise(points)
    size = len(points[0]) - 1
    return list(cut_by(box([Fraction(0)] * size, [Fraction(1)] * size), rows).points)
