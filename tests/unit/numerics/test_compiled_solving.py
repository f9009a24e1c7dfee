"""Vertices and signs of determinants by the kernel are those of interpreted elimination, however long the numbers."""

import random
from math import gcd

import numpy as np
import pytest
from policygames.numerics.linear import determinant
from policygames.numerics.polytope import bases

pytest.importorskip("numba")
from policygames.numerics.compiled import solving
from policygames.numerics.stepwise import finished

ENTRIES = {
    "ties": lambda source: source.randint(1, 3),
    "generic": lambda source: source.randint(1, 10**6),
    "offsets": lambda source: 10**12 + source.randint(0, 9),
    "powers of two": lambda source: 1 << source.randint(0, 50),
    "widest": lambda source: source.randint(1, 2**53 - 1),
    "long": lambda source: source.getrandbits(300) + 1,
}


def by_elimination(rows, basis):
    """The vertex of a basis in lowest terms, and the sign of the determinant of its tight rows."""
    point = basis.vertex().point
    size = len(rows[0])
    played = [variable for variable in range(size) if not basis.cobasis >> variable & 1]
    tight = [row for j, row in enumerate(rows) if basis.cobasis >> (size + j) & 1]
    product = determinant([[row[variable] for variable in played] for row in tight])
    return tuple(entry // gcd(*point) for entry in point), 1 if product > 0 else -1


@pytest.mark.parametrize("family", ENTRIES)
@pytest.mark.parametrize("by_kernel", [True, False])
def test_vertices_and_signs(family, by_kernel, monkeypatch):
    source = random.Random(family)
    if not by_kernel:
        monkeypatch.setattr(solving, "_by_kernel", lambda rows, cobases: solving._nothing(len(cobases)))
    for _ in range(30):
        size, count = source.randint(1, 6), source.randint(1, 6)
        rows = [[ENTRIES[family](source) for _ in range(size)] for _ in range(count)]
        found = [basis for basis in bases(rows) if any(basis.vertex().point)]
        cobases = np.array([basis.cobasis for basis in found])
        expected = [by_elimination(rows, basis) for basis in found]
        assert list(zip(*finished(solving.solved(rows, cobases)), strict=True)) == expected


def test_the_kernel_alone_suffices_for_numbers_of_a_hundred_bits():
    source = random.Random(2)
    longest = 0
    for _ in range(20):
        rows = [[source.randint(1, 2**16) + (i == j) * 2**19 for j in range(5)] for i in range(5)]
        found = [basis for basis in bases(rows) if any(basis.vertex().point)]
        points, signs = solving._by_kernel(rows, np.array([basis.cobasis for basis in found]))
        assert 0 not in signs
        assert list(zip(points, signs, strict=True)) == [by_elimination(rows, basis) for basis in found]
        longest = max(longest, *(entry for point in points for entry in point))
    assert longest > 2**63


def test_what_is_no_basis_has_no_sign():
    _, signs = solving._by_kernel([[1, 1], [1, 1]], np.array([0b1100, 0b0111, 0b1110]))
    assert signs == [0, 0, 0]


def test_numbers_that_are_too_long_have_no_sign():
    rows = [[2**52 + (7 * i + j * j) % 11 for j in range(5)] for i in range(5)]
    _, signs = solving._by_kernel(rows, np.array([0b11111_00000]))
    assert signs == [0]


@pytest.mark.parametrize("number", [0, 1, 2**61 + 5, 2**63, 2**64 - 1, 2**80 + 12345, 2**104 + 1])
def test_a_number_is_known_by_its_double_and_its_residue(number):
    residue = (number + 2**63) % 2**64 - 2**63
    assert solving._number(float(number), residue) == number
