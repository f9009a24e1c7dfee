"""How fast all equilibria of one game are found, next to lrsnash on the same games, and whether the answers agree.

Run by hand: python benchmarks/normal_form.py [--games N] [--runs N] [--most N]. lrsnash (Debian package lrslib) runs as
a child process on a file; its start is part of its time, and is shown. Ours is timed warm, with the kernels compiled
and cached: `search` is the method to its end with the proof of completeness, `solve` checks every equilibrium on top,
and `read` spells all of them out, with their certificates in fractions and the components with their index.
Ratios are lrsnash's time over ours, game by game, each the best of several runs in turns; shown are the median and the
range over games.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import policygames as pg
from numpy.typing import NDArray
from policygames.budget import Budget
from policygames.games.profile_block import ProfileBlock
from policygames.methods.vertex_enumeration import propose

SIZES = (6, 8, 10, 12, 14)
HIGHEST = (4, 10, 100, 10**6)
"""Payoffs are whole numbers from 1 to this: ranks 1 to 4 tie often, up to a million almost never."""
LRSNASH = shutil.which("lrsnash") or ""


def searched(game: pg.NormalFormGame) -> int:
    """How many equilibria the method proposes: pure ones of large games twice, first alone and then with all."""
    blocks = [proposal for proposal in propose(game, Budget()) if isinstance(proposal, ProfileBlock)]
    if len(blocks) == 1:
        return len(blocks[0].pairs)
    return len({block.key(pair) for block in blocks for pair in block.pairs})


def solved(game: pg.NormalFormGame) -> pg.Solution:
    """All equilibria, found and certified."""
    return pg.solve(game, "nash", method="vertex_enumeration")


def read(game: pg.NormalFormGame) -> int:
    """How many equilibria are found and certified, all of them spelled out."""
    solution = solved(game)
    assert solution.components is not None or solution.warnings  # noqa: S101 - reads them
    return len(solution.equilibria)


def counted_by_lrsnash(file: Path) -> int:
    """How many extreme equilibria lrsnash lists."""
    printed = subprocess.run([LRSNASH, str(file)], capture_output=True, text=True, check=True).stdout  # noqa: S603
    found = re.search(r"Number of equilibria found: (\d+)", printed)
    if not found:
        raise RuntimeError(f"lrsnash says: {printed[-200:]}")
    return int(found[1])


def written(payoffs: NDArray[np.int64], folder: Path) -> Path:
    """The file that lrsnash reads."""
    matrices = ("\n".join(" ".join(map(str, row)) for row in matrix) for matrix in payoffs.tolist())
    file = folder / "game"
    file.write_text(f"{payoffs.shape[1]} {payoffs.shape[2]}\n\n" + "\n\n".join(matrices) + "\n")
    return file


def timed(task: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds and the answer."""
    start = time.perf_counter()
    answer = task()
    return time.perf_counter() - start, answer


def compared(payoffs: NDArray[np.int64], runs: int, folder: Path) -> tuple[list[float], int]:
    """Seconds of lrsnash, search, solve and read, and the number found. Raises AssertionError where they differ."""
    game, file = pg.NormalFormGame.from_bimatrix(*payoffs.tolist()), written(payoffs, folder)
    tasks = (lambda: counted_by_lrsnash(file), lambda: searched(game), lambda: solved(game), lambda: read(game))
    turns = [[timed(task) for task in tasks] for _ in range(runs)]
    counts = {answer if isinstance(answer, int) else len(answer.equilibria) for turn in turns for _, answer in turn}
    if len(counts) > 1:
        raise AssertionError(f"different numbers of equilibria, {counts}, in {payoffs.tolist()}")
    return [min(turn[task][0] for turn in turns) for task in range(len(tasks))], counts.pop()


def row(size: int, highest: int, results: Sequence[tuple[list[float], int]]) -> str:
    """One line of the table."""
    times = [statistics.median(seconds[task] for seconds, _ in results) * 1e3 for task in range(4)]
    shown = [f"{time:9.1f}" for time in times]
    for task in (1, 2, 3):
        ratios = sorted(seconds[0] / seconds[task] for seconds, _ in results)
        shown.append(f"{statistics.median(ratios):6.1f} ({ratios[0]:.1f}-{ratios[-1]:.1f})")
    return f"{size:4} {highest:8} {sum(count for _, count in results):6} " + " ".join(shown)


def lines(games: int, runs: int, most: int) -> Iterator[str]:
    """The table."""
    random = np.random.default_rng(1)
    with tempfile.TemporaryDirectory() as name:
        searched(pg.NormalFormGame(random.integers(0, 9, (2, 9, 9)).tolist()))  # loads the kernels
        start = compared(np.ones((2, 1, 1), np.int64), 5, Path(name))[0][0]
        yield f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
        yield f"Python {platform.python_version()}, numba {version('numba')}; lrsnash starts in {start * 1e3:.1f} ms"
        yield "   n  highest  found   lrsnash    search     solve      read ms;  lrsnash/search,  /solve,  /read"
        for highest, size in product(HIGHEST, (size for size in SIZES if size <= most)):
            drawn = [random.integers(1, highest + 1, (2, size, size)) for _ in range(games)]
            yield row(size, highest, [compared(payoffs, runs, Path(name)) for payoffs in drawn])


def main() -> None:
    """Print the table as it grows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--games", type=int, default=4)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--most", type=int, default=max(SIZES))
    for line in lines(**vars(parser.parse_args())):
        print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
