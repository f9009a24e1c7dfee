"""How fast many small games are solved, next to QuantEcon, Gambit and nashpy on the same games, and who misses what.

Run by hand: python benchmarks/normal_form_bulk.py [--games N]. Peers are installed for development only and run in
child processes that are killed when they hang; their solving is timed without the construction of their games. Ours is
timed as a whole, from the array of payoffs to the columns of exact profiles. Takes about a minute.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np
import policygames as pg
from numpy.typing import NDArray

CELLS = [(shape, highest) for shape in ((2, 2), (3, 3), (4, 4)) for highest in (4, 100)]
"""Shapes, and the highest payoff of whole numbers from 1: ranks 1 to 4 tie often, up to 100 rarely."""
TOLERANCE = 1e-6
"""How near, in every probability, a float profile lies to the exact one that it is taken for."""
PATIENCE = 120
"""Seconds after which a peer is killed."""
RUNS = 5
Profiles = list[list[float]]
"""Of one game, each profile as the probabilities of both players in a row."""


def quantecon(games: NDArray[np.int64]) -> tuple[float, list[Profiles]]:
    """Support enumeration, compiled: seconds, and the profiles of each game."""
    import quantecon.game_theory as gt

    built = [gt.NormalFormGame((gt.Player(first), gt.Player(second.T.copy()))) for first, second in games]
    gt.support_enumeration(built[0])  # compiles
    seconds, found = _timed(gt.support_enumeration, built)
    return seconds, [[[*x, *y] for x, y in profiles] for profiles in found]


def gambit(games: NDArray[np.int64]) -> tuple[float, list[Profiles]]:
    """Extreme equilibria in floats (enummixed): seconds, and the profiles of each game."""
    import pygambit

    built = [pygambit.Game.from_arrays(*game) for game in games]
    seconds, found = _timed(lambda game: pygambit.nash.enummixed_solve(game, rational=False).equilibria, built)
    return seconds, [
        [[float(profile[one]) for player in game.players for one in player.strategies] for profile in profiles]
        for game, profiles in zip(built, found, strict=True)
    ]


def nashpy(games: NDArray[np.int64]) -> tuple[float, list[Profiles]]:
    """Vertex enumeration in floats: seconds, and the profiles of each game."""
    import nashpy as nash

    built = [nash.Game(*game) for game in games]
    seconds, found = _timed(lambda game: list(game.vertex_enumeration()), built)
    return seconds, [[[*x, *y] for x, y in profiles] for profiles in found]


Peer = Callable[[NDArray[np.int64]], tuple[float, list[Profiles]]]
PEERS: dict[str, tuple[Peer, int]] = {
    "quantecon": (quantecon, 4000),
    "pygambit": (gambit, 600),
    "nashpy": (nashpy, 150),
}
"""Each peer, and how many games it is given."""


def _timed(solve: Callable[[Any], Any], games: Iterable[Any]) -> tuple[float, list[Any]]:
    start = time.perf_counter()
    found = [solve(game) for game in games]
    return time.perf_counter() - start, found


def in_child(peer: str, games: NDArray[np.int64]) -> tuple[float, list[Profiles]] | None:
    """What the peer says of the games; None where it had to be killed, or died."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(peer, games, there))
    child.start()
    there.close()
    try:
        return here.recv() if here.poll(PATIENCE) else None
    except EOFError:
        return None
    finally:
        child.kill()
        child.join()


def _answer(peer: str, games: NDArray[np.int64], answers: Connection) -> None:
    warnings.simplefilter("ignore")
    answers.send(PEERS[peer][0](games))


def ours(games: NDArray[np.int64]) -> float:
    """Games a second: the median of RUNS runs."""
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        pg.solve_many(games)
        seconds.append(time.perf_counter() - start)
    return len(games) / sorted(seconds)[RUNS // 2]


def wrong(games: NDArray[np.int64], answers: Sequence[Profiles]) -> int:
    """In how many games a peer's list is not ours: one missed, or one that is none."""
    solutions = pg.solve_many(games[: len(answers)])
    profiles = np.concatenate(solutions.profiles, axis=1)
    return sum(
        not _same(profiles[slice(*solutions.offsets[game : game + 2])], np.array(found))
        for game, found in enumerate(answers)
    )


def _same(exact: NDArray[np.float64], found: NDArray[np.float64]) -> bool:
    if not len(found):
        return False
    distances = np.abs(exact[:, None] - found[None]).max(axis=2)
    return bool((distances.min(axis=0) < TOLERANCE).all() and (distances.min(axis=1) < TOLERANCE).all())


def machine() -> str:
    """The processor and the versions that the numbers depend on."""
    info = Path("/proc/cpuinfo")
    names = [line.split(":")[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
    versions = " ".join(f"{name} {version(name)}" for name in ("numpy", "numba", *PEERS))
    chip = names[0] if names else platform.processor()
    return f"{os.cpu_count()} x {chip}; Python {platform.python_version()}; {versions}"


def rows(count: int) -> Iterable[str]:
    """The table, a row per shape, kind of payoffs and peer."""
    yield "| shape | payoffs | policygames, games/s | peer | games/s | ratio | games that the peer has wrong |"
    yield "|---|---|---|---|---|---|---|"
    for shape, highest in CELLS:
        games = np.random.default_rng([*shape, highest]).integers(1, highest + 1, (count, 2, *shape))
        for peer, (_, given) in PEERS.items():
            rate, answer = ours(games), in_child(peer, games[:given])
            cell = f"| {shape[0]} x {shape[1]} | 1 to {highest} | {rate:,.0f} | {peer} "
            if answer is None:
                yield f"{cell}| killed | | |"
                continue
            theirs = given / answer[0]
            yield f"{cell}| {theirs:,.0f} | {rate / theirs:,.0f} | {wrong(games, answer[1]) / given:.0%} |"


def main() -> None:
    """Prints the machine and the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--games", type=int, default=400_000)
    count = options.parse_args().games
    pg.solve_many(np.zeros((1, 2, 2, 2)))  # compiles, or loads what was compiled
    print(machine())  # noqa: T201
    for row in rows(count):
        print(row, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
