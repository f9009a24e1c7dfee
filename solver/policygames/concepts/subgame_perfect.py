"""Subgame-perfect equilibrium of a repeated game with perfect monitoring, one strategy automaton at a time."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from policygames.certificates import Certificate, Deviation, Kind, Refusal
from policygames.errors import GameError
from policygames.games import Automaton, Candidate, MixedProfile, RepeatedGame
from policygames.games.profiles import pure_strategy
from policygames.games.values import Values, continuation, observations, played, values
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
    try:
        worth = values(game, candidate)
    except GameError as error:
        return Refusal(str(error))
    found = list(deviations(game, candidate, worth))
    best = max(found, key=lambda deviation: deviation.gain)
    if best.gain > 0:
        stage = game.stage_game
        player, action = stage.players[best.player], stage.actions[best.player][best.action]
        return Refusal(f"{player} gains {shown(best.gain)} by playing {action} once in state {best.state}", best)
    plan = played(game, candidate)
    losses = (-one.gain for one in found if not plan[str(one.state)][one.player][one.action])
    return Certificate("subgame_perfect", game.digest, candidate, Kind.EXACT, min(losses, default=None))


def deviations(game: RepeatedGame, automaton: Automaton, worth: Values) -> Iterator[Deviation]:
    """Every one-shot deviation in every state that can be reached, with its exact gain in units of one period."""
    plan = played(game, automaton)
    for state in sorted(_reachable(game, automaton)):
        for player, count in enumerate(game.stage_game.shape):
            for action in range(count):
                profile = (*plan[state][:player], pure_strategy(action, count), *plan[state][player + 1 :])
                gain = _once(game, automaton, worth, state, profile, player) - worth[state][player]
                yield Deviation(player, action, gain, state)


def _once(
    game: RepeatedGame, automaton: Automaton, worth: Values, state: str, profile: MixedProfile, player: int
) -> Fraction:
    """What `player` gets when `profile` is played once in `state`, and the automaton is followed after that."""
    discount = game.discount[player]
    now = game.stage_game.payoffs_of(profile)[player]
    later = sum(
        (chance * worth[to][player] for to, chance in continuation(game, automaton, state, profile)), Fraction(0)
    )
    return (1 - discount) * now + discount * later


def _reachable(game: RepeatedGame, automaton: Automaton) -> set[str]:
    seen = observations(game)
    reached, todo = {automaton.start}, [automaton.start]
    while todo:
        state = todo.pop()
        fresh = {target for one in seen for target, _ in automaton.transitions[state, one]} - reached
        reached |= fresh
        todo.extend(fresh)
    return reached


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
