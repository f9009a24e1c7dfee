"""Minmax payoffs: published games, brute force and linear programs, bounds for separate punishers, wrong proofs."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.certificates import Kind
from scipy.optimize import linprog
from strategies import games
from textbook import expected_payoff

PENNIES = pg.NormalFormGame.from_bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]], ("Even", "Odd"))
MATCH = np.zeros((3, 2, 2, 2), dtype=int)
MATCH[:, 0, 0, 0] = MATCH[:, 1, 1, 1] = 1
APART = np.zeros((3, 2, 2, 2), dtype=int)
APART[0, 0, 0, 0] = APART[0, 1, 1, 1] = -1


def others_of(game, player):
    """All pure profiles of the others, each with a gap for the player."""
    return product(*([None] if one == player else range(count) for one, count in enumerate(game.shape)))


def pure_by_brute_force(game, player):
    """The least over the others' profiles of the greatest over the player's actions."""
    return min(
        max(
            game.payoffs[(player, *(action if a is None else a for a in others))]
            for action in range(game.shape[player])
        )
        for others in others_of(game, player)
    )


def correlated_by_linprog(game, player):
    """The most that the player can secure, by HiGHS."""
    columns = np.array(
        [
            [
                float(game.payoffs[(player, *(action if a is None else a for a in others))])
                for action in range(game.shape[player])
            ]
            for others in others_of(game, player)
        ]
    )
    own = columns.shape[1]
    system = np.hstack([-columns, np.ones((len(columns), 1))])
    goal = np.append(np.zeros(own), -1.0)
    bounds = [(0, None)] * own + [(None, None)]
    sums = np.append(np.ones((1, own)), [[0.0]], axis=1)
    return -linprog(goal, system, np.zeros(len(columns)), sums, [1.0], bounds).fun


def test_matching_pennies():
    """1 in pure actions, 0 in mixed ones (von Neumann 1928)."""
    for player in ("Even", "Odd"):
        assert (pg.minmax(PENNIES, player).exact, pg.minmax(PENNIES, player, "mixed").exact) == (1, 0)
    half = (Fraction(1, 2), Fraction(1, 2))
    assert pg.minmax(PENNIES, "Odd", "mixed").punishment == (half, None)
    assert "Odd secures 0" in pg.minmax(PENNIES, "Odd", "mixed").explain()


def test_the_example_of_fudenberg_and_tirole():
    """Game Theory (1991), section 5.1.2: both minmax payoffs are 0 in mixed strategies, by an interval of mixtures."""
    game = pg.NormalFormGame.from_bimatrix([[-2, 1], [1, -2], [0, 0]], [[2, -2], [-2, 2], [1, 1]])
    mixed = [pg.minmax(game, player, "mixed") for player in (0, 1)]
    assert [one.exact for one in mixed] == [0, 0]
    assert Fraction(1, 3) <= mixed[0].punishment[1][0] <= Fraction(2, 3)
    assert mixed[1].punishment[0] == (Fraction(1, 2), Fraction(1, 2), 0)
    assert [pg.minmax(game, player).exact for player in (0, 1)] == [1, 1]


def test_the_three_players_of_fudenberg_and_maskin():
    """Econometrica 54 (1986) 533-554, example 3: who do not match get nothing, so the minmax is 0."""
    game = pg.NormalFormGame(MATCH)
    for strategies in ("pure", "mixed"):
        assert [pg.minmax(game, player, strategies).exact for player in range(3)] == [0, 0, 0]


def test_separate_punishers_do_worse_than_together():
    """-1 if the others guess the action as one: -1/2 by a common coin, and min pq, (1-p)(1-q) is at most 1/4 apart."""
    found = pg.minmax(pg.NormalFormGame(APART), 0, "mixed")
    found.verify()
    assert found.interval == (Fraction(-1, 2), Fraction(-1, 4))
    assert (found.exact, found.value, found.certificate.kind) == (None, -0.25, Kind.BOUND)
    assert found.certificate.slack == Fraction(-1, 4)
    assert sorted(chance for _, chance in found.correlated) == [Fraction(1, 2), Fraction(1, 2)]
    assert "independently" in found.warnings[0] and found.warnings[0] in found.explain()


@given(games(st.integers(2, 3)), st.data())
def test_pure_minmax_is_that_of_the_definition(game, data):
    player = data.draw(st.integers(0, len(game.shape) - 1))
    found = pg.minmax(game, player)
    found.verify()
    assert found.exact == found.low == found.high == pure_by_brute_force(game, player)
    assert found.explain() and found.warnings == ()


@given(games(), st.integers(0, 1))
def test_mixed_minmax_of_two_players_is_exact(game, player):
    """Proven by weak duality, computed here from the definition: the reply's most is the guarantee's least."""
    found = pg.minmax(game, player, "mixed")
    found.verify()
    (other,) = [one for one in found.punishment if one is not None]

    def paid(own, action):
        against = tuple(Fraction(action == one) for one in range(len(other)))
        return expected_payoff(game.payoffs, player, (own, against) if player == 0 else (against, own))

    def replied(action):
        own = tuple(Fraction(action == one) for one in range(game.shape[player]))
        return expected_payoff(game.payoffs, player, (own, other) if player == 0 else (other, own))

    least = min(paid(found.guarantee, action) for action in range(len(other)))
    assert least == max(map(replied, range(game.shape[player]))) == found.exact
    assert found.exact <= pure_by_brute_force(game, player)


@pytest.mark.parametrize("seed", range(12))
def test_separate_punishments_lie_between_what_is_secured_and_a_grid(seed):
    """All pairs of mixtures on a grid of 1/20 are tried: what is found is no worse, and no better than secured."""
    random = np.random.default_rng(seed)
    game = pg.NormalFormGame(random.integers(-5, 6, (3, 2, 2, 2)))
    found = pg.minmax(game, 1, "mixed")
    found.verify()
    grid = np.linspace(0, 1, 21)
    first, third = (np.stack([grid, 1 - grid], axis=1) for _ in range(2))
    paid = np.einsum("abc,ia,jc->ijb", game.floats[1], first, third).max(axis=2)
    assert float(found.low) == pytest.approx(correlated_by_linprog(game, 1), abs=1e-9)
    assert found.low <= found.high <= Fraction(float(paid.min())) + Fraction(1, 10**9)


@given(games(st.just(3), most=2), st.integers(0, 2))
def test_bounds_of_three_players_hold(game, player):
    found = pg.minmax(game, player, "mixed")
    found.verify()
    assert found.low <= found.high <= pure_by_brute_force(game, player)
    assert (found.exact is None) is bool(found.warnings)
    strategies = tuple(one or found.guarantee for one in found.punishment)
    replies = [
        expected_payoff(
            game.payoffs,
            player,
            (
                *strategies[:player],
                tuple(Fraction(a == b) for b in range(game.shape[player])),
                *strategies[player + 1 :],
            ),
        )
        for a in range(game.shape[player])
    ]
    assert max(replies) == found.high
    assert found.reply == game.actions[player][replies.index(max(replies))]


@given(games(), st.fractions(Fraction(1, 9), 9), st.fractions(-9, 9))
def test_positive_affine_payoffs_move_the_value_alike(game, scale, shift):
    moved = pg.NormalFormGame([(scale * one + shift).tolist() for one in game.payoffs])
    for strategies in ("pure", "mixed"):
        assert pg.minmax(moved, 0, strategies).exact == scale * pg.minmax(game, 0, strategies).exact + shift


@given(games(st.just(3), most=2), st.permutations(range(3)))
def test_relabelled_players_keep_what_they_secure(game, order):
    moved = pg.NormalFormGame([game.payoffs[player].transpose(order).tolist() for player in order])
    for place, player in enumerate(order):
        assert pg.minmax(moved, place).exact == pg.minmax(game, player).exact
        assert pg.minmax(moved, place, "mixed").low == pg.minmax(game, player, "mixed").low


def test_many_actions_are_held_to_what_is_at_hand(monkeypatch):
    monkeypatch.setattr("policygames.analysis.separate_punishments.MOST_ACTIONS", 3)
    found = pg.minmax(pg.NormalFormGame(APART), 0, "mixed")
    found.verify()
    assert found.interval == (Fraction(-1, 2), Fraction(-1, 4))


HALF, SURE = (Fraction(1, 2), Fraction(1, 2)), (Fraction(1), Fraction(0))
WRONG = [
    lambda one: replace(one, high=one.high - 1),
    lambda one: replace(one, low=one.low + Fraction(1, 10**9)),
    lambda one: replace(one, low=one.high),
    lambda one: replace(one, low=one.low - 1),
    lambda one: replace(one, guarantee=SURE),
    lambda one: replace(one, guarantee=None),
    lambda one: replace(one, guarantee=(Fraction(3, 2), Fraction(-1, 2))),
    lambda one: replace(one, punishment=(None, HALF, SURE)),
    lambda one: replace(one, punishment=(HALF, HALF, None)),
    lambda one: replace(one, punishment=(None, HALF)),
    lambda one: replace(one, punishment=(None, HALF, (Fraction(2), Fraction(-1)))),
    lambda one: replace(one, correlated=(((0, 0), Fraction(1)),)),
    lambda one: replace(one, correlated=(((0, 0), Fraction(1, 2)),)),
    lambda one: replace(one, correlated=(((0, 2), Fraction(1)),)),
    lambda one: replace(one, correlated=()),
    lambda one: replace(one, player="player 1"),
    lambda one: replace(one, player="nobody"),
    lambda one: replace(one, strategies="pure"),
    lambda one: replace(one, strategies="some"),
    lambda one: replace(one, game=pg.NormalFormGame(MATCH)),
]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_proof_is_refused(wrong):
    found = pg.minmax(pg.NormalFormGame(APART), 0, "mixed")
    with pytest.raises(pg.CertificateError):
        wrong(found).verify()


def test_a_pure_minmax_that_another_action_lowers_is_refused():
    game = pg.NormalFormGame.from_bimatrix([[3, 1], [2, 0]], [[0, 0], [0, 0]])
    found = pg.minmax(game, 0)
    assert (found.exact, found.punishment) == (1, (None, (0, 1)))
    for wrong in (
        replace(found, low=Fraction(3), high=Fraction(3), punishment=(None, SURE)),
        replace(found, punishment=(None, HALF), low=Fraction(2), high=Fraction(2)),
        replace(found, low=Fraction(0)),
    ):
        with pytest.raises(pg.CertificateError):
            wrong.verify()


def test_bad_questions_name_what_is_allowed():
    with pytest.raises(pg.GameError, match="did you mean 'Even'") as caught:
        pg.minmax(PENNIES, "Evan")
    assert (caught.value.reason, caught.value.path) == ("UNKNOWN_NAME", "player")
    with pytest.raises(pg.GameError, match="'pure', 'mixed'"):
        pg.minmax(PENNIES, 0, "correlated")
    with pytest.raises(pg.GameError, match="NormalFormGame"):
        pg.minmax(pg.RepeatedGame(PENNIES, 0), 0)
