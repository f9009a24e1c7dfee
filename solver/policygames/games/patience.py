"""For which discount factors nobody gains by deviating from an automaton: every one of them, exactly."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from policygames.errors import GameError
from policygames.games.automaton import State
from policygames.games.chances import Chances
from policygames.games.dynamics import Option, Situation
from policygames.numerics.exact import common_denominator
from policygames.numerics.generating import classes, denominator, expected_payoffs, product_of, successors
from policygames.numerics.polynomials import Polynomial, primitive, sign_at, times, without_ones
from policygames.numerics.roots import Root, compared, middle_of, roots_between, sign_near, variations

Interval: TypeAlias = tuple[Root, Root]
"""All discount factors from one to another, both included, except for 1."""
MAX_RANDOM = 64
"""The most states that lead to one another at random: a polynomial of that degree is found for them."""
MAX_STATES = 500
"""The most states: the time grows with their third power, to minutes here."""
_ALL: Interval = (Root.at(Fraction(0)), Root.at(Fraction(1)))


def perfect_discounts(found: Sequence[Situation], reached: Collection[State], players: int) -> list[Interval]:
    """All common discount factors in [0, 1) at which no one-shot deviation pays in any of the states `reached`.

    Intervals in ascending order, a single point where both ends are equal. Raises GameError where there are more than
    MAX_STATES states, or more than MAX_RANDOM lead to one another at random.

    Source: values and gains are rational functions of the discount factor (Blackwell 1965); their numerators' roots are
    isolated exactly.
    """
    if len(found) > MAX_STATES:
        message = f"{len(found)} states; discount factors are found for up to {MAX_STATES}"
        raise GameError(
            message, reason="GAME_TOO_LARGE", path="play", variables={"states": len(found), "limit": MAX_STATES}
        )
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
    system = _System(found, player)
    for here, situation in enumerate(found):
        for option in situation.options if situation.state in reached else ():
            if option.player == player:
                gain = system.gain(here, option)
                if any(one > 0 for one in gain):
                    yield primitive(without_ones(gain))


class _System:
    """The chain of states on the path of play and one player's payoffs, both in whole numbers.

    Probabilities are whole over `scale`, and polynomials are in z = d / scale until the end.
    """

    def __init__(self, found: Sequence[Situation], player: int) -> None:
        moves = [one.after for one in found] + [option.after for one in found for option in one.options]
        self._scale = math.lcm(*(after.scale for after in moves))
        mine = [option.payoff for one in found for option in one.options if option.player == player]
        self._units = common_denominator([*mine, *(one.payoffs[player] for one in found)])
        chain = [self._weights(one.after) for one in found]
        payoffs = [int(one.payoffs[player] * self._units) for one in found]
        self._series = expected_payoffs(chain, payoffs, len(found) + 1)
        self._following = successors(chain)
        self._factors = [
            (sum(1 << state for state in one), _denominator(chain, one)) for one in classes(self._following)
        ]
        self._known: dict[int, list[int]] = {}

    def _weights(self, after: Chances) -> list[tuple[int, int]]:
        return [(to, weight * (self._scale // after.scale)) for to, weight in after.weights]

    def gain(self, here: int, option: Option) -> list[int]:
        """The polynomial in d of one option where the state is `here`."""
        after, mask = self._weights(option.after), self._following[here]
        for to, _ in after:
            mask |= self._following[to]
        first = int(option.payoff * self._units) - self._series[0][here]
        later = (sum(weight * before[to] for to, weight in after) - now[here] for before, now in pairwise(self._series))
        gain = times(self._over(mask), [first, *later])[: mask.bit_count() + 1]
        return [one * self._scale ** (len(gain) - power) for power, one in enumerate(gain)]

    def _over(self, mask: int) -> list[int]:
        """The determinant over a set of states that holds all that follow them."""
        if mask not in self._known:
            self._known[mask] = product_of([factor for states, factor in self._factors if states & mask])
        return self._known[mask]


def _denominator(chain: Sequence[Sequence[tuple[int, int]]], members: Sequence[int]) -> list[int]:
    if len(members) > MAX_RANDOM and any(len(chain[state]) > 1 for state in members):
        message = f"{len(members)} states lead to one another at random; allowed: up to {MAX_RANDOM}"
        raise GameError(
            message, reason="GAME_TOO_LARGE", path="moves", variables={"states": len(members), "limit": MAX_RANDOM}
        )
    return denominator(chain, members)


def _where_at_most_zero(gain: Polynomial, interval: Interval) -> list[Interval]:
    """The parts of an interval on which a polynomial, not 0, is at most 0."""
    low, high = interval
    if low == high:
        return [interval] if sign_near(gain, low) <= 0 else []
    if sign_at(gain, between(low, high)) < 0 and not variations(gain, low.low, high.high):
        return [interval]
    inside = [one for one in roots_between(gain, low.low, high.high) if _within(one, low, high)]
    marks = [low, *inside, high]
    ends = [one for one in (low, high) if compared(one, _ALL[1]) and sign_near(gain, one) <= 0]
    parts = [(one, one) for one in [*inside, *ends]]
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
