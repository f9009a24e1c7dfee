"""How fast the payoffs that two players can sustain are found, next to QuantEcon's Abreu-Sannikov on the same games.

Run by hand: python benchmarks/repeated.py [--runs N] [--sweep N]. QuantEcon is installed for development only; each of
its solves runs in a child process, since it can corrupt its memory, and is timed there, warm, without the child's
start. It raises on sets without interior: such games are counted apart, no ratio is taken. Ours is timed from pg.solve
to the Solution: `fast` without proofs, of a stage game that was solved before or, `first`, never; `proven` with all
proofs. Ratios are QuantEcon's time over ours, game by game, each the best of several runs: processor time for one game,
for sweeps the time on the wall, as ours run on two threads. Answers are compared: every corner that either gives must
lie within 1e-6 of the range of payoffs of the other's polygon; those that do not are named.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib.metadata import version
from multiprocessing.connection import Connection
from typing import Any

import numpy as np
import policygames as pg
from numpy.typing import NDArray

Floats = NDArray[np.float64]
NEAR = 1e-6
"""How far corners may lie from the other's polygon, relative to the range of payoffs."""
PATIENCE = 60.0
"""Seconds after which a peer is killed."""


@dataclass(frozen=True, slots=True)
class Case:
    """A game of two players, payoffs of shape (2, m, n), and a discount factor."""

    name: str
    payoffs: NDArray[Any]
    discount: str


def oligopoly(size: int, *, prices: bool = False) -> NDArray[Any]:
    """Two firms that choose quantities, or prices of differentiated goods, from 0 to size - 1, in whole numbers."""
    own, other = np.meshgrid(np.arange(size), np.arange(size), indexing="ij")
    profit = own * (2 * size - 2 * own + other) if prices else own * (2 * size - own - other)
    return np.stack([profit, profit.T])


TABLES = {
    "prisoners' dilemma": [[[2, 0], [3, 1]], [[2, 3], [0, 1]]],
    "steep dilemma": [[[5, -4], [9, 0]], [[5, 9], [-4, 0]]],
    "uneven dilemma": [[[3, 0], [5, 1]], [[4, 6], [0, 1]]],
    "chicken": [[[6, 2], [7, 0]], [[6, 7], [2, 0]]],
    "battle of the sexes": [[[3, 0], [0, 2]], [[2, 0], [0, 3]]],
    "stag hunt": [[[4, 0], [3, 2]], [[4, 3], [0, 2]]],
    "product choice": [[[2, 0], [3, 1]], [[3, 2], [0, 1]]],
    "matching pennies": [[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]],
    "Abreu 1988": [[[10, 3, 0], [15, 7, -4], [7, 5, -15]], [[10, 15, 7], [3, 7, 5], [0, -4, -15]]],
    "Abreu-Sannikov 2014": [[[16, 3, 0], [21, 10, -1], [9, 5, -5]], [[9, 13, 3], [1, 4, 0], [0, -4, -15]]],
    "Benoit-Krishna": [[[0, 0, 0], [0, 3, 6], [0, 1, 5]], [[0, 0, 0], [0, 3, 1], [0, 6, 5]]],
    "rock, paper, scissors": [[[0, -1, 1], [1, 0, -1], [-1, 1, 0]], [[0, 1, -1], [-1, 0, 1], [1, -1, 0]]],
    "Cournot 3x3": oligopoly(3),
    "Cournot 4x4": oligopoly(4),
    "Bertrand 3x3": oligopoly(3, prices=True),
    "Bertrand 4x4": oligopoly(4, prices=True),
}
DISCOUNTS = ("3/10", "1/2", "4/5")


def small_cases() -> Iterator[Case]:
    """At least 50 games up to 4x4."""
    for name, table in TABLES.items():
        for discount in DISCOUNTS:
            yield Case(f"{name}, {discount}", np.array(table), discount)
    for seed in range(48):
        random = np.random.default_rng(seed)
        shape, discount = random.integers(2, 5, 2), DISCOUNTS[seed % 3]
        payoffs = random.integers(0, 10, (2, *shape))
        yield Case(f"random {shape[0]}x{shape[1]}, seed {seed}, {discount}", payoffs, discount)


def large_cases() -> Iterator[Case]:
    """Duopolies."""
    for size in (7, 15):
        for discount in ("3/10", "4/5"):
            yield Case(f"Cournot {size}x{size}, {discount}", oligopoly(size), discount)


def quantecon(payoffs: NDArray[Any], discounts: Sequence[float], runs: int, answer: Connection) -> None:
    """For each discount factor seconds and corners, None where it raises; sent to `answer` one by one."""
    for discount in discounts:
        answer.send(_asked(built(payoffs, discount), runs))


def built(payoffs: NDArray[Any], discount: float) -> Any:
    """The game as QuantEcon takes it."""
    import quantecon.game_theory as gt
    from quantecon.game_theory.repeated_game import RepeatedGame

    first, second = payoffs.astype(float)
    return RepeatedGame(gt.NormalFormGame((gt.Player(first), gt.Player(np.ascontiguousarray(second.T)))), discount)


def _asked(game: Any, runs: int) -> tuple[float, Floats] | None:
    least = np.inf
    try:
        for _ in range(runs):
            start = time.process_time()
            hull = game.equilibrium_payoffs()
            least = min(least, time.process_time() - start)
    except Exception:  # noqa: BLE001 - whatever it raises, it gives no answer
        return None
    return least, hull.points[hull.vertices]


def peer(payoffs: NDArray[Any], discounts: Sequence[float], runs: int) -> list[tuple[float, Floats] | None]:
    """What QuantEcon says at each discount factor; None where it raises, dies or is killed."""
    found: list[tuple[float, Floats] | None] = []
    while len(found) < len(discounts):
        here, there = multiprocessing.Pipe()
        left = discounts[len(found) :]
        child = multiprocessing.get_context("fork").Process(target=quantecon, args=(payoffs, left, runs, there))
        child.start()
        there.close()
        try:
            while len(found) < len(discounts) and here.poll(PATIENCE):
                found.append(here.recv())
            if len(found) < len(discounts):
                found.append(None)  # too slow
        except EOFError:
            found.append(None)  # it died of this one
        child.kill()
        child.join()
    return found


def timed(task: Callable[[], Any], runs: int, clock: Callable[[], float] = time.process_time) -> float:
    """The fewest seconds of several runs."""
    least = np.inf
    for _ in range(runs):
        start = clock()
        task()
        least = min(least, clock() - start)
    return float(least)


def repeated(case: Case) -> pg.RepeatedGame:
    """The game, new."""
    return pg.RepeatedGame(pg.NormalFormGame(case.payoffs.tolist()), case.discount)


def first_time(case: Case, runs: int) -> float:
    """The fewest seconds of a fast solve of a game that was not solved before."""
    games = iter([repeated(case) for _ in range(runs)])
    return timed(lambda: pg.solve(next(games), "subgame_perfect", certify=False), runs)


def apart(ours: Floats, theirs: Floats, payoffs: NDArray[Any]) -> float:
    """How far a corner of either lies outside of an edge of the other, relative to the range of payoffs."""
    spans = np.maximum(np.ptp(payoffs.reshape(2, -1), axis=1), 1)
    one, other = ours / spans, theirs / spans
    return max(_outside(one, other), _outside(other, one))


def _outside(points: Floats, polygon: Floats) -> float:
    along = np.roll(polygon, -1, axis=0) - polygon
    lengths = np.maximum(np.hypot(*along.T), 1e-12)
    offsets = points[:, None] - polygon[None]
    right = (along[:, 1] * offsets[..., 0] - along[:, 0] * offsets[..., 1]) / lengths
    return float(right.max())


@dataclass(frozen=True, slots=True)
class Row:
    """One game: seconds, what is proven, and QuantEcon's answer."""

    name: str
    fast: float
    first: float
    proven: float
    status: str
    peer: float | None

    def __str__(self) -> str:
        """A line of the table."""
        ours = f"{self.fast * 1e6:8.0f} {self.first * 1e6:8.0f} {self.proven * 1e6:8.0f}  {self.status:8}"
        if self.peer is None:
            return f"{self.name:36} {ours} raises"
        ratios = " ".join(f"{self.peer / one:7.1f}" for one in (self.fast, self.first, self.proven))
        return f"{self.name:36} {ours} {self.peer * 1e6:8.0f} {ratios}"


def compared(case: Case, runs: int) -> Row:
    """Our times and QuantEcon's. Raises AssertionError where the answers differ."""
    (answer,) = peer(case.payoffs, [float(Fraction(case.discount))], min(runs, 3))
    game = repeated(case)
    solution = pg.solve(game, "subgame_perfect")
    if answer is not None:
        difference = apart(np.asarray(solution.payoff_set.vertices), answer[1], case.payoffs)
        if not difference < NEAR:
            print(f"{case.name}: answers differ by {difference:.1e} of the range")  # noqa: T201
    return Row(
        case.name,
        timed(lambda: pg.solve(game, "subgame_perfect", certify=False), 10 * runs),
        first_time(case, 5 * runs),
        timed(lambda: pg.solve(game, "subgame_perfect"), runs),
        "exact" if solution.payoff_set.exact is not None and solution.payoff_set.is_exact else "enclosed",
        None if answer is None else answer[0],
    )


def swept(case: Case, count: int, asked: int, runs: int) -> str:
    """A line on a sweep of so many discount factors; QuantEcon is asked at a few of them, and its time multiplied."""
    discounts = np.arange(1, count + 1) / (count + 1)
    some = discounts[:: max(1, count // asked)]
    answers = [answer for answer in peer(case.payoffs, some.tolist(), 1) if answer is not None]
    theirs = statistics.mean(seconds for seconds, _ in answers) * count if answers else float("nan")
    game = repeated(case)
    ours = timed(lambda: pg.solve(game, "subgame_perfect", certify=False, discounts=discounts), runs, time.perf_counter)
    line = f"{case.name:36} {ours * 1e3:8.1f} {theirs * 1e3:10.0f} {theirs / ours:8.0f}"
    return f"{line}   it answers {len(answers)} of {len(some)}"


def summary(name: str, ratios: Sequence[float], below: float) -> str:
    """Median, range, and how many are below a bound."""
    ordered = sorted(ratios)
    few = sum(ratio < below for ratio in ordered)
    middle = statistics.median(ordered)
    return (
        f"{name:36} median {middle:.1f} ({ordered[0]:.1f} to {ordered[-1]:.1f}), {few} of {len(ordered)} below {below}"
    )


def lines(runs: int, sweep: int) -> Iterator[str]:
    """The tables."""
    built(np.array(TABLES["Abreu 1988"]), 0.5).equilibrium_payoffs()  # compiles, for all children
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "numba", "quantecon"))
    yield f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    yield f"Python {platform.python_version()}, {versions}; microseconds"
    yield f"{'game':36} {'fast':>8} {'first':>8} {'proven':>8}  {'':8} {'peer':>8} peer over fast, first, proven"
    rows = []
    for case in small_cases():
        rows.append(compared(case, runs))
        yield str(rows[-1])
    answered = [row for row in rows if row.peer is not None]
    yield f"QuantEcon answers {len(answered)} of {len(rows)}; exact: {sum(row.status == 'exact' for row in rows)}"
    yield summary("fast", [(row.peer or 0) / row.fast for row in answered], 20)
    yield summary("fast, for the first time", [(row.peer or 0) / row.first for row in answered], 20)
    yield summary("proven", [(row.peer or 0) / row.proven for row in answered], 5)
    yield from (str(compared(case, runs)) for case in large_cases())
    yield f"{'sweep of ' + str(sweep):36} {'ours, ms':>8} {'peer, ms':>10} {'ratio':>8}"
    small = [case for case in small_cases() if case.discount == "1/2"][::3]
    yield from (swept(case, sweep, 25, runs) for case in small)
    yield swept(Case("Cournot 15x15", oligopoly(15), "1/2"), sweep, 25, 1)


def main() -> None:
    """Print the tables as they grow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sweep", type=int, default=1000)
    for line in lines(**vars(parser.parse_args())):
        print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
