"""Words for sets of payoffs: how much can be sustained, how badly each can be held, what supports the best."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from policygames.games import Point, RepeatedGame
from policygames.numerics.exact import is_long, shown
from policygames.results.payoff_set import PayoffSet
from policygames.results.wording import listed, number, payoff_words, ratio

if TYPE_CHECKING:
    from policygames.results.solution import Solution

_SIMPLE = 10**4
"""Numbers with lesser denominators are written in full, others to six digits."""
MOST_CORNERS = 8
"""The most corners of a set that are written out."""


def set_words(solution: Solution, payoff_set: PayoffSet) -> list[str]:
    """What the set of payoffs is, its best and its worst points, and what is proven about it, in sentences."""
    if payoff_set.is_empty:
        return [f"{_opening(payoff_set.game)} {_NONE[payoff_set.concept]}."]
    if payoff_set.bounds is None and payoff_set.punishments is None:
        found = "lie beyond all floats" if len(payoff_set.vertices) else "are those of no equilibrium"
        return [f"{_opening(payoff_set.game)} the payoffs {found}. {_proven(payoff_set, solution)}"]
    if not len(payoff_set.vertices):
        return [f"{_opening(payoff_set.game)} nothing is proven to be an equilibrium; {_enclosed(payoff_set)}."]
    return [f"{_opening(payoff_set.game)} {_shape(payoff_set)}.", *_extremes(payoff_set), _proven(payoff_set, solution)]


_NONE = {
    "subgame_perfect": "there is no pure-action equilibrium; with mixed actions one always exists",
    "public_perfect": "there is no equilibrium in pure public strategies; with mixed ones one always exists",
    "strongly_symmetric": "there is no equilibrium in which all always play the same pure action",
}
"""What is proven of an empty set, by its concept."""


def _opening(game: RepeatedGame) -> str:
    factors = [ratio(factor) for factor in game.discount]
    alike = len(set(factors)) == 1
    patience = f"a discount factor of {factors[0]}" if alike else f"discount factors of {listed(factors)}"
    return f"With {patience}{'' if game.periods is None else f' over {game.periods} periods'}"


def _shape(payoff_set: PayoffSet) -> str:
    corners = [_point_words(point) for point in _points(payoff_set)]
    told = listed(corners[:MOST_CORNERS]) + (
        f" and {len(corners) - MOST_CORNERS} more" if corners[MOST_CORNERS:] else ""
    )
    if len(corners) == 1:
        return f"exactly one payoff vector is sustained: {told}" if payoff_set.is_exact else f"{told} is sustained"
    if payoff_set.bounds and payoff_set.bounds.points:
        return f"{len(corners)} payoff vectors are sustained: {told}"
    return f"everything between {len(corners)} corners is sustained: {told}"


def _points(payoff_set: PayoffSet) -> tuple[Point, ...]:
    return payoff_set.exact or tuple(tuple(map(Fraction, row)) for row in payoff_set.vertices.tolist())


def _point_words(point: Point) -> str:
    return f"({', '.join(_short(value) for value in point)})"


def _short(value: Fraction) -> str:
    return shown(value) if is_long(value) or value.denominator < _SIMPLE else f"about {float(value):.6g}"


def _extremes(payoff_set: PayoffSet) -> list[str]:
    points = _points(payoff_set)
    best = max(points, key=lambda point: sum(point, Fraction(0)))
    held = [
        f"{name} to {_short(least)}"
        for name, least in zip(payoff_set.game.players, payoff_set.punishments or (), strict=True)
    ]
    total = _short(sum(best, Fraction(0)))
    return [
        f"The largest sum is {total}: {payoff_words(payoff_set.game.players, tuple(map(_rounded, best)))}.",
        f"A deviation can be answered by holding {listed(held)} per period.",
    ]


def _rounded(value: Fraction) -> Fraction:
    return value if is_long(value) or value.denominator < _SIMPLE else Fraction(f"{float(value):.6g}")


def _proven(payoff_set: PayoffSet, solution: Solution) -> str:
    if payoff_set.bounds is None:
        return f"Nothing is proven: these are floats (method {solution.method})."
    inside = "Proven in exact arithmetic: each of these corners is supported by play that stays in the set"
    if payoff_set.is_exact:
        return f"{inside}, and nothing else can be sustained (method {solution.method})."
    return f"{inside}; {_enclosed(payoff_set)} (method {solution.method})."


def _enclosed(payoff_set: PayoffSet) -> str:
    if not len(payoff_set.vertices):
        corners = listed([_point_words(point) for point in (payoff_set.outer_exact or ())[:MOST_CORNERS]])
        return f"whatever can be sustained lies between {corners}"
    return f"whatever else can be sustained is at most {number(Fraction(f'{payoff_set.gap:.3g}'))} away"
