"""Tournaments: payoffs by elimination on pairs of states, long-run averages as limits, published rankings."""

from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.games.dynamics import situations
from policygames.games.long_run import average_payoffs
from policygames.games.values import player_values
from strategies import automata_of, games

PD = pg.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]], actions=[["C", "D"]] * 2)
CC, DD = ("C", "C"), ("D", "D")
FIELD = {
    "always cooperate": pg.automaton("stationary", PD, path=CC),
    "always defect": pg.automaton("stationary", PD, path=DD),
    "tit for tat": pg.automaton("tit_for_tat", PD, path=CC),
    "grim": pg.automaton("grim", PD, path=CC),
    "win-stay lose-shift": pg.automaton("win_stay_lose_shift", PD, path=CC, punishment=DD),
}


def test_payoffs_without_mistakes_are_the_sums_that_anybody_can_write_down():
    d = Fraction(9, 10)
    table = pg.round_robin(PD, FIELD, d)
    names = table.names
    exact = {(one, other): table.exact[i][j] for i, one in enumerate(names) for j, other in enumerate(names)}
    assert exact["tit for tat", "always defect"] == ((1 - d) * 0 + d * 1, (1 - d) * 5 + d * 1)
    assert exact["tit for tat", "grim"] == (3, 3)
    assert exact["always defect", "always cooperate"] == (5, 0)
    # against a defector it alternates between 0 and 1
    assert exact["win-stay lose-shift", "always defect"][0] == d / (1 + d)
    assert table.ranking()[0] == table.ranking(1)[0]
    assert table.payoffs.shape == (5, 5, 2)


def test_means_are_over_all_opponents():
    table = pg.round_robin(PD, FIELD, "1/2")
    for name, mean in table.means().items():
        row = table.exact[table.names.index(name)]
        assert mean == sum(pair[0] for pair in row) / 5
    assert table.means(0) == table.means(1)  # the game is symmetric


def memory_one(after):
    """A machine that cooperates after each outcome (own, other) for which `after` says so."""
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    moves = {(state, cell): "c" if after[cell] else "d" for state in "cd" for cell in cells}
    return pg.Automaton("c", {"c": (0, 0), "d": (1, 1)}, moves)


def stationary_by_hand(first, second, e):
    """The long-run payoff of player 0 from the chain on the four outcomes, its stationary distribution in floats."""
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    chain = np.zeros((4, 4))
    for row, (a, b) in enumerate(cells):
        p = 1 - e if first[a, b] else e
        q = 1 - e if second[b, a] else e
        chain[row] = [p * q, p * (1 - q), (1 - p) * q, (1 - p) * (1 - q)]
    system = np.vstack([chain.T - np.eye(4), np.ones(4)])
    return np.linalg.lstsq(system, [0, 0, 0, 0, 1], rcond=None)[0] @ [3, 0, 5, 1]


RULES = st.fixed_dictionaries({cell: st.booleans() for cell in [(0, 0), (0, 1), (1, 0), (1, 1)]})


@settings(max_examples=40)
@given(RULES, RULES, st.sampled_from(["1/20", "1/100", "1/3"]))
def test_long_run_averages_with_mistakes_are_stationary(first, second, chance):
    mirrored = {(a, b): second[b, a] for a, b in second}
    strategies = {"one": memory_one(first), "other": memory_one(mirrored)}
    table = pg.round_robin(PD, strategies, 1, mistakes=chance)
    assert float(table.exact[0][1][0]) == pytest.approx(
        stationary_by_hand(first, second, float(Fraction(chance))), abs=1e-9
    )


def test_win_stay_lose_shift_corrects_mistakes_and_tit_for_tat_does_not():
    # Nowak and Sigmund, Nature 364 (1993) 56-58: with rare errors Pavlov against itself tends to R, tit for tat to the
    # average of R, S, T and P
    table = pg.round_robin(PD, FIELD, 1, mistakes="1/1000")
    own = {name: table.exact[at][at][0] for at, name in enumerate(table.names)}
    assert own["tit for tat"] == Fraction(3 + 0 + 5 + 1, 4)
    assert Fraction(299, 100) < own["win-stay lose-shift"] < 3


@settings(max_examples=30)
@given(games(st.integers(2, 3), 2), st.data())
def test_averages_are_limits_of_values(game, data):
    found = situations(game, None, data.draw(automata_of(game)))
    scale = 1 + max(abs(u) for u in game.payoffs.ravel())
    for player in range(len(game.players)):
        near = player_values(found, player, 1 - Fraction(1, 10**12))
        for value, average in zip(near, average_payoffs(found, player), strict=True):
            assert abs(value - average) <= scale / 10**6


BAD = [
    ({"discount": "3/2"}, "DISCOUNT_RANGE", "discount"),
    ({"strategies": {}}, "SHAPE_DATA_MISMATCH", "strategies"),
    ({"strategies": {"x": "grim"}}, "MISSING_CANDIDATE", "strategies['x'].automaton"),
    ({"mistakes": 2}, "PROBABILITY_RANGE", "mistakes"),
]


@pytest.mark.parametrize(("change", "reason", "path"), BAD, ids=range(len(BAD)))
def test_bad_tournaments_are_refused_with_their_place(change, reason, path):
    question = {"strategies": FIELD, "discount": "1/2", "mistakes": 0} | change
    with pytest.raises(pg.GameError) as refusal:
        pg.round_robin(PD, **question)
    assert (refusal.value.reason, refusal.value.path) == (reason, path)


def test_three_players_are_refused_by_name():
    with pytest.raises(pg.UnsupportedError):
        pg.round_robin(pg.NormalFormGame([[[[1]]]] * 3), FIELD, "1/2")


def test_the_words_name_the_winner_of_each_role():
    words = pg.round_robin(PD, FIELD, "9/10").explain()
    assert words.splitlines()[1].startswith("As player 0: ")
    assert "9/10 (0.9)" in words
