"""An automaton in its stage game: what each state pays, where it leads, and what one deviation there would change."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, TypeAlias, cast

from policygames.errors import GameError
from policygames.games.automaton import Automaton, Seen, State
from policygames.games.chances import Chances
from policygames.games.profiles import MixedProfile, PureProfile, flaw, pure_as_mixed, whole_weights
from policygames.numerics.exact import common_denominator

if TYPE_CHECKING:
    from policygames.games.monitoring import PublicMonitoring
    from policygames.games.normal_form import NormalFormGame

Weights: TypeAlias = tuple[dict[int, int], int]
"""Whole weights by action, and their sum."""


@dataclass(frozen=True, slots=True)
class Option:
    """One action of one player in a state, once: what it pays in that period, and the states that it leads to.

    `followed` says that the automaton itself plays it there with positive probability.
    """

    player: int
    action: int
    payoff: Fraction
    after: Chances
    followed: bool


@dataclass(frozen=True, slots=True)
class Situation:
    """One state: what each player gets there in a period, the next states, and every option of every player.

    States are given by their position in the list of situations.
    """

    state: State
    payoffs: tuple[Fraction, ...]
    after: Chances
    options: tuple[Option, ...]


def situations(
    stage_game: NormalFormGame, monitoring: PublicMonitoring | None, automaton: Automaton
) -> tuple[Situation, ...]:
    """All states of `automaton` in the order of its `play`; nothing in them depends on discount factors.

    Raises GameError where the automaton does not fit the game.
    """
    check_moves(stage_game, monitoring, automaton)
    index = {state: position for position, (state, _) in enumerate(automaton.play)}
    view = _View(stage_game, monitoring, automaton, index)
    return tuple(view.situation(state, profile) for state, profile in played(stage_game, automaton).items())


@dataclass(frozen=True, slots=True)
class _View:
    """The parts that situations are read off; `index` holds the positions of the states."""

    stage_game: NormalFormGame
    monitoring: PublicMonitoring | None
    automaton: Automaton
    index: dict[State, int]

    def situation(self, state: State, profile: MixedProfile) -> Situation:
        weights = [whole_weights(strategy) for strategy in profile]
        if not self.monitoring and all(len(played) == 1 for played, _ in weights):
            return self._pure(state, tuple(next(iter(played)) for played, _ in weights))
        payoffs = self.stage_game.payoffs_of(profile)
        return Situation(state, payoffs, self._after(state, weights), tuple(self._options(state, profile, weights)))

    def _pure(self, state: State, cell: PureProfile) -> Situation:
        """A pure profile where all actions are seen: everything is looked up."""
        payoffs = tuple(self.stage_game.payoff(player, cell) for player in range(len(cell)))
        return Situation(state, payoffs, self._move(state, cell), tuple(self._pure_options(state, cell)))

    def _pure_options(self, state: State, cell: PureProfile) -> Iterator[Option]:
        for player, count in enumerate(self.stage_game.shape):
            for action in range(count):
                seen = (*cell[:player], action, *cell[player + 1 :])
                payoff = self.stage_game.payoff(player, seen)
                yield Option(player, action, payoff, self._move(state, seen), action == cell[player])

    def _options(self, state: State, profile: MixedProfile, weights: list[Weights]) -> Iterator[Option]:
        for player, own in enumerate(profile):
            for action, payoff in enumerate(self.stage_game.deviation_payoffs(player, profile)):
                after = self._after(state, [*weights[:player], ({action: 1}, 1), *weights[player + 1 :]])
                yield Option(player, action, payoff, after, own[action] > 0)

    def _move(self, state: State, seen: Seen) -> Chances:
        lottery = self.automaton.transitions[state, seen]
        if len(lottery) == 1:
            return Chances(((self.index[lottery[0][0]], 1),), 1)
        return Chances.of_fractions([(self.index[to], chance) for to, chance in lottery])

    def _after(self, state: State, weights: list[Weights]) -> Chances:
        """The lottery over next states when all mix with these weights, over what is seen and its moves."""
        total = math.prod(scale for _, scale in weights)
        cells = product(*(played.items() for played, _ in weights))
        drawn = ((tuple(action for action, _ in cell), math.prod(weight for _, weight in cell)) for cell in cells)
        return Chances.drawn(((weight, self._once(state, actions)) for actions, weight in drawn), total)

    def _once(self, state: State, actions: PureProfile) -> Chances:
        """Where the state leads once these actions are done, and seen as they are seen."""
        if self.monitoring is None:
            return self._move(state, actions)
        signals = self.monitoring.after(actions)
        scale = common_denominator(chance for _, chance in signals)
        drawn = ((int(chance * scale), self._move(state, name)) for name, chance in signals)
        return Chances.drawn(drawn, scale)


def played(stage_game: NormalFormGame, automaton: Automaton) -> dict[State, MixedProfile]:
    """The mixed profile of each state. Raises GameError where a state plays no profile of the stage game."""
    return {state: _mixed(stage_game, state, profile) for state, profile in automaton.play}


def _mixed(stage_game: NormalFormGame, state: State, profile: PureProfile | MixedProfile) -> MixedProfile:
    shape, path = stage_game.shape, f"play[{state!r}]"
    actions = [action for action in profile if isinstance(action, int)]
    if len(actions) < len(profile):
        if problem := flaw(profile, shape):
            raise GameError(problem, reason="PROBABILITY_RANGE", path=path, variables={"why": problem})
        return cast("MixedProfile", profile)  # no flaw was found
    if len(actions) != len(shape) or not all(0 <= a < m for a, m in zip(actions, shape, strict=True)):
        message = f"{profile} is no profile of a game of shape {shape}"
        raise GameError(message, reason="UNKNOWN_NAME", path=path, variables={"profile": profile, "shape": shape})
    return pure_as_mixed(tuple(actions), shape)


def check_moves(stage_game: NormalFormGame, monitoring: PublicMonitoring | None, automaton: Automaton) -> None:
    """Raises GameError for the first state and observation, joint deviations included, for which no move is defined."""
    seen = observations(stage_game, monitoring)
    for state, _ in automaton.play:
        for observation in seen:
            if (state, observation) not in automaton.transitions:
                named = _named(stage_game, observation)
                message = f"no move is defined from state {state!r} after {named!r}"
                raise GameError(
                    message,
                    reason="UNDEFINED_MOVE",
                    path=f"moves[{state!r}, {named!r}]",
                    variables={"state": state, "seen": named},
                )


def _named(stage_game: NormalFormGame, seen: Seen) -> str | tuple[str, ...]:
    if isinstance(seen, str):
        return seen
    return tuple(names[action] for names, action in zip(stage_game.actions, seen, strict=True))


def observations(stage_game: NormalFormGame, monitoring: PublicMonitoring | None) -> list[Seen]:
    """All that can be seen after a period: every pure profile, or every public signal."""
    return list(monitoring.signals) if monitoring else list(product(*map(range, stage_game.shape)))


def reachable(stage_game: NormalFormGame, monitoring: PublicMonitoring | None, automaton: Automaton) -> set[State]:
    """The states that some history of the game leads to, deviations of several players at once included."""
    possible = observations(stage_game, monitoring)
    if monitoring:
        possible = [name for name, *chances in zip(monitoring.signals, *monitoring.rows, strict=True) if any(chances)]
    reached = {state for state, _ in automaton.starts}
    todo = list(reached)
    while todo:
        state = todo.pop()
        fresh = {target for one in possible for target, _ in automaton.transitions[state, one]} - reached
        reached |= fresh
        todo.extend(fresh)
    return reached
