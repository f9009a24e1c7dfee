"""Subgame-perfect equilibrium of a repeated game with perfect monitoring, one strategy automaton at a time."""

from __future__ import annotations

from policygames.certificates import Certificate, Deviation, Kind, Refusal
from policygames.errors import GameError
from policygames.games import Automaton, Candidate, RepeatedGame
from policygames.games.deviations import one_shot_deviations
from policygames.numerics.exact import shown
from policygames.registry import Concept
from policygames.results.explanations import explain_automata

SOURCE = "Abreu, Econometrica 56 (1988) 383-396; one-shot deviations: Blackwell, Ann. Math. Statist. 36 (1965) 226-235"


def certify(game: RepeatedGame, candidate: Candidate) -> Certificate | Refusal:
    """A certificate that no player gains from one deviation in any state that can be reached, or the best deviation.

    By the one-shot deviation principle that is subgame perfection: payoffs are discounted and bounded.
    """
    if game.periods is not None or game.monitoring is not None or game.transfers:
        return Refusal("automata are certified for endless games with perfect monitoring and without transfers")
    if not isinstance(candidate, Automaton):
        return Refusal("the candidate is no automaton")
    return certify_automaton("subgame_perfect", game, candidate)


def certify_automaton(concept: str, game: RepeatedGame, automaton: Automaton) -> Certificate | Refusal:
    """A certificate for `concept` that no one-shot deviation pays in any reachable state, or the most profitable one.

    `game` is endless and without transfers; of public signals those of its monitoring are what moves the automaton.
    """
    try:
        found = one_shot_deviations(game, automaton)
    except GameError as error:
        return Refusal(str(error))
    best = max(found, key=lambda one: one.gain)
    if best.gain > 0:
        stage = game.stage_game
        player, action = stage.players[best.player], stage.actions[best.player][best.action]
        reason = f"{player} gains {shown(best.gain)} by playing {action} once in state {best.state}"
        return Refusal(reason, Deviation(best.player, best.action, best.gain, best.state))
    losses = (-one.gain for one in found if not one.followed)
    return Certificate(concept, game.digest, automaton, Kind.EXACT, min(losses, default=None))


CONCEPT = Concept(
    id="subgame_perfect",
    name="subgame-perfect equilibrium",
    plural="subgame-perfect equilibria",
    source=SOURCE,
    games=(RepeatedGame,),
    certify=certify,
    explain=explain_automata,
    not_computed=("the set of equilibrium payoffs is not computed",),
)
