"""Chunks solved in a process of their own: what they do to that process harms nobody else.

Run as a module it is that process: it reads a spec, then tasks, from standard input, answers each on standard output,
and ends when whoever asks is gone, in the midst of a chunk too. Its pipes are held by two processes only and guarded by
no lock, so that its death, at whatever instant, is an end of file to whoever asks and nothing to anybody else.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, BinaryIO

import pyarrow as pa

from policygames.studies import parts
from policygames.studies.chunks import Chunk, Failures, Spec, solve_chunk
from policygames.studies.fatal import despite_deaths

_WIDTH = 8
"""Bytes of the length that a message begins with."""
_STARTS = 50
"""Processes that may die one after the other before they have read a spec: no fault of any row."""


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


def solved_part(spec: Spec, chunk: Chunk, failed: Failures, folder: str) -> bytes:
    """Solves `chunk` and writes its part into `folder`; its SHA-256."""
    return parts.write(Path(folder), chunk, solve_chunk(spec, chunk, failed)).encode()


def solved_apart(spec: Spec, chunk: Chunk) -> bytes:
    """What `solved_bytes` gives, from a process of its own; rows that kill it hold that as their error."""
    worker = Worker(spec)
    try:
        return despite_deaths(chunk, lambda rows, failed: worker.asked(rows, failed, None))
    finally:
        worker.end()


class Worker:
    """A process that solves chunks of one spec, started when it is first asked, and anew when it is dead."""

    def __init__(self, spec: Spec) -> None:
        self._spec = pickle.dumps(spec)
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._starting = Lock()

    def asked(self, chunk: Chunk, failed: Failures, folder: str | None) -> bytes | None:
        """The rows of `chunk`, or with a folder the hash of the part that is written there; None where it died.

        Raises what solving raises, errors of disks among it, and ChildProcessError once it was stopped.
        """
        child = self._alive()
        answer = _answer(child, pickle.dumps((chunk, dict(failed), folder)))
        if answer is None:
            self._ended()
            return None
        return _content(answer)

    def _alive(self) -> subprocess.Popen[bytes]:
        """The process, its spec read. Raises ChildProcessError once it was stopped, or where none lives so long."""
        for _ in range(_STARTS):
            if self._child is not None:
                return self._child
            answer = _answer(self._begun(), self._spec)
            if answer is None:
                self._ended()
            else:
                _content(answer)
        raise ChildProcessError("processes that are to solve games die before they begin")

    def _begun(self) -> subprocess.Popen[bytes]:
        with self._starting:
            if self._stopped:
                raise ChildProcessError("this worker was stopped")
            self._child = _started()
            return self._child

    def _ended(self) -> None:
        """Makes sure that the process is gone, pipes and all."""
        with self._starting:
            child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            _close(pipe)

    def stop(self) -> None:
        """Kills the process, whoever waits for its answer, and starts none again."""
        with self._starting:
            self._stopped = True
            if self._child is not None:
                self._child.kill()

    def end(self) -> None:
        """Stops it, and waits until it is gone; for when nobody asks it anything."""
        self.stop()
        self._ended()


def _started() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "policygames.studies.contained"]
    paths: Mapping[str, str] = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}  # finds what we do
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=paths)  # noqa: S603


def _close(pipe: Any) -> None:  # Any: typeshed's name of it changes
    try:
        pipe.close()
    except OSError:  # what was not flushed goes nowhere
        return


def _answer(child: subprocess.Popen[bytes], message: bytes) -> bytes | None:
    """What the process answers; None where it died."""
    try:
        _send(child.stdin, message)
        return _receive(child.stdout)
    except (OSError, ValueError):  # a pipe that broke, or that `end` closed
        return None


def _content(answer: bytes) -> bytes:
    """What was answered. Raises the error that was."""
    content, error = pickle.loads(answer)  # noqa: S301 - from a process that this one started
    if error is not None:
        raise error
    found: bytes = content
    return found


def _send(stream: Any, content: bytes) -> None:
    stream.write(len(content).to_bytes(_WIDTH, "big"))
    stream.write(content)
    stream.flush()


def _receive(stream: Any) -> bytes | None:
    """The next message; None where it ends before it is whole."""
    head = stream.read(_WIDTH)
    if len(head) < _WIDTH:
        return None
    size = int.from_bytes(head, "big")
    content: bytes = stream.read(size)
    return content if len(content) == size else None


def _read_tasks(stream: BinaryIO, tasks: SimpleQueue[bytes]) -> None:
    """Passes tasks on, and ends the process once the stream does: whoever asks is gone."""
    while (task := _receive(stream)) is not None:
        tasks.put(task)
    os._exit(0)


def main() -> None:
    """Solves the tasks on standard input."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    tasks: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_read_tasks, args=(sys.stdin.buffer, tasks), daemon=True).start()
    spec = _answered(answers, lambda: (pickle.loads(tasks.get()), b""))  # noqa: S301 - from the process that started us
    while spec is not None:
        chunk, failed, folder = pickle.loads(tasks.get())  # noqa: S301 - the same
        _answered(answers, lambda: (None, _solved(spec, chunk, failed, folder)))  # noqa: B023 - called at once


def _solved(spec: Spec, chunk: Chunk, failed: Failures, folder: str | None) -> bytes:
    return solved_bytes(spec, chunk, failed) if folder is None else solved_part(spec, chunk, failed, folder)


def _answered(answers: BinaryIO, work: Callable[[], tuple[Any, bytes]]) -> Any:
    """Answers with what `work` gives second, or with its error; what it gives first is kept."""
    try:
        kept, content = work()
    except Exception as error:  # noqa: BLE001 - the border: whoever asks raises it
        _send(answers, _spelled(error))
        return None
    _send(answers, pickle.dumps((content, None)))
    return kept


def _spelled(error: Exception) -> bytes:
    try:
        text = pickle.dumps((None, error))
        pickle.loads(text)  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - an error that does not come back whole is told in words
        text = pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}")))
    return text


if __name__ == "__main__":
    main()
