"""Every format gives back what it was given; what it cannot hold it refuses, or says so."""

from fractions import Fraction

import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from named_games import named_games
from policygames.formats import (
    csv,
    extensions,
    json,
    lrs,
    nfg,
    notes,
    read_game,
    template,
    tex,
    write_game,
    written,
    xlsx,
)
from strategies import TIED

EXACT = [csv, json, xlsx]
THIRDS = st.fractions(-9, 9, max_denominator=7)
CHIPS = pg.NormalFormGame(
    [[[3, "1/3"], ["0.1", -2]], [[3, 4], [1, "-2/7"]]],
    players=("United States", "China"),
    actions=(("sell", "ban"), ("buy", 'say "no"')),
)
THREE = pg.NormalFormGame([[[[100 * i + 10 * j + k for k in (1, 2)] for j in (1, 2, 3)]] for i in (1, 2, 3)])


@pytest.mark.parametrize("form", EXACT, ids=lambda form: form.__name__)
@given(game=named_games())
def test_all_is_kept(form, game):
    again = form.read(form.write(game), "game")
    assert again == game
    assert (again.players, again.actions) == (game.players, game.actions)


@given(named_games())
def test_nfg_keeps_all_but_names_that_end_in_a_backslash(game):
    names = [*game.players, *(name for actions in game.actions for name in actions)]
    if any(name.endswith("\\") for name in names):
        with pytest.raises(pg.UnsupportedError, match="ends in a backslash"):
            nfg.write(game)
    else:
        assert nfg.read(nfg.write(game)) == game


@given(named_games(st.just(2), st.one_of(TIED, THIRDS)))
def test_lrs_keeps_payoffs(game):
    again = lrs.read(lrs.write(game))
    assert (again.payoffs == game.payoffs).all()
    assert again.players == ("player 0", "player 1")


@given(named_games())
def test_text_and_bytes_are_read_alike(game):
    assert csv.read(csv.write(game).decode()) == json.read(json.write(game).decode()) == game


@given(named_games())
def test_the_same_game_is_written_alike(game):
    again = pg.NormalFormGame.from_dict(game.to_dict())
    assert all(form.write(game) == form.write(again) for form in (*EXACT, tex))


@pytest.mark.parametrize("game", [CHIPS, THREE], ids=["two", "three"])
@pytest.mark.parametrize("extension", ["csv", "json", "nfg", "xlsx", "XLSX"])
def test_files_are_read_by_extension(tmp_path, extension, game):
    path = tmp_path / f"game.{extension}"
    write_game(game, path)
    assert path.read_bytes() == written(game, path)
    assert read_game(path) == read_game(str(path)) == game


def test_what_there_is():
    assert extensions() == ("csv", "json", "lrs", "nfg", "xlsx")
    assert extensions("write") == ("csv", "json", "lrs", "nfg", "tex", "xlsx")
    assert extensions("template") == ("csv", "xlsx")


@pytest.mark.parametrize(
    ("name", "said", "choices"),
    [
        ("game.ngf", "did you mean .nfg", extensions("write")),
        ("game", "no format has the extension .;", extensions("write")),
        ("game.tex", "not read; there are .csv, .json, .lrs, .nfg, .xlsx", extensions()),
        ("game.files", "no format has the extension .files", extensions("write")),
    ],
)
def test_an_unknown_extension_is_refused_with_all_there_are(tmp_path, name, said, choices):
    with pytest.raises(pg.UnsupportedError) as refusal:
        read_game(tmp_path / name)
    assert said in str(refusal.value)
    assert (refusal.value.reason, refusal.value.choices) == ("UNKNOWN_FORMAT", choices)


@pytest.mark.parametrize("name", ["nowhere.nfg", "folder.csv", "nul\0.csv"])
def test_what_cannot_be_opened_is_told(tmp_path, name):
    (tmp_path / "folder.csv").mkdir()
    for act in (read_game, lambda path: write_game(CHIPS, path)):
        path = tmp_path / "missing" / name if name == "nowhere.nfg" else tmp_path / name
        with pytest.raises(pg.GameError, match="cannot be") as refusal:
            act(path)
        assert (refusal.value.reason, refusal.value.path) == ("NO_FILE", str(path))


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
@given(game=named_games())
def test_a_template_names_every_profile_and_wants_payoffs(tmp_path_factory, extension, game):
    path = tmp_path_factory.mktemp("forms") / f"form.{extension}"
    template(path, game.players, game.actions)
    with pytest.raises(pg.ScenarioError, match="a payoff is missing") as refusal:
        read_game(path)
    assert (refusal.value.line, refusal.value.column) == (2, len(game.players) + 1)


def test_a_template_is_checked_before_it_is_made(tmp_path):
    for players, actions, said in [
        (("a", "b"), (["x"] * 9000, ["y"] * 9000), "payoffs; allowed"),
        (("a", "a"), ("xy", "xy"), "names must differ"),
        (("a", "b"), (("x", "x"), ("y",)), "names must differ"),
        (("a", "b"), (("x",), ()), "no actions"),
        (("a",), (("x",),), "1 player"),
        (("a", "b"), (("x",),), "action indices"),
    ]:
        with pytest.raises(pg.GameError, match=said):
            template(tmp_path / "form.csv", players, actions)
    with pytest.raises(pg.UnsupportedError, match="not offered as a template"):
        template(tmp_path / "form.nfg", ("a", "b"), ("x", "y"))
    assert list(tmp_path.iterdir()) == []


def test_notes_tell_what_is_lost():
    assert notes(CHIPS, "game.nfg") == notes(CHIPS, "game.csv") == ()
    assert "names" in notes(CHIPS, "game.lrs")[0]
    foreign = pg.NormalFormGame([[[1]], [[1]]], players=("États-Unis", "China"))
    assert "'États-Unis'" in notes(foreign, "game.nfg")[0]


def test_lrs_refuses_what_lrsnash_would_misread():
    for payoff, holds in [(2**63 - 1, True), (2**63, False), (Fraction(1, 2**63), False), (-(2**70), False)]:
        game = pg.NormalFormGame([[[1]], [[payoff]]])
        if holds:
            assert lrs.read(lrs.write(game)) == game
        else:
            with pytest.raises(pg.UnsupportedError, match="64 bits"):
                lrs.write(game)
    with pytest.raises(pg.UnsupportedError, match="this one has 3"):
        lrs.write(THREE)


@pytest.mark.parametrize("form", [csv, nfg, xlsx], ids=lambda form: form.__name__)
def test_sixty_four_players_are_written_and_read(form):
    game = pg.NormalFormGame([np_ones(64) for _ in range(64)])
    assert form.read(form.write(game)) == game


def np_ones(players):
    """One payoff in as many lists as there are players."""
    nested = 1
    for _ in range(players):
        nested = [nested]
    return nested
