"""Malformed .nfg, lrs, CSV and JSON: each is refused at the place that ‸ marks, with what is allowed."""

from contextlib import suppress

import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.formats import csv, json, lrs, nfg

HEAD = 'NFG 1 R "t" { "a" "b" }'
NAMED = HEAD + ' { { "x" "y" } { "z" "w" } } ""\n'
OUTCOMES = NAMED + '{ { "" 1, 2 } { "" 3 4 } }\n'

NFG = [
    ("‸", "the file is empty"),
    ("‸ \n\t", "the file is empty"),
    ("‸EFG 2 R", "this is a game tree"),
    ("‸nfg 1 R", "'nfg' where NFG"),
    ("NFG ‸2 R", "'2' where 1"),
    ("NFG 1 ‸X", "'X' where R or D"),
    ('NFG 1 R ‸{ "a" }', "the title, in quotation marks,"),
    ("NFG 1 R‸", "the title, in quotation marks,"),
    ('NFG 1 R ‸"t', "the quotation mark is never closed"),
    ('NFG 1 R\n\n ‸"t { }', "the quotation mark is never closed"),
    ('NFG 1 R "t" { "a" ‸b }', "'b' where a name"),
    ('NFG 1 R "t" { "a" "b"‸', "the file ends where a name"),
    ('NFG 1 R "t" ‸"a"', "{ and a list of names"),
    (HEAD + "‸", "the file ends where { and each player's actions"),
    (HEAD + " ‸{ 2 }\n1 2", "actions of 1 players, where 2"),
    (HEAD + " ‸{ 2 2 2 }\n1 2", "actions of 3 players, where 2"),
    ('NFG 1 R "" { "a" } ‸{ 2 } 1 2', "there is 1 player; allowed: 2 to 64"),
    ('NFG 1 R "" { } ‸{ } 1 2', "there are no players"),
    (HEAD + " ‸{ 2 0 }\n", "no actions"),
    (HEAD + " { 2 ‸-1 }\n", "'-1' where a number of actions"),
    (HEAD + " { 2 ‸1e999999999 }\n", "where a number of actions"),
    (HEAD + " { 2 ‸2.0 }\n", "where a number of actions"),
    (HEAD + " ‸{ 99999 99999 }\n1", "payoffs; allowed: up to"),
    (HEAD + " ‸{ 999999999 999999999 }\n", "payoffs; allowed: up to"),
    (HEAD + " { 2 ‸9999999999999999999 }\n", "where a number of actions"),
    (HEAD + ' { { "x" ‸"x" } { "z" } } 1 2 3 4', "is the name of actions[0][0] already"),
    ('NFG 1 R "" { "a" ‸"a" } { 1 1 } 1 2', "is the name of players[0] already"),
    ('NFG 1 R "" { "a" ‸" " } { 1 1 } 1 2', "the name is empty"),
    ('NFG 1 R "" { "a" ‸"b\tc" } { 1 1 } 1 2', "unreadable character U+0009"),
    (HEAD + ' { { "x" } { ‸z } } 1 2', "'z' where a name"),
    (HEAD + ' ‸{ { "x" } { } } 1 2', "player 1 has no actions"),
    (HEAD + ' { { "x" } ‸1 } 1 2', "{ and a list of names"),
    (NAMED + "1 2 3 4 5 6 7‸", "the file ends where payoff 8 of 8"),
    (NAMED.rstrip() + "‸\n", "the file ends where payoff 1 of 8"),
    (NAMED + "1 2 3 4\n5 6 7 8 ‸9", "the end of the file, after 8 payoffs,"),
    (NAMED + "1 2 3 4\n5 6 ‸seven 8", "'seven' is not a number"),
    (NAMED + "1 2 3‸, 4 5 6 7 8", "',' where payoff 4 of 8"),
    (NAMED + "1 2 3 ‸nan 5 6 7 8", "not a finite number"),
    (NAMED + "1 2 3 ‸1/0 5 6 7 8", "is not a number; allowed"),
    (NAMED + "1 2 3 ‸1.5/3 5 6 7 8", "is not a number; allowed"),
    (NAMED + "1 2 3 ‸1e999999999 5 6 7 8", "the number is too long"),
    (NAMED + "1 2 3 ‸" + "9" * 5000 + " 5 6 7 8", "the number is too long"),
    (NAMED + "1 2 3 ‸4_4 5 6 7 8", "is not a number"),
    (NAMED + "1 2 3 ‸٤ 5 6 7 8", "is not a number"),
    (OUTCOMES + "1 2 ‸3 0", "there is no outcome 3; allowed: 0 to 2"),
    (OUTCOMES + "1 2 ‸-1 0", "'-1' where outcome 3 of 4"),
    (OUTCOMES + "1 2 0‸", "the file ends where outcome 4 of 4"),
    (OUTCOMES + "1 2 0 0 ‸0", "the end of the file, after the outcomes of 4 profiles,"),
    (NAMED + '{ { "" 1 ‸} } 1 1 1 1', "where payoff 2 of 2"),
    (NAMED + '{ { "" 1 2 ‸3 } } 1 1 1 1', "} after 2 payoffs"),
    (NAMED + "{ { ‸1 2 } } 1 1 1 1", "the outcome's name"),
    (NAMED + '{ { "" 1,‸, 2 } } 1 1 1 1', "where payoff 2 of 2"),
    (NAMED + '{ { "" 1, 2 }‸', "the file ends where { and an outcome"),
    (NAMED + "1 2 ‸\0 3", "a NUL is no part of a text file"),
]

LRS = [
    ("‸\n", "the file is empty"),
    ("‸* game\n2 2\n", "is no number of rows"),
    ("2‸", "is no number of columns"),
    ("2 ‸x\n", "is no number of columns"),
    ("‸2.0 2\n", "is no number of rows"),
    ("‸-2 2\n", "is no number of rows"),
    ("‸0 2\n", "player 0 has no actions"),
    ("‸99999 99999\n1", "payoffs; allowed"),
    ("‸*x\nH-representation\nbegin", "the older input of lrsnash"),
    ("1 2\n1 2\n3‸\n", "the file ends after 3 of 4 payoffs"),
    ("1 2\n1 2\n3 4\n\n ‸5 6", "more than 4 payoffs"),
    ("1 2\n1 ‸0.5\n3 4", "no decimals"),
    ("1 2\n1 2\n3 ‸a", "allowed: whole numbers and ratios"),
    ("1 2\n1 2\n3 ‸1/0", "is not a number"),
    ("1 2\n1 2\n3 ‸1e999999999", "no decimals"),
    ("1 2\n1 2\n‸" + "9" * 5000 + " 4", "the number is too long"),
    ("1 2\n1 ‸1/-2\n3 4", "allowed: whole numbers and ratios"),
    ("1 2\n1 ‸\0\n3 4", "a NUL"),
]

JSON = [
    ("‸", "the file is empty"),
    ('{"payoffs": ‸}', "this is no JSON"),
    ('{"payoffs": [[[1]],[[2]]]‸', "this is no JSON"),
    ("‸[]", "payoffs"),
    ("‸7", "payoffs"),
    ('‸{"players": ["a"]}', "payoffs"),
    ('{"kind": ‸"repeated", "stage_game": {}}', "'repeated' is no game in normal form"),
    ('{"kind": ‸["x"], "payoffs": 1}', "is no game in normal form"),
    ('{"payoffs": [[[1]],[[2]]],\n "players": ["a","b"],\n ‸"players": []}', "'players' is given twice"),
    ('{"payoffs": [[[1, 2]],\n [[3, ‸"x"]]]}', "'x' is not a number"),
    ('{"payoffs": [[[1, 2]],\n [[3, ‸true]]]}', "is a truth value"),
    ('{"payoffs": [[[1, 2]],\n [[3, ‸null]]]}', "is not a number"),
    ('{"payoffs": [[[1, 2]],\n [[3, ‸1e999999999]]]}', "the number is too long"),
    ('{"payoffs": [[[1, 2]],\n [[3, ‸NaN]]]}', "not a finite number"),
    ('{"payoffs": [[[1, 2]],\n [‸[3]]]}', "1 entry where there should be 2 entries"),
    ('{"payoffs": [[[1, 2]],\n [‸3]]}', "a number where there should be 2 entries"),
    ('{"payoffs": ‸"abc"}', "payoffs are of type str"),
    ('{"payoffs": [[[1]],[[2]]], "players": ["a", ‸"a"]}', "is the name of players[0] already"),
    ('{"payoffs": [[[1]],[[2]]], "players": ["a", ‸7]}', "type int is no name"),
    ('{"payoffs": [[[1]],[[2]]], "players": ‸["a"]}', "1 names where 2"),
    ('{"actions": [["a \\" ]"], [‸"\\u0007"]], "payoffs": [[[1]],[[2]]]}', "unreadable character"),
    ("‸" + "[" * 100_000, "too deep"),
    ('{"payoffs"‸\0: 1}', "a NUL"),
]

MARKED = [(form, text, said) for form, cases in ((nfg, NFG), (lrs, LRS), (json, JSON)) for text, said in cases]


@pytest.mark.parametrize(
    ("form", "marked", "said"), MARKED, ids=[f"{form.__name__[-4:]} {text[-24:]!a}" for form, text, _ in MARKED]
)
def test_the_mistake_is_told_at_its_place(form, marked, said):
    before, _, after = marked.partition("‸")
    with pytest.raises(pg.ScenarioError) as refusal:
        form.read((before + after).encode(), "my game")
    error = refusal.value
    assert said in error.message
    assert (error.line, error.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert str(error).startswith(f"my game:{error.line}:{error.column}: ")


TABLE = "a,b,payoff to a,payoff to b\n"
CSV = [
    ("", (1, 1), "the file is empty"),
    (",,\n,,\n", (1, 1), "the table is empty"),
    ("a,b,payoff to a\n", (1, 3), "3 columns; allowed"),
    ("a,payoff to a\nx,1\n", (1, 2), "2 columns; allowed"),
    ("a;b;payoff to a;payoff to b\n", (1, 1), "separated by semicolons"),
    ("a,b,payoff to a,payoff to c\n", (1, 4), "is called 'payoff to c'; allowed: 'payoff to b'"),
    ("a,b,payoff to b,payoff to a\n", (1, 3), "is called 'payoff to b'; allowed: 'payoff to a'"),
    ("a,a,payoff to a,payoff to a\nx,y,1,2\n", (1, 2), "is the name of players[0] already"),
    ("a,b\x07,payoff to a,payoff to b\x07\nx,y,1,2\n", (1, 2), "unreadable character"),
    (TABLE, (1, 1), "no profile follows"),
    (TABLE + "x,y,1,2\n,y,1,2\n", (3, 1), "an action is missing"),
    (TABLE + "x,y,1\n", (2, 4), "a payoff is missing"),
    (TABLE + "x,y,1, \n", (2, 4), "a payoff is missing"),
    (TABLE + "x,y,1,2,3\n", (2, 5), "a cell beyond the 4 columns"),
    (TABLE + "x,y,1,2\n\nx,y,1,2\n", (4, 1), "the profile of line 2 a second time"),
    (TABLE + "x,y,1,2\nz,w,1,2\n", (3, 1), "no row for 'x', 'w'"),
    (TABLE + 'x,y,one,"2"\n', (2, 3), "'one' is not a number"),
    (TABLE + 'x,y,"1,5",2\n', (2, 3), "'1,5' is not a number"),
    (TABLE + "x,y,1,1e999999999\n", (2, 4), "the number is too long"),
    (TABLE + "x,y,1,inf\n", (2, 4), "not a finite number"),
    (TABLE + "x,y,1,=1/3\n", (2, 4), "is not a number"),
    (TABLE + 'x,"y,1,2\n', (2, 1), "this is no CSV"),
    (TABLE + 'x,"y"y,1,2\n', (2, 1), "this is no CSV"),
    (TABLE + f"x,{'y' * 300},1,2\n", (2, 2), "longer than 256 bytes"),
    (TABLE + f"x,{'y' * 200_000},1,2\n", (2, 1), "this is no CSV: field larger"),
    (TABLE + "".join(f"x{k},y{k},1,2\n" for k in range(3000)), (3001, 1), "payoffs; allowed: up to"),
    (",l,r\nu,3;4,1;x\n", (2, 3), "'x' is not a number"),
    (",l,r\nu,3;4,1\n", (2, 3), "'1' is no pair of payoffs; allowed: two numbers with a semicolon"),
    (',l,r\n\nu,3;4;5,"1,2"\n', (3, 2), "'3;4;5' is no pair"),
    (",l,r\nu,3;4\n", (2, 3), "the payoffs are missing"),
    (",l,r\nu,3;4,1;2,5;6\n", (2, 4), "a cell beyond the 3 columns"),
    (",l,r\n", (1, 3), "no payoffs follow"),
    (",l,l\nu,3;4,1;2\n", (1, 3), "is the name of actions[1][0] already"),
    (",l,r\nu,3;4,1;2\nu,3;4,1;2\n", (3, 1), "is the name of actions[0][0] already"),
    (",l,r\n,3;4,1;2\n", (2, 1), "the name is empty"),
    ("a\\a,l,r\nu,3;4,1;2\n", (1, 1), "is the name of players[0] already"),
    ("a\\b\\c,l,r\nu,3;4,1;2\n", (1, 1), "3 names where 2"),
    (',l,r\nu,"3,5;4",1;inf\n', (2, 2), "'3,5' is not a number"),
]


@pytest.mark.parametrize(("text", "place", "said"), CSV, ids=[f"{text[-24:]!a}" for text, _, _ in CSV])
def test_the_mistake_is_told_at_its_cell(text, place, said):
    with pytest.raises(pg.ScenarioError) as refusal:
        csv.read(text.encode(), "game.csv")
    assert said in refusal.value.message
    assert (refusal.value.line, refusal.value.column) == place
    if said != "the file is empty":
        assert refusal.value.path == f"{'ABCDE'[place[1] - 1]}{place[0]}"


@pytest.mark.parametrize("form", [nfg, lrs, csv, json], ids=lambda form: form.__name__)
@pytest.mark.parametrize(
    ("content", "place", "said"),
    [
        (b"2 2\n1 \xe9 3", (2, 3), "the file is not UTF-8; save it as UTF-8"),
        ("2 2".encode("utf-16"), (1, 1), "not UTF-8 but UTF-16"),
        (b"\x00\x01", (1, 1), "a NUL"),
        (b"\xef\xbb\xbf\n", (1, 1), "the file is empty"),
    ],
)
def test_what_is_no_text_is_refused(form, content, place, said):
    with pytest.raises(pg.ScenarioError) as refusal:
        form.read(content, "game")
    assert said in str(refusal.value)
    assert (refusal.value.line, refusal.value.column) == place


VALID = {
    nfg: NAMED + "1 2 3 4 5 6 7 1/3",
    lrs: "2 2\n1 2\n3 4\n\n5 6\n7 1/3\n",
    csv: TABLE + "x,y,1,1/3\nx,z,3,4\n",
    json: '{"payoffs": [[[1, 2]], [["1/3", 4]]], "players": ["a", "b"]}',
}


@pytest.mark.parametrize("form", VALID, ids=lambda form: form.__name__)
def test_a_byte_order_mark_and_other_line_ends_are_read(form):
    text = VALID[form]
    assert form.read(text.replace("\n", "\r\n").encode("utf-8-sig")) == form.read(text)


@pytest.mark.parametrize("form", VALID, ids=lambda form: form.__name__)
@given(data=st.data())
def test_no_damage_gives_another_error(form, data):
    text = VALID[form]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    inserted = data.draw(
        st.one_of(st.text(max_size=5), st.sampled_from(['"', "{", "}", ",", "\n", "\\", "[", "]", ":"]))
    )
    content = (text[:start] + inserted + text[end:]).encode("utf-8", "replace")
    with suppress(pg.ScenarioError):
        form.read(content)
