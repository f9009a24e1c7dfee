"""Exact linear systems: the only solution, or the fact that there is none or more than one."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.numerics.linear import SingularError, pivoted, solved
from textbook import solved_by_elimination

NUMBERS = st.one_of(st.integers(-2, 2).map(Fraction), st.fractions(-3, 3, max_denominator=7))


@st.composite
def systems(draw):
    size = draw(st.integers(1, 4))
    return [[draw(NUMBERS) for _ in range(size + 1)] for _ in range(size)]


@given(systems())
def test_square_systems_are_solved_as_by_elimination(system):
    matrix, right = [row[:-1] for row in system], [row[-1] for row in system]
    by_hand = solved_by_elimination(system)
    if by_hand is None:
        with pytest.raises(SingularError):
            solved(matrix, right)
    else:
        assert solved(matrix, right) == by_hand


def test_more_equations_than_unknowns_must_agree():
    one = Fraction(1)
    assert solved([[one], [2 * one]], [one, 2 * one]) == [1]
    with pytest.raises(SingularError):
        solved([[one], [one]], [one, 2 * one])


@given(
    st.lists(st.lists(st.integers(-3, 3), min_size=4, max_size=4), min_size=3, max_size=3).filter(
        lambda rows: rows[0][0]
    )
)
def test_a_pivot_clears_its_column_and_keeps_the_row_space(rows):
    after = pivoted(rows, 0, 0, 1)
    assert [row[0] for row in after] == [rows[0][0], 0, 0]
    assert all(
        row == [e * rows[0][0] - old[0] * b for e, b in zip(old, rows[0], strict=True)]
        for row, old in zip(after[1:], rows[1:], strict=True)
    )
