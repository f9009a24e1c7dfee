"""How fast one equilibrium of a large game is found, and a large zero-sum game solved, next to QuantEcon and HiGHS.

Run by hand: python benchmarks/normal_form_single.py [--actions N] [--games N]. QuantEcon is installed for development
only; its Lemke-Howson runs in a child process that is killed after 12 seconds, which then count as its time. Ours is
timed from the game to the certified solution, the digest of the game included; answers are exact but for zero-sum games
of floats, where a certificate bounds the gain. Takes minutes.
Where processors are shared, OPENBLAS_NUM_THREADS=1 steadies what numpy takes: threads wait for one another.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import time
from collections.abc import Callable
from importlib.metadata import version
from multiprocessing.connection import Connection
from typing import Any

import numpy as np
import policygames as pg
from numpy.typing import NDArray

PATIENCE = 12.0
"""Seconds after which a peer is killed."""
Payoffs = NDArray[Any]


def ranks(random: np.random.Generator, n: int) -> Payoffs:
    """Each player's n * n outcomes ranked from 1, without ties."""
    return np.stack([random.permutation(n * n).reshape(n, n) + 1 for _ in "12"])


def integers(random: np.random.Generator, n: int) -> Payoffs:
    """Whole numbers from 1 to n * n, with ties."""
    return random.integers(1, n * n + 1, (2, n, n))


def opposed(random: np.random.Generator, n: int) -> Payoffs:
    """Normal payoffs of covariance -0.9, times 10^4 and rounded."""
    pairs = random.multivariate_normal([0, 0], [[1, -0.9], [-0.9, 1]], size=(n, n))
    return np.moveaxis(np.rint(1e4 * pairs), 2, 0).astype(np.int64)


def uniform(random: np.random.Generator, n: int) -> Payoffs:
    """Floats between 0 and 1."""
    return random.random((2, n, n))


def quantecon(payoffs: Payoffs, answer: Connection) -> None:
    """Seconds that Lemke-Howson takes without compiling, sent to `answer`."""
    import quantecon.game_theory as gt

    def built(first: Payoffs, second: Payoffs) -> Any:
        return gt.NormalFormGame((gt.Player(first), gt.Player(np.ascontiguousarray(second.T))))

    gt.lemke_howson(built(np.eye(3), np.eye(3)))  # compiles
    game = built(*payoffs.astype(float))
    answer.send(0.0)
    start = time.perf_counter()
    gt.lemke_howson(game, max_iter=10**9)
    answer.send(time.perf_counter() - start)


def peer_seconds(payoffs: Payoffs) -> float:
    """Seconds that QuantEcon takes, PATIENCE where it was killed."""
    here, there = multiprocessing.Pipe()
    child = multiprocessing.get_context("fork").Process(target=quantecon, args=(payoffs, there))
    child.start()
    here.recv()
    seconds = here.recv() if here.poll(PATIENCE) else PATIENCE
    child.kill()
    child.join()
    return float(seconds)


def our_seconds(payoffs: Payoffs, concept: str) -> tuple[float, str]:
    """Seconds that we take, and how many actions are played, or that none was found."""
    game = pg.NormalFormGame(payoffs)
    start = time.perf_counter()
    solution = pg.solve(game, concept, max_equilibria=1, deadline=PATIENCE)
    seconds = time.perf_counter() - start
    if not solution.equilibria:
        return seconds, "none"
    (one,) = solution.equilibria
    return seconds, f"{one.certificate.kind} " + "x".join(str(sum(map(bool, s))) for s in one.exact or ())


def highs_seconds(own: Payoffs) -> float:
    """Seconds that HiGHS takes for the same linear program, payoffs scaled to [1, 2] beforehand."""
    from scipy.optimize import linprog

    scaled = 1 + (own - own.min()) / (own.max() - own.min())
    start = time.perf_counter()
    linprog(-np.ones(own.shape[1]), scaled, np.ones(own.shape[0]), method="highs")
    return time.perf_counter() - start


def compare(name: str, payoffs: Payoffs, concept: str, peer: Callable[[Payoffs], float]) -> float:
    """One line, and our time over the peer's."""
    theirs = peer(payoffs if concept == "nash" else payoffs[0])
    ours, found = our_seconds(payoffs, concept)
    print(f"{name:24} {ours:8.3f} {theirs:8.3f} {ours / theirs:8.3f}  {found}", flush=True)  # noqa: T201
    return ours / theirs


def main() -> None:
    """All comparisons."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=500)
    parser.add_argument("--games", type=int, default=6)
    asked = parser.parse_args()
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "scipy", "numba", "quantecon"))
    machine = f"{platform.machine()}, {os.cpu_count()} processors"
    print(f"{machine}, {versions}, {asked.actions} actions")  # noqa: T201
    print(f"{'game':24} {'ours, s':>8} {'peer, s':>8} {'ratio':>8}  ours is")  # noqa: T201
    random = np.random.default_rng(2024)
    for warm in (ranks, opposed):
        our_seconds(warm(random, 60), "nash")
    our_seconds(np.stack([own := integers(random, 60)[0], -own]), "zero_sum")
    for family in (ranks, integers, opposed):
        rows = [
            compare(f"one, {family.__name__}", family(random, asked.actions), "nash", peer_seconds)
            for _ in range(asked.games)
        ]
        print(f"{'median':42} {np.median(rows):8.3f}")  # noqa: T201
    for family in (ranks, integers, uniform):
        owns = [family(random, asked.actions)[0] for _ in range(asked.games)]
        rows = [
            compare(f"zero-sum, {family.__name__}", np.stack([own, -own]), "zero_sum", highs_seconds) for own in owns
        ]
        print(f"{'median':42} {np.median(rows):8.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
