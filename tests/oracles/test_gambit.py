"""All extreme equilibria against Gambit, which shares no code with the package, run in a process of its own."""

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import policygames as pg
import pytest

pytestmark = pytest.mark.oracle
pytest.importorskip("pygambit")

CHILD = Path(__file__).with_name("enummixed.py")


def by_gambit(games):
    """The set of profiles that Gambit lists for each game."""
    asked = json.dumps([[[[str(u) for u in row] for row in matrix] for matrix in game.payoffs] for game in games])
    done = subprocess.run([sys.executable, str(CHILD)], input=asked, capture_output=True, text=True, check=True)
    return [
        {tuple(tuple(map(Fraction, strategy)) for strategy in profile) for profile in found}
        for found in json.loads(done.stdout)
    ]


def random_games(shape, count, draw):
    """Games of one shape with payoffs drawn by `draw` from a seeded generator."""
    random = np.random.default_rng([*shape, count])
    return [pg.NormalFormGame(draw(random, (2, *shape))) for _ in range(count)]


def ties(random, size):
    return random.integers(0, 3, size)


def whole(random, size):
    return random.integers(-100, 100, size)


def thirds(random, size):
    return np.vectorize(Fraction, otypes=[object])(
        random.integers(-9, 9, size).astype(object), random.integers(1, 5, size).astype(object)
    )


CASES = [
    ((2, 2), 80, ties),
    ((3, 3), 80, ties),
    ((4, 4), 30, ties),
    ((2, 5), 30, ties),
    ((3, 3), 40, whole),
    ((5, 5), 8, whole),
    ((3, 2), 40, thirds),
]


@pytest.mark.parametrize(("shape", "count", "draw"), CASES, ids=lambda value: getattr(value, "__name__", str(value)))
def test_the_same_extreme_equilibria_as_gambit(shape, count, draw):
    games = random_games(shape, count, draw)
    for game, wanted in zip(games, by_gambit(games), strict=True):
        assert {equilibrium.exact for equilibrium in pg.solve(game, "nash").equilibria} == wanted
