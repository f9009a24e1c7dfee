"""How fast the best correlated equilibrium is found and proven, next to scipy's linprog without a proof.

Run by hand: python benchmarks/correlated.py [--games N] [--runs N]. Ours is `pg.solve(game, "correlated")` on a game at
hand: the program is built, solved and certified exactly. linprog (HiGHS) gets its matrices ready made, dense and
sparse, and is only timed while it solves; the faster of the two counts. Each is run several times in a row, warm, and
the best time counts. Ratios are linprog's time over ours, game by game; shown are the median and the range over games.
Values have to agree to 1e-6.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from itertools import product
from typing import Any

import numpy as np
import policygames as pg
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

SHAPES = ((3, 3), (3, 3, 3), (5, 5), (10, 10), (3, 3, 3, 3, 3))
Payoffs = NDArray[Any]
FAMILIES: dict[str, Callable[[np.random.Generator, tuple[int, ...]], Payoffs]] = {
    "ranks": lambda random, shape: np.stack([random.permutation(int(np.prod(shape))).reshape(shape) for _ in shape]),
    "0 to 9": lambda random, shape: random.integers(0, 10, (len(shape), *shape)),
    "floats": lambda random, shape: random.random((len(shape), *shape)),
}


def conditions(payoffs: Payoffs) -> Payoffs:
    """What disobeying gains, a row per player, advice and other action, a column per profile."""
    players, *shape = payoffs.shape
    profiles = list(product(*map(range, shape)))
    deviations = (
        (player, told, other) for player in range(players) for told, other in product(range(shape[player]), repeat=2)
    )
    return np.array([_row(payoffs, profiles, *deviation) for deviation in deviations if deviation[1] != deviation[2]])


def _row(payoffs: Payoffs, profiles: list[tuple[int, ...]], player: int, told: int, other: int) -> list[float]:
    own = payoffs[player]
    return [
        float(own[(*cell[:player], other, *cell[player + 1 :])] - own[cell]) if cell[player] == told else 0.0
        for cell in profiles
    ]


def tasks(payoffs: Payoffs) -> tuple[Callable[[], float], ...]:
    """Our answer's value, and linprog's with dense and with sparse matrices."""
    game = pg.NormalFormGame(payoffs)
    rows, costs = conditions(payoffs), -payoffs.sum(axis=0).ravel().astype(float)
    zeros, ones = np.zeros(len(rows)), np.ones((1, len(costs)))
    sparse, total = csr_array(rows), csr_array(ones)
    return (
        lambda: float(sum(pg.solve(game, "correlated").equilibria[0].exact_payoffs)),
        lambda: -float(linprog(costs, rows, zeros, ones, [1.0], method="highs").fun),
        lambda: -float(linprog(costs, sparse, zeros, total, [1.0], method="highs").fun),
    )


def compared(payoffs: Payoffs, runs: int) -> list[float]:
    """Seconds of each task, the best of several runs in a row. Raises AssertionError where values differ."""
    best, values = [], []
    for task in tasks(payoffs):
        seconds = []
        for _ in range(runs):
            start = time.perf_counter()
            values.append(task())
            seconds.append(time.perf_counter() - start)
        best.append(min(seconds))
    if max(values) - min(values) > 1e-6:
        raise AssertionError(f"different values {values} in {payoffs.tolist()}")
    return best


def row(name: str, shape: tuple[int, ...], results: list[list[float]]) -> str:
    """One line of the table."""
    ours, dense, sparse = (statistics.median(times) * 1e3 for times in zip(*results, strict=True))
    ratios = sorted(min(times[1:]) / times[0] for times in results)
    middle = f"{statistics.median(ratios):5.1f} ({ratios[0]:.1f}-{ratios[-1]:.1f})"
    return f"{name:8} {' x '.join(map(str, shape)):18} {ours:8.3f} {dense:8.3f} {sparse:8.3f}  {middle}"


def lines(games: int, runs: int) -> Iterator[str]:
    """The table."""
    random = np.random.default_rng(1)
    compared(FAMILIES["ranks"](random, (3, 3)), 2)  # imports what is imported late
    yield f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; scipy {version('scipy')}"
    yield "payoffs  shape                  ours    dense   sparse ms;  linprog/ours"
    for name, shape in product(FAMILIES, SHAPES):
        yield row(name, shape, [compared(FAMILIES[name](random, shape), runs) for _ in range(games)])


def main() -> None:
    """Print the table as it grows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--games", type=int, default=30)
    parser.add_argument("--runs", type=int, default=5)
    for line in lines(**vars(parser.parse_args())):
        print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
