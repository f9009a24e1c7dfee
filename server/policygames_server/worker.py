"""The life of a worker process: limits, warmth, then one task after another over a socket.

The fork server imports `answers` once, so that every worker starts with all of the solver in memory.
"""

from __future__ import annotations

import ctypes
import resource
import signal
import socket
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

from policygames.budget import Cancelled

from policygames_server.frames import Frame, Kind, Task, receive_task, send
from policygames_server.marks import mark

SOCKET = "workers.sock"
MARKS = "marks"
PR_SET_PDEATHSIG = 1  # linux/prctl.h


def limit(memory: int) -> None:
    """Bounds what this process may do: `memory` bytes, no core files, no life after its parent, no say for Ctrl-C.

    SIGTERM kills at once: a handler in Python would wait for a call into C to return.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def end_with_parent() -> None:
    """Has the kernel kill this process when its parent ends, however that comes about."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def work(folder: str, index: int, memory: int) -> None:
    """The whole life of a worker within `memory` bytes; one line says what ends it before the server does."""
    limit(memory)
    try:
        _serve(folder, index)
    except Exception as error:  # noqa: BLE001 - the outermost border: another worker takes its place
        sys.exit(f"policygames: a worker ends: {error!r}")


def _serve(folder: str, index: int) -> None:
    """Warms up, says so, and answers tasks until the server closes the connection."""
    from policygames_server.answers import warm  # all of the solver: the server itself imports this module without it

    page = mark(Path(folder, MARKS), index)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(str(Path(folder, SOCKET)))
        warm()
        send(connection, Frame(Kind.READY, index.to_bytes(4)))
        incoming = connection.makefile("rb")
        while (task := receive_task(incoming)) is not None:
            page.begin()
            for frame in _frames(task, page):
                if frame.kind is Kind.NOTE:
                    page.note(frame.body)
                else:
                    send(connection, frame)


def _frames(task: Task, cancelled: Cancelled) -> Iterator[Frame]:
    from policygames_server.answers import answer, refusal

    try:
        yield from answer(task, cancelled)
    except Exception as error:  # noqa: BLE001 - the outermost border: whatever a task does, the next one is served
        status = refusal(error)
        yield Frame(Kind.FAULT, traceback.format_exc().encode()) if status is None else Frame(Kind.ERROR, status)
