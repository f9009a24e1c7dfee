"""Laws that solution concepts obey, on games of all three families."""

from fractions import Fraction
from itertools import permutations

import numpy as np
import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import games, tied_games_of, zero_sum_games

CONCEPTS = ["nash", "pure_nash"]
GAMES = {"nash": games(), "pure_nash": games(st.integers(2, 3))}
"""By concept the games of which all equilibria are always found."""
SCALES = st.fractions(min_value=Fraction(1, 9), max_value=9)
SHIFTS = st.fractions(-9, 9)


def profiles(game, concept):
    """The set of exact profiles found."""
    return {equilibrium.exact for equilibrium in pg.solve(game, concept).equilibria}


def per_player(entries):
    """A list of three, of which games of two players use two."""
    return st.lists(entries, min_size=3, max_size=3)


@pytest.mark.parametrize("concept", CONCEPTS)
@given(st.data(), per_player(SCALES), per_player(SHIFTS))
def test_positive_affine_payoffs_have_the_same_equilibria(concept, data, scales, shifts):
    game = data.draw(GAMES[concept])
    changed = [own * scale + shift for own, scale, shift in zip(game.payoffs, scales, shifts, strict=False)]
    assert profiles(pg.NormalFormGame(np.array(changed)), concept) == profiles(game, concept)


@pytest.mark.parametrize("concept", CONCEPTS)
@given(st.data())
def test_a_function_of_the_others_actions_changes_no_equilibrium(concept, data):
    game = data.draw(GAMES[concept])
    changed = game.payoffs.copy()
    for player, count in enumerate(game.shape):
        size = game.payoffs[player].size // count
        others = data.draw(st.lists(SHIFTS, min_size=size, max_size=size))
        shape = [1 if index == player else n for index, n in enumerate(game.shape)]
        changed[player] = changed[player] + np.array(others, dtype=object).reshape(shape)
    assert profiles(pg.NormalFormGame(changed), concept) == profiles(game, concept)


@pytest.mark.parametrize("concept", CONCEPTS)
@given(st.data())
def test_players_in_another_order_have_the_same_equilibria(concept, data):
    game = data.draw(GAMES[concept])
    order = data.draw(st.permutations(range(len(game.shape))))
    reordered = pg.NormalFormGame(np.stack([game.payoffs[player].transpose(order) for player in order]))
    assert profiles(reordered, concept) == {
        tuple(profile[player] for player in order) for profile in profiles(game, concept)
    }


@pytest.mark.parametrize("concept", CONCEPTS)
@given(st.data())
def test_actions_in_another_order_have_the_same_equilibria(concept, data):
    game = data.draw(GAMES[concept])
    orders = [data.draw(st.permutations(range(count))) for count in game.shape]
    reordered = pg.NormalFormGame(game.payoffs[np.ix_(range(len(game.shape)), *orders)])
    moved = {
        tuple(tuple(s[a] for a in order) for s, order in zip(profile, orders, strict=True))
        for profile in profiles(game, concept)
    }
    assert profiles(reordered, concept) == moved


@pytest.mark.parametrize("concept", CONCEPTS)
@given(st.data())
def test_a_strictly_dominated_action_changes_no_equilibrium(concept, data):
    game = data.draw(GAMES[concept])
    player = data.draw(st.sampled_from(range(len(game.shape))))
    action = data.draw(st.sampled_from(range(game.shape[player])))
    worse = game.payoffs.take([action], axis=player + 1).copy()
    worse[player] = worse[player] - data.draw(st.fractions(Fraction(1, 1000), 3))
    larger = pg.NormalFormGame(np.concatenate([game.payoffs, worse], axis=player + 1))
    padded = {(*one[:player], (*one[player], Fraction(0)), *one[player + 1 :]) for one in profiles(game, concept)}
    assert profiles(larger, concept) == padded


@settings(max_examples=15, deadline=None)
@given(games(st.just(3), 2), st.permutations(range(3)))
def test_three_players_in_another_order_have_the_same_equilibria_where_all_are_found(game, order):
    reordered = pg.NormalFormGame(np.stack([game.payoffs[player].transpose(order) for player in order]))
    here, there = (pg.solve(one, "nash", deadline=5) for one in (game, reordered))
    if here.coverage is there.coverage is pg.Coverage.ALL:
        assert len(here.equilibria) == len(there.equilibria)
        exact = {one.exact for one in here.equilibria if one.exact}
        assert {one.exact for one in there.equilibria if one.exact} == {
            tuple(profile[player] for player in order) for profile in exact
        }


@given(st.sampled_from([(2, 2), (2, 3)]).flatmap(tied_games_of))
def test_each_equilibrium_can_be_played_with_a_duplicate_action(game):
    doubled = pg.NormalFormGame(np.concatenate([game.payoffs, game.payoffs[:, :1]], axis=1))
    found = profiles(doubled, "nash")
    assert {((*x, Fraction(0)), y) for x, y in profiles(game, "nash")} <= found


@given(zero_sum_games(), SCALES, SHIFTS)
def test_the_value_of_a_zero_sum_game_moves_with_its_payoffs(game, scale, shift):
    moved = pg.NormalFormGame(np.array([game.payoffs[0] * scale + shift, game.payoffs[1] * scale - shift]))
    (one,), (other,) = (pg.solve(each, "zero_sum").equilibria for each in (game, moved))
    assert other.exact_payoffs[0] == one.exact_payoffs[0] * scale + shift


@given(zero_sum_games())
def test_the_value_of_a_zero_sum_game_is_the_same_from_the_other_side(game):
    turned = pg.NormalFormGame(np.stack([game.payoffs[1].T, game.payoffs[0].T]))
    (one,), (other,) = (pg.solve(each, "zero_sum").equilibria for each in (game, turned))
    assert one.exact_payoffs == other.exact_payoffs[::-1]


@given(games(), SCALES, per_player(SHIFTS), st.sampled_from(["1/7", "1/2", "9/10"]))
def test_grim_equilibria_stay_under_positive_affine_payoffs(game, scale, shifts, discount):
    changed = pg.NormalFormGame(
        np.array([own * scale + shift for own, shift in zip(game.payoffs, shifts, strict=False)])
    )
    before, after = (
        pg.solve(pg.RepeatedGame(one, discount), "subgame_perfect", method="grim_trigger") for one in (game, changed)
    )
    assert [one.strategy for one in before.equilibria] == [one.strategy for one in after.equilibria]


def test_all_orders_of_three_players_are_tried():
    game = pg.NormalFormGame(np.arange(24).reshape(3, 2, 2, 2) % 5)
    for order in permutations(range(3)):
        reordered = pg.NormalFormGame(np.stack([game.payoffs[player].transpose(order) for player in order]))
        assert profiles(reordered, "nash") == {tuple(one[player] for player in order) for one in profiles(game, "nash")}
