"""A job under random kills of workers and of the server ends with the rows of an unbroken run, byte by byte.

`POLICYGAMES_CHAOS=1000000,20` says of how many games, and how many kills; by default both are small.
"""

import os
import random
import time
from collections import Counter

import numpy as np
from service.running import Running, Watch
from service.studying import games, parts, unbroken

GAMES, KILLS = map(int, os.environ.get("POLICYGAMES_CHAOS", "40000,6").split(","))
CHUNKS = 80
SERVER = 4
"""Every so many kills it is the server."""
given = {"preload": ["lingering"], "uncompiled": True, "workers": 2}


def caught(running, wanted):
    """A worker that is at a stage, or any: a pid and where it was."""
    until = time.monotonic() + 20
    while wanted and time.monotonic() < until:
        for marker in running.scratch.glob("at-*"):
            if seen_at(marker) == wanted:
                return int(marker.name.removeprefix("at-")), wanted
    return random.choice(running.workers() or [0]), "any time"


def seen_at(marker):
    """The stage that a marker tells; empty where it is gone."""
    try:
        return marker.read_text()
    except FileNotFoundError:
        return ""


def kill_workers(running, count, seen):
    """Kills so many workers, each after a random while: some while they write, some while they rename."""
    for _ in range(count):
        time.sleep(random.uniform(0, 0.4))
        pid, place = caught(running, random.choice(["write", "rename", "write", "rename", ""]))
        try:
            watch = Watch(pid)
        except OSError:  # it ended by itself in this moment
            continue
        watch.kill()
        (running.scratch / f"at-{pid}").unlink(missing_ok=True)
        assert watch.gone()
        seen[place] += 1


def test_a_million_games_survive_twenty_kills(tmp_path):
    chunk_size, payoffs, seen = GAMES // CHUNKS, games(GAMES), Counter()
    for name in ("here", "there", "data"):
        (tmp_path / name).mkdir()
    name, left, began = "", KILLS, time.monotonic()
    while left:
        with Running(**given, data=str(tmp_path / "data")) as running:
            job = running.client.job(name) if name else running.client.solve_job(payoffs, chunk_size=chunk_size)
            name, killed = job.name, min(SERVER - 1, left)
            kill_workers(running, killed, seen)
            assert not job.progress.done, "the job ended before the kills did: take more games"
            left -= killed
            if left:
                time.sleep(random.uniform(0, 0.3))
                seen["server"] += 1
                left -= 1
                running.process.kill()
    with Running(**given, data=str(tmp_path / "data")) as running:
        job = running.client.job(name)
        progress = job.wait(600)
        frame = job.result(tmp_path / "there").frame()
    assert (progress.state, progress.rows_done, progress.rows_failed) == ("SUCCEEDED", GAMES, 0)
    assert np.array_equal(frame["game"], np.arange(GAMES))
    assert parts(tmp_path / "there") == unbroken(tmp_path / "here", payoffs, chunk_size)
    print(f"{GAMES} games, {KILLS} kills {dict(seen)}: all rows once, parts equal; {time.monotonic() - began:.0f} s")
