"""All strongly symmetric equilibrium payoffs of a repeated game: one exact interval."""

from __future__ import annotations

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage, PayoffBounds
from policygames.games import RepeatedGame
from policygames.games.public_signals.symmetric import asymmetry, interval
from policygames.registry import Method, Proposals

PURE = "only pure actions were considered: where all mix alike there may be more equilibrium payoffs"
MOST_ACTIONS, MOST_SIGNALS = 64, 64


def accepts(game: RepeatedGame) -> str:
    """Empty for endless games of players who are alike, with a public coin and without transfers."""
    if game.periods is not None or game.transfers:
        return "it takes endless games without transfers"
    if not game.public_randomization:
        return "it takes games with public randomization"
    signals = len(game.monitoring.signals) if game.monitoring else 1
    if max(game.stage_game.shape) > MOST_ACTIONS or signals > MOST_SIGNALS:
        return f"it takes up to {MOST_ACTIONS} actions and {MOST_SIGNALS} signals"
    return asymmetry(game)


def propose(game: RepeatedGame, budget: Budget) -> Proposals:
    """No single equilibrium, but the interval, exactly: the largest width whose incentives can be sustained.

    Source: Abreu, Pearce and Stacchetti, Journal of Economic Theory 39 (1986) 251-269.
    """
    found = yield from interval(game)
    values = [] if found is None else sorted({found.low, found.high})
    points = tuple((value,) * len(game.players) for value in values)
    coverage = Coverage.ALL if points else Coverage.NONE_EXIST
    return Claim(coverage, warnings=(PURE,), bounds=PayoffBounds(points, points, exact=True))


METHOD = Method(
    id="symmetric_interval",
    concept="strongly_symmetric",
    source="Abreu, Pearce and Stacchetti, Journal of Economic Theory 39 (1986) 251-269",
    accepts=accepts,
    propose=propose,
)
