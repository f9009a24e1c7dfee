"""Games in normal form: exact payoffs and deviations, one digest, read-only arrays."""

import copy
import hashlib
import json
from fractions import Fraction
from itertools import product

import numpy as np
import policygames as pg
import pytest
from copies import pickled
from hypothesis import given
from hypothesis import strategies as st
from policygames.games import game_from_dict
from strategies import games, profiles_of
from textbook import expected_payoff, pure, replaced

MANY = st.integers(2, 3)


@given(games(MANY), st.data())
def test_expected_and_deviation_payoffs_are_those_of_the_definition(game, data):
    profile = data.draw(profiles_of(game))
    for player, count in enumerate(game.shape):
        each = [expected_payoff(game.payoffs, player, replaced(profile, player, pure(a, count))) for a in range(count)]
        assert list(game.deviation_payoffs(player, profile)) == each
        assert game.payoffs_of(profile)[player] == expected_payoff(game.payoffs, player, profile)


EDGES = st.sampled_from([2**61, 2**62 - 1, 2**62, 2**62 + 1, 2**63 - 1, -(2**62), -(2**63), 3])
CHANCES = st.integers(1, 2**33).map(lambda k: (Fraction(1, k + 1), Fraction(k, k + 1)))


@given(st.lists(EDGES, min_size=8, max_size=8), CHANCES, CHANCES)
def test_payoffs_near_the_edge_of_int64_do_not_overflow(entries, row, column):
    game = pg.NormalFormGame(np.array(entries, dtype=object).reshape(2, 2, 2))
    assert game.payoffs_of((row, column)) == tuple(expected_payoff(game.payoffs, i, (row, column)) for i in range(2))


def test_many_players_at_the_edge_of_int64_do_not_overflow():
    payoffs = np.full((4, 2, 2, 2, 2), 2**59, dtype=np.int64)
    thirds = ((Fraction(1, 3), Fraction(2, 3)),) * 4
    assert pg.NormalFormGame(payoffs).payoffs_of(thirds) == (2**59,) * 4


def spelled_payoffs(game):
    """Payoffs as nested lists of "p/q", from the public Fractions alone."""
    texts = [f"{u.numerator}/{u.denominator}" for u in game.payoffs.ravel()]
    return np.array(texts, dtype=object).reshape(game.payoffs.shape).tolist()


@given(games(MANY))
def test_the_digest_is_sha256_over_the_canonical_form(game):
    form = {
        "kind": "normal_form",
        "players": list(game.players),
        "actions": [list(names) for names in game.actions],
        "payoffs": spelled_payoffs(game),
    }
    text = json.dumps(form, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert game.digest == hashlib.sha256(text.encode("utf-8")).hexdigest()


def test_a_published_digest_stays():
    game = pg.NormalFormGame([[["1/2"]], [[0]]], ["Ä", "B"], [["x"], ["y"]])
    text = '{"actions":[["x"],["y"]],"kind":"normal_form","payoffs":[[["1/2"]],[["0/1"]]],"players":["Ä","B"]}'
    assert game.digest == hashlib.sha256(text.encode()).hexdigest()


@given(games(MANY))
def test_games_come_back_from_plain_data_and_from_pickles(game):
    for again in (
        game_from_dict(json.loads(json.dumps(game.to_dict()))),
        pickled(game),
        copy.deepcopy(game),
    ):
        assert again == game
        assert hash(again) == hash(game)
        assert (again.denominators, [u.tolist() for u in again.numerators]) == (
            game.denominators,
            [u.tolist() for u in game.numerators],
        )


CHANGES = [
    ([[[1, 2]], [[3, 5]]], None, None),
    ([[[1], [2]], [[3], [4]]], None, None),
    ([[[1, 2]], [[3, 4]]], ["A", "B"], None),
    ([[[1, 2]], [[3, 4]]], None, [["x"], ["y", "z"]]),
]


@pytest.mark.parametrize(("payoffs", "players", "actions"), CHANGES)
def test_games_that_differ_anywhere_are_unequal(payoffs, players, actions):
    assert pg.NormalFormGame(payoffs, players, actions) != pg.NormalFormGame([[[1, 2]], [[3, 4]]])


def test_a_game_equals_nothing_else():
    assert pg.NormalFormGame([[[1]], [[1]]]) != "game"


@pytest.mark.parametrize("copied", [lambda game: game, pickled, copy.deepcopy])
@pytest.mark.parametrize("name", ["numerators", "payoffs", "floats"])
def test_arrays_are_read_only(name, copied):
    game = pg.NormalFormGame([[[1, 2]], [[3, 4]]])
    assert getattr(game, name) is not None
    with pytest.raises(ValueError, match="read-only"):
        getattr(copied(game), name)[0][0, 0] = 9


def test_fields_cannot_be_set():
    with pytest.raises(AttributeError):
        pg.NormalFormGame([[[1]], [[1]]]).players = ("A", "B")


def test_a_bimatrix_is_written_from_the_same_side():
    game = pg.NormalFormGame.from_bimatrix([[1, 2, 3]], [[4, 5, 6]], ["R", "C"], [["only"], ["a", "b", "c"]])
    assert [game.payoff(1, (0, column)) for column in range(3)] == [4, 5, 6]
    assert game.shape == (1, 3)
    assert repr(game) == "<NormalFormGame 1 x 3: R, C>"


def test_a_profile_is_named_by_actions_or_indices():
    game = pg.NormalFormGame([[[1, 2]], [[3, 4]]], ["R", "C"], [["only"], ["a", "b"]])
    assert game.pure_profile(("only", "b")) == game.pure_profile([0, 1]) == (0, 1)
    assert game.player_index("C") == 1


PROFILES = [("ab", "profile"), (("only",), "profile"), ((0, "c"), "profile[1]"), (7, "profile"), (None, "profile")]


@pytest.mark.parametrize(("names", "path"), PROFILES)
def test_a_bad_profile_is_refused_with_its_place(names, path):
    game = pg.NormalFormGame([[[1, 2]], [[3, 4]]], ["R", "C"], [["only"], ["a", "b"]])
    with pytest.raises(pg.GameError) as refusal:
        game.pure_profile(names)
    assert refusal.value.path == path


PLAIN = [
    ({}, "kind"),
    (None, "kind"),
    ([], "kind"),
    ({"kind": "chess"}, "kind"),
    ({"kind": []}, "kind"),
    ({"kind": "normal_form"}, "payoffs"),
    ({"kind": "normal_form", "payoffs": [[1]]}, "payoffs"),
    ({"kind": "repeated"}, "stage_game"),
    ({"kind": "normal_form", "payoffs": [[[1]], [[1]]], "playres": ["A", "B"]}, "playres"),
    ({"kind": "repeated", "stage_game": {"payoff": []}, "discount": 0}, "stage_game.payoffs"),
    ({"kind": "repeated", "stage_game": 3, "discount": 0}, "stage_game"),
]


@pytest.mark.parametrize(("data", "path"), PLAIN, ids=range(len(PLAIN)))
def test_plain_data_that_is_no_game_is_refused_with_its_place(data, path):
    with pytest.raises(pg.GameError) as refusal:
        game_from_dict(data)
    assert refusal.value.path.endswith(path)


@given(games(MANY))
def test_floats_are_the_nearest(game):
    for player, profile in product(range(len(game.shape)), np.ndindex(game.shape)):
        exactly, rounded = game.payoff(player, profile), game.floats[(player, *profile)]
        assert rounded == float(exactly)


def test_payoffs_beyond_all_floats_are_infinite_in_floats_alone():
    game = pg.NormalFormGame([[[10**400, -(10**400)]], [[0, 0]]])
    assert game.floats[0].tolist() == [[float("inf"), -float("inf")]]
    assert game.payoff(0, (0, 1)) == -(10**400)
