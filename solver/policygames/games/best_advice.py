"""The best advice that is followed, by one linear program, with the prices that prove it best."""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from policygames.games.distributions import Advice, Objective, Price
from policygames.numerics.advice_programs import obedience, participation, reduced, weighted
from policygames.numerics.exact import common_denominator, over
from policygames.numerics.mixtures import Best, best_mixture
from policygames.numerics.whole_arrays import Whole, roomy, stacked

if TYPE_CHECKING:
    from policygames.games.normal_form import NormalFormGame


MOST_ENTRIES = 2**21
"""The most numbers in the conditions of a program: 16 MB, or some 200 where they are long."""


def too_large(shape: Sequence[int], *, advised: bool) -> str:
    """Why a game of this shape has too large a program, in words; empty where it has not."""
    entries = math.prod(shape) * sum(count * (count - 1) if advised else count for count in shape)
    if entries <= MOST_ENTRIES:
        return ""
    return f"it takes games with up to {MOST_ENTRIES} incentives, deviations times profiles; here are {entries}"


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
    if objective is None:
        program = _for_the_least(game, *_conditions(game, advised=advised))
    else:
        value, scale = _worth(game, objective)
        if profile := _agreed(game, value):
            return Advice(game.shape, ((profile, Fraction(1)),), objective, objective, ())
        rows, units = _conditions(game, advised=advised)
        program = _Program(value, rows, scale, units)
    found = yield from best_mixture(program.objective, program.conditions, spare=int(objective is None))
    if isinstance(found, Best):
        prices = _prices(game, program, found, advised=advised)
        return Advice(game.shape, _chances(game, found), objective, _weights(game, objective, found), prices)
    raise ArithmeticError("every game has a correlated equilibrium, but none was found")


def _worth(game: NormalFormGame, objective: tuple[Fraction, ...]) -> tuple[Whole, int]:
    """The weighted sum of payoffs in each profile, as whole numbers, and what they are in units of 1 over."""
    factors = [weight / scale for weight, scale in zip(objective, game.denominators, strict=True)]
    scale = common_denominator(factors)
    parts = [(weight, payoffs) for weight, payoffs in zip(over(factors, scale), game.numerators, strict=True) if weight]
    value = weighted(parts) if parts else np.zeros(game.shape, dtype=np.int64)
    return value.ravel(), scale


def _agreed(game: NormalFormGame, value: Whole) -> tuple[int, ...] | None:
    """A profile that is best of all and a Nash equilibrium too: no price is needed to prove that. None without one."""
    profile = tuple(int(place) for place in np.unravel_index(int(value.argmax()), game.shape))
    for player, payoffs in enumerate(game.numerators):
        replies: tuple[int | slice, ...] = (*profile[:player], slice(None), *profile[player + 1 :])
        if payoffs[profile] != payoffs[replies].max():
            return None
    return profile


def _conditions(game: NormalFormGame, *, advised: bool) -> tuple[Whole, tuple[Fraction, ...]]:
    """What following gains over each deviation, a row each, and by what a player's prices of rows are to be scaled."""
    incentives = obedience if advised else participation
    tables = [reduced(incentives(game.roomy(player, 2), player)) for player in range(len(game.players))]
    units = tuple(Fraction(scale, divisor) for scale, (_, divisor) in zip(game.denominators, tables, strict=True))
    return stacked(*(table for table, _ in tables)), units


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
    deviations = _deviations(game.shape, advised)
    priced = zip(deviations, found.prices[len(found.prices) - len(deviations) :], strict=True)
    units = [unit / program.scale for unit in program.units]
    return tuple(Price(*deviation, price * units[deviation[0]]) for deviation, price in priced if price)


@lru_cache(maxsize=16)
def _deviations(shape: tuple[int, ...], advised: bool) -> list[tuple[int, int | None, int]]:  # noqa: FBT001 - cached
    """Player, advice and deviation of the conditions, in their order."""
    if not advised:
        return [(player, None, other) for player, count in enumerate(shape) for other in range(count)]
    changes = ((player, told, other) for player, n in enumerate(shape) for told in range(n) for other in range(n))
    return [(player, told, other) for player, told, other in changes if told != other]
