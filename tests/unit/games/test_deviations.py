"""One-shot deviations under public signals: gains by the definition, and which states count."""

from fractions import Fraction
from itertools import product
from math import prod

import policygames as pg
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.games.deviations import one_shot_deviations
from strategies import DISCOUNTS, games, profiles_of, pure_profiles_of, strategies_over
from textbook import expected_payoff, pure, replaced, solved_by_elimination

SIGNALS = ("good", "fair", "bad")


@st.composite
def questions(draw):
    """A repeated game of two or three players with noisy public signals, and an automaton that they move."""
    game = draw(games(st.integers(2, 3), 2))
    rows = [dict(zip(SIGNALS, draw(strategies_over(3)), strict=True)) for _ in range(prod(game.shape))]
    nested = [list(row.values()) for row in rows]
    for count in reversed(game.shape[1:]):
        nested = [nested[start : start + count] for start in range(0, len(nested), count)]
    discounts = draw(st.lists(DISCOUNTS, min_size=len(game.shape), max_size=len(game.shape)))
    repeated = pg.RepeatedGame(game, discounts, pg.PublicMonitoring(SIGNALS, nested))
    states = ["a", "b", "c"][: draw(st.integers(1, 3))]
    play = {state: draw(st.one_of(pure_profiles_of(game), profiles_of(game))) for state in states}
    lottery = strategies_over(len(states)).map(lambda chances: dict(zip(states, chances, strict=True)))
    moves = {key: draw(st.one_of(st.sampled_from(states), lottery)) for key in product(states, SIGNALS)}
    chances = dict(zip(product(*map(range, game.shape)), rows, strict=True))
    return repeated, pg.Automaton(draw(st.sampled_from(states)), play, moves), chances


def mixed(game, profile):
    """A profile of an automaton as distributions."""
    if isinstance(profile[0], tuple):
        return profile
    return tuple(pure(action, count) for action, count in zip(profile, game.shape, strict=True))


def after(automaton, state, profile, chances):
    """The probability of each next state when a mixed profile is played."""
    found = dict.fromkeys(automaton.plan, Fraction(0))
    for cell, row in chances.items():
        played = prod(strategy[action] for strategy, action in zip(profile, cell, strict=True))
        for signal, chance in row.items():
            for to, move in automaton.transitions[state, signal]:
                found[to] += played * chance * move
    return found


def worth_by_definition(repeated, automaton, player, chances):
    """V = (1 - d) g + d T V for one player, solved by elimination."""
    game, d, rows = repeated.stage_game, repeated.discount[player], []
    for state in automaton.plan:
        profile = mixed(game, automaton.plan[state])
        moved = after(automaton, state, profile, chances)
        left = [Fraction(state == other) - d * moved[other] for other in automaton.plan]
        rows.append([*left, (1 - d) * expected_payoff(game.payoffs, player, profile)])
    return dict(zip(automaton.plan, solved_by_elimination(rows), strict=True))


@settings(max_examples=50)
@given(questions())
def test_gains_under_public_signals_are_those_of_the_definition(question):
    repeated, automaton, chances = question
    game = repeated.stage_game
    worth = [worth_by_definition(repeated, automaton, player, chances) for player in range(len(game.shape))]
    found = one_shot_deviations(repeated, automaton)
    for one in found:
        d = repeated.discount[one.player]
        profile = mixed(game, automaton.plan[one.state])
        changed = replaced(profile, one.player, pure(one.action, game.shape[one.player]))
        later = sum(p * worth[one.player][to] for to, p in after(automaton, one.state, changed, chances).items())
        now = expected_payoff(game.payoffs, one.player, changed)
        assert one.gain == (1 - d) * now + d * later - worth[one.player][one.state]
        assert one.followed is (profile[one.player][one.action] > 0)
    states = {one.state for one in found}
    assert len(found) == len(states) * sum(game.shape)
    assert states == reached(automaton, chances)


def reached(automaton, chances):
    """The states that signals which can occur lead to."""
    possible = {signal for row in chances.values() for signal, chance in row.items() if chance}
    states = {state for state, _ in automaton.starts}
    while True:
        further = states | {to for s in states for signal in possible for to, _ in automaton.transitions[s, signal]}
        if further == states:
            return states
        states = further
