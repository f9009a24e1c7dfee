"""What an automaton is worth: the exact discounted payoffs of its states, and of one deviation in each."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, cast

from policygames.errors import GameError
from policygames.games.automaton import Automaton, Lottery, Seen, State
from policygames.games.profiles import MixedProfile, PureProfile, flaw, pure_as_mixed, support
from policygames.numerics.linear import solved

if TYPE_CHECKING:
    from policygames.games.repeated import RepeatedGame

Values = dict[State, tuple[Fraction, ...]]
"""Per state, the payoff to each player from there on, in units of one period."""


def played(game: RepeatedGame, automaton: Automaton) -> dict[State, MixedProfile]:
    """The mixed profile of each state. Raises GameError where a state plays no profile of the stage game."""
    return {state: _mixed(game, state, profile) for state, profile in automaton.play}


def _mixed(game: RepeatedGame, state: State, profile: PureProfile | MixedProfile) -> MixedProfile:
    shape = game.stage_game.shape
    path = f"play[{state!r}]"
    actions = [action for action in profile if isinstance(action, int)]
    if len(actions) < len(profile):
        if problem := flaw(profile, shape):
            raise GameError(problem, reason="PROBABILITY_RANGE", path=path)
        return cast("MixedProfile", profile)  # no flaw was found
    if len(actions) != len(shape) or not all(0 <= a < m for a, m in zip(actions, shape, strict=True)):
        message = f"{profile} is no profile of a game of shape {shape}"
        raise GameError(message, reason="UNKNOWN_NAME", path=path)
    return pure_as_mixed(tuple(actions), shape)


def check_moves(game: RepeatedGame, automaton: Automaton) -> None:
    """Raises GameError for the first state and observation, joint deviations included, for which no move is defined."""
    seen = observations(game)
    for state, _ in automaton.play:
        for observation in seen:
            if (state, observation) not in automaton.transitions:
                message = f"no move is defined from state {state!r} after {observation!r}"
                raise GameError(message, reason="UNDEFINED_MOVE", path=f"moves[{state!r}, {observation!r}]")


def observations(game: RepeatedGame) -> list[Seen]:
    """All that can be seen after a period: every pure profile, or every public signal."""
    return list(game.monitoring.signals) if game.monitoring else list(product(*map(range, game.stage_game.shape)))


def values(game: RepeatedGame, automaton: Automaton) -> Values:
    """The exact value of every state to every player.

    Solves V = (1 - d) g + d T V player by player, T the transition matrix on the path of play.
    Raises GameError where the automaton does not fit the game.
    """
    check_moves(game, automaton)
    profiles = played(game, automaton)
    moves = {state: continuation(game, automaton, state, profile) for state, profile in profiles.items()}
    stage = {state: game.stage_game.payoffs_of(profile) for state, profile in profiles.items()}
    columns = [_player_values(list(profiles), moves, stage, player, game) for player in range(len(game.players))]
    return {state: tuple(column[row] for column in columns) for row, state in enumerate(profiles)}


def _player_values(
    states: list[State], moves: dict[State, Lottery], stage: Values, player: int, game: RepeatedGame
) -> list[Fraction]:
    discount, index = game.discount[player], {state: row for row, state in enumerate(states)}
    system = [[Fraction(row == column) for column in range(len(states))] for row in range(len(states))]
    for row, state in enumerate(states):
        for target, chance in moves[state]:
            system[row][index[target]] -= discount * chance
    return solved(system, [(1 - discount) * stage[state][player] for state in states])


def continuation(game: RepeatedGame, automaton: Automaton, state: State, profile: MixedProfile) -> Lottery:
    """The lottery over next states when `profile` is played in `state`, over what is seen and its moves."""
    chances: dict[State, Fraction] = {}
    for seen, probability in _observations(game, profile):
        for target, chance in automaton.transitions[state, seen]:
            chances[target] = chances.get(target, Fraction(0)) + probability * chance
    return tuple(sorted(chances.items()))


def _observations(game: RepeatedGame, profile: MixedProfile) -> Iterator[tuple[Seen, Fraction]]:
    for actions in product(*(support(strategy) for strategy in profile)):
        probability = Fraction(1)
        for strategy, action in zip(profile, actions, strict=True):
            probability *= strategy[action]
        if game.monitoring is None:
            yield actions, probability
        else:
            yield from ((name, probability * chance) for name, chance in game.monitoring.after(actions))
