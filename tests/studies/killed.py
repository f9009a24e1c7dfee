"""Runs a study again and again, in processes that kill themselves at chosen points: SPEC FOLDER POINT:COUNT…."""

import io
import os
import signal
import sys
from pathlib import Path

import pyarrow.parquet as pq
from policygames.studies import Folder, StudySpec, parts
from policygames.studies.running import run


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def at(count, before, then=die):
    """A function that does `before` so many times, and dies the next time."""
    calls = 0

    def counted(*args):
        nonlocal calls
        calls += 1
        if calls > count:
            then(*args)
        return before(*args)

    return counted


def half(table, stream):
    """Writes half of the part, and dies."""
    whole = io.BytesIO()
    pq.write_table(table, whole)
    stream.write(whole.getvalue()[: whole.tell() // 2])
    stream.flush()
    die()


def main(spec, folder, point, count):
    replace = Path.replace
    if point == "writing":
        parts._write_table = at(count, parts._write_table, half)
    elif point == "syncing":
        os.fsync = at(count, os.fsync, lambda _: die())
    elif point == "before the rename":
        Path.replace = at(count, replace, lambda *_: die())
    elif point == "after the rename":
        Path.replace = at(count, replace, lambda file, target: (replace(file, target), die()))
    run(Folder.made(Path(folder), StudySpec.from_json(Path(spec).read_text(encoding="utf-8"))), workers=0)


def killed(spec, folder, point, count):
    """Runs in a process of its own, and makes sure that it killed itself; says how many parts there are then."""
    child = os.fork()  # before any thread of the solver is there
    if child == 0:
        main(spec, folder, point, count)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
        sys.exit(f"{point}: ended by itself")
    print(len(list(Path(folder).glob("part-*.parquet"))), len(list(Path(folder).glob("*.tmp"))))


if __name__ == "__main__":
    for argument in sys.argv[3:]:
        point, _, count = argument.partition(":")
        killed(sys.argv[1], sys.argv[2], point, int(count))
