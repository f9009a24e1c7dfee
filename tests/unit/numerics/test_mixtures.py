"""Programs over mixtures: optimal by their prices, impossible by their rays, however long the numbers are."""

import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.numerics.guessed_mixtures import _SMALL, _solved_both_ways, guessed
from policygames.numerics.linear import SingularError
from policygames.numerics.mixtures import Best, Impossible, best_mixture
from policygames.numerics.stepwise import finished

ENTRIES = {
    "ties": st.integers(-1, 1),
    "hundreds": st.integers(-300, 300),
    "long": st.sampled_from([0, 1, -1, 2**61, -(2**61), 10**40, -(10**40), 10**40 + 1]),
    "wide": st.integers(-(2**40), 2**40),
}


@st.composite
def programs(draw, spare=st.integers(0, 1)):
    """An objective, conditions, and how many of the last columns do not count."""
    entry = draw(st.sampled_from(list(ENTRIES.values())))
    count, rows = draw(st.integers(2, 5)), draw(st.integers(0, 5))
    aside = draw(spare)
    objective = draw(st.lists(entry, min_size=count, max_size=count))
    objective = [*objective[: count - aside], *(-abs(value) for value in objective[count - aside :])]
    conditions = [draw(st.lists(entry, min_size=count, max_size=count)) for _ in range(rows)]
    return objective, conditions, aside


def arrays(objective, conditions):
    """Both as arrays: int64 where they fit."""
    table = np.array([*conditions, objective], dtype=object)
    table = table if max(abs(value) for value in table.ravel()) >= 2**63 else table.astype(np.int64)
    return table[-1], table[:-1]


def worth(objective, conditions, prices, column):
    """The objective of a column plus the priced conditions."""
    return objective[column] + sum((p * row[column] for p, row in zip(prices, conditions, strict=True)), Fraction(0))


def check_optimal(objective, conditions, spare, mixture, prices, value):
    """By weak duality, feasible points of both programs with one value are optimal."""
    counted = len(objective) - spare
    assert min(mixture) >= 0 and sum(mixture[:counted]) == 1 and min(prices, default=0) >= 0
    assert all(sum(a * x for a, x in zip(row, mixture, strict=True)) >= 0 for row in conditions)
    assert sum(c * x for c, x in zip(objective, mixture, strict=True)) == value
    for column in range(len(objective)):
        assert worth(objective, conditions, prices, column) <= (value if column < counted else 0)


@given(programs())
def test_every_answer_carries_its_proof(program):
    objective, conditions, spare = program
    found = finished(best_mixture(*arrays(objective, conditions), spare))
    if isinstance(found, Best):
        check_optimal(objective, conditions, spare, found.mixture, found.prices, found.value)
        return
    assert found.drop > 0 and min(found.ray) >= 0 and min(found.prices) >= 0
    columns = range(len(objective))
    zeros = [0] * len(objective)
    assert all(
        worth(zeros, conditions, found.ray, column) <= (-found.drop if column < len(columns) - spare else 0)
        for column in columns
    )


@given(programs(spare=st.just(0)), st.fractions(-(10**6), 10**6))
def test_where_nothing_is_feasible_prices_bound_by_any_number(program, most):
    objective, conditions, _ = program
    found = finished(best_mixture(*arrays(objective, conditions)))
    if isinstance(found, Impossible):
        prices = found.prices_below(most)
        assert min(prices) >= 0
        assert all(worth(objective, conditions, prices, column) <= max(most, found.value) for column in range(2))
        if found.value > most:
            assert all(worth(objective, conditions, prices, c) <= most for c in range(len(objective)))


@given(programs())
def test_what_floats_guess_is_right_or_not_given(program):
    objective, conditions, spare = program
    pair = finished(guessed(*arrays(objective, conditions), spare))
    if pair is not None:
        check_optimal(objective, conditions, spare, pair.mixture, pair.prices, pair.value)


@pytest.mark.parametrize("scale", [1, 2**45, 10**25])
def test_floats_guess_programs_of_moderate_size(scale):
    random = np.random.default_rng(4)
    for _ in range(5):
        conditions = random.integers(-50, 51, (12, 30)).astype(object) * scale
        conditions[:, 0] = scale  # a column that meets all conditions
        objective = random.integers(-50, 51, 30).astype(object) * scale
        pair, exact = finished(guessed(objective, conditions, 0)), finished(best_mixture(objective, conditions))
        assert pair is not None and pair.value == exact.value


def test_a_cycling_program_ends():
    # Beale, Naval Research Logistics Quarterly 2 (1955) 269-275: the rule of the largest gain cycles here, undualized
    rows = np.array([[-1, 240, 4, -36, 0], [-1, 180, 1, -6, 0]])
    objective = np.array([300, -60000, 8, -2400, 0])
    found = finished(best_mixture(objective, rows))
    check_optimal(objective.tolist(), rows.tolist(), 0, found.mixture, found.prices, found.value)


@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(st.lists(st.integers(-9, 9), min_size=n, max_size=n), min_size=n + 1, max_size=n + 1)
    )
)
def test_one_elimination_solves_a_system_both_ways(rows):
    *matrix, costs = rows
    if round(np.linalg.det(np.array(matrix, dtype=float))) == 0:
        with pytest.raises(SingularError):
            _solved_both_ways(matrix, costs)
        return
    check_both_ways(matrix, costs)


@pytest.mark.parametrize("count", [1, 3, _SMALL, _SMALL + 1])
def test_long_systems_likewise_whether_eliminated_or_lifted(count):
    source = random.Random(count)
    matrix = [[source.getrandbits(53) - 2**52 for _ in range(count)] for _ in range(count)]
    check_both_ways(matrix, [source.getrandbits(53) for _ in range(count)])


@pytest.mark.parametrize("zeros", [0.3, 0.5, 0.7])
def test_sparse_systems_likewise(zeros):
    source, solved = random.Random(str(zeros)), 0
    for _ in range(150):
        count = source.randint(2, 7)
        rows = [
            [0 if source.random() < zeros else source.getrandbits(53) - 2**52 for _ in range(count)]
            for _ in range(count + 1)
        ]
        if all(map(any, rows)) and np.linalg.matrix_rank(np.array(rows[:-1]) / 2**52) == count:
            check_both_ways(rows[:-1], rows[-1])
            solved += 1
    assert solved > 3


def check_both_ways(matrix, costs):
    """Both products are what was asked for, over one positive number."""
    played, prices, scale = _solved_both_ways(matrix, costs)
    assert scale > 0
    assert [sum(map(int.__mul__, row, played)) for row in matrix] == [scale, *[0] * (len(matrix) - 1)]
    columns = zip(*matrix, strict=True)
    assert [sum(map(int.__mul__, column, prices)) for column in columns] == [scale * cost for cost in costs]
