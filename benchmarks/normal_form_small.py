"""How fast one small game is solved from Python, without a compiler, next to Gambit's exact solver on the same games.

Run by hand: python benchmarks/normal_form_small.py [--games N] [--runs N]. Ours is pg.solve on a game that nothing is
known of yet: all extreme equilibria, each certified, the proof that the list is complete, components and index.
Gambit's is enummixed in rationals, from Python (pygambit, installed for development only); neither time includes the
construction of games. numba is shut out. Solved in turns, game by game; the ratio is that of the sums of each game's
best time. The lists are compared.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from itertools import product
from typing import Any

import numpy as np
import policygames as pg
import pygambit
from numpy.typing import NDArray

SHAPES = ((2, 2), (3, 3))
HIGHEST = (4, 100)
"""Payoffs are whole numbers from 1 to this."""


def timed(task: Callable[[Any], Any], game: Any) -> tuple[float, Any]:
    """Seconds and the answer."""
    start = time.perf_counter()
    answer = task(game)
    return time.perf_counter() - start, answer


def solved_by_gambit(game: Any) -> Any:
    """The extreme equilibria in rationals."""
    return pygambit.nash.enummixed_solve(game, rational=True).equilibria


def listed(game: Any, equilibria: Any) -> set[tuple[Any, ...]]:
    """Gambit's equilibria, each as all probabilities in a row."""
    return {tuple(one[strategy] for player in game.players for strategy in player.strategies) for one in equilibria}


def compared(payoffs: NDArray[np.int64], runs: int) -> tuple[float, float]:
    """The best of our times and of Gambit's. Raises AssertionError where the lists differ."""
    ours, theirs = [], []
    for _ in range(runs):
        seconds, solution = timed(pg.solve, pg.NormalFormGame(payoffs.tolist()))
        ours.append(seconds)
        game = pygambit.Game.from_arrays(*payoffs)
        seconds, found = timed(solved_by_gambit, game)
        theirs.append(seconds)
    if {tuple(chance for own in one.exact for chance in own) for one in solution.equilibria} != listed(game, found):
        raise AssertionError(f"different equilibria in {payoffs.tolist()}")
    return min(ours), min(theirs)


def main() -> None:
    """Prints the machine and a row per shape and kind of payoffs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--games", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    sys.modules["numba"] = None  # type: ignore[assignment]  # what is None cannot be imported
    versions = f"Python {platform.python_version()}, pygambit {version('pygambit')}"
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {versions}")  # noqa: T201
    print("shape   payoffs   ours, us   Gambit, us   ratio")  # noqa: T201
    for shape, highest in product(SHAPES, HIGHEST):
        games = np.random.default_rng([*shape, highest]).integers(1, highest + 1, (asked.games, 2, *shape))
        compared(games[0], 3)  # loads what is loaded once
        ours, theirs = np.sum([compared(game, asked.runs) for game in games], axis=0) * 1e6 / len(games)
        cell = f"{shape[0]} x {shape[1]}   1 to {highest:3}"
        print(f"{cell}   {ours:6.0f}   {theirs:10.0f}   {theirs / ours:5.2f}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
