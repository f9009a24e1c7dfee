"""Equilibria made for given payoffs of a proven set of them."""

from __future__ import annotations

from policygames import registry
from policygames.certificates import Certificate
from policygames.errors import CertificateError, UnsupportedError
from policygames.games import Automaton, PayoffPolytope, Point, RepeatedGame
from policygames.games.public_signals.limits import unsuited
from policygames.games.public_signals.strategies import public_strategy_for
from policygames.games.synthesis import strategy_for
from policygames.results.equilibrium import Equilibrium


def unsupported(game: RepeatedGame) -> str:
    """Why no strategies are made for the payoffs of such games, in words; empty where they are."""
    if game.periods is not None or game.monitoring is not None or game.transfers or not game.public_randomization:
        return "strategies are made for endless games with perfect monitoring and a public coin, without transfers"
    return ""


def supporting(game: RepeatedGame, concept: str, polytope: PayoffPolytope, payoffs: Point) -> Equilibrium:
    """A certified equilibrium of `game` that pays exactly `payoffs`, made from the self-generating `polytope`.

    Raises GameError where they lie outside it, UnsupportedError for games for which no strategies are made,
    CertificateError where the strategy made for them is refused.
    """
    automaton = _made(game, concept, polytope, payoffs)
    verdict = registry.concept(concept).certify(game, automaton)
    if not isinstance(verdict, Certificate):
        raise CertificateError(f"the strategy made for these payoffs is refused: {verdict.reason}", path="payoffs")
    return Equilibrium(game, verdict, game.payoffs_of(automaton))


def _made(game: RepeatedGame, concept: str, polytope: PayoffPolytope, payoffs: Point) -> Automaton:
    if concept == "public_perfect" and not unsuited(game):
        return public_strategy_for(game, polytope, payoffs)
    if reason := unsupported(game):
        raise UnsupportedError(reason, reason="UNSUPPORTED_STRATEGY", path="game")
    return strategy_for(game, polytope, payoffs)
