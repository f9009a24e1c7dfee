"""Quantal responses against Gambit, run in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import policygames as pg
import pytest

pytestmark = pytest.mark.oracle
pytest.importorskip("pygambit")

CHILD = Path(__file__).with_name("logit.py")


@pytest.mark.parametrize("shape", [(2, 2), (3, 3), (2, 2, 2), (2, 3, 2)])
def test_the_first_point_of_the_principal_branch_is_the_same(shape):
    random = np.random.default_rng(len(shape))
    games = [pg.NormalFormGame(random.integers(-9, 10, (len(shape), *shape))) for _ in range(25)]
    asked = [[np.array(game.floats).tolist(), precision] for game in games for precision in (0.1, 1.0)]
    done = subprocess.run(
        [sys.executable, str(CHILD)], input=json.dumps(asked), capture_output=True, text=True, check=True, timeout=120
    )
    answers = iter(json.loads(done.stdout))
    for game in games:
        for precision in ("0.1", "1"):
            found = pg.solve(game, "quantal_response", precision=precision, max_equilibria=1).equilibria[0]
            assert np.allclose(np.concatenate(found.profile), next(answers), atol=1e-5)
