"""How fast all that side payments sustain is found, at every discount factor, next to fixed points in numpy.

Run by hand: python benchmarks/transfers.py [--actions N] [--repeats N]. The peer is the textbook's iteration in floats:
for one discount factor it takes out what is not enforceable until all is; what all discount factors share is prepared
once and not counted. Ours is exact and timed from the game to the schedule. Answers are compared at every factor.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import policygames as pg
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Sustained = tuple[float, ...] | None
FACTORS = 100
"""Discount factors 0, 1/100 … 99/100."""


def random_integers(actions: int) -> pg.NormalFormGame:
    """Whole payoffs up to 1,000."""
    return pg.NormalFormGame(np.random.default_rng(1).integers(0, 1000, (2, actions, actions)))


def few_values(actions: int) -> pg.NormalFormGame:
    """Whole payoffs up to 9: full of ties."""
    return pg.NormalFormGame(np.random.default_rng(2).integers(0, 10, (2, actions, actions)))


def thirds(actions: int) -> pg.NormalFormGame:
    """Multiples of 1/3 for one player, of 1/7 for the other."""
    whole = np.random.default_rng(3).integers(0, 1000, (2, actions, actions)).tolist()
    return pg.NormalFormGame(
        [[[f"{entry}/{below}" for entry in row] for row in rows] for rows, below in zip(whole, (3, 7), strict=True)]
    )


def cournot(actions: int) -> pg.NormalFormGame:
    """Two firms choose quantities up to the demand's intercept, at a price of what is left of it, never below 0."""
    quantity = np.arange(actions)
    price = np.maximum(actions - np.add.outer(quantity, quantity), 0)
    return pg.NormalFormGame(np.stack([price * quantity[:, None], price * quantity]))


def public_good(actions: int) -> pg.NormalFormGame:
    """Each gives up to all; what is given is worth 3/2 as much, shared equally."""
    given = np.arange(actions)
    shared = 3 * np.add.outer(given, given)
    return pg.NormalFormGame(np.stack([shared - 4 * given[:, None], shared - 4 * given]))


GAMES: dict[str, Callable[[int], pg.NormalFormGame]] = {
    "random": random_integers,
    "few values": few_values,
    "thirds": thirds,
    "Cournot": cournot,
    "public good": public_good,
}


def prepared(game: pg.NormalFormGame) -> tuple[Floats, list[Floats], Floats]:
    """Joint payoffs, best replies and liquidity of every profile, in floats."""
    payoffs = game.floats
    best = [np.broadcast_to(one.max(axis=i, keepdims=True), one.shape) for i, one in enumerate(payoffs)]
    joint = payoffs.sum(axis=0)
    return joint, best, np.sum(best, axis=0) - joint


def fixed_point(joint: Floats, best: list[Floats], liquidity: Floats, discount: float) -> Sustained:
    """Joint maximum and punishments at one discount factor; None where nothing is enforceable."""
    chosen = np.ones(joint.shape, dtype=np.bool_)
    count = chosen.size
    while count:
        found = (joint[chosen].max(), *(one[chosen].min() for one in best))
        chosen = (1 - discount) * liquidity <= discount * (found[0] - sum(found[1:])) + _TIE
        if (left := int(np.count_nonzero(chosen))) == count:
            return tuple(map(float, found))
        count = left
    return None


_TIE = 1e-9
"""Payoff units: ties that floats break are ties in the peer's favour."""


def seconds(work: Callable[[], object], repeats: int) -> float:
    """The median time of several runs."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def agreeing(schedule: object, peers: list[Sustained]) -> int:
    """At how many discount factors both say the same."""
    same = 0
    for k, peer in enumerate(peers):
        step = schedule.at(Fraction(k, FACTORS))  # type: ignore[attr-defined]  # a TransferSchedule
        ours = None if step is None else (float(step.joint_maximum), *map(float, step.punishments))
        same += ours == peer or (ours is not None and peer is not None and np.allclose(ours, peer, atol=1e-6))
    return same


def row(name: str, actions: int, repeats: int) -> str:
    """Both times, their ratio, and at how many discount factors the answers agree, for one game."""
    game = GAMES[name](actions)
    ours = seconds(lambda: pg.transfer_schedule(game), repeats)
    ready = prepared(game)
    factors = [k / FACTORS for k in range(FACTORS)]
    theirs = seconds(lambda: [fixed_point(*ready, factor) for factor in factors], max(3, repeats // 10))
    schedule = pg.transfer_schedule(game)
    same = agreeing(schedule, [fixed_point(*ready, factor) for factor in factors])
    return (
        f"{name:12} {len(schedule):4} steps  {ours * 1e3:8.2f} ms for all, exact  "
        f"{theirs * 1e3:8.2f} ms for {FACTORS} in floats  {theirs / ours:6.1f} times  {same} of {FACTORS} agree"
    )


def main() -> None:
    """A line for each game."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actions", type=int, default=101)
    parser.add_argument("--repeats", type=int, default=50)
    asked = parser.parse_args()
    print(f"{asked.actions} x {asked.actions} actions")  # noqa: T201
    for name in GAMES:
        print(row(name, asked.actions, asked.repeats), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
