"""What proves advice: that it is a distribution, how often each profile is drawn, and that nothing does better."""

from __future__ import annotations

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
    tables = {player: _price_table(game, advice, player) for player in {price.player for price in advice.prices}}
    factors = [weight / scale for weight, scale in zip(advice.weights, game.denominators, strict=True)]
    rates = {player: Fraction(1, scale * game.denominators[player]) for player, (_, scale) in tables.items()}
    whole = common_denominator([*factors, *rates.values()])
    weights = over(factors, whole)
    amounts = {
        player: tables[player][0] * (rate.numerator * whole // rate.denominator) for player, rate in rates.items()
    }
    room = sum(abs(weight) * largest for weight, largest in zip(weights, game.magnitudes, strict=True))
    room += sum(2 * max(1, int(amounts[player].sum())) * game.magnitudes[player] for player in amounts)
    kind = np.int64 if room < 2**62 else object
    worth: list[Whole] = [
        payoffs.astype(kind) * weight for weight, payoffs in zip(weights, game.numerators, strict=True) if weight
    ]
    worth += [
        priced(game.numerators[player].astype(kind), table.astype(kind), player) for player, table in amounts.items()
    ]
    return Fraction(int(reduce(add, worth).max()), whole) if worth else Fraction(0)


def _price_table(game: NormalFormGame, advice: Advice, player: int) -> tuple[Whole, int]:
    """The prices of one player's deviations over a common denominator, shape (m, m): by advised and other action."""
    prices = [price for price in advice.prices if price.player == player]
    scale, count = common_denominator(price.price for price in prices), game.shape[player]
    whole = over([price.price for price in prices], scale)
    table = np.zeros((count, count), dtype=object)
    for price, amount in zip(prices, whole, strict=True):
        table[slice(None) if price.advised is None else price.advised, price.deviation] += amount
    return table, scale
