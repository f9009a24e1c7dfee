"""All equilibria of three and more players against Gambit's enumpoly, run in a process that can be killed."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import policygames as pg
import pytest
from policygames.certificates import Coverage

pytestmark = pytest.mark.oracle
pytest.importorskip("pygambit")

CHILD = Path(__file__).with_name("enumpoly.py")
SECONDS = 60


def by_gambit(tables):
    """The profiles that Gambit lists for each game, as far as it got in time."""
    asked = "\n".join(json.dumps(table.tolist()) for table in tables)
    with subprocess.Popen(
        [sys.executable, str(CHILD)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        try:
            out = child.communicate(asked, timeout=SECONDS)[0]
        except subprocess.TimeoutExpired:
            child.kill()
            out = child.communicate()[0] or ""
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize(
    ("shape", "count", "least"), [((2, 2, 2), 150, 100), ((3, 2, 2), 40, 20), ((2, 2, 2, 2), 12, 6)]
)
def test_the_same_equilibria_as_gambit(shape, count, least):
    random = np.random.default_rng([*shape, count])
    tables = [random.integers(0, 10**6, (len(shape), *shape)) for _ in range(count)]
    compared = 0
    for table, theirs in zip(tables, by_gambit(tables), strict=False):
        solution = pg.solve(pg.NormalFormGame(table), "nash")
        assert solution.coverage is Coverage.ALL
        ours = sorted(np.concatenate(one.profile).round(5).tolist() for one in solution.equilibria)
        wanted = sorted(np.concatenate(one).round(5).tolist() for one in theirs)
        assert len(wanted) <= len(ours)
        assert all(min(np.abs(np.subtract(one, other)).max() for other in ours) < 1e-4 for one in wanted)
        compared += len(wanted) == len(ours)
    assert compared >= least
