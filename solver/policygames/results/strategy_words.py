"""Strategies in sentences: what is played, what answers a deviation, for which patience nobody gains by one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from policygames.games.automaton import Lottery, State
from policygames.games.chances import Chances
from policygames.games.dynamics import Situation, played, reachable, situations
from policygames.results.wording import listed, profile_words, ratio

if TYPE_CHECKING:
    from policygames.results.discounts import DiscountBound, DiscountInterval
    from policygames.results.strategy import Strategy

MOST_STATES = 12
"""States that are told; of the others only how many there are is said."""


def explain_strategy(strategy: Strategy) -> str:
    """A paragraph that can be read aloud."""
    return f"{conduct_words(strategy)} {patience_words(strategy)}"


def conduct_words(strategy: Strategy) -> str:
    """What is played in each state that can be reached, and where it leads."""
    game, automaton = strategy.stage_game, strategy.automaton
    reached = reachable(game, strategy.monitoring, automaton)
    found = situations(game, strategy.monitoring, automaton)
    names = [one.state for one in found]
    starts = dict(automaton.starts)
    told = sorted((one for one in found if one.state in reached), key=lambda one: one.state not in starts)
    lines = [f"Play begins in {_to(automaton.starts, '')}."]
    lines += [_state_words(strategy, one, names) for one in told[:MOST_STATES]]
    if len(told) > MOST_STATES:
        lines.append(f"There are {len(told) - MOST_STATES} further states.")
    return " ".join(lines)


def _state_words(strategy: Strategy, situation: Situation, names: Sequence[State]) -> str:
    profile = played(strategy.stage_game, strategy.automaton)[situation.state]
    after = _after_signals(strategy, situation.state) if strategy.monitoring else _after(strategy, situation, names)
    return f"In state “{situation.state}”: {profile_words(strategy.stage_game, profile)}; {after}."


def _after(strategy: Strategy, situation: Situation, names: Sequence[State]) -> str:
    """Where the state leads if all follow it, and if one player does not."""
    answers: dict[Chances, list[str]] = {}
    for option in situation.options:
        if not option.followed and option.after != situation.after:
            players = answers.setdefault(option.after, [])
            name = strategy.stage_game.players[option.player]
            players.extend([] if name in players else [name])
    here = situation.state
    kept = f"next: {_to(_named(situation.after, names), here)}"
    if not answers:
        return f"{kept}, whatever one of them does"
    after = [f"if {' or '.join(who)} deviates: {_to(_named(to, names), here)}" for to, who in answers.items()]
    return "; ".join([kept, *after])


def _after_signals(strategy: Strategy, state: State) -> str:
    moves = {seen: to for (here, seen), to in strategy.automaton.moves if here == state}
    signals = strategy.monitoring.signals if strategy.monitoring else ()
    if len({moves[signal] for signal in signals}) == 1:
        return f"next: {_to(moves[signals[0]], state)}, whatever is seen"
    return "; ".join(f"if “{signal}” is seen: {_to(moves[signal], state)}" for signal in signals)


def _named(chances: Chances, names: Sequence[State]) -> Lottery:
    return tuple((names[to], chance) for to, chance in chances)


def _to(lottery: Lottery, here: State) -> str:
    if lottery == ((here, Fraction(1)),):
        return "the same"
    if len(lottery) == 1:
        return f"state “{lottery[0][0]}”"
    odds = listed([f"state “{state}” with probability {ratio(chance)}" for state, chance in lottery])
    return f"{odds}, by the throw of a coin"


def patience_words(strategy: Strategy) -> str:
    """At which common discount factors it is an equilibrium."""
    kind = "a perfect public equilibrium" if strategy.monitoring else "subgame perfect"
    intervals = strategy.discounts()
    if not intervals:
        return f"It is {kind} at no discount factor: at each of them somebody gains by a deviation."
    return f"It is {kind} exactly {listed([_interval(one) for one in intervals])}."


def _interval(one: DiscountInterval) -> str:
    if one.is_point:
        return f"at the discount factor {_bound(one.lower)}"
    if not one.includes_upper:
        always = one.lower.exact == 0
        return "at every discount factor" if always else f"at discount factors of at least {_bound(one.lower)}"
    return f"at discount factors from {_bound(one.lower)} to {_bound(one.upper)}"


def _bound(bound: DiscountBound) -> str:
    return ratio(bound.exact) if bound.exact is not None else f"{bound.value:.6g} (irrational, to six digits)"
