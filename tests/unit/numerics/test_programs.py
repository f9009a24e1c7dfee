"""Exact linear programs, against HiGHS and against the conditions of optimality."""

import numpy as np
import pytest
from policygames.numerics.programs import Program
from policygames.numerics.stepwise import finished
from scipy.optimize import linprog


def random_program(seed):
    """Equations with few and tied coefficients, some of them repeated; half of the time with a known point."""
    random = np.random.default_rng(seed)
    matrix = random.integers(-2, 3, (random.integers(1, 5), random.integers(1, 8)))
    if seed % 3 == 0:
        matrix = np.vstack([matrix, matrix[:1]])
    right = matrix @ random.integers(0, 3, matrix.shape[1]) if seed % 2 else random.integers(-2, 4, len(matrix))
    return matrix, right, random.integers(-3, 4, (3, matrix.shape[1]))


@pytest.mark.parametrize("seed", range(120))
def test_points_are_best_and_priced(seed):
    matrix, right, objectives = random_program(seed)
    program = Program(matrix.tolist(), right.tolist())
    feasible = finished(program.feasible())
    for costs in objectives.tolist():
        known = linprog([-cost for cost in costs], A_eq=matrix, b_eq=right, method="highs")
        if not feasible:
            assert known.status in (2, 4)
        elif not finished(program.maximized(costs)):
            assert known.status in (3, 4)
        else:
            point = program.solution()
            assert min(point) >= 0
            assert (matrix.astype(object) @ np.array(point, dtype=object) == right).all()
            assert program.value == sum(cost * x for cost, x in zip(costs, point, strict=True))
            assert float(program.value) == pytest.approx(-known.fun, abs=1e-7)
            reduced = program.reduced(range(len(costs)))
            assert min(reduced) >= 0  # no variable improves it
            assert all(not price or not x for price, x in zip(reduced, point, strict=True))


def test_a_cycling_program_ends():
    # Beale, Naval Research Logistics Quarterly 2 (1955) 269-275, in whole numbers: the largest coefficient cycles
    matrix = [[1, -32, -4, 36, 4, 0, 0], [1, -24, -1, 6, 0, 2, 0], [0, 0, 1, 0, 0, 0, 1]]
    program = Program(matrix, [0, 0, 1])
    assert finished(program.feasible())
    assert finished(program.maximized([3, -80, 2, -24, 0, 0, 0]))
    assert program.value == 5
