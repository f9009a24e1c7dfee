"""A bounded soak of the service: how fast abandoned work ends, and what grows under mixed load.

Usage: python tests/service/soak.py [--rounds 100] [--seconds 60]. Exits with 1 where a bound does not hold.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import signal
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import grpc

sys.path.insert(0, str(Path(__file__).parents[1]))

from service.questions import question, raw, raw_stream, stream_question
from service.running import Running

BOUND = 0.2
"""Seconds in which a worker is dead, or free, after nobody waits for it any more (SERVICE.md, rows 9 and 10)."""


def all_workers(running: Running) -> list[int]:
    """The processes of both workers; while one is replaced, or a process ends, the kernel's list is short."""
    while len(found := running.workers()) < 2:
        pass
    return found


def abandoned(running: Running, channel: grpc.Channel, *, deadline: bool) -> float:
    """Seconds from the cancel, or from the deadline, of a call that never returns to the end of its worker."""
    seconds = 1.0 if deadline else None
    all_workers(running)
    call = raw_stream(channel)(stream_question("blocking"), timeout=seconds)
    begun = time.monotonic()
    for _ in range(3):
        next(call)  # alive, and both equilibria
    time.sleep(0.05)  # by now it blocks, in a call that holds the interpreter; before, it would heed its flag and live
    handles = [os.pidfd_open(pid) for pid in all_workers(running)]
    start = begun + 1.0 if deadline else time.monotonic()
    if not deadline:
        call.cancel()
    ended, _, _ = select.select(handles, [], [], 30)
    seconds_taken = time.monotonic() - start
    for handle in handles:
        os.close(handle)
    assert ended, "no worker ended"
    call.cancel()
    return max(0.0, seconds_taken)


def resident(pid: int) -> int:
    """Bytes of memory that a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def mixed(address: str, until: float, seed: int, ends: Counter[str]) -> None:
    """Good calls, cancels, deadlines, junk and crashes, one after the other."""
    rng = random.Random(seed)
    methods = [None] * 7 + ["endless", "crashing", "hungry"]
    with grpc.insecure_channel(address) as channel:
        while time.monotonic() < until:
            method = rng.choice(methods)
            body = os.urandom(50) if rng.random() < 0.05 else question(method)
            call = raw(channel, "Solve").future(body, timeout=0.3 if method == "endless" else 20)
            if rng.random() < 0.1:
                call.cancel()
            ends[f"{method or 'good'}: {call.code().name}"] += 1


def main() -> int:
    """Prints the figures; 1 where a bound does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    with Running(workers=2, uncompiled=True) as running:
        late = [_timed(running, given.rounds, deadline=deadline)[-1] > BOUND for deadline in (False, True)]
        grown = _soaked(running, given.seconds)
    return int(any(late) or grown > 64 * 2**20)


def _timed(running: Running, rounds: int, *, deadline: bool) -> list[float]:
    with grpc.insecure_channel(running.address) as channel:
        times = sorted(abandoned(running, channel, deadline=deadline) for _ in range(rounds))
    kind = "deadline" if deadline else "cancel"
    within = sum(one < BOUND for one in times)
    median, worst = 1000 * times[len(times) // 2], 1000 * times[-1]
    print(f"{kind} to a dead worker: median {median:.0f} ms, worst {worst:.0f} ms, {within} of {rounds} under 200 ms")
    return times


def _soaked(running: Running, seconds: float) -> int:
    ends: Counter[str] = Counter()
    before = resident(running.process.pid)
    until = time.monotonic() + seconds
    callers = [threading.Thread(target=mixed, args=(running.address, until, seed, ends)) for seed in range(8)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    time.sleep(3)
    grown = resident(running.process.pid) - before
    print(f"{ends.total()} calls in {seconds:.0f} s: {dict(sorted(ends.items()))}")
    print(f"the server grew by {grown / 2**20:.1f} MiB; {len(running.workers())} workers")
    return grown


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
