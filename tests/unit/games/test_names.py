"""Names that are empty, repeated, unreadable or too long are refused; a near one is suggested."""

import unicodedata

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.games.names import checked_names, index_of

BAD = [
    (["A"], "SHAPE_DATA_MISMATCH", "players"),
    (["A", "B", "C"], "SHAPE_DATA_MISMATCH", "players"),
    ("AB", "SHAPE_DATA_MISMATCH", "players"),
    ({"A", "B"}, "SHAPE_DATA_MISMATCH", "players"),
    (7, "SHAPE_DATA_MISMATCH", "players"),
    (["A", "A"], "DUPLICATE_LABEL", "players[1]"),
    (["é", "e\u0301"], "DUPLICATE_LABEL", "players[1]"),
    (["A", ""], "BAD_LABEL", "players[1]"),
    (["A", "\u00a0 "], "BAD_LABEL", "players[1]"),
    (["A", None], "BAD_LABEL", "players[1]"),
    (["A", 1], "BAD_LABEL", "players[1]"),
    (["A", b"B"], "BAD_LABEL", "players[1]"),
    (["A", "B\n"], "BAD_LABEL", "players[1]"),
    (["A", "B\x00"], "BAD_LABEL", "players[1]"),
    (["A", "\u202eB"], "BAD_LABEL", "players[1]"),
    (["A", "\ud800"], "BAD_LABEL", "players[1]"),
    (["A", "\u2028"], "BAD_LABEL", "players[1]"),
    (["A", "B" * 257], "LABEL_TOO_LONG", "players[1]"),
    (["A", "é" * 129], "LABEL_TOO_LONG", "players[1]"),
    (["A", "\u0958" * 85], "LABEL_TOO_LONG", "players[1]"),
]


@pytest.mark.parametrize(("players", "reason", "path"), BAD, ids=range(len(BAD)))
def test_bad_names_are_refused_with_their_place(players, reason, path):
    with pytest.raises(pg.GameError) as refusal:
        pg.NormalFormGame([[[1]], [[1]]], players)
    assert (refusal.value.reason, refusal.value.path) == (reason, path)


ACTIONS = [
    ("ab", "SHAPE_DATA_MISMATCH", "actions"),
    ([["a"]], "SHAPE_DATA_MISMATCH", "actions"),
    ([["a"], ["b", "c"]], "SHAPE_DATA_MISMATCH", "actions[1]"),
    ([["a"], "b"], "SHAPE_DATA_MISMATCH", "actions[1]"),
    ([["a"], [""]], "BAD_LABEL", "actions[1][0]"),
    (7, "SHAPE_DATA_MISMATCH", "actions"),
]


@pytest.mark.parametrize(("actions", "reason", "path"), ACTIONS, ids=range(len(ACTIONS)))
def test_bad_action_names_are_refused_with_their_place(actions, reason, path):
    with pytest.raises(pg.GameError) as refusal:
        pg.NormalFormGame([[[1]], [[1]]], actions=actions)
    assert (refusal.value.reason, refusal.value.path) == (reason, path)


def test_names_are_kept_in_nfc_and_equal_names_make_equal_games():
    composed, decomposed = (pg.NormalFormGame([[[1]], [[1]]], [name, "B"]) for name in ("é", "e\u0301"))
    assert composed == decomposed
    assert decomposed.players == ("é", "B")


def test_without_names_players_and_actions_are_numbered():
    game = pg.NormalFormGame([[[1, 2]], [[1, 2]]])
    assert game.players == ("player 0", "player 1")
    assert game.actions == (("action 0",), ("action 0", "action 1"))


@given(st.text(min_size=1, max_size=90))
def test_what_is_accepted_as_a_name_is_accepted_again(name):
    try:
        (kept,) = checked_names([name], 1, "players")
    except pg.GameError:
        return
    assert checked_names([kept], 1, "players") == (kept,) == (unicodedata.normalize("NFC", name),)


NAMES = ("trade", "control", "é")


@pytest.mark.parametrize(("name", "index"), [("trade", 0), ("control", 1), (2, 2), (np.int64(1), 1), ("e\u0301", 2)])
def test_a_name_or_an_index_stands_for_an_action(name, index):
    assert index_of(name, NAMES, "path") == index


@pytest.mark.parametrize("name", ["Trade!", "", 3, -1, True, 1.0, None, np.bool_(True), [0], np.float64(1)], ids=repr)
def test_other_names_are_refused(name):
    with pytest.raises(pg.GameError, match="allowed: 'trade', 'control'") as refusal:
        index_of(name, NAMES, "path[0]")
    assert (refusal.value.reason, refusal.value.path) == ("UNKNOWN_NAME", "path[0]")


def test_the_nearest_name_is_suggested():
    with pytest.raises(pg.GameError, match="did you mean 'control'"):
        index_of("controll", NAMES, "path[0]")


def test_of_many_names_twenty_are_listed():
    with pytest.raises(pg.GameError, match=r", …$"):
        index_of("x", tuple(map(str, range(100))), "path")
