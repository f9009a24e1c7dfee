"""What players can sustain under a public signal as they become ever more patient."""

from __future__ import annotations

from policygames.errors import GameError, UnsupportedError
from policygames.games import RepeatedGame
from policygames.games.public_signals.limits import too_large
from policygames.results.limit_payoffs import LimitPayoffs


def limit_payoffs(repeated: RepeatedGame) -> LimitPayoffs:
    """The limit of the payoffs of perfect public equilibria as the common discount factor of `repeated` goes to 1.

    Its own discount factor does not matter. Exact scores in any direction for any number of players; for two the
    polygon that the scores of all directions cut out, and for every profile what the signals can tell. Without
    monitoring all actions are seen.

    Raises GameError for anything but a RepeatedGame, UnsupportedError for one with transfers or finitely many periods,
    or with more profiles, deviations or signals than are taken.

    Source: Fudenberg and Levine, Journal of Economic Theory 62 (1994) 103-135; Fudenberg, Levine and Maskin,
    Econometrica 62 (1994) 997-1039.
    """
    if not isinstance(repeated, RepeatedGame):
        raise GameError("the game is a RepeatedGame", reason="MISSING_GAME", path="repeated")
    if repeated.periods is not None:
        raise UnsupportedError("limits are those of endless games", reason="UNSUPPORTED_PERIODS", path="periods")
    if repeated.transfers:
        message = "limits with transfers are not offered"
        raise UnsupportedError(message, reason="UNSUPPORTED_TRANSFERS", path="transfers")
    signals = len(repeated.monitoring.signals) if repeated.monitoring else 1
    if problem := too_large(repeated, signals):
        raise UnsupportedError(problem, reason="GAME_TOO_LARGE", path="stage_game")
    return LimitPayoffs.of(repeated)
