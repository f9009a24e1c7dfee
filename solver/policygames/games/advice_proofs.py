"""What proves advice: that it is a distribution, how often each profile is drawn, and that nothing does better."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

import numpy as np

from policygames.games.distributions import Advice, Price, flaw_of_chances
from policygames.numerics.advice_programs import priced
from policygames.numerics.exact import common_denominator, over, shown
from policygames.numerics.whole_arrays import Whole

if TYPE_CHECKING:
    from policygames.games.normal_form import NormalFormGame


def flaw_of_advice(game: NormalFormGame, candidate: Any, *, advised: bool) -> str:
    """What keeps `candidate` from being advice in this game, in words; empty where nothing does.

    Its prices are of deviations after an advice where `advised`, else of deviations before it.
    """
    if not isinstance(candidate, Advice) or candidate.shape != game.shape:
        return "advice is a distribution over the profiles of this game"
    if problem := flaw_of_chances(candidate.chances, game.shape):
        return problem
    for weights in (candidate.weights, candidate.objective or candidate.weights):
        if len(weights) != len(game.shape) or not all(isinstance(weight, Fraction) for weight in weights):
            return "there is a weight for each player, an exact Fraction"
    if not all(_fits(price, game, advised=advised) for price in candidate.prices):
        return "prices are of deviations that there are, and at least 0"
    return ""


def _fits(price: Price, game: NormalFormGame, *, advised: bool) -> bool:
    if not 0 <= price.player < len(game.shape) or (price.advised is not None) is not advised:
        return False
    actions = range(game.shape[price.player])
    known = price.deviation in actions and (price.advised is None or price.advised in actions)
    return known and isinstance(price.price, Fraction) and price.price >= 0


def draws(advice: Advice) -> tuple[Whole, int]:
    """How often each profile is drawn in so many draws, an array of the game's shape, and the number of draws."""
    chances = [chance for _, chance in advice.chances]
    scale = common_denominator(chances)
    counts = np.zeros(advice.shape, dtype=np.int64 if scale < 2**62 else object)
    for (profile, _), count in zip(advice.chances, over(chances, scale), strict=True):
        counts[profile] = count
    return counts, scale


def shortfall(game: NormalFormGame, advice: Advice) -> str:
    """Why the weights and prices do not prove the advice optimal, in words; empty where they do."""
    payoffs = advice.payoffs_in(game)
    if advice.objective is not None and advice.weights != advice.objective:
        return "the weights of the proof are not those of the objective"
    if advice.objective is None and (min(advice.weights) < 0 or sum(advice.weights) != 1):
        return "the weights that prove the least payoff the highest are at least 0 and sum to 1"
    value = worth(advice, payoffs)
    bound = _bound(game, advice)
    if bound <= value:
        return ""
    return f"the prices only prove that nothing is better than {shown(bound)}, not {shown(value)}"


def worth(advice: Advice, payoffs: tuple[Fraction, ...]) -> Fraction:
    """The objective of `advice` at these payoffs."""
    if advice.objective is None:
        return min(payoffs)
    return sum((weight * payoff for weight, payoff in zip(advice.objective, payoffs, strict=True)), Fraction(0))


def _bound(game: NormalFormGame, advice: Advice) -> Fraction:
    """The most, over all profiles, of weighted payoffs plus the prices times what following gains."""
    units = game.denominators
    whole = math.lcm(
        *{weight.denominator * unit for weight, unit in zip(advice.weights, units, strict=True)},
        *{one.price.denominator * units[one.player] for one in advice.prices},
    )
    weights = [_in_units(weight, unit, whole) for weight, unit in zip(advice.weights, units, strict=True)]
    tables = _price_tables(game, advice, whole)
    room = sum(abs(weight) * largest for weight, largest in zip(weights, game.magnitudes, strict=True))
    room += sum(2 * max(1, int(tables[player].sum())) * game.magnitudes[player] for player in tables)
    kind = np.int64 if room < 2**62 else object
    worth: list[Whole] = [
        payoffs.astype(kind) * weight for weight, payoffs in zip(weights, game.numerators, strict=True) if weight
    ]
    worth += [
        priced(game.numerators[player].astype(kind), table.astype(kind), player) for player, table in tables.items()
    ]
    return Fraction(int(reduce(add, worth).max()), whole) if worth else Fraction(0)


def _in_units(value: Fraction, unit: int, whole: int) -> int:
    """How much `value` / `unit` is in units of 1 / `whole`, a multiple of both denominators."""
    return value.numerator * (whole // (value.denominator * unit))


def _price_tables(game: NormalFormGame, advice: Advice, whole: int) -> dict[int, Whole]:
    """The prices of each player's deviations, shape (m, m): by advised and other action, in units of 1 / `whole`."""
    tables: dict[int, Whole] = {}
    for one in advice.prices:
        count = game.shape[one.player]
        table = tables.setdefault(one.player, np.zeros((count, count), dtype=object))
        amount = _in_units(one.price, game.denominators[one.player], whole)
        table[slice(None) if one.advised is None else one.advised, one.deviation] += amount
    return tables
