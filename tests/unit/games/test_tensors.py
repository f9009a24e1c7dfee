"""Bad payoffs are refused with their place and reason; good ones are exact, however they are written."""

import math
import sys
from decimal import Decimal
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from policygames.games.limits import MAX_PLAYERS
from policygames.games.tensors import read_tensor

GOOD = [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]


def with_entry(value, player=1, row=0, column=1):
    """A good tensor but for one entry."""
    payoffs = [[list(row) for row in matrix] for matrix in GOOD]
    payoffs[player][row][column] = value
    return payoffs


def refused(payoffs):
    """The reason and path with which payoffs are refused."""
    with pytest.raises(pg.GameError) as refusal:
        pg.NormalFormGame(payoffs)
    return refusal.value.reason, refusal.value.path


ENTRIES = [
    (float("nan"), "NON_FINITE_PAYOFF"),
    (-float("inf"), "NON_FINITE_PAYOFF"),
    (Decimal("sNaN"), "NON_FINITE_PAYOFF"),
    ("inf", "NON_FINITE_PAYOFF"),
    (True, "NOT_A_NUMBER"),
    (np.bool_(True), "NOT_A_NUMBER"),
    (1j, "NOT_A_NUMBER"),
    (None, "NOT_A_NUMBER"),
    ("1/0", "NOT_A_NUMBER"),
    ("two", "NOT_A_NUMBER"),
    ({}, "NOT_A_NUMBER"),
    ("1e999999999", "PAYOFF_RANGE"),
    (Decimal("1e999999"), "PAYOFF_RANGE"),
    (2**4096, "PAYOFF_RANGE"),
    ([1], "RAGGED_PAYOFFS"),
    ((), "RAGGED_PAYOFFS"),
    (np.array([1.0]), "RAGGED_PAYOFFS"),
]


@pytest.mark.parametrize(("value", "reason"), ENTRIES, ids=lambda value: ascii(value)[:20])
def test_a_bad_entry_is_named(value, reason):
    assert refused(with_entry(value)) == (reason, "payoffs[1][0][1]")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), None, "x"])
def test_a_bad_entry_of_an_array_is_named(value):
    kind = float if isinstance(value, float) else object
    assert refused(np.array(with_entry(value), dtype=kind))[1] == "payoffs[1][0][1]"
    assert refused([np.array(matrix, dtype=kind) for matrix in with_entry(value)])[1] == "payoffs[1][0][1]"


SHAPES = [
    ([[[1, 2], [3, 4]], [[5, 6], [7]]], "RAGGED_PAYOFFS", "payoffs[1][1]"),
    ([[[1, 2], [3, 4]], [[5, 6]]], "RAGGED_PAYOFFS", "payoffs[1]"),
    ([[[1, 2], 3], [[5, 6], [7, 8]]], "RAGGED_PAYOFFS", "payoffs[0][1]"),
    ([[[1, 2], "34"], [[5, 6], [7, 8]]], "RAGGED_PAYOFFS", "payoffs[0][1]"),
    ([[[]], [[]]], "EMPTY_ACTION_SET", "payoffs"),
    ([[], []], "SHAPE_DATA_MISMATCH", "payoffs"),
    (np.zeros((2, 0, 10**9)), "EMPTY_ACTION_SET", "payoffs"),
    (np.zeros((2, 3)), "SHAPE_DATA_MISMATCH", "payoffs"),
    (np.zeros((2, 3, 3, 3)), "SHAPE_DATA_MISMATCH", "payoffs"),
    (np.float64(3), "SHAPE_DATA_MISMATCH", "payoffs"),
    (np.array(3), "TOO_FEW_PLAYERS", "payoffs"),
    ([[1, 2]], "TOO_FEW_PLAYERS", "payoffs"),
    ([], "TOO_FEW_PLAYERS", "payoffs"),
    ("[[1]]", "SHAPE_DATA_MISMATCH", "payoffs"),
    (None, "SHAPE_DATA_MISMATCH", "payoffs"),
    (7, "SHAPE_DATA_MISMATCH", "payoffs"),
    ({"a": 1}, "SHAPE_DATA_MISMATCH", "payoffs"),
    ((x for x in GOOD), "SHAPE_DATA_MISMATCH", "payoffs"),
]


@pytest.mark.parametrize(("payoffs", "reason", "path"), SHAPES, ids=range(len(SHAPES)))
def test_a_bad_shape_is_named(payoffs, reason, path):
    assert refused(payoffs) == (reason, path)


def containing_itself(count):
    """A list that holds itself `count` times."""
    endless: list[object] = []
    endless.extend([endless] * count)
    return endless


@pytest.mark.parametrize("count", [1, 2, 3])
def test_lists_that_contain_themselves_end(count):
    assert refused(containing_itself(count))[0] in ("TOO_FEW_PLAYERS", "SHAPE_DATA_MISMATCH")


def test_a_list_that_contains_itself_in_place_of_a_number_ends():
    assert refused(with_entry(containing_itself(2))) == ("RAGGED_PAYOFFS", "payoffs[1][0][1]")


def shared(shape):
    """A nested list of this shape that takes next to no memory, every level repeating one list."""
    nested: object = 0
    for count in reversed(shape):
        nested = [nested] * count
    return nested


TOO_LARGE = [
    (2, 2000, 2000),
    (2, 10**6, 1),
    (3, 10**3, 10**3, 10**3),
    (2, 1, 10_000),
    (25, *[2] * 25),
    (MAX_PLAYERS + 1, *[1] * (MAX_PLAYERS + 1)),
]


@pytest.mark.parametrize("shape", TOO_LARGE, ids=str)
def test_games_over_the_limits_are_refused_and_nothing_is_allocated(shape):
    assert refused(shared(shape)) == ("GAME_TOO_LARGE", "payoffs")
    if len(shape) <= 32:
        assert refused(np.broadcast_to(np.int8(0), shape)) == ("GAME_TOO_LARGE", "payoffs")


def test_numbers_whose_common_denominator_is_too_long_together_are_refused():
    ratios = [Fraction(1, 2**4095 - 2 * index - 1) for index in range(1200)]
    assert refused([[ratios], [[0] * 1200]]) == ("GAME_TOO_LARGE", "payoffs")


def test_the_most_players_are_accepted():
    game = pg.NormalFormGame(shared((MAX_PLAYERS, *[1] * MAX_PLAYERS)))
    assert game.shape == (1,) * MAX_PLAYERS
    assert len(pg.solve(game, "pure_nash").equilibria) == 1


def test_the_largest_games_are_accepted():
    assert pg.NormalFormGame(np.zeros((2, 1448, 1448))).shape == (1448, 1448)


HALF = [
    Fraction(1, 2),
    0.5,
    "0.5",
    "1/2",
    Decimal("0.5"),
    np.float16(0.5),
    np.float32(0.5),
    np.longdouble(0.5),
    "2/4",
    "5e-1",
]


@pytest.mark.parametrize("half", HALF, ids=repr)
def test_equal_payoffs_have_equal_digests_however_they_are_written(half):
    assert pg.NormalFormGame(with_entry(half)) == pg.NormalFormGame(with_entry("1/2"))


KINDS = [
    "i1",
    "i2",
    "i4",
    "i8",
    "u1",
    "u2",
    "u4",
    "u8",
    "f2",
    "f4",
    "f8",
    "g",
    "O",
    ">i4",
    ">i8",
    ">u8",
    ">f8",
    ">f4",
    "U5",
]


@pytest.mark.parametrize("kind", KINDS)
def test_arrays_of_all_widths_hold_the_same_game(kind):
    assert pg.NormalFormGame(np.array(GOOD).astype(kind)).digest == pg.NormalFormGame(GOOD).digest


@pytest.mark.parametrize("kind", ["i8", ">i8", "u8", ">u8", "O"])
def test_the_largest_integers_of_arrays_are_exact(kind):
    largest = 2**63 - 1 if "i" in kind else 2**64 - 1
    game = pg.NormalFormGame(np.array(with_entry(largest), dtype=kind))
    assert game.payoff(1, (0, 1)) == largest


def test_the_smallest_int64_is_exact():
    payoffs = np.array(with_entry(-(2**63)), dtype=np.int64)
    assert pg.NormalFormGame(payoffs) == pg.NormalFormGame(payoffs.tolist())
    assert pg.NormalFormGame(payoffs).payoffs_of(((1, 0), (0, 1)))[1] == -(2**63)


def test_a_masked_entry_is_no_number():
    masked = np.ma.masked_array(np.array(GOOD), mask=np.array(with_entry(0)) == 0)
    assert refused(masked)[0] == "NOT_A_NUMBER"
    assert pg.NormalFormGame(np.ma.masked_array(np.array(GOOD))) == pg.NormalFormGame(GOOD)


@pytest.mark.parametrize("kind", ["?", "c8", "m8[ns]", "M8[ns]", "S1", "V4"])
def test_arrays_of_other_kinds_are_refused(kind):
    assert refused(np.zeros((2, 1, 1), dtype=kind))[0] in ("NOT_A_NUMBER", "RAGGED_PAYOFFS")


def test_minus_zero_is_zero():
    assert pg.NormalFormGame(with_entry(-0.0)) == pg.NormalFormGame(with_entry(0))


ANY_FLOAT = st.floats(allow_nan=False, allow_infinity=False)


@given(
    st.one_of(
        arrays(np.float64, (2, 2, 3), elements=ANY_FLOAT),
        arrays(np.float32, (2, 2, 3), elements=st.floats(-9, 9, width=32)),
    )
)
def test_floats_of_all_sizes_are_exact_together(payoffs):
    game = pg.NormalFormGame(payoffs)
    assert [Fraction(float(u)) for u in payoffs.ravel()] == game.payoffs.ravel().tolist()
    assert pg.NormalFormGame(payoffs.tolist()) == game == pg.NormalFormGame(payoffs.astype(object))


def test_the_largest_and_the_smallest_float_stand_together():
    game = pg.NormalFormGame([[[1e308, 5e-324]], [[sys.float_info.max, -5e-324]]])
    assert game.payoff(0, (0, 1)) == Fraction(1, 2**1074)
    assert game.payoffs[0, 0, 0] == Fraction(1e308)
    assert game.floats.tolist() == [[[1e308, 5e-324]], [[sys.float_info.max, -5e-324]]]


NUMBERS = st.one_of(
    st.integers(-5, 5), st.integers(-(2**70), 2**70), ANY_FLOAT, st.fractions(), st.sampled_from(["1/3", "-0.7"])
)


@given(st.lists(NUMBERS, min_size=8, max_size=8))
def test_mixed_entries_are_each_exact_over_the_least_denominator(entries):
    tensor = read_tensor(np.array(entries, dtype=object).reshape(2, 2, 2).tolist())
    for player in range(2):
        own = list(map(Fraction, entries[4 * player : 4 * player + 4]))
        assert [Fraction(int(u), tensor.denominators[player]) for u in tensor.numerators[player].ravel()] == own
        assert all((u * tensor.denominators[player]).denominator == 1 for u in own)
        assert tensor.denominators[player] == math.lcm(*(u.denominator for u in own))


def test_later_changes_of_the_callers_array_do_not_reach_the_game():
    payoffs = np.array(GOOD)
    game = pg.NormalFormGame(payoffs)
    payoffs[0, 0, 0] = 99
    assert game == pg.NormalFormGame(GOOD)


@pytest.mark.parametrize(
    ("payoffs", "words"),
    [
        (3, "payoffs are of type int; wanted"),
        (object(), "payoffs are of type object; wanted"),
        ([], "there are no players; allowed: 2 to 64"),
        ([[1, 2]], "there is 1 player; allowed: 2 to 64"),
        ([[[1, 2]], [[1, 2], [3, 4]]], "2 entries where there should be 1 entry, as in the first"),
        ([[[1, 2]], [[1]]], "1 entry where there should be 2 entries, as in the first"),
        ([[[object()]], [[1]]], "type object is not a number; allowed"),
    ],
)
def test_messages_are_sentences(payoffs, words):
    with pytest.raises(pg.GameError) as caught:
        read_tensor(payoffs)
    assert words in str(caught.value)
