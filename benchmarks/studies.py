"""How fast draws of a scenario are solved, next to a loop over nashpy and to EMA Workbench with nashpy, in one run.

Run by hand: python benchmarks/studies.py [--draws N] [--exact N] [--long N]. Ours is timed from the command to the last
part on disk, processes started and all, once more as a rate of chunks under way. Peers solve some of the same draws, in
child processes, their payoffs evaluated in floats by the formulas of the file. `--exact` compares the counts of
equilibria of so many draws with the exact loop; `--long` is a long run for its memory. Takes some minutes.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np
import policygames as pg
from numpy.typing import NDArray
from policygames.studies import Folder, Study
from policygames.studies.drawn_games import tables_of
from policygames.studies.planning import Wish, spec_of
from policygames.studies.running import run
from policygames.studies.spec import StudySpec

NAME = "chip_controls_and_boycott"
PEERED = 400
"""Draws that peers are given."""
PATIENCE = 600
"""Seconds after which a peer is killed."""


def payoffs(values: dict[str, Any]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The two payoff matrices in floats, by the file's formulas."""
    o, q = np.array([1, 0.4, 0])[:, None], np.array([1, 0.5, 0])[None, :]
    v = {name: float(value) for name, value in values.items()}
    us = (
        v["margin"] * v["sales"] * o * q
        + v["denial"] * (1 - o) * (1 - v["erosion"] * (1 - q))
        - v["stranded"] * o * (1 - q)
    )
    china = (
        v["access"] * (o * q + v["offshore"] * o * (1 - q) + v["grey"] * (1 - o))
        - v["dependence"] * q
        + (v["learning"] + v["leverage"] * o) * (1 - q)
    )
    return us, china


def counted(values: dict[str, Any]) -> int:
    """How many equilibria nashpy lists."""
    import nashpy

    return len(list(nashpy.Game(*payoffs(values)).vertex_enumeration()))


def nashpy_loop(draws: list[dict[str, Any]]) -> tuple[float, list[int]]:
    """Seconds, and the counts."""
    counted(draws[0])
    begun = time.perf_counter()
    counts = [counted(values) for values in draws]
    return time.perf_counter() - begun, counts


def workbench(draws: list[dict[str, Any]]) -> tuple[float, list[int]]:
    """The same through EMA Workbench: a model, its uncertainties, and experiments of prescribed scenarios."""
    import ema_workbench as ema

    model = ema.Model("boycott", function=lambda **values: {"equilibria": counted(values)})
    model.uncertainties = [ema.RealParameter(name, 0, 100) for name in draws[0]]
    model.outcomes = [ema.ScalarOutcome("equilibria")]
    kind = getattr(ema, "Sample", None) or ema.Scenario
    cases = [kind(str(number), **values) for number, values in enumerate(draws)]
    begun = time.perf_counter()
    _, outcomes = ema.perform_experiments(model, scenarios=cases)
    return time.perf_counter() - begun, [int(count) for count in outcomes["equilibria"]]


PEERS: dict[str, Callable[[list[dict[str, Any]]], tuple[float, list[int]]]] = {
    "nashpy": nashpy_loop,
    "ema-workbench": workbench,
}


def in_child(peer: str, draws: list[dict[str, Any]]) -> tuple[float, list[int]] | None:
    """What a peer says, None where it is not installed, fails or hangs."""
    try:
        version(peer)
    except PackageNotFoundError:
        return None
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=answer, args=(peer, draws, theirs), daemon=True)
    child.start()
    theirs.close()
    try:
        return ours.recv() if ours.poll(PATIENCE) else None
    except EOFError:
        return None
    finally:
        child.kill()


def answer(peer: str, draws: list[dict[str, Any]], pipe: Connection) -> None:
    """Runs in the child."""
    warnings.simplefilter("ignore")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # bars
    pipe.send(PEERS[peer](draws))


MEASURED = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
seconds = time.perf_counter() - begun
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024]))
"""
"""Runs a command in a process that has no other children, so that the peak is theirs."""


def by_command(draws: int, folder: Path, *options: str) -> tuple[float, float]:
    """Seconds and peak memory (MiB, of the largest process) of `policygames study run`."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "policygames_cli.main", "study", "run", NAME]
    command += ["--draws", str(draws), "--seed", "7", "--out", str(folder), "--json", *options]
    said = subprocess.run([sys.executable, "-c", MEASURED, *command], check=True, capture_output=True, text=True)  # noqa: S603
    taken, peak = json.loads(said.stdout)
    return taken, peak


def spec(draws: int, findings: list[str] | None = None) -> StudySpec:
    """The study."""
    return spec_of(pg.scenario(NAME), Wish(draws=draws, seed=7, findings=findings))


def timed(task: Callable[[], Any]) -> float:
    """Seconds that the task takes."""
    begun = time.perf_counter()
    task()
    return time.perf_counter() - begun


def show(what: str, value: str) -> None:
    """A line of the table."""
    sys.stdout.write(f"{what:<58}{value:>30}\n")
    sys.stdout.flush()


def seconds(taken: float, draws: int) -> str:
    """A time and a rate."""
    return f"{taken:.1f} s, {draws / taken:,.0f} a second"


def peers(study: Study, rates: dict[str, float]) -> None:
    """How much slower peers are, and in how many draws they count otherwise."""
    frame = study.frame().head(PEERED)
    names = list(study.scenario.parameters)
    draws = [{name: float(row[name]) for name in names} for row in frame.to_dict("records")]
    for peer in PEERS:
        found = in_child(peer, draws)
        if found is None:
            show(f"{peer}", "not installed, or failed")
            continue
        theirs = len(draws) / found[0]
        wrong = sum(one != exact for one, exact in zip(found[1], frame["equilibria"], strict=True))
        show(f"{peer} {version(peer)}, draws a second", f"{theirs:,.0f}")
        for what, rate in rates.items():
            show(f"  ours is faster, {what}, by", f"{rate / theirs:,.0f} x")
        show("  draws in which its count is another than the exact one", f"{wrong} of {len(draws)}")


def exact(study: Study, number: int) -> None:
    """The counts of the study next to those of the exact loop, one game after the other."""
    counts, wrong = study.table(["equilibria"])["equilibria"].to_pylist(), 0
    begun = time.perf_counter()
    for first in range(0, number, 4096):
        size = min(4096, number - first)
        for row, game in enumerate(tables_of(study.scenario, study.spec.rows(first, size))):
            wrong += len(pg.solve(game).equilibria) != counts[first + row]
    show(f"counts other than one by one, of {number:,} draws", f"{wrong} ({time.perf_counter() - begun:,.0f} s)")


def resumed(folder: Path) -> float:
    """Seconds until a study that lacks one part is whole again, its manifest included."""
    every = sorted(folder.glob("part-*.parquet"))
    every[len(every) // 2].unlink()
    (folder / "manifest.json").unlink()
    return timed(lambda: run(Folder.opened(folder), workers=0))


def dask(draws: int, folder: Path) -> float:
    """Seconds on a Dask cluster of this machine, which is up already."""
    from distributed import LocalCluster
    from policygames.studies.cluster import cluster

    processors = os.cpu_count() or 1
    options = {"threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    with LocalCluster(processors, **options) as here, cluster(here.scheduler_address) as executor:
        run(Folder.made(folder / "warm", spec(20_000)), executor=executor)
        return timed(lambda: run(Folder.made(folder / "dask", spec(draws)), executor=executor))


def equal(one: Path, other: Path) -> bool:
    """Whether all parts are equal to the byte."""
    names = sorted(file.name for file in one.glob("part-*.parquet"))
    return names == sorted(file.name for file in other.glob("part-*.parquet")) and all(
        (one / name).read_bytes() == (other / name).read_bytes() for name in names
    )


def main() -> None:
    """The table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=100_000)
    parser.add_argument("--exact", type=int, default=2_000)
    parser.add_argument("--long", type=int, default=0)
    asked = parser.parse_args()
    sys.stdout.write(f"{NAME}, {platform.machine()}, {os.cpu_count()} processors, numpy {np.__version__}\n\n")
    with tempfile.TemporaryDirectory() as here:
        folder = Path(here)
        plain = ("--finding", "unique_outcome")
        one, peak = by_command(asked.draws, folder / "plain", *plain)
        every, _ = by_command(asked.draws, folder / "local")
        run(Folder.made(folder / "warm here", spec(20_000)), workers=0)
        warm = timed(lambda: run(Folder.made(folder / "bare", spec(asked.draws, [])), workers=0))
        alone = timed(lambda: run(Folder.made(folder / "alone", spec(asked.draws)), workers=0))
        show(f"{asked.draws:,} draws, one finding, from command to disk", seconds(one, asked.draws))
        show("  peak memory of the largest process", f"{peak:,.0f} MiB")
        show("  with all findings, each in every draw", seconds(every, asked.draws))
        show("warm, in one process, without findings", seconds(warm, asked.draws))
        show("  with all findings", seconds(alone, asked.draws))
        study = Study.at(folder / "plain")
        peers(study, {"warm": asked.draws / warm, "from command to disk": asked.draws / one})
        exact(study, min(asked.exact, asked.draws))
        spread = dask(asked.draws, folder)
        show("on a warm Dask cluster, all findings", seconds(spread, asked.draws))
        show("  parts equal to those of the local run", str(equal(folder / "local", folder / "dask")))
        again = resumed(folder / "plain")
        show("a part that is missing is there again after", f"{again:.2f} s")
        if asked.long:
            long, peak = by_command(asked.long, folder / "long", *plain)
            show(f"{asked.long:,} draws", seconds(long, asked.long))
            show("  peak memory of the largest process", f"{peak:,.0f} MiB")
            size = sum(file.stat().st_size for file in (folder / "long").glob("*.parquet"))
            show("  bytes a draw on disk", f"{size / asked.long:,.0f}")


if __name__ == "__main__":
    main()
