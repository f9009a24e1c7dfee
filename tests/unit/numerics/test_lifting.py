"""Lifting solves what elimination in Fractions solves, refuses what it refuses, and holds at the edges of words."""

import random
from fractions import Fraction
from itertools import islice

import numpy as np
import pytest
from policygames.numerics.lifting import lifted, solved_by_lifting
from policygames.numerics.linear import SingularError
from policygames.numerics.modular import inverse_of_independent_rows, primes_below
from textbook import solved_by_elimination

SIZES = [1, 1000, 2**31, 2**53, 2**62, 2**63, 2**64 + 1, 10**50]


def system(source, unknowns, size):
    """A random square system."""
    rows = [[source.randint(-size, size) for _ in range(unknowns)] for _ in range(unknowns)]
    return rows, [source.randint(-size, size) for _ in range(unknowns)]


@pytest.mark.parametrize("size", SIZES)
def test_square_systems_are_solved_as_by_elimination(size):
    source = random.Random(size)
    for unknowns in [*range(1, 9), 20]:
        rows, right = system(source, unknowns, size)
        wanted = solved_by_elimination([[*row, value] for row, value in zip(rows, right, strict=True)])
        if wanted is None:
            with pytest.raises(SingularError):
                solved_by_lifting(rows, right)
        else:
            assert solved_by_lifting(rows, right).fractions() == wanted


@pytest.mark.parametrize("size", [2, 10**6, 10**30])
def test_singular_matrices_are_refused(size):
    source = random.Random(size)
    for unknowns in (2, 3, 17, 40):
        rows, right = system(source, unknowns, size)
        rows[-1] = [2 * one - other for one, other in zip(rows[0], rows[-2], strict=True)]
        with pytest.raises(SingularError, match="not determined"):
            solved_by_lifting(rows, right)


def test_a_determinant_that_the_first_primes_divide_is_no_obstacle():
    first, second = islice(primes_below(1 << 25), 2)  # of two equations: those that are tried
    rows = [[first * second, 0], [1, 1]]
    assert solved_by_lifting(rows, [1, 0]).fractions() == [Fraction(1, first * second), Fraction(-1, first * second)]


def test_more_equations_than_unknowns():
    rows = [[1, 2], [2, 4], [0, 3], [5, 1]]
    right = [sum(a * b for a, b in zip(row, (7, -3), strict=True)) for row in rows]
    assert solved_by_lifting(rows, right).fractions() == [7, -3]
    with pytest.raises(SingularError, match="contradict"):
        solved_by_lifting(rows, [*right[:-1], right[-1] + 1])


def test_a_right_side_longer_than_the_matrix():
    assert solved_by_lifting([[3, 1], [1, 1]], [10**90, -(10**90)]).fractions() == [10**90, -2 * 10**90]


def test_the_solution_of_a_large_system_holds_and_comes_in_slices():
    source = random.Random(4)
    rows, right = system(source, 120, 10**6)
    steps, slices = lifted(rows, right), 0
    while True:
        try:
            next(steps)
            slices += 1
        except StopIteration as end:
            solution = end.value
            break
    assert slices > 3
    assert solution.denominator > 0
    for row, value in zip(rows, right, strict=True):
        assert sum(a * x for a, x in zip(row, solution.numerators, strict=True)) == value * solution.denominator


@pytest.mark.parametrize("shape", [(1, 1), (5, 5), (7, 4), (33, 33), (50, 35)])
def test_the_inverse_modulo_a_prime(shape):
    prime = next(primes_below(1 << 20))
    matrix = np.random.default_rng(sum(shape)).integers(0, prime, shape)
    rows, inverse = inverse_of_independent_rows(matrix.astype(np.float64), prime)
    product = matrix[rows].astype(object) @ inverse.astype(np.int64).astype(object) % prime
    assert (product == np.eye(shape[1], dtype=int)).all()


def test_too_few_independent_rows():
    prime = next(primes_below(1 << 20))
    assert inverse_of_independent_rows(np.array([[1.0, 2], [2, 4], [3, 6]]), prime) is None
    assert inverse_of_independent_rows(np.array([[0.0, 2], [0, 4]]), prime) is None


def test_primes():
    assert list(primes_below(30)) == [29, 23, 19, 17, 13, 11, 7, 5]
    assert next(primes_below(29)) == 23
