"""Cells, zeros and pieces of supports: nothing that holds an equilibrium is ever dropped."""

from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from many_players import IRRATIONAL, NINE, payoff_by_definition
from policygames.numerics.krawczyk import contracts
from policygames.numerics.multilinear.cells import Face, halved, judged, taken, whole, widths
from policygames.numerics.multilinear.payoffs import gauged_tensors, unit_floats
from policygames.numerics.multilinear.pieces import MixedPieces
from policygames.numerics.multilinear.supports import supports_by_size, undominated_actions
from policygames.numerics.multilinear.vertices import corners
from policygames.numerics.multilinear.zeros import zero_near
from policygames.numerics.ties import Ties, unknowns

ONE, HALF, ZERO = Fraction(1), Fraction(1, 2), Fraction(0)
FULL = ((0, 1),) * 3


def face_of(payoffs, supports=FULL):
    game = pg.NormalFormGame(payoffs)
    return game, Face(unit_floats(gauged_tensors(game.numerators)), supports)


def holding(cells, profile):
    """Which cells hold a profile, given by the probabilities of the actions in use."""
    found = np.ones(len(cells[0]), dtype=bool)
    for own, strategy in zip(cells, profile, strict=True):
        weights = np.linalg.solve(own.swapaxes(1, 2), np.broadcast_to(strategy, (len(own), len(strategy)))[..., None])
        found &= (weights > -1e-9).all(axis=(1, 2))
    return found


@pytest.mark.parametrize("payoffs", [IRRATIONAL, NINE], ids=["irrational", "nine"])
def test_cells_with_an_equilibrium_are_never_dropped(payoffs):
    game, face = face_of(payoffs)
    mixed = [one.profile for one in pg.solve(game).equilibria if min(map(min, one.profile)) > 0]
    cells = whole(FULL)
    for _ in range(9):
        cells = taken(halved(cells), slice(None))
        kept = ~face.hopeless(cells) & ~judged(face, cells).empty
        for profile in mixed:
            assert holding(cells, profile).any()
            assert kept[holding(cells, profile)].all()
        cells = taken(cells, kept)
    assert len(cells[0]) < 200 and widths(cells).max() <= 1 / 8


def test_payoffs_at_corners_are_those_by_definition():
    game, face = face_of(np.random.default_rng(4).integers(0, 9, (3, 2, 2, 2)))
    cells = halved(halved(whole(FULL)))
    gauged = gauged_tensors(game.numerators)
    for player in range(3):
        top = max(gauged[player].ravel().tolist())
        values = face.payoffs(player, cells)
        others = [index for index in range(3) if index != player]
        for first in range(2):
            for second in range(2):
                strategies = [None] * 3
                for index, corner in zip(others, (first, second), strict=True):
                    strategies[index] = tuple(map(Fraction, cells[index][1, corner].tolist()))
                gains = []
                for action in range(2):
                    strategies[player] = tuple(Fraction(action == a) for a in range(2))
                    gains.append(payoff_by_definition(game, player, strategies))
                difference = values[1, 1, first, second] - values[1, 0, first, second]
                scale = game.numerators[player] - game.numerators[player].min(axis=player, keepdims=True)
                divisor = np.gcd.reduce(scale.ravel()) or 1
                assert difference == pytest.approx(float((gains[1] - gains[0]) / (divisor * top)), abs=1e-12)


def test_singles_hold_at_most_one_of_two_zeros():
    game, face = face_of(NINE)
    mixed = [one.profile for one in pg.solve(game).equilibria if min(map(min, one.profile)) > 0]
    cells = whole(FULL)
    for _ in range(8):
        both = np.all([holding(cells, profile) for profile in mixed], axis=0)
        assert not (judged(face, cells).single & both).any()
        cells = halved(cells)


def test_zeros_are_exact_or_in_proven_boxes():
    game, _ = face_of(NINE)
    equations = Ties(game.numerators, FULL)
    zero = zero_near(equations, [[0.49, 0.51], [0.3, 0.7], [0.24, 0.76]])
    assert zero is not None and zero.radius == 0 and not any(equations.values(zero.profile))
    other = Ties(pg.NormalFormGame(IRRATIONAL).numerators, FULL)
    box = zero_near(other, [[0.6, 0.4], [0.5, 0.5], [0.4, 0.6]])
    assert box is not None and 0 < box.radius < Fraction(1, 2**60) and box.is_inside(other)


def test_krawczyk_needs_a_zero_and_a_regular_matrix():
    # f(x) = 2 x - 1 on [0, 1] and beside its zero
    slopes, right = [[(Fraction(2), Fraction(2))]], [(ZERO, ONE)]
    assert contracts([[HALF]], [ZERO], slopes, right)
    assert not contracts([[HALF]], [Fraction(2)], slopes, [(ONE, 2 * ONE)])
    assert not contracts([[ZERO]], [ZERO], slopes, right)
    assert not contracts([[-HALF]], [ZERO], slopes, right)
    assert not contracts([[HALF]], [ZERO], [[(Fraction(-1), Fraction(2))]], right)
    assert not contracts([[HALF]], [ONE], slopes, right)  # lands on the boundary: not inside


@given(st.integers(0, 10**6))
def test_bounds_hold_at_every_point_of_a_box_of_any_signs(seed):
    random = np.random.default_rng(seed)
    equations = Ties(tuple(random.integers(-9, 10, (3, 2, 3, 2))), ((0, 1), (0, 1, 2), (0, 1)))
    free = unknowns(equations.supports)

    def profile(chances):
        rows = [[ZERO] * 2, [ZERO] * 3, [ZERO] * 2]
        for (player, action), chance in zip(free, chances, strict=True):
            rows[player][action] = chance
        for row in rows:
            row[-1] = ONE - sum(row)
        return rows

    def drawn():
        return [Fraction(int(one), 8) for one in random.integers(-8, 17, len(free))]

    points = [profile(drawn()) for _ in range(4)]
    bounds = [
        [(min(p[i][a] for p in points), max(p[i][a] for p in points)) for a in range(len(points[0][i]))]
        for i in range(3)
    ]
    slopes = equations.slopes(bounds)
    step = Fraction(1, 16)
    for point in points:
        flat = [point[player][action] for player, action in free]
        now = equations.values(point)
        for column in range(len(free)):  # linear in each unknown: a difference is the derivative
            moved = equations.values(profile([c + step * (k == column) for k, c in enumerate(flat)]))
            for row, (low, high) in enumerate(slope[column] for slope in slopes):
                assert low <= (moved[row] - now[row]) / step <= high


def test_corners_of_a_cut_triangle():
    found = corners(3, [], [(ONE, -ONE, ZERO)])
    assert set(found) == {(ONE, ZERO, ZERO), (ZERO, ZERO, ONE), (HALF, HALF, ZERO)}
    assert corners(3, [(ONE, ONE, ONE)], []) == []
    assert set(corners(3, [(ONE, -ONE, ZERO)], [])) == {(ZERO, ZERO, ONE), (HALF, HALF, ZERO)}


def test_supports_come_small_and_balanced_first_without_dominated_actions():
    game = pg.NormalFormGame(np.array(NINE))
    listed = [one for one in supports_by_size(gauged_tensors(game.numerators)) if one]
    sizes = [sum(map(len, one)) for one in listed]
    assert sizes == sorted(sizes) and FULL in listed
    payoffs = np.zeros((3, 2, 2, 2), dtype=int)
    payoffs[0, 1] = 1
    assert undominated_actions(payoffs) == [[1], [0, 1], [0, 1]]


def test_pieces_of_two_who_mix_are_checked_against_the_third():
    pennies = np.array([[1, -1], [-1, 1]])
    payoffs = np.zeros((3, 2, 2, 2), dtype=int)
    payoffs[0], payoffs[1] = pennies[:, :, None], -pennies[:, :, None]
    payoffs[2, :, :, 1] = [[3, -1], [-1, -2]]  # a quarter of the sum is -1/4: the first action is better
    gauged = gauged_tensors(pg.NormalFormGame(payoffs).numerators)
    found = {
        third: [one for one in MixedPieces(gauged, ((0, 1), (0, 1), (third,))).profiles() if one] for third in (0, 1)
    }
    assert found == {0: [((HALF, HALF), (HALF, HALF), (ONE, ZERO))], 1: []}


def test_unknowns_are_all_in_use_but_the_last():
    assert unknowns(((0, 2), (1,), (0, 1, 2))) == [(0, 0), (2, 0), (2, 1)]
