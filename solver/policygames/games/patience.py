"""For which discount factors nobody gains by deviating from an automaton: every one of them, exactly."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from policygames.errors import GameError
from policygames.games.automaton import State
from policygames.games.dynamics import Option, Situation
from policygames.numerics.generating import classes, denominator, expected_payoffs, product_of, successors
from policygames.numerics.polynomials import Polynomial, polynomial, sign_at, times
from policygames.numerics.roots import Root, compared, middle_of, roots_between, sign_near

Interval: TypeAlias = tuple[Root, Root]
"""All discount factors from one to another, both included, except for 1."""
MAX_RANDOM = 64
"""The most states that lead to one another at random: a polynomial of that degree is found for them."""
_ALL: Interval = (Root.at(Fraction(0)), Root.at(Fraction(1)))


def perfect_discounts(found: Sequence[Situation], reached: Collection[State], players: int) -> list[Interval]:
    """All common discount factors in [0, 1) at which no one-shot deviation pays in any of the states `reached`.

    Intervals in ascending order, a single point where both ends are equal. Raises GameError where more than MAX_RANDOM
    states lead to one another at random.

    Source: values and gains are rational functions of the discount factor (Blackwell 1965); their numerators' roots are
    isolated exactly.
    """
    left = [_ALL]
    wanted = {one for player in range(players) for one in _gains(found, reached, player)}
    for gain in sorted(wanted, key=len):
        left = [part for interval in left for part in _where_at_most_zero(gain, interval)]
    return left


def _gains(found: Sequence[Situation], reached: Collection[State], player: int) -> Iterator[Polynomial]:
    """For each deviation a polynomial of the sign of its gain on [0, 1); those that are never positive are left out.

    The gain over 1 - d is g_b + d E U(next) - U(here), U = sum d^t T^t g: a series, which is a polynomial once
    multiplied by the determinant of I - d T over all states that follow.
    """
    chain = [situation.after for situation in found]
    series = expected_payoffs(chain, [situation.payoffs[player] for situation in found], len(found) + 1)
    following, known = successors(chain), _Denominators(found)
    for here, situation in enumerate(found):
        for option in situation.options if situation.state in reached else ():
            if option.player == player:
                mask = following[here]
                for to, _ in option.after:
                    mask |= following[to]
                gain = times(known.over(mask), _series(series, here, option))[: mask.bit_count() + 1]
                if any(one > 0 for one in gain):
                    yield polynomial(gain)


def _series(series: Sequence[Sequence[Fraction]], here: int, option: Option) -> list[Fraction]:
    later = [sum((chance * now[to] for to, chance in option.after), Fraction(0)) for now in series[:-1]]
    return [after - now[here] for after, now in zip([option.payoff, *later], series, strict=True)]


class _Denominators:
    """The products of determinants over sets of states, each found once."""

    def __init__(self, found: Sequence[Situation]) -> None:
        chain = [situation.after for situation in found]
        self._known: dict[int, list[Fraction]] = {}
        self._factors: list[tuple[int, list[Fraction]]] = []
        for members in classes(successors(chain)):
            if len(members) > MAX_RANDOM and any(len(chain[state]) > 1 for state in members):
                message = f"{len(members)} states lead to one another at random; allowed: up to {MAX_RANDOM}"
                raise GameError(message, reason="GAME_TOO_LARGE", path="moves")
            self._factors.append((sum(1 << state for state in members), denominator(chain, members)))

    def over(self, mask: int) -> list[Fraction]:
        """The determinant over a set of states that holds all that follow them."""
        if mask not in self._known:
            self._known[mask] = product_of([factor for states, factor in self._factors if states & mask])
        return self._known[mask]


def _where_at_most_zero(gain: Polynomial, interval: Interval) -> list[Interval]:
    """The parts of an interval on which a polynomial, not 0, is at most 0."""
    low, high = interval
    if low == high:
        return [interval] if sign_near(gain, low) <= 0 else []
    inside = [one for one in roots_between(gain, Fraction(0), Fraction(1)) if _within(one, low, high)]
    marks = [low, *inside, high]
    parts = [(one, one) for one in marks if compared(one, _ALL[1]) and sign_near(gain, one) <= 0]
    parts += [(one, other) for one, other in pairwise(marks) if sign_at(gain, between(one, other)) < 0]
    return _merged(sorted(parts, key=lambda part: (marks.index(part[0]), marks.index(part[1]))))


def _within(root: Root, low: Root, high: Root) -> bool:
    return compared(low, root) < 0 < compared(high, root)


def _merged(parts: Sequence[Interval]) -> list[Interval]:
    """Parts in ascending order of their lower ends, joined where one begins in the end of another."""
    merged: list[Interval] = []
    for low, high in parts:
        start = merged.pop()[0] if merged and merged[-1][1] is low else low
        merged.append((start, high))
    return merged


def between(one: Root, other: Root) -> Fraction:
    """A rational number strictly between two roots, the first less than the second."""
    while one.high > other.low or (one.high == other.low and (one.is_exact or other.is_exact)):
        one, other = one.halved(), other.halved()
    return middle_of(one.high, other.low)
