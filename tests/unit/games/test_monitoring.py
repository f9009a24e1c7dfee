"""Public signals: probabilities per profile, exact, each row summing to 1."""

from fractions import Fraction

import numpy as np
import policygames as pg
import pytest

ROWS = [[["2/3", "1/3"], [0, 1]], [[0.5, 0.5], [1, 0]]]


def test_signals_follow_profiles_in_the_order_of_a_payoff_tensor():
    monitoring = pg.PublicMonitoring(["good", "bad"], ROWS)
    assert monitoring.after((0, 0)) == [("good", Fraction(2, 3)), ("bad", Fraction(1, 3))]
    assert monitoring.after((0, 1)) == [("bad", 1)]
    assert monitoring.after((1, 1)) == [("good", 1)]


def test_it_comes_back_from_plain_data():
    monitoring = pg.PublicMonitoring(["good", "bad"], [ROWS, ROWS])
    assert pg.PublicMonitoring.from_dict(monitoring.to_dict()) == monitoring


def test_arrays_of_probabilities_are_read():
    rows = np.array([[[0.5, 0.5], [0, 1]], [[1, 0], [0.25, 0.75]]])
    assert pg.PublicMonitoring(["good", "bad"], rows) == pg.PublicMonitoring(["good", "bad"], rows.tolist())


def endless():
    """A list that holds itself twice."""
    rows: list[object] = []
    rows.extend([rows, rows])
    return rows


def wide(levels):
    """Nested lists of 10^levels entries that take next to no memory."""
    rows: object = [1]
    for _ in range(levels):
        rows = [rows] * 10
    return rows


BAD = [
    (["s", "t"], [[[0.5, 0.6]]], "PROBABILITY_RANGE", "probabilities[0][0]"),
    (["s", "t"], [[[1.5, -0.5]]], "PROBABILITY_RANGE", "probabilities[0][0]"),
    (["s", "t"], [[[1]]], "SHAPE_DATA_MISMATCH", "probabilities[0][0]"),
    (["s", "t"], [[[1, 0]], []], "SHAPE_DATA_MISMATCH", "probabilities[1]"),
    (["s", "t"], [[[1, 0]], [[1, 0], [1, 0]]], "SHAPE_DATA_MISMATCH", "probabilities[1]"),
    (["s", "t"], [[[1, 0]], ["10"]], "SHAPE_DATA_MISMATCH", "probabilities[1][0]"),
    (["s", "t"], [[["x", 0]]], "NOT_A_NUMBER", "probabilities[0][0][0]"),
    (["s", "t"], [1, 0], "SHAPE_DATA_MISMATCH", "probabilities"),
    (["s", "t"], 7, "SHAPE_DATA_MISMATCH", "probabilities"),
    (["s", "s"], [[[1, 0]]], "DUPLICATE_LABEL", "signals[1]"),
    ([], [[[]]], "SHAPE_DATA_MISMATCH", "signals"),
    (7, [[[1, 0]]], "SHAPE_DATA_MISMATCH", "signals"),
    ("st", [[[1, 0]]], "SHAPE_DATA_MISMATCH", "signals"),
    (["s"], endless(), "GAME_TOO_LARGE", "probabilities"),
    (["s"], wide(12), "GAME_TOO_LARGE", "probabilities"),
]


@pytest.mark.parametrize(("signals", "rows", "reason", "path"), BAD, ids=range(len(BAD)))
def test_bad_probabilities_are_refused_with_their_place(signals, rows, reason, path):
    with pytest.raises(pg.GameError) as refusal:
        pg.PublicMonitoring(signals, rows)
    assert (refusal.value.reason, refusal.value.path) == (reason, path)
