"""Regret matching: what one regrets not having played is played more often."""

from __future__ import annotations

from typing import Any

import numpy as np

from policygames.analysis.learning import Reals, checked_game, recorded, seed_of, tables, tolerance_of, whole
from policygames.games import NormalFormGame
from policygames.results.learning_path import LearningPath

TOLERANCE = 2e-2
"""Play settled where nobody's average regret is more than this share of the range of payoffs."""


def regret_matching(
    game: NormalFormGame, *, steps: int = 10_000, seed: int = 0, tolerance: Any = TOLERANCE
) -> LearningPath:
    """Frequencies over time, where all draw their actions with odds as their regrets for not having played them.

    How often each profile was played, `distribution`, tends to the coarse correlated equilibria, not to a Nash one:
    `gain` is the largest average regret, by which it falls short of one. Random numbers are drawn from `seed`.

    Source: Hart and Mas-Colell, Econometrica 68 (2000) 1127-1150, section 4(a); Hannan, in Contributions to the Theory
    of Games III (1957) 97-139.
    """
    checked_game(game)
    count, chosen, least = whole(steps, "steps"), seed_of(seed), tolerance_of(tolerance)
    payoffs, unit = tables(game)
    regrets = [np.zeros(size) for size in game.shape]
    played, keep, kept = np.zeros(game.shape), recorded(count), []
    draws = np.random.default_rng(chosen).random((count, len(game.shape)))
    for step in range(1, count + 1):
        profile = tuple(_drawn(own, draw) for own, draw in zip(regrets, draws[step - 1], strict=True))
        played[profile] += 1
        paid = [_against(own, player, profile) for player, own in enumerate(payoffs)]
        regrets = [own + one - one[action] for own, one, action in zip(regrets, paid, profile, strict=True)]
        if step in keep:
            kept.append(_frequencies(played / step))
    regret = max(0.0, *(float(own.max()) for own in regrets)) / count
    return LearningPath(
        game=game,
        process="Regret matching",
        times=np.array(sorted(keep), dtype=np.float64),
        profiles=tuple(np.array(own) for own in zip(*kept, strict=True)),
        gain=regret * unit,
        converged=regret <= least,
        ending=f"the largest average regret is {regret * unit:.2g}, {regret:.2%} of the range of payoffs",
        distribution=played / count,
        seed=chosen,
    )


def _against(payoffs: Reals, player: int, profile: tuple[int, ...]) -> Reals:
    """What each action of the player pays against the others' in `profile`."""
    line: tuple[int | slice, ...] = (*profile[:player], slice(None), *profile[player + 1 :])
    return payoffs[line]


def _drawn(regrets: Reals, draw: float) -> int:
    """An action with odds as the regrets above 0; any one alike where there are none."""
    positive = np.maximum(regrets, 0)
    total = positive.sum()
    if not total:
        return int(draw * len(regrets))
    return min(int(np.searchsorted(np.cumsum(positive), draw * total, side="right")), len(regrets) - 1)


def _frequencies(shares: Reals) -> list[Reals]:
    axes = range(shares.ndim)
    return [shares.sum(axis=tuple(other for other in axes if other != axis)) for axis in axes]
