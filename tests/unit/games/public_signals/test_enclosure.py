"""Polygons that contain all equilibrium payoffs are proven to, smaller ones are not; images are as defined."""

from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from policygames.games.public_signals.enclosure import enclosing
from policygames.games.public_signals.operator import PublicGame, image, self_generating
from policygames.games.public_signals.rounding import common, inward, lean, shortened
from policygames.numerics.polygons import hull, includes
from policygames.numerics.stepwise import finished
from public_games import PD, noisy, random_game, seen
from scipy.optimize import linprog

F = Fraction
TENTH = F(1, 10)
SQUARE = hull([(F(-1), F(-1)), (F(3), F(-1)), (F(3), F(3)), (F(-1), F(3))])


@pytest.mark.parametrize("discount", ["2/5", "3/4", "9/10"])
def test_the_set_is_proven_from_outside_and_no_smaller_one(discount):
    game = PublicGame(pg.RepeatedGame(PD, discount, seen((2, 2))))
    truth = hull([(F(0), F(0)), (F(8, 3), F(0)), (F(2), F(2)), (F(0), F(8, 3))])
    assert finished(self_generating(game, truth))
    around = hull((x + a, y + b) for x, y in truth for a in (-TENTH, TENTH) for b in (-TENTH, TENTH))
    assert finished(enclosing(game, around, truth)) == truth
    for vertex in truth:
        near = tuple(number + (1 - number) / 10**6 for number in vertex)
        smaller = hull([near, *(other for other in truth if other != vertex)])
        reached = finished(enclosing(game, around, smaller))
        assert reached != smaller and includes(reached, truth)


@pytest.mark.parametrize("seed", range(10))
def test_what_is_proven_contains_all_that_generates_itself(seed):
    random = np.random.default_rng(seed)
    game = PublicGame(random_game(random, (2, 2), 2 + seed % 2, F(1, 2)))
    outer = hull([(F(x), F(y)) for x in (-5, 5) for y in (-5, 5)])
    found = pg.solve(game.game, "public_perfect").payoff_set.exact
    target = hull([(F(int(x), 7), F(int(y), 7)) for x, y in random.integers(-28, 29, (4, 2))])
    assert includes(finished(enclosing(game, outer, target)), found)


def reach(game, cell, polygon, way):
    """How far a profile and continuations in a polygon reach in a direction, in floats, from the definition."""
    stage, d = game.stage_game.floats, float(game.discount[0])
    odds, points = np.array(game.monitoring.rows, dtype=float).reshape(2, 2, -1), np.array(polygon, dtype=float)
    rows, sides = [], []
    for player, other in ((0, (1 - cell[0], cell[1])), (1, (cell[0], 1 - cell[1]))):
        rows.append(d * np.kron(odds[other] - odds[cell], points[:, player]))
        sides.append((1 - d) * (stage[(player, *cell)] - stage[(player, *other)]))
    one = np.kron(np.eye(odds.shape[2]), np.ones(len(points)))
    costs = -d * np.kron(odds[cell], points @ way)
    program = linprog(costs, A_ub=rows, b_ub=sides, A_eq=one, b_eq=np.ones(len(one)))
    return (1 - d) * np.dot(way, stage[(slice(None), *cell)]) - program.fun if program.status == 0 else -np.inf


@pytest.mark.parametrize("seed", range(12))
def test_what_a_polygon_generates_is_what_the_definition_says(seed):
    random = np.random.default_rng(seed)
    repeated = random_game(random, (2, 2), 1 + seed % 4, F(int(random.integers(0, 5)), 5))
    polygon = hull([(F(int(x), 3), F(int(y), 3)) for x, y in random.integers(-9, 13, (5, 2))])
    found = finished(image(PublicGame(repeated), polygon))
    for way in random.integers(-3, 4, (6, 2)):
        known = max(reach(repeated, cell, polygon, way) for cell in np.ndindex(2, 2))
        reached = max((float(way[0] * x + way[1] * y) for x, y in found), default=-np.inf)
        assert reached == pytest.approx(known, abs=1e-7)


@pytest.mark.parametrize("seed", range(8))
def test_shorter_polygons_lie_where_they_should(seed):
    random = np.random.default_rng(seed)
    count = 1 + seed
    polygon = hull([(F(int(x), 997), F(int(y), 991)) for x, y in random.integers(-999, 999, (count, 2))])
    for within in (F(1, 2), F(1, 100), F(1, 10**6)):
        wider = shortened(polygon, within)
        assert includes(wider, polygon) and len(wider) <= len(polygon) + 8
        reach = max(abs(number) for point in wider for number in point)
        assert reach <= max(abs(number) for point in polygon for number in point) + within
    middle = hull([tuple(sum(side) / len(polygon) for side in zip(*polygon, strict=True))])
    narrower = inward(polygon, middle, F(2), 24)
    assert includes(polygon, narrower) and includes(narrower, middle)
    assert includes(polygon, lean(polygon, 0.1, 4)) and len(lean(polygon, 0.1, 4)) <= 4
    shared = common(polygon, SQUARE)
    assert includes(polygon, shared) and includes(SQUARE, shared)


def test_noise_is_enclosed_from_the_limit():
    game = PublicGame(pg.RepeatedGame(PD, "3/5", noisy("9/10", "1/2", "1/5")))
    assert includes(finished(game.start()), [(0, 0), (F(7, 4), F(7, 4))])
