"""Strategy automata: what is refused, with its place; what comes back from plain data and pickles."""

import json
from fractions import Fraction
from itertools import product

import numpy as np
import policygames as pg
import pytest
from copies import pickled
from hypothesis import given
from strategies import automata_of, games

CELLS = list(product(range(2), range(2)))
FOREVER = {("s", cell): "s" for cell in CELLS}

BAD = [
    ("t", {"s": (0, 0)}, FOREVER, "UNKNOWN_NAME", "start"),
    (None, {"s": (0, 0)}, FOREVER, "UNKNOWN_NAME", "start"),
    ({"t": 1}, {"s": (0, 0)}, FOREVER, "UNKNOWN_NAME", "start"),
    ({"s": "1/2"}, {"s": (0, 0)}, FOREVER, "PROBABILITY_RANGE", "start"),
    ([], {"s": (0, 0)}, FOREVER, "UNKNOWN_NAME", "start"),
    ("s", {}, {}, "UNKNOWN_NAME", "start"),
    ("s", {"s": (0, 0), "": (0, 0)}, FOREVER, "BAD_LABEL", "play"),
    ("s", {"s": (0, 0), 3: (0, 0)}, FOREVER, "BAD_LABEL", "play"),
    ("s", {"s": (0.0, 0)}, FOREVER, "UNKNOWN_NAME", "play['s']"),
    ("s", {"s": (True, 0)}, FOREVER, "UNKNOWN_NAME", "play['s']"),
    ("s", {"s": None}, FOREVER, "UNKNOWN_NAME", "play['s']"),
    ("s", {"s": 7}, FOREVER, "UNKNOWN_NAME", "play['s']"),
    ("s", {"s": ()}, FOREVER, "UNKNOWN_NAME", "play['s']"),
    ("s", {"s": [["1/2", "x"], [1, 0]]}, FOREVER, "NOT_A_NUMBER", "play['s']"),
    ("s", {"s": (0, 0)}, {("s", (0, 0)): "t"}, "UNKNOWN_NAME", "moves['s', (0, 0)]"),
    ("s", {"s": (0, 0)}, {("t", (0, 0)): "s"}, "UNKNOWN_NAME", "moves"),
    ("s", {"s": (0, 0)}, {"s": "s"}, "SHAPE_DATA_MISMATCH", "moves"),
    ("s", {"s": (0, 0)}, {("s", 5): "s"}, "UNKNOWN_NAME", "moves"),
    ("s", {"s": (0, 0)}, {("s", ("a", "b")): "s"}, "UNKNOWN_NAME", "moves"),
    ("s", {"s": (0, 0)}, {("s", (0, 0)): None}, "UNKNOWN_NAME", "moves['s', (0, 0)]"),
    ("s", {"s": (0, 0)}, {("s", (0, 0)): ["s"]}, "UNKNOWN_NAME", "moves['s', (0, 0)]"),
    ("s", {"s": (0, 0)}, {("s", (0, 0)): {}}, "PROBABILITY_RANGE", "moves['s', (0, 0)]"),
    ("s", {"s": (0, 0)}, {("s", (0, 0)): {"s": "1/2"}}, "PROBABILITY_RANGE", "moves['s', (0, 0)]"),
    ("s", {"s": (0, 0), "t": (0, 0)}, {("s", (0, 0)): {"s": 2, "t": -1}}, "PROBABILITY_RANGE", "moves['s', (0, 0)]"),
    ("s", [("s", (0, 0))], FOREVER, "SHAPE_DATA_MISMATCH", "play"),
    ("s", {"s": (0, 0)}, [("s", "s")], "SHAPE_DATA_MISMATCH", "moves"),
]


@pytest.mark.parametrize(("start", "play", "moves", "reason", "path"), BAD, ids=range(len(BAD)))
def test_bad_automata_are_refused_with_their_place(start, play, moves, reason, path):
    with pytest.raises(pg.GameError) as refusal:
        pg.Automaton(start, play, moves)
    assert (refusal.value.reason, refusal.value.path) == (reason, path)


@given(games().flatmap(automata_of))
def test_automata_come_back_from_plain_data_and_from_pickles(automaton):
    for again in (pg.Automaton.from_dict(json.loads(json.dumps(automaton.to_dict()))), pickled(automaton)):
        assert again == automaton
        assert hash(again) == hash(automaton)


def test_order_zero_chances_and_numpy_indices_make_no_difference():
    one = pg.Automaton("s", {"s": (0, 0), "t": [[1, 0], [0, 1]]}, {("s", (0, 0)): {"s": 1, "t": 0}, ("t", "y"): "s"})
    other = pg.Automaton(
        "s",
        {"t": (("1", 0.0), (0, 1)), "s": np.array([0, 0])},
        {("t", "y"): {"s": "2/2"}, ("s", (np.int64(0), 0)): "s"},
    )
    assert one == other
    assert one.plan["s"] == (0, 0)
    assert other.transitions["s", (0, 0)] == (("s", Fraction(1)),)


def test_automata_that_differ_are_unequal():
    one = pg.Automaton("s", {"s": (0, 0), "t": (1, 1)}, FOREVER)
    assert one != pg.Automaton("t", {"s": (0, 0), "t": (1, 1)}, FOREVER)
    assert one != pg.Automaton("s", {"s": (0, 1), "t": (1, 1)}, FOREVER)
    assert one != pg.Automaton("s", {"s": (0, 0), "t": (1, 1)}, FOREVER | {("s", (0, 0)): "t"})


def test_a_certain_start_is_the_same_however_it_is_written():
    assert pg.Automaton({"s": 1}, {"s": (0, 0)}, FOREVER) == pg.Automaton("s", {"s": (0, 0)}, FOREVER)
    coin = pg.Automaton({"t": "1/3", "s": "2/3"}, {"s": (0, 0), "t": (1, 1)}, FOREVER)
    assert coin.starts == (("s", Fraction(2, 3)), ("t", Fraction(1, 3)))
