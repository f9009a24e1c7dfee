"""What automata are worth: exact values against a truncated simulation, and automata that do not fit refused."""

from fractions import Fraction
from itertools import product
from math import prod

import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.games.values import values
from strategies import automata_of, games
from textbook import expected_payoff, pure

STAGE = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]])
CELLS = list(product(range(2), range(2)))


def mixed(game, profile):
    """A profile of an automaton as distributions."""
    if isinstance(profile[0], tuple):
        return profile
    return tuple(pure(action, count) for action, count in zip(profile, game.shape, strict=True))


def simulated(game, automaton, periods):
    """The discounted payoffs of the first periods, by following every state's probability forward."""
    stage, total = game.stage_game, [Fraction(0)] * len(game.players)
    chances = dict(automaton.starts)
    for period in range(periods):
        after: dict[str, Fraction] = {}
        for state, chance in chances.items():
            profile = mixed(stage, automaton.plan[state])
            for player, discount in enumerate(game.discount):
                total[player] += (
                    chance * (1 - discount) * discount**period * expected_payoff(stage.payoffs, player, profile)
                )
            for cell in product(*map(range, stage.shape)):
                seen = prod(s[a] for s, a in zip(profile, cell, strict=True))
                for to, move in automaton.transitions[state, cell]:
                    after[to] = after.get(to, Fraction(0)) + chance * seen * move
        chances = after
    return total


@given(games(st.integers(2, 3), 2), st.data(), st.sampled_from([("0", "1/3"), ("1/3", "1/5"), ("1/4", "1/4")]))
def test_values_are_what_a_simulation_comes_to(game, data, discounts):
    repeated = pg.RepeatedGame(game, [*discounts, "1/3"][: len(game.players)])
    automaton = data.draw(automata_of(game))
    largest = max(abs(u) for u in game.payoffs.ravel())
    for player, (value, sum_so_far) in enumerate(
        zip(repeated.payoffs_of(automaton), simulated(repeated, automaton, 5), strict=True)
    ):
        assert abs(value - sum_so_far) <= repeated.discount[player] ** 5 * largest


MISFITS = [
    (pg.Automaton("s", {"s": (0, 2)}, {("s", cell): "s" for cell in CELLS}), "UNKNOWN_NAME", "play['s']"),
    (pg.Automaton("s", {"s": (0, -1)}, {("s", cell): "s" for cell in CELLS}), "UNKNOWN_NAME", "play['s']"),
    (pg.Automaton("s", {"s": (0,)}, {("s", cell): "s" for cell in CELLS}), "UNKNOWN_NAME", "play['s']"),
    (pg.Automaton("s", {"s": [[1, 0], [1]]}, {("s", cell): "s" for cell in CELLS}), "PROBABILITY_RANGE", "play['s']"),
    (
        pg.Automaton("s", {"s": [[1, 0], [1, 1]]}, {("s", cell): "s" for cell in CELLS}),
        "PROBABILITY_RANGE",
        "play['s']",
    ),
    (
        pg.Automaton("s", {"s": (0, 0)}, {("s", cell): "s" for cell in CELLS[:3]}),
        "UNDEFINED_MOVE",
        "moves['s', ('action 1', 'action 1')]",
    ),
    (pg.Automaton("s", {"s": (0, 0)}, {("s", "good"): "s"}), "UNDEFINED_MOVE", "moves['s', ('action 0', 'action 0')]"),
]


@pytest.mark.parametrize(("automaton", "reason", "path"), MISFITS, ids=range(len(MISFITS)))
def test_automata_that_do_not_fit_the_game_are_refused(automaton, reason, path):
    with pytest.raises(pg.GameError) as refusal:
        pg.RepeatedGame(STAGE, "1/2").payoffs_of(automaton)
    assert (refusal.value.reason, refusal.value.path) == (reason, path)


def test_signals_move_an_automaton_by_their_probabilities():
    monitoring = pg.PublicMonitoring(["good", "bad"], [[["2/3", "1/3"], [0, 1]], [[0, 1], [0, 1]]])
    moves = {("c", "good"): "c", ("c", "bad"): "d", ("d", "good"): "d", ("d", "bad"): "d"}
    automaton = pg.Automaton("c", {"c": (0, 0), "d": (1, 1)}, moves)
    worth = values(pg.RepeatedGame(STAGE, "1/2", monitoring), automaton)
    assert worth["d"] == (1, 1)
    # V = 1/2 · 2 + 1/2 · (2/3 V + 1/3 · 1)
    assert worth["c"] == (Fraction(7, 4), Fraction(7, 4))


def test_a_game_that_ends_is_not_valued_as_if_it_went_on():
    automaton = pg.Automaton("s", {"s": (0, 0)}, {("s", cell): "s" for cell in CELLS})
    for discount in (1, "1/2"):
        with pytest.raises(pg.UnsupportedError):
            pg.RepeatedGame(STAGE, discount, periods=3).payoffs_of(automaton)
