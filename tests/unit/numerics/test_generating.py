"""Discounted sums along chains: determinants and series against elimination at rational points."""

from fractions import Fraction
from math import lcm, prod

from hypothesis import given
from hypothesis import strategies as st
from policygames.numerics.generating import classes, denominator, expected_payoffs, product_of, successors
from strategies import strategies_over
from textbook import solved_by_elimination

CHAINS = st.integers(1, 5).flatmap(lambda n: st.lists(strategies_over(n), min_size=n, max_size=n))
SCALE = lcm(*range(1, 16))
"""A multiple of every sum of up to five weights of up to three."""


def weights(rows):
    """The chain in whole numbers over SCALE."""
    return [[(to, int(chance * SCALE)) for to, chance in enumerate(row) if chance] for row in rows]


def determinant(rows):
    """By expansion along the first row."""
    if not rows:
        return Fraction(1)
    minors = [[row[:column] + row[column + 1 :] for row in rows[1:]] for column in range(len(rows))]
    return sum((-1) ** column * rows[0][column] * determinant(minors[column]) for column in range(len(rows)))


@given(CHAINS, st.fractions(0, Fraction(9, 10), max_denominator=10))
def test_the_product_over_classes_is_the_determinant(rows, discount):
    chain = weights(rows)
    poly = product_of([denominator(chain, members) for members in classes(successors(chain))])
    system = [[Fraction(i == j) - discount * p for j, p in enumerate(row)] for i, row in enumerate(rows)]
    value = sum(one * (discount / SCALE) ** power for power, one in enumerate(poly))
    assert value == determinant([tuple(row) for row in system]) > 0


@given(CHAINS, st.data())
def test_the_series_sums_to_the_solution_of_the_linear_system(rows, data):
    payoffs = data.draw(st.lists(st.integers(-9, 9), min_size=len(rows), max_size=len(rows)))
    discount, periods = Fraction(1, 10), 30
    series = expected_payoffs(weights(rows), payoffs, periods)
    system = [[Fraction(i == j) - discount * p for j, p in enumerate(row)] for i, row in enumerate(rows)]
    exact = solved_by_elimination([[*row, u] for row, u in zip(system, payoffs, strict=True)])
    for state, value in enumerate(exact):
        partial = sum(now[state] * (discount / SCALE) ** t for t, now in enumerate(series))
        assert abs(value - partial) <= 10 * discount**periods


@given(CHAINS)
def test_classes_are_the_states_that_lead_to_one_another(rows):
    chain = weights(rows)
    size = len(rows)
    leads = {(i, j) for i in range(size) for j in range(size) if i == j or rows[i][j]}
    for through in range(size):
        leads |= {(i, j) for i, k in leads for m, j in leads if k == m == through}
    assert all((successors(chain)[i] >> j & 1) == ((i, j) in leads) for i in range(size) for j in range(size))
    for members in classes(successors(chain)):
        assert prod((i, j) in leads for i in members for j in members)
    assert sorted(state for members in classes(successors(chain)) for state in members) == list(range(size))
