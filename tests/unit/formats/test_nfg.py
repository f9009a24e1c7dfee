"""Gambit's files as its documentation and Gambit itself write them."""

from fractions import Fraction

import policygames as pg
import pytest
from policygames.formats import nfg

SELTEN = [[[1, 1], [0, 0], [0, 2]], [[1, 1], [2, 3], [2, 0]]]
"""Selten (1975), figure 2, as Gambit's documentation prints it: 1 1, 0 2, 0 2, 1 1, 0 3, 2 0."""

PAYOFFS = (
    'NFG 1 R "Selten (IJGT, 75), Figure 2, normal form"\n{ "Player 1" "Player 2" } { 3 2 }\n\n1 1 0 2 0 2 1 1 0 3 2 0\n'
)
OUTCOMES = """NFG 1 R "Selten (IJGT, 75), Figure 2, normal form" { "Player 1" "Player 2" }

{
{ "1" "2" "3" }
{ "1" "2" }
}

{
{ "" 1, 1 }
{ "" 0, 2 }
{ "" 0, 2 }
{ "" 1, 1 }
{ "" 0, 3 }
{ "" 2, 0 }
}
1 2 3 4 5 6
"""
SHARED = 'NFG 1 D "" {"Player 1" "Player 2"} {3 2} "a comment" {{"same" 1 1}{"" 0 2}{"" 0, 3}{"" 2 0}} 1 2 2 1 3 4'


@pytest.mark.parametrize("text", [PAYOFFS, OUTCOMES, SHARED], ids=["payoffs", "outcomes", "shared outcomes"])
def test_the_first_players_action_changes_first(text):
    game = nfg.read(text)
    assert game.payoffs.tolist() == SELTEN
    assert game.players == ("Player 1", "Player 2")
    assert game.actions == (("1", "2", "3"), ("1", "2"))


def test_three_players_come_in_the_order_of_counting():
    listed = " ".join(f"{player}{a}{b}{c}" for c in (1, 2) for b in (1, 2, 3) for a in (1, 2) for player in (1, 2, 3))
    game = nfg.read(f'NFG 1 R "" {{ "a" "b" "c" }} {{ 2 3 2 }} {listed}')
    assert game.payoff(0, (1, 0, 0)) == 1211
    assert game.payoff(1, (0, 2, 1)) == 2132
    assert game.payoff(2, (1, 2, 0)) == 3231


def test_the_null_outcome_pays_nothing():
    game = nfg.read('NFG 1 R "" { "a" "b" } { 2 1 } { { "" 1/3 -0.25 } } 0 1')
    assert game.payoffs.tolist() == [[[0], [Fraction(1, 3)]], [[0], [Fraction(-1, 4)]]]


def test_numbers_are_exact_however_written():
    game = nfg.read('NFG 1 R "" { "a" "b" } { 3 1 } 0.1 1/10 .5 2. 1e2 -2.5e-1')
    assert game.payoffs[:, :, 0].T.ravel().tolist() == [*map(Fraction, ("1/10", "1/10", "1/2", "2", "100", "-1/4"))]


def test_labels_escape_the_quotation_mark_only():
    game = nfg.read(r'NFG 1 R "a \"title\"" { "say \"no\"" "c:\dir" } { { "\\"" } { "\\n{}" } } 1 2')
    assert game.players == ('say "no"', "c:\\dir")
    assert game.actions == (('\\"',), ("\\\\n{}",))


def test_who_has_no_name_is_called_by_number():
    game = nfg.read('NFG 1 R "" { "" "" } { { "" "x" } { "" } } 1 2 3 4')
    assert (game.players, game.actions) == (("1", "2"), (("1", "x"), ("1",)))


def test_what_is_written_is_the_payoff_version_with_names():
    game = pg.NormalFormGame([[[1, "1/3"]], [[2, 4]]], players=("a", "b"), actions=(("x",), ("y", 'z"')))
    assert nfg.write(game).decode() == ('NFG 1 R "" { "a" "b" }\n\n{ { "x" }\n  { "y" "z\\"" } }\n""\n\n1 2\n1/3 4\n')
