"""Hands that tremble: values and verdicts against chains of states written out by hand, in Fractions."""

from fractions import Fraction
from itertools import product
from math import prod

import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.games.deviations import one_shot_deviations
from strategies import DISCOUNTS, automata_of, games, strategies_over
from textbook import solved_by_elimination

PD = pg.NormalFormGame(
    [[[2, 0], [3, 1]], [[2, 3], [0, 1]]], players=("US", "China"), actions=[["trade", "control"], ["buy", "boycott"]]
)
CC, DD = ("trade", "buy"), ("control", "boycott")


def done(count, intended, chance):
    """The probabilities of what is done when an action is intended that fails with this chance."""
    if count == 1:
        return [Fraction(1)]
    return [1 - chance if action == intended else chance / (count - 1) for action in range(count)]


def intended_strategy(profile, player, count):
    """What a player of an automaton intends, as probabilities."""
    one = profile[player]
    return one if isinstance(one, tuple) else [Fraction(action == one) for action in range(count)]


def outcome_chances(game, intentions, chances):
    """The probability of each profile that may be done, given what all intend at random."""
    found = {}
    for cell in product(*map(range, game.shape)):
        found[cell] = prod(
            sum(
                chance * done(game.shape[player], action, chances[player])[cell[player]]
                for action, chance in enumerate(strategy)
            )
            for player, strategy in enumerate(intentions)
        )
    return found


def period(game, automaton, state, intentions, player, chances):
    """What a player expects from one period, and the probabilities of next states."""
    paid, after = Fraction(0), dict.fromkeys(automaton.plan, Fraction(0))
    for cell, chance in outcome_chances(game, intentions, chances).items():
        paid += chance * game.payoff(player, cell)
        for to, move in automaton.transitions[state, cell]:
            after[to] += chance * move
    return paid, after


def trembling_values(game, automaton, player, discount, chances):
    """V = (1 - d) g + d T V with mistakes, by elimination."""
    rows = []
    for state, profile in automaton.plan.items():
        intentions = [intended_strategy(profile, i, n) for i, n in enumerate(game.shape)]
        paid, after = period(game, automaton, state, intentions, player, chances)
        rows.append([*(Fraction(state == to) - discount * after[to] for to in automaton.plan), (1 - discount) * paid])
    return dict(zip(automaton.plan, solved_by_elimination(rows), strict=True))


def trembling_gains(game, automaton, discount, chances):
    """The gain of each intention in each state, keyed by state, player and action."""
    found = {}
    for player, count in enumerate(game.shape):
        worth = trembling_values(game, automaton, player, discount, chances)
        for state, profile in automaton.plan.items():
            for action in range(count):
                intentions = [intended_strategy(profile, i, n) for i, n in enumerate(game.shape)]
                intentions[player] = [Fraction(action == other) for other in range(count)]
                paid, after = period(game, automaton, state, intentions, player, chances)
                later = sum(chance * worth[to] for to, chance in after.items())
                found[state, player, action] = (1 - discount) * paid + discount * later - worth[state]
    return found


CHANCES = st.sampled_from([Fraction(0), Fraction(1, 20), Fraction(1, 3), Fraction(1)])


@settings(max_examples=30)
@given(games(st.integers(2, 3), 2), st.data(), DISCOUNTS)
def test_values_and_gains_are_those_of_the_chain_of_states(game, data, discount):
    automaton = data.draw(automata_of(game))
    chances = data.draw(st.lists(CHANCES, min_size=len(game.shape), max_size=len(game.shape)))
    strategy = pg.Strategy(game, automaton).with_mistakes(chances)
    wanted = trembling_gains(game, automaton, discount, chances)
    for one in one_shot_deviations(strategy.game(discount), strategy.automaton):
        assert one.gain == wanted[one.state, one.player, one.action]
    for player, payoff in enumerate(strategy.exact_payoffs(discount)):
        worth = trembling_values(game, automaton, player, discount, chances)
        assert payoff == sum(chance * worth[state] for state, chance in automaton.starts)


@settings(max_examples=30)
@given(games(most=3), st.data(), DISCOUNTS)
def test_sure_hands_change_nothing(game, data, discount):
    strategy = pg.Strategy(game, data.draw(automata_of(game, most_states=2)))
    steady = strategy.with_mistakes(0)
    assert steady.exact_payoffs(discount) == strategy.exact_payoffs(discount)
    assert steady.discounts() == strategy.discounts()


@given(strategies_over(2), strategies_over(2), st.sampled_from([0, "1/10"]))
def test_a_hand_may_be_given_in_full(first, second, other):
    strategy = pg.automaton("tit_for_tat", PD, path=CC)
    full = strategy.with_mistakes({"US": [first, second], "China": other})
    expected = [
        [sum(p * PD.payoffs[0][row][column] for row, p in enumerate(hand)) for column in range(2)]
        for hand in (first, second)
    ]
    e = Fraction(other)
    for row, hand in enumerate(expected):
        assert full.stage_game.payoff(0, (row, 0)) == (1 - e) * hand[0] + e * hand[1]


@pytest.mark.parametrize("chance", ["1/100", "1/10", "1/5", "1/4"])
def test_tit_for_tat_with_mistakes_keeps_its_knife_edge_where_help_costs_the_same_always(chance):
    # to cooperate costs 1 and gives the other 2, whatever they do; the other returns it with probability 1 - 2e more:
    # indifference at d (1 - 2e) 2 = 1, which is no discount factor from e = 1/4 on
    edge = 1 / (2 * (1 - 2 * Fraction(chance)))
    found = pg.automaton("tit_for_tat", PD, path=CC).with_mistakes(chance).discounts()
    assert [str(one) for one in found] == ([str(edge)] if edge < 1 else [])


def test_contrition_pays_where_hands_tremble():
    # one mistake sends tit for tat into alternating exploitation, 3/2 a period; contrition ends it after one period
    plain, contrite = (
        pg.automaton(name, PD, **keywords).with_mistakes("1/100")
        for name, keywords in [("tit_for_tat", {"path": CC}), ("contrite_tit_for_tat", {"path": CC, "punishment": DD})]
    )
    assert plain.payoffs("99/100")[0] < contrite.payoffs("99/100")[0]
    (holds,) = contrite.discounts()
    assert holds.contains("3/5")
    assert not holds.contains("1/2")


def test_signals_are_about_what_is_done():
    monitoring = pg.PublicMonitoring(["good", "bad"], [[[1, 0], [0, 1]], [[0, 1], [0, 1]]])
    automaton = pg.Automaton(
        "c", {"c": (0, 0), "d": (1, 1)}, {("c", "good"): "c", ("c", "bad"): "d", ("d", "good"): "d", ("d", "bad"): "d"}
    )
    strategy = pg.Strategy(PD, automaton, monitoring).with_mistakes("1/10")
    assert dict(strategy.monitoring.after((0, 0))) == {"good": Fraction(81, 100), "bad": Fraction(19, 100)}
    assert dict(strategy.monitoring.after((1, 1))) == {"good": Fraction(1, 100), "bad": Fraction(99, 100)}


BAD = [
    ("3/2", "PROBABILITY_RANGE", "mistakes"),
    (-1, "PROBABILITY_RANGE", "mistakes"),
    ("often", "NOT_A_NUMBER", "mistakes"),
    (["1/10"], "SHAPE_DATA_MISMATCH", "mistakes"),
    ({"Russia": "1/10"}, "UNKNOWN_NAME", "mistakes"),
    ({"US": [["1/2", "1/2"]]}, "SHAPE_DATA_MISMATCH", "mistakes['US']"),
    ({"US": [["1/2", "1/2"], ["1/2", "1/3"]]}, "PROBABILITY_RANGE", "mistakes['US'][1]"),
]


@pytest.mark.parametrize(("mistakes", "reason", "path"), BAD, ids=range(len(BAD)))
def test_bad_mistakes_are_refused_with_their_place(mistakes, reason, path):
    with pytest.raises(pg.GameError) as refusal:
        pg.automaton("grim", PD, path=CC).with_mistakes(mistakes)
    assert (refusal.value.reason, refusal.value.path) == (reason, path)
