"""How fast a strategy automaton is judged, exactly, next to one QuantEcon payoff-set solve of the same stage game.

Run by hand: python benchmarks/automata.py [--states N] [--games N] [--runs N]. Automata have random play and random
moves on 5x5 games of whole payoffs up to 9; `grim` and its like are judged by the same code. `check` is the verdict at
one discount factor, `discounts` at all of them, by root isolation: each of an automaton made anew, so that nothing is
remembered. QuantEcon is asked in a child process, which it can crash, for a float polygon at the same discount factor;
it is timed there, warm; games at which it raises are counted apart. Ratios are its time over ours, processor time, the
best of several runs. The two answer different questions: that of the peer is no verdict on an automaton. What is
compared: `check` must say at each of the discount factors asked what `discounts` says there.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import policygames as pg
from policygames.certificates import Certificate
from repeated import peer, summary, timed

ACTIONS = 5
DISCOUNTS = ("3/10", "1/2", "4/5")


@dataclass(frozen=True, slots=True)
class Case:
    """A stage game, a discount factor, and how an automaton plays and moves."""

    name: str
    game: pg.NormalFormGame
    discount: str
    play: dict[str, tuple[int, int]]
    moves: dict[tuple[str, tuple[int, int]], str]

    def automaton(self) -> Any:
        """The automaton, new."""
        return pg.automaton(game=self.game, start="0", play=self.play, moves=self.moves)


def cases(states: int, games: int) -> Iterator[Case]:
    """Random automata; every other one moves on to a stage equilibrium for ever after any deviation, where there is."""
    for seed in range(games):
        random = np.random.default_rng(seed)
        game = pg.NormalFormGame(random.integers(0, 10, (2, ACTIONS, ACTIONS)).tolist())
        names = [str(state) for state in range(states)]
        play = {name: (int(random.integers(ACTIONS)), int(random.integers(ACTIONS))) for name in names}
        profiles = list(product(range(ACTIONS), repeat=2))
        moves = {(name, profile): names[int(random.integers(states))] for name in names for profile in profiles}
        if seed % 2:
            play, moves = _reverting(game, names, play, profiles)
        yield Case(f"seed {seed}, {'reverting' if seed % 2 else 'random'}", game, DISCOUNTS[seed % 3], play, moves)


def _reverting(
    game: pg.NormalFormGame,
    names: Sequence[str],
    play: dict[str, tuple[int, int]],
    profiles: Sequence[tuple[int, int]],
) -> tuple[dict[str, tuple[int, int]], dict[tuple[str, tuple[int, int]], str]]:
    """A path through all states but the last, round and round; the last is for ever, an equilibrium if one exists."""
    first, second = game.floats
    stable = (first == first.max(axis=0, keepdims=True)) & (second == second.max(axis=1, keepdims=True))
    last, path = names[-1], names[:-1]
    after = dict(zip(path, [*path[1:], path[0]], strict=True)) | {last: last}
    play = play | {last: tuple(map(int, np.argwhere(stable)[0])) if stable.any() else play[last]}
    return play, {
        (name, profile): after[name] if profile == play[name] else last for name in names for profile in profiles
    }


def judged(case: Case, runs: int) -> tuple[float, float, float | None]:
    """Seconds of a check, of all discount factors, and of the peer, None where it raises.

    Raises AssertionError where check and discounts contradict each other.
    """
    regions = case.automaton().discounts()
    for factor in DISCOUNTS:
        if isinstance(case.automaton().check(factor), Certificate) != any(one.contains(factor) for one in regions):
            raise AssertionError(f"{case.name}: the answers differ at {factor}")
    answer = peer(np.array(case.game.floats), [float(Fraction(case.discount))], runs)[0]
    return (
        _fresh(case, lambda one: one.check(case.discount), runs),
        _fresh(case, lambda one: one.discounts(), runs),
        None if answer is None else answer[0],
    )


def _fresh(case: Case, task: Callable[[Any], Any], runs: int) -> float:
    automata = iter([case.automaton() for _ in range(runs)])
    return timed(lambda: task(next(automata)), runs)


def lines(states: int, games: int, runs: int) -> Iterator[str]:
    """The table."""
    yield f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; microseconds"
    yield f"{states} states, {ACTIONS}x{ACTIONS}      {'check':>8} {'discounts':>10} {'peer':>9}  peer over both"
    found = []
    for case in cases(states, games):
        check, every, other = judged(case, runs)
        ours = f"{case.name:20} {check * 1e6:8.0f} {every * 1e6:10.0f}"
        if other is None:
            yield f"{ours} raises"
            continue
        found.append((other / check, other / every))
        yield f"{ours} {other * 1e6:9.0f}  {found[-1][0]:7.1f} {found[-1][1]:7.1f}"
    yield f"QuantEcon answers {len(found)} of {games}"
    if found:
        yield summary("check", [one for one, _ in found], 1)
        yield summary("discounts", [one for _, one in found], 1)


def main() -> None:
    """Print the table as it grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--states", type=int, default=10)
    parser.add_argument("--games", type=int, default=20)
    parser.add_argument("--runs", type=int, default=5)
    for line in lines(**vars(parser.parse_args())):
        print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
