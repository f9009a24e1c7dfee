"""Automata in sentences: what is played at first, how it goes on, and what answers a deviation."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from policygames.games import Automaton, NormalFormGame
from policygames.games.automaton import State
from policygames.games.dynamics import played
from policygames.results.wording import listed, payoff_words, profile_words, ratio


def automaton_words(stage_game: NormalFormGame, automaton: Automaton, payoffs: tuple[Fraction, ...]) -> str:
    """What all do at first and for ever if nobody deviates, what that pays per period, and what every other state is.

    `payoffs` holds what each player gets per period.
    """
    plays = {state: profile_words(stage_game, profile) for state, profile in played(stage_game, automaton).items()}
    paid = f"per period {payoff_words(stage_game.players, payoffs)}"
    if len(set(plays.values())) == 1:
        return f"{next(iter(plays.values()))} in every period, whatever happens; {paid}."
    if len(automaton.starts) > 1:
        odds = [f"with probability {ratio(chance)} {plays[state]}" for state, chance in automaton.starts]
        return f"A public coin decides what is played at first: {listed(odds)}; {paid}.{_states(plays)}"
    ((start, _),) = automaton.starts
    others = {state: words for state, words in plays.items() if state != start}
    if not _stays(automaton, start):
        return f"{plays[start]} at first; {paid}.{_states(others)}"
    if len(set(others.values())) == 1:
        return f"{plays[start]} in every period; {paid}. After a deviation: {next(iter(others.values()))}."
    return f"{plays[start]} in every period; {paid}.{_states(others)}"


def _stays(automaton: Automaton, state: State) -> bool:
    """Whether a state that plays a pure profile is kept where that profile is seen."""
    seen = tuple(action for action in automaton.plan[state] if isinstance(action, int))
    return automaton.transitions.get((state, seen)) == ((state, Fraction(1)),)


def _states(plays: Mapping[State, str]) -> str:
    return "".join(f" In state “{state}”: {words}." for state, words in plays.items())
