"""Deviations from an automaton: once, in one state, by one player, with what each gains exactly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from policygames.games.automaton import Automaton, State
from policygames.games.profiles import MixedProfile, pure_strategy
from policygames.games.values import Values, continuation, observations, played, values

if TYPE_CHECKING:
    from policygames.games.repeated import RepeatedGame


@dataclass(frozen=True, slots=True)
class OneShot:
    """One change of action in one state, the automaton being followed before and after.

    `gain` is in payoff units of one period; `followed` says that the automaton itself plays the action there with
    positive probability, so that the action is no deviation proper, though it gains where a mixed play is not optimal.
    """

    state: State
    player: int
    action: int
    gain: Fraction
    followed: bool


def one_shot_deviations(game: RepeatedGame, automaton: Automaton) -> list[OneShot]:
    """Every action of every player in every state that can be reached, deviations included, with its exact gain.

    No gain above 0 is what perfection means where payoffs are discounted and bounded, whether all actions or only
    public signals are seen. Raises GameError where the automaton does not fit the game.

    Source: Blackwell, Annals of Mathematical Statistics 36 (1965) 226-235; Mailath and Samuelson, Repeated Games and
    Reputations (2006), propositions 2.2.1 and 7.1.1.
    """
    worth, plan = values(game, automaton), played(game, automaton)
    found: list[OneShot] = []
    for state in sorted(reachable(game, automaton)):
        for player, count in enumerate(game.stage_game.shape):
            for action in range(count):
                profile = (*plan[state][:player], pure_strategy(action, count), *plan[state][player + 1 :])
                gain = _once(game, automaton, worth, state, profile, player) - worth[state][player]
                found.append(OneShot(state, player, action, gain, plan[state][player][action] > 0))
    return found


def reachable(game: RepeatedGame, automaton: Automaton) -> set[State]:
    """The states that some history of the game leads to, deviations included."""
    seen = observations(game)
    reached, todo = {automaton.start}, [automaton.start]
    while todo:
        state = todo.pop()
        fresh = {target for one in seen for target, _ in automaton.transitions[state, one]} - reached
        reached |= fresh
        todo.extend(fresh)
    return reached


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
