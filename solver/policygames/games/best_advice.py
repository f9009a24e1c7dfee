"""The best advice that is followed, by one linear program, with the prices that prove it best."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from policygames.games.distributions import Advice, Objective, Price
from policygames.numerics.advice_programs import obedience, participation, reduced, weighted
from policygames.numerics.exact import common_denominator
from policygames.numerics.mixtures import Best, best_mixture
from policygames.numerics.whole_arrays import Whole, roomy, stacked

if TYPE_CHECKING:
    from policygames.games.normal_form import NormalFormGame


@dataclass(frozen=True, slots=True)
class _Program:
    """The objective in units of 1 / `scale`, the conditions, and a factor for each player's prices of a condition."""

    objective: Whole
    conditions: Whole
    scale: int
    units: tuple[Fraction, ...]


def best_advice(game: NormalFormGame, objective: Objective, *, advised: bool) -> Generator[None, None, Advice]:
    """The advice that is best by `objective`, no deviation gaining after it (`advised`) or before it.

    Nash equilibria are such advice, so that there always is one.

    Source: Hart and Schmeidler, Mathematics of Operations Research 14 (1989) 18-25, for the program and its dual.
    """
    program = _program(game, objective, advised=advised)
    found = yield from best_mixture(program.objective, program.conditions, spare=int(objective is None))
    if isinstance(found, Best):
        prices = _prices(game, program, found, advised=advised)
        return Advice(game.shape, _chances(game, found), objective, _weights(game, objective, found), prices)
    raise ArithmeticError("every game has a correlated equilibrium, but none was found")


def _program(game: NormalFormGame, objective: Objective, *, advised: bool) -> _Program:
    incentives = obedience if advised else participation
    tables = [reduced(incentives(payoffs, player)) for player, payoffs in enumerate(game.numerators)]
    units = tuple(Fraction(scale, divisor) for scale, (_, divisor) in zip(game.denominators, tables, strict=True))
    rows = stacked(*(table for table, _ in tables))
    if objective is None:
        return _for_the_least(game, rows, units)
    factors = [weight / scale for weight, scale in zip(objective, game.denominators, strict=True)]
    scale = common_denominator(factors)
    parts = [(int(factor * scale), payoffs) for factor, payoffs in zip(factors, game.numerators, strict=True) if factor]
    value = weighted(parts).ravel() if parts else np.zeros(math.prod(game.shape), dtype=np.int64)
    return _Program(value, rows, scale, units)


def _for_the_least(game: NormalFormGame, rows: Whole, units: tuple[Fraction, ...]) -> _Program:
    """The payoff of the first player less a spare amount, as much as keeps it from exceeding anybody else's."""
    scale = math.lcm(*game.denominators)
    own, *others = [
        roomy(payoffs, 2 * scale).ravel() * (scale // denominator)
        for payoffs, denominator in zip(game.numerators, game.denominators, strict=True)
    ]
    ahead = [np.append(other - own, 1) for other in others]
    padded = np.hstack([rows, np.zeros((len(rows), 1), dtype=rows.dtype)])
    return _Program(np.append(own, -1), stacked(*ahead, padded), scale, units)


def _chances(game: NormalFormGame, found: Best) -> tuple[tuple[tuple[int, ...], Fraction], ...]:
    drawn = [index for index, chance in enumerate(found.mixture[: math.prod(game.shape)]) if chance]
    places = zip(*(axis.tolist() for axis in np.unravel_index(drawn, game.shape)), strict=True)
    return tuple((place, found.mixture[index]) for place, index in zip(places, drawn, strict=True))


def _weights(game: NormalFormGame, objective: Objective, found: Best) -> tuple[Fraction, ...]:
    """The weights of the payoffs in the proof; for the least of them, those of the conditions that come first."""
    if objective is not None:
        return objective
    others = found.prices[: len(game.shape) - 1]
    return (1 - sum(others, Fraction(0)), *others)


def _prices(game: NormalFormGame, program: _Program, found: Best, *, advised: bool) -> tuple[Price, ...]:
    """The prices of deviations, in units of payoffs."""
    deviations = list(_deviations(game.shape, advised=advised))
    priced = zip(deviations, found.prices[len(found.prices) - len(deviations) :], strict=True)
    return tuple(
        Price(*deviation, price * program.units[deviation[0]] / program.scale) for deviation, price in priced if price
    )


def _deviations(shape: Sequence[int], *, advised: bool) -> Iterator[tuple[int, int | None, int]]:
    """Player, advice and deviation of the conditions, in their order."""
    for player, count in enumerate(shape):
        if advised:
            yield from ((player, told, other) for told in range(count) for other in range(count) if told != other)
        else:
            yield from ((player, None, other) for other in range(count))
