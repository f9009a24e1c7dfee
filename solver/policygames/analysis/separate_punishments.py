"""Independent punishments by two and more players: a search for the worst, which finds good ones and proves nothing."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.games import NormalFormGame, Strategy
from policygames.games.profiles import pure_strategy
from policygames.numerics.dense.payoffs import scaled_floats
from policygames.numerics.matrix_games import optimal_pair
from policygames.results.minmax import Lottery, pure_minmax

Floats = NDArray[np.float64]
Others = tuple[Strategy, ...]
"""A strategy for each player but the one who is punished, in player order."""
MOST_PROFILES, MOST_ACTIONS = 20_000, 60
"""Up to so many profiles and actions of the others local minima are sought; beyond only what is at hand is tried."""
_STARTS = 8
_GRIDS = (12, 10**3, 10**6, 10**9)
"""Denominators to which probabilities are rounded: the simplest point that is as good is taken."""


def least_found(game: NormalFormGame, player: int, lottery: Lottery, low: Fraction) -> Others:
    """The separate punishment, of those found, that leaves `player` least; at `low` the search ends.

    Tried are the worst pure one, what each plays in `lottery` looked at alone, all actions alike, and local minima of
    the non-convex program min t, payoff of every reply <= t, from several points; one punisher at a time is then made
    optimal against the others, exactly.
    """
    counts = [count for index, count in enumerate(game.shape) if index != player]
    best: Others = ()
    value: Fraction | None = None
    for found in _tried(game, player, lottery, counts):
        worth = _value(game, player, found)
        if value is None or worth < value:
            best, value = found, worth
        if value == low:
            return best
    return _polished(game, player, best)


def _tried(game: NormalFormGame, player: int, lottery: Lottery, counts: Sequence[int]) -> Iterator[Others]:
    _, pure = pure_minmax(game, player)
    alone = tuple(_alone(lottery, place, count) for place, count in enumerate(counts))
    alike = tuple((Fraction(1, count),) * count for count in counts)
    yield tuple(pure_strategy(action, count) for action, count in zip(pure, counts, strict=True))
    yield from (alone, alike)
    if int(np.prod(counts)) > MOST_PROFILES or sum(counts) > MOST_ACTIONS:
        return
    program = _Program.of(game, player)
    random = np.random.default_rng(0)
    starts = [[list(map(float, one)) for one in others] for others in (alone, alike)]
    starts += [[random.dirichlet(np.ones(count)).tolist() for count in counts] for _ in range(_STARTS)]
    for start in starts:
        yield from _rounded(program.minimum(start), counts)


def _alone(lottery: Lottery, place: int, count: int) -> Strategy:
    chances = [Fraction(0)] * count
    for one, chance in lottery:
        chances[one[place]] += chance
    return tuple(chances)


def _value(game: NormalFormGame, player: int, others: Others) -> Fraction:
    profile = (*others[:player], pure_strategy(0, game.shape[player]), *others[player:])
    return max(game.deviation_payoffs(player, profile))


def _rounded(floats: Sequence[float], counts: Sequence[int]) -> Iterator[Others]:
    ends = np.cumsum(counts).tolist()
    for grid in _GRIDS:
        yield tuple(_near(floats[end - count : end], grid) for end, count in zip(ends, counts, strict=True))


def _near(chances: Sequence[float], grid: int) -> Strategy:
    """A distribution near these floats whose probabilities have denominators up to about `grid`."""
    rough = [Fraction(max(one, 0.0)).limit_denominator(grid) for one in chances]
    if not any(rough):
        return pure_strategy(int(np.argmax(chances)), len(chances))
    return tuple(one / sum(rough) for one in rough)


def _polished(game: NormalFormGame, player: int, others: Others) -> Others:
    """The same after each punisher in turn has been given the best strategy against the others', while that helps."""
    best = _value(game, player, others)
    for place in range(len(others)):
        matrix = _against(game, player, others, place)
        _, strategy = optimal_pair(matrix)
        changed = (*others[:place], strategy, *others[place + 1 :])
        if _value(game, player, changed) < best:
            others, best = changed, _value(game, player, changed)
    return others


def _against(game: NormalFormGame, player: int, others: Others, place: int) -> NDArray[Any]:
    """What each action of `player` pays against each of one punisher's, the other punishers mixing: whole numbers."""
    who = place + (place >= player)
    columns = []
    for action in range(game.shape[who]):
        strategies = (*others[:place], pure_strategy(action, game.shape[who]), *others[place + 1 :])
        profile = (*strategies[:player], pure_strategy(0, game.shape[player]), *strategies[player:])
        columns.append(game.deviation_numerators(player, profile)[0])
    return np.array(columns, dtype=object).T


@dataclass(frozen=True)
class _Program:
    """min t over separate strategies and t, the payoff of every reply being at most t; in floats.

    `payoffs` has the own actions first, then the others' in player order, scaled to [1, 2].
    """

    payoffs: Floats

    @classmethod
    def of(cls, game: NormalFormGame, player: int) -> _Program:
        return cls(scaled_floats(np.moveaxis(game.numerators[player], player, 0)))

    def minimum(self, start: Sequence[Sequence[float]]) -> list[float]:
        """The strategies, one after the other, at the local minimum that is found from `start`.

        Source: Kraft, DFVLR-FB 88-28 (1988), by scipy.
        """
        from scipy.optimize import minimize  # 200 ms to import: only where somebody mixes separately

        ends = np.cumsum([len(one) for one in start])
        first = np.concatenate([*start, [max(self.replies(start))]])
        sums = np.zeros((len(start), len(first)))
        for row, (end, one) in enumerate(zip(ends, start, strict=True)):
            sums[row, end - len(one) : end] = 1
        constraints = [
            {"type": "ineq", "fun": lambda z: z[-1] - self.replies(self._split(z)), "jac": self._slopes},
            {"type": "eq", "fun": lambda z: sums @ z - 1, "jac": lambda z: sums},  # noqa: ARG005 - scipy's form
        ]
        goal = np.append(np.zeros(len(first) - 1), 1.0)
        bounds = [(0.0, 1.0)] * (len(first) - 1) + [(None, None)]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of steps that leave the bounds: what comes back is judged exactly
            found = minimize(
                lambda z: z[-1],
                first,
                jac=lambda z: goal,  # noqa: ARG005 - scipy's form
                bounds=bounds,
                constraints=constraints,
                method="SLSQP",
                options={"maxiter": 200, "ftol": 1e-13},
            )
        finite = np.nan_to_num(found.x[:-1])
        return [float(value) for value in finite]

    def replies(self, strategies: Sequence[Any]) -> Floats:
        """What each reply pays."""
        paid = self.payoffs
        for one in reversed(strategies):
            paid = paid @ np.asarray(one)
        return paid

    def _split(self, z: Floats) -> list[Floats]:
        return np.split(z[:-1], np.cumsum(self.payoffs.shape[1:])[:-1])

    def _slopes(self, z: Floats) -> Floats:
        """The derivatives of t less each reply's payoff."""
        strategies = self._split(z)
        parts = [-self._without(strategies, place) for place in range(len(strategies))]
        return np.concatenate([*parts, np.ones((self.payoffs.shape[0], 1))], axis=1)

    def _without(self, strategies: Sequence[Floats], place: int) -> Floats:
        """What each reply pays against each action of one punisher."""
        paid = np.moveaxis(self.payoffs, place + 1, 1)
        for one in reversed([one for index, one in enumerate(strategies) if index != place]):
            paid = paid @ one
        return paid
