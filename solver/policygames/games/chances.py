"""Lotteries over the states of an automaton, in whole numbers: long fractions are costly to add."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from policygames.numerics.exact import common_denominator


@dataclass(frozen=True, slots=True)
class Chances:
    """States, by position and in ascending order, with positive weights that sum to `scale` and share no divisor."""

    weights: tuple[tuple[int, int], ...]
    scale: int

    @classmethod
    def of(cls, weights: Mapping[int, int], scale: int) -> Chances:
        """The lottery with these weights, which sum to `scale`."""
        shared = math.gcd(scale, *weights.values())
        return cls(tuple((to, weight // shared) for to, weight in sorted(weights.items()) if weight), scale // shared)

    @classmethod
    def of_fractions(cls, chances: Sequence[tuple[int, Fraction]]) -> Chances:
        """The lottery with these probabilities."""
        scale = common_denominator([chance for _, chance in chances])
        return cls.of({to: chance.numerator * (scale // chance.denominator) for to, chance in chances}, scale)

    @classmethod
    def drawn(cls, lotteries: Iterable[tuple[int, Chances]], total: int) -> Chances:
        """The lottery over lotteries with these weights, which sum to `total`."""
        known = list(lotteries)
        scale = math.lcm(*(one.scale for _, one in known))
        sums: dict[int, int] = {}
        for weight, one in known:
            factor = weight * (scale // one.scale)
            for to, share in one.weights:
                sums[to] = sums.get(to, 0) + factor * share
        return cls.of(sums, total * scale)

    @property
    def certain(self) -> int | None:
        """The only state that follows; None where there are several."""
        return self.weights[0][0] if len(self.weights) == 1 else None

    def __iter__(self) -> Iterator[tuple[int, Fraction]]:
        return ((to, Fraction(weight, self.scale)) for to, weight in self.weights)

    def expected(self, values: Sequence[int]) -> int:
        """`scale` times the expected value, of values by position."""
        return sum(weight * values[to] for to, weight in self.weights)
