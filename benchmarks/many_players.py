"""How fast equilibria of many players are found and proven, next to Gambit's enumpoly, which proves nothing.

Run by hand: python benchmarks/many_players.py [--games N] [--peers N]. A 3x3x3 game counts where all equilibria are
certified and the list is complete, or a continuum is exhibited, within 10 seconds; a game that is undecided does not.
"ranks" gives each player a permutation of 1 to 27, "ties" draws ranks from 1 to 4. Gambit is asked in a child process
that is killed after 10 seconds, for the first N games only. Takes minutes.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import statistics
import time
from collections.abc import Callable
from importlib.metadata import version
from multiprocessing.connection import Connection
from typing import Any

import numpy as np
import policygames as pg
from numpy.typing import NDArray
from policygames.certificates import Coverage

PATIENCE = 10.0
"""Seconds for one game, ours and the peer's."""
SHAPE = (3, 3, 3)
Payoffs = NDArray[Any]
FAMILIES: dict[str, Callable[[np.random.Generator, tuple[int, ...]], Payoffs]] = {
    "ranks": lambda random, shape: np.stack(
        [random.permutation(int(np.prod(shape))).reshape(shape) + 1 for _ in shape]
    ),
    "ties": lambda random, shape: random.integers(1, 5, (len(shape), *shape)),
    "floats": lambda random, shape: random.random((len(shape), *shape)),
}


def told(text: str) -> None:
    """A line of results, at once."""
    print(text, flush=True)  # noqa: T201


def settled(payoffs: Payoffs) -> tuple[bool, bool, float, int]:
    """Whether a game counts, whether its list is complete, the seconds it took, and how many equilibria there are."""
    start = time.perf_counter()
    solution = pg.solve(pg.NormalFormGame(payoffs), "nash", deadline=2 * PATIENCE)
    seconds = time.perf_counter() - start
    solution.verify()
    complete = solution.coverage is Coverage.ALL
    continuum = any(component.dimension for component in solution.components or ())
    return (complete or continuum) and seconds <= PATIENCE, complete, seconds, len(solution.equilibria)


def enumpoly(payoffs: Payoffs, pipe: Connection) -> None:
    """In a child: how long Gambit takes."""
    import pygambit

    game = pygambit.Game.from_arrays(*payoffs.astype(object))
    start = time.perf_counter()
    pygambit.nash.enumpoly_solve(game)
    pipe.send(time.perf_counter() - start)


def by_peer(payoffs: Payoffs) -> float:
    """Seconds, PATIENCE where it was killed or died."""
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context("fork").Process(target=enumpoly, args=(payoffs, theirs))
    child.start()
    seconds = ours.recv() if ours.poll(PATIENCE) else PATIENCE
    child.kill()
    child.join()
    return float(seconds)


def all_equilibria(games: int, peers: int) -> None:
    """All equilibria of 3x3x3 games, three families."""
    for name, draw in FAMILIES.items():
        tables = [draw(np.random.default_rng([7, index]), SHAPE) for index in range(games)]
        found = [settled(table) for table in tables]
        times = sorted(seconds for _, _, seconds, _ in found)
        theirs = [by_peer(table) for table in tables[:peers]]
        told(
            f"3x3x3 {name:7} {games} games: {sum(one[0] for one in found) / games:.1%} settled in time, "
            f"{sum(one[1] for one in found)} complete, "
            f"median {statistics.median(times):.2f} s, most {times[-1]:.2f} s, "
            f"{statistics.mean(one[3] for one in found):.1f} equilibria; "
            f"Gambit killed in {sum(one >= PATIENCE for one in theirs)} of {len(theirs)}",
        )


def five_players(games: int) -> None:
    """Mixed equilibria of five players within two seconds."""
    counted = []
    for index in range(games):
        game = pg.NormalFormGame(np.random.default_rng([9, index]).random((5, 3, 3, 3, 3, 3)))
        solution = pg.solve(game, "nash", deadline=2)
        pure = len(pg.solve(game, "pure_nash").equilibria)
        counted.append(len(solution.equilibria) > pure)
    told(f"5 players, 3 actions, 2 s: mixed equilibria certified in {sum(counted)} of {games} games")


def one_equilibrium(games: int) -> None:
    """The first equilibrium of games of several sizes."""
    for shape in ((3, 3, 3), (3,) * 5, (8, 8, 8)):
        times = []
        for index in range(games):
            game = pg.NormalFormGame(np.random.default_rng([11, index]).random((len(shape), *shape)))
            start = time.perf_counter()
            assert pg.solve(game, "nash", max_equilibria=1, deadline=60).equilibria  # noqa: S101
            times.append(time.perf_counter() - start)
        name = "x".join(map(str, shape))
        told(f"one equilibrium, {name}: median {statistics.median(times):.3f} s, most {max(times):.2f} s")


def like_players() -> None:
    """All pure equilibria of like players."""
    for count, actions in ((30, ("a", "b", "c")), (200, ("a", "b"))):
        start = time.perf_counter()
        game = pg.SymmetricGame(
            count,
            actions,
            lambda action, counts, count=count: (ord(action) - 90) * count - 7 * counts[action] + counts["a"] ** 2 % 5,
        )
        solution = pg.solve(game, "pure_nash")
        seconds = time.perf_counter() - start
        number = len(solution.equilibria)
        told(f"{count} like players, {len(actions)} actions: {number} pure equilibria, {seconds:.3f} s with building")


def main() -> None:
    """All of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--games", type=int, default=200)
    parser.add_argument("--peers", type=int, default=6)
    asked = parser.parse_args()
    told(f"policygames {version('policygames')}, Python {platform.python_version()}, {os.cpu_count()} processors")
    pg.solve(pg.NormalFormGame([[[1, 0], [0, 1]], [[1, 0], [0, 1]]]), "nash")  # everything is imported
    like_players()
    one_equilibrium(min(asked.games, 20))
    five_players(min(asked.games, 10))
    all_equilibria(asked.games, asked.peers)


if __name__ == "__main__":
    main()
