"""What side payments can sustain at every discount factor at once: one sort by the liquidity that profiles need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[Any]
"""Whole numbers, one per profile: int64, or Python ints in an object array."""
_WORD = 2**62
_DOUBT = 1e-9
"""By how much ratios in floats may differ, relatively, and still be compared exactly: far above their rounding."""


@dataclass(frozen=True, slots=True)
class Step:
    """From `discount` on: the greatest joint payoff and each player's least best reply, and where they are attained.

    `liquidity` is the most that an enforceable profile needs. `path` and `answers` are positions of profiles.
    """

    discount: Fraction
    liquidity: int
    joint_maximum: int
    punishments: tuple[int, ...]
    path: int
    answers: tuple[int, ...]


def transfer_steps(liquidity: Integers, joint: Integers, replies: Sequence[Integers]) -> tuple[Step, ...]:
    """All steps below 1, ascending; none where nothing is enforceable at any discount factor.

    Flat arrays of whole numbers, sums of which fit into their type. The greatest set of profiles that is enforceable by
    its own payoffs holds all profiles up to some liquidity L: the set up to L enforces itself from L / (L + D) on, D
    being its joint maximum less its punishments, so that the steps are the suffix minima of these ratios. D only grows
    along the sort: between two of its values the first set needs the least patience.

    Source: Goldlücke and Kranz, Journal of Economic Theory 147 (2012) 1730-1758, section 4.
    """
    sort = _Sorted.of(liquidity, joint, replies)
    return tuple(sort.step(place) for place in reversed(list(_suffix_minima(sort.needed(), sort.spreads()))))


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The profiles in the order of their liquidity: running maxima and minima, and the ends of sets to look at."""

    order: Integers
    liquidity: Integers
    joint_maxima: Integers
    negated_punishments: list[Integers]  # ascending, as searches want it
    spread: Integers
    ends: Integers

    @classmethod
    def of(cls, liquidity: Integers, joint: Integers, replies: Sequence[Integers]) -> _Sorted:
        order, ascending = _ascending(liquidity)
        top = np.maximum.accumulate(joint[order])
        low = [np.maximum.accumulate(-one[order]) for one in replies]
        spread = sum(low, start=top)
        ties = np.flatnonzero(np.append(ascending[1:] != ascending[:-1], True))  # those that tie enter together
        grown = np.append(True, spread[ties][1:] != spread[ties][:-1])
        return cls(order, ascending, top, low, spread, ties[grown])

    def needed(self) -> Integers:
        return self.liquidity[self.ends]

    def spreads(self) -> Integers:
        return self.spread[self.ends]

    def step(self, place: int) -> Step:
        end = self.ends[place]
        need, spread = int(self.liquidity[end]), int(self.spread[end])
        tops = [self.joint_maxima, *self.negated_punishments]
        path, *answers = (int(self.order[np.searchsorted(one, one[end])]) for one in tops)
        return Step(
            discount=Fraction(need, need + spread) if need else Fraction(0),
            liquidity=need,
            joint_maximum=int(self.joint_maxima[end]),
            punishments=tuple(-int(one[end]) for one in self.negated_punishments),
            path=path,
            answers=tuple(answers),
        )


def _ascending(values: Integers) -> tuple[Integers, Integers]:
    """The order of `values`, those that tie in their own, and the values in that order; none is negative."""
    if values.dtype == np.int64 and int(values.max()) < _WORD // len(values):
        keys = np.sort(values * len(values) + np.arange(len(values)))  # half the time of an argsort that is stable
        ascending, order = np.divmod(keys, len(values))
        return order, ascending
    order = np.argsort(values, kind="stable")
    return order, values[order]


def _suffix_minima(needs: Integers, spreads: Integers) -> Iterator[int]:
    """The places, the last first, whose need / spread is less than at all later ones, and finite."""
    least, least_spread = 1, 0  # infinite
    for place in _worth_comparing(needs, spreads):
        need, spread = int(needs[place]), int(spreads[place]) if needs[place] else 1
        if spread > 0 and need * least_spread < least * spread:
            least, least_spread = need, spread
            yield place


def _worth_comparing(needs: Integers, spreads: Integers) -> list[int]:
    """The places, the last first, that floats do not exclude."""
    if needs.dtype != np.int64:
        return list(range(len(needs)))[::-1]
    free = needs == 0
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = np.where(free, 0.0, np.where(spreads > 0, needs / spreads, np.inf))
    later = np.minimum.accumulate(ratios[::-1])
    low = np.append(np.inf, later[:-1])
    return (len(needs) - 1 - np.flatnonzero(ratios[::-1] <= low * (1 + _DOUBT))).tolist()
