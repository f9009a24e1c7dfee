"""Thresholds of patience for a scenario's game: only where the game is one that they speak of."""

from __future__ import annotations

from typing import Any

from policygames.analysis.critical_discount import critical_discount
from policygames.errors import UnsupportedError
from policygames.games import PureProfile
from policygames.results import AnyThreshold
from policygames.scenarios.cases import Case


def threshold(case: Case, path: PureProfile, punishment: Any) -> AnyThreshold:
    """The least discount factor at which `path` can be played for ever, the stage game being that of `case`.

    A game that is played once is asked about as if it were repeated for ever. Raises UnsupportedError for a game of
    finitely many periods, and what `critical_discount` raises.
    """
    periods = case.document.game.periods
    if periods is not None:
        message = f"thresholds of patience in a game that ends (periods: {periods}) are not supported yet"
        raise UnsupportedError(message, reason="UNSUPPORTED_PERIODS", path="game.periods")
    return critical_discount(case.game, path, punishment=punishment, deadline=case.deadline)
