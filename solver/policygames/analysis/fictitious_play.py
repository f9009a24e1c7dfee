"""Fictitious play: each answers what the others have played so far."""

from __future__ import annotations

from typing import Any

import numpy as np

from policygames.analysis.learning import (
    Reals,
    checked_game,
    recorded,
    seed_of,
    start_of,
    tables,
    tolerance_of,
    whole,
)
from policygames.games import NormalFormGame
from policygames.numerics.deviations import action_payoffs, largest_gain
from policygames.results.learning_path import LearningPath

TOLERANCE = 1e-2
"""Play settled where deviating from the average gains no more than this share of the range of payoffs."""


def fictitious_play(
    game: NormalFormGame, *, steps: int = 1000, start: Any = None, seed: int | None = None, tolerance: Any = TOLERANCE
) -> LearningPath:
    """Average play over time, where in each step all reply best to the average play of the others so far.

    The first beliefs are `start` (a mixed profile; all alike by default), and count as one step. Ties go to the action
    of the lowest index or, with a `seed`, to one drawn. It need not settle: Shapley's game goes round for ever.

    Source: Brown, in Activity Analysis of Production and Allocation (1951) 374-376; Robinson, Annals of Mathematics 54
    (1951) 296-301.
    """
    checked_game(game)
    count, least = whole(steps, "steps"), tolerance_of(tolerance)
    payoffs, unit = tables(game)
    chosen = None if seed is None else seed_of(seed)
    random = None if chosen is None else np.random.default_rng(chosen)
    averages, keep, kept = start_of(game, start), recorded(count), []
    for step in range(1, count + 1):
        replies = [_reply(action_payoffs(own, player, averages), random) for player, own in enumerate(payoffs)]
        averages = [_with(average, reply, step) for average, reply in zip(averages, replies, strict=True)]
        if step in keep:
            kept.append(averages)
    gain = largest_gain(payoffs, averages)
    return LearningPath(
        game=game,
        process="Fictitious play",
        times=np.array(sorted(keep), dtype=np.float64),
        profiles=tuple(np.array(own) for own in zip(*kept, strict=True)),
        gain=gain * unit,
        converged=gain <= least,
        ending=f"deviating from average play gains at most {gain * unit:.2g}, {gain:.2%} of the range of payoffs",
        seed=chosen,
    )


def _with(average: Reals, action: int, step: int) -> Reals:
    """The average of so many steps with one more."""
    after = average * (step / (step + 1))
    after[action] += 1 / (step + 1)
    return after


def _reply(paid: Reals, random: np.random.Generator | None) -> int:
    """A best reply, to 12 digits: average payoffs tie up to rounding only."""
    best = np.flatnonzero(paid >= paid.max() - 1e-12)
    return int(best[0] if random is None else random.choice(best))
