"""Automata written by hand, with names, defaults and functions; what is refused, with its place."""

from fractions import Fraction

import policygames as pg
import pytest
from policygames.certificates import Certificate

PD = pg.NormalFormGame(
    [[[2, 0], [3, 1]], [[2, 3], [0, 1]]], players=("US", "China"), actions=[["trade", "control"], ["buy", "boycott"]]
)
GOOD, BAD = ("trade", "buy"), ("control", "boycott")
PLAY = {"path": GOOD, "war": BAD}
WRITTEN = pg.Automaton(
    "path",
    {"path": (0, 0), "war": (1, 1)},
    {
        (state, cell): "path" if state == "path" and cell == (0, 0) else "war"
        for state in ("path", "war")
        for cell in [(0, 0), (0, 1), (1, 0), (1, 1)]
    },
)
SAME = [
    {("path", GOOD): "path", "path": "war", "war": "war"},
    {("path", (0, 0)): "path", ("path", ("trade", 1)): "war", "path": {"war": 1}, "war": "war"},
    lambda state, seen: "path" if state == "path" and seen == GOOD else "war",
]


@pytest.mark.parametrize("moves", SAME, ids=["names", "indices", "function"])
def test_the_same_automaton_however_it_is_written(moves):
    strategy = pg.automaton(game=PD, start="path", play=PLAY, moves=moves)
    assert strategy == pg.Strategy(PD, WRITTEN)
    assert isinstance(strategy.check("1/2"), Certificate)


def test_a_repeated_game_stands_for_its_stage_game_and_monitoring():
    monitoring = pg.PublicMonitoring(["good", "bad"], [[["9/10", "1/10"], [0, 1]], [[0, 1], [0, 1]]])
    moves = {("path", "good"): "path", ("path", "bad"): {"path": "1/2", "war": "1/2"}, "war": "war"}
    for game, options in ((pg.RepeatedGame(PD, "1/2", monitoring), {}), (PD, {"monitoring": monitoring})):
        strategy = pg.automaton(game=game, start="path", play=PLAY, moves=moves, **options)
        assert (strategy.stage_game, strategy.monitoring) == (PD, monitoring)
        # V = 1/2 · 2 + 1/2 (19/20 V + 1/20)
        assert strategy.exact_payoffs("1/2")[0] == Fraction(1025, 1000) / Fraction(525, 1000)


def test_mixtures_are_written_by_name_or_in_full():
    written = [("trade", {"buy": "1/3", "boycott": "2/3"}), ({0: 1}, ["1/3", "2/3"])]
    one, other = (
        pg.automaton(game=PD, start="s", play={"s": profile}, moves={"s": "s"}).automaton for profile in written
    )
    assert one == other
    assert one.plan["s"] == ((1, 0), (Fraction(1, 3), Fraction(2, 3)))


def test_a_public_coin_may_begin():
    strategy = pg.automaton(game=PD, start={"path": "1/4", "war": "3/4"}, play=PLAY, moves=SAME[0])
    assert strategy.exact_payoffs("1/2") == (Fraction(5, 4), Fraction(5, 4))


SIGNAL = pg.PublicMonitoring(["seen"], [[[1], [1]], [[1], [1]]])
OWN = {"start": "path", "play": PLAY, "moves": SAME[0]}
BAD_CALLS = [
    ({"moves": {("path", GOOD): "path", "war": "war"}}, "UNDEFINED_MOVE", "moves['path', ('trade', 'boycott')]"),
    ({"moves": {("path", ("trade", "sell")): "path"}}, "UNKNOWN_NAME", "moves[('path', ('trade', 'sell'))][1]"),
    ({"moves": {("path", GOOD, "x"): "path"}}, "SHAPE_DATA_MISMATCH", "moves[('path', ('trade', 'buy'), 'x')]"),
    ({"moves": {("path", GOOD): "path", ("path", (0, 0)): "war"}}, "DUPLICATE_LABEL", "moves[('path', (0, 0))]"),
    ({"moves": {"peace": "path"}}, "UNKNOWN_NAME", "moves"),
    ({"moves": {"path": "peace", "war": "war"}}, "UNKNOWN_NAME", "moves['path', (0, 0)]"),
    ({"moves": [("path", "war")]}, "SHAPE_DATA_MISMATCH", "moves"),
    ({"moves": lambda state, seen: None}, "UNKNOWN_NAME", "moves['path', (0, 0)]"),
    ({"play": {"path": GOOD, "war": ("control", "sell")}}, "UNKNOWN_NAME", "play['war'][1]"),
    ({"play": {"path": GOOD, "war": ("control", {"sell": 1})}}, "UNKNOWN_NAME", "play['war'][1]"),
    ({"play": {"path": GOOD, "war": ("control", {"buy": "1/2"})}}, "PROBABILITY_RANGE", "play['war']"),
    ({"play": {"path": ("trade",), "war": BAD}}, "SHAPE_DATA_MISMATCH", "play['path']"),
    ({"play": [GOOD]}, "SHAPE_DATA_MISMATCH", "play"),
    ({"start": "peace"}, "UNKNOWN_NAME", "start"),
    ({"game": None}, "MISSING_GAME", "game"),
    ({"game": [[1]]}, "MISSING_GAME", "game"),
    ({"template": "grim", "monitoring": SIGNAL}, "UNSUPPORTED_MONITORING", "monitoring"),
    ({"monitoring": SIGNAL}, "UNKNOWN_NAME", "moves[('path', ('trade', 'buy'))]"),
    ({"speed": 3}, "UNKNOWN_FIELD", "speed"),
]


@pytest.mark.parametrize(("change", "reason", "path"), BAD_CALLS, ids=range(len(BAD_CALLS)))
def test_bad_automata_are_refused_with_their_place(change, reason, path):
    with pytest.raises(pg.GameError) as refusal:
        pg.automaton(**({"game": PD} | OWN | change))
    assert (refusal.value.reason, refusal.value.path) == (reason, path)


@pytest.mark.parametrize("part", ["start", "play", "moves"])
def test_a_missing_part_is_named(part):
    with pytest.raises(pg.GameError) as refusal:
        pg.automaton(game=PD, **{name: value for name, value in OWN.items() if name != part})
    assert (refusal.value.reason, refusal.value.path) == ("UNSPECIFIED_VALUE", part)
