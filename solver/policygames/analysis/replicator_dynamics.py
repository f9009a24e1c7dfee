"""Replicator dynamics: what does better than average spreads."""

from __future__ import annotations

from typing import Any

import numpy as np

from policygames.analysis.learning import Reals, checked_game, start_of, tables
from policygames.errors import GameError
from policygames.games import NormalFormGame
from policygames.games.evolution import asymmetry
from policygames.games.options import reals
from policygames.numerics.deviations import action_payoffs, largest_gain
from policygames.results.learning_path import LearningPath

STILL = 1e-6
"""Shares move no faster than this, per unit of time in which a payoff of the whole range counts, where they settled."""
LOST = 1e-6
"""How far shares may be off a sum of 1."""


def replicator_dynamics(
    game: NormalFormGame, *, start: Any = None, times: Any = None, populations: int | None = None
) -> LearningPath:
    """Shares over time, integrated by nashpy, from `start` (a mixed profile; all alike by default).

    In a symmetric game one population plays against itself, unless two `populations` are asked for. `times` are in
    units in which a share that earns 1 more than average grows e-fold; 200 points over 100 turns of the range of
    payoffs by default. Raises GameError for bad times or a start, UnsupportedError for three and more players.

    Source: Taylor and Jonker, Mathematical Biosciences 40 (1978) 145-156; Taylor, Journal of Applied Probability 16
    (1979) 76-83; Knight and Campbell, Journal of Open Source Software 3 (2018) 904 (nashpy).
    """
    checked_game(game, 2)
    payoffs, unit = tables(game)
    when = np.linspace(0, 100 / unit, 200) if times is None else _checked_times(times)
    profile = start_of(game, start)
    one = _alone(game, profile, populations)
    shares = _integrated(payoffs, profile, when * unit, alone=one)
    off = max(float(max(abs(own.sum(axis=1) - 1).max(), -own.min())) for own in shares)
    sound = bool(off <= LOST)  # nan is not
    shares = [_cleaned(own) for own in shares]
    last = [own[-1] for own in (shares * 2 if one else shares)]
    speed = _speed(payoffs, last)
    gain = largest_gain(payoffs, last) * unit
    return LearningPath(
        game=game,
        process="Replicator dynamics",
        times=when,
        profiles=tuple(shares),
        gain=gain,
        converged=sound and speed <= STILL,
        ending=f"shares move by {speed:.1e} per turn at the end, where deviating gains at most {gain:.2g}",
        populations=1 if one else 2,
        warnings=() if sound else (f"the integration lost accuracy: shares sum to 1 up to {off:.1g} only",),
    )


def _checked_times(times: Any) -> Reals:
    when = reals(times)
    if when.ndim != 1 or len(when) < 2 or not np.isfinite(when).all() or (np.diff(when) <= 0).any():
        raise GameError("times are at least two, finite and rising", reason="OPTION_RANGE", path="times")
    return when


def _alone(game: NormalFormGame, profile: list[Reals], populations: int | None) -> bool:
    """Whether one population plays against itself. Raises GameError where that is asked for and cannot be."""
    problem = asymmetry(game)
    if populations not in (None, 1, 2) or (populations == 1 and problem):
        message = problem or f"{populations!r}; allowed: 1, 2"
        raise GameError(message, reason="OPTION_RANGE", path="populations")
    return populations != 2 and not problem and bool((profile[0] == profile[1]).all())


def _integrated(payoffs: list[Reals], start: list[Reals], times: Reals, *, alone: bool) -> list[Reals]:
    import nashpy

    if alone:
        found = nashpy.Game(payoffs[0]).replicator_dynamics(y0=start[0], timepoints=times)
        return [np.asarray(found, dtype=np.float64)]
    both = nashpy.Game(*payoffs).asymmetric_replicator_dynamics(x0=start[0], y0=start[1], timepoints=times)
    return [np.asarray(own, dtype=np.float64) for own in both]


def _cleaned(shares: Reals) -> Reals:
    """The shares without what integration leaves below 0, summing to 1."""
    positive = np.maximum(shares, 0)
    return np.asarray(positive / positive.sum(axis=1, keepdims=True), dtype=np.float64)


def _speed(payoffs: list[Reals], profile: list[Reals]) -> float:
    """How fast the fastest share moves."""
    speeds = []
    for player, own in enumerate(profile):
        paid = action_payoffs(payoffs[player], player, profile)
        speeds.append(float(abs(own * (paid - own @ paid)).max()))
    return max(speeds)
