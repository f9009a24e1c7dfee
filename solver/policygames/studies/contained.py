"""A chunk solved in a process of its own, wherever its caller runs: what it does to that process harms nobody else.

Run as a module it is that process: it reads a task from standard input, writes rows to standard output, and ends when
whoever asked is gone.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from threading import Thread
from typing import BinaryIO

import pyarrow as pa

from policygames.studies.chunks import Chunk, Failures, Spec, solve_chunk
from policygames.studies.fatal import DIED, TRIES, fatal_rows

_WIDTH = 8
"""Bytes of the length that a task begins with."""


def solved_bytes(spec: Spec, chunk: Chunk, failed: Failures | None = None) -> bytes:
    """The rows of `chunk` as an Arrow stream."""
    sink = pa.BufferOutputStream()
    table = solve_chunk(spec, chunk, failed)
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def read_bytes(content: bytes) -> pa.Table:
    """The rows that `solved_bytes` wrote."""
    return pa.ipc.open_stream(content).read_all()


def solved_apart(spec: Spec, chunk: Chunk) -> bytes:
    """The same, in a process of its own; rows that kill it again and again hold that as their error."""
    for _ in range(TRIES):
        if content := _asked(spec, chunk, {}):
            return content
    failed = fatal_rows(chunk, lambda part: not _asked(spec, part, {}))
    content = _asked(spec, chunk, failed)
    if not content:
        raise ChildProcessError(f"part {chunk.seq}: {DIED}, with the rows left out that do so alone")
    return content


def _asked(spec: Spec, chunk: Chunk, failed: Failures) -> bytes:
    """What the process answers, nothing where it died."""
    task = pickle.dumps((spec, chunk, dict(failed)))
    command = [sys.executable, "-m", "policygames.studies.contained"]
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}  # finds what this process found
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=paths) as child:  # noqa: S603
        assert child.stdin is not None and child.stdout is not None  # noqa: S101, PT018 - pipes, as asked for
        try:
            child.stdin.write(len(task).to_bytes(_WIDTH, "big") + task)
            child.stdin.flush()
            content = child.stdout.read()
        except BrokenPipeError:
            content = b""
        except BaseException:
            child.kill()
            raise
    return content if child.returncode == 0 else b""


def _end_with(stream: BinaryIO) -> None:
    """Ends the process once the stream does: whoever asked is gone."""
    stream.read()
    os._exit(1)


def main() -> None:
    """Solves the task on standard input."""
    size = int.from_bytes(sys.stdin.buffer.read(_WIDTH), "big")
    task = sys.stdin.buffer.read(size)
    spec, chunk, failed = pickle.loads(task)  # noqa: S301 - from the process that started this one
    Thread(target=_end_with, args=(sys.stdin.buffer,), daemon=True).start()
    content = solved_bytes(spec, chunk, failed)
    sys.stdout.buffer.write(content)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
