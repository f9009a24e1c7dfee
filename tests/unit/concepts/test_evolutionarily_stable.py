"""Evolutionary stability, compared with its definition: mutants that the population drives out."""

from fractions import Fraction
from itertools import product

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames import registry
from policygames.games.evolution import invaders

CERTIFY = registry.concept("evolutionarily_stable").certify
ENTRIES = st.integers(-3, 3)


def matrices(size):
    return st.lists(st.lists(ENTRIES, min_size=size, max_size=size), min_size=size, max_size=size)


def symmetric(matrix):
    return pg.NormalFormGame([matrix, [list(row) for row in zip(*matrix, strict=True)]])


def stable(matrix):
    solution = pg.solve(symmetric(matrix), "evolutionarily_stable")
    assert solution.coverage is not pg.Coverage.SOME
    solution.verify()
    return {one.exact[0] for one in solution.equilibria}


def paid(matrix, x, y):
    return sum(p * q * matrix[i][j] for i, p in enumerate(x) for j, q in enumerate(y))


def resists(matrix, x, y):
    """Maynard Smith and Price: x does better against x than y does or, if as well, better against y than y does."""
    own, other = paid(matrix, x, x), paid(matrix, y, x)
    return own > other or (own == other and paid(matrix, x, y) > paid(matrix, y, y))


@given(matrices(2))
def test_two_actions_in_closed_form(matrix):
    """Weibull, Evolutionary Game Theory (1995), 2.1: by the signs of a[0][0] - a[1][0] and a[1][1] - a[0][1]."""
    first, second = matrix[0][0] - matrix[1][0], matrix[1][1] - matrix[0][1]
    expected = set()
    if first > 0 or (first == 0 and second < 0):
        expected.add((1, 0))
    if second > 0 or (second == 0 and first < 0):
        expected.add((0, 1))
    if first < 0 and second < 0:
        expected.add((Fraction(second, first + second), Fraction(first, first + second)))
    assert stable(matrix) == expected


GRID = [tuple(Fraction(k, 12) for k in (i, j, 12 - i - j)) for i, j in product(range(13), repeat=2) if i + j <= 12]


@given(matrices(3))
def test_what_is_certified_resists_every_mutant_on_a_grid(matrix):
    for x in stable(matrix):
        assert all(resists(matrix, x, y) for y in GRID if y != x)
        near = [tuple((999 * p + q) / 1000 for p, q in zip(x, y, strict=True)) for y in GRID]
        assert all(resists(matrix, x, y) for y in near if y != x)


@given(matrices(3), st.sampled_from(GRID))
def test_what_is_refused_has_a_mutant_that_stays(matrix, x):
    """A mutant among the best replies, or in floats a limit of such, that does at least as well against itself."""
    verdict = CERTIFY(symmetric(matrix), (x, x))
    if isinstance(verdict, pg.Certificate):
        assert all(resists(matrix, x, y) for y in GRID if y != x)
        return
    replies = [paid(matrix, [int(a == b) for b in range(3)], x) for a in range(3)]
    best = [a for a in range(3) if replies[a] == max(replies)]
    if any(chance and a not in best for a, chance in enumerate(x)):
        return  # no best reply to itself
    weights = np.array(list(product(np.linspace(0, 1, 101), repeat=len(best))))
    weights = weights[weights.sum(axis=1) > 0]
    mutants = np.zeros((len(weights), 3))
    mutants[:, best] = weights / weights.sum(axis=1, keepdims=True)
    away = mutants - np.array([float(chance) for chance in x])
    length = np.linalg.norm(away, axis=1)
    away = away[length > 1e-9] / length[length > 1e-9, None]
    assert np.einsum("ki,ij,kj->k", away, np.array(matrix, dtype=float), away).max() > -1e-3


@given(matrices(3), st.fractions(Fraction(1, 9), 9), st.lists(ENTRIES, min_size=3, max_size=3))
def test_scaling_and_what_depends_on_the_other_alone_change_nothing(matrix, scale, shifts):
    moved = [[entry * scale + shift for entry, shift in zip(row, shifts, strict=True)] for row in matrix]
    assert stable(moved) == stable(matrix)


def test_hawks_and_doves():
    """Maynard Smith, Evolution and the Theory of Games (1982), p. 13-15: hawks at the odds V / C."""
    value, cost = 2, 6
    assert stable([[Fraction(value - cost, 2), value], [0, Fraction(value, 2)]]) == {(Fraction(1, 3), Fraction(2, 3))}


@pytest.mark.parametrize(("tie", "count"), [(-1, 1), (0, 0), (1, 0)])
def test_rock_paper_scissors_by_what_a_tie_pays(tie, count):
    """Stable if and only if a tie costs (Maynard Smith 1982, p. 19-20)."""
    assert len(stable([[tie, -2, 2], [2, tie, -2], [-2, 2, tie]])) == count


def test_a_pattern_of_many_stable_strategies():
    """With 0 on the diagonal and 1 elsewhere but for pairs that do not meet, cliques are stable (Cannings and Vickers,
    Journal of Theoretical Biology 132 (1988) 387-408): here the five edges of a cycle of five."""
    cycle = [[1 if (i - j) % 5 in (1, 4) else 0 if i == j else -1 for j in range(5)] for i in range(5)]
    assert {tuple(i for i, p in enumerate(x) if p) for x in stable(cycle)} == {
        tuple(sorted((i, (i + 1) % 5))) for i in range(5)
    }


def test_refusals_say_why():
    game = symmetric([[0, -1, 1], [1, 0, -1], [-1, 1, 0]])
    third = (Fraction(1, 3),) * 3
    assert "not driven out" in CERTIFY(game, (third, third)).reason
    assert CERTIFY(game, ((1, 0, 0), third)).deviation is None
    other = pg.NormalFormGame([[[1, 0], [0, 1]], [[2, 0], [0, 1]]])
    assert "transpose" in CERTIFY(other, ((Fraction(1), Fraction(0)),) * 2).reason
    with pytest.raises(pg.UnsupportedError, match="transpose"):
        pg.solve(other, "evolutionarily_stable")


def test_what_is_too_large_to_decide_is_said():
    flat = symmetric([[0] * 20] * 20)
    first = tuple(Fraction(int(a == 0)) for a in range(20))
    verdict = CERTIFY(flat, (first, first))
    assert verdict.undecided
    assert invaders(symmetric([[1, 0], [0, 1]]), (Fraction(1), Fraction(0))) is None
