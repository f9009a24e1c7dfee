"""A server of one's own: started on a free port in a child process, stopped when it is no longer needed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from policygames.errors import ServiceError

_READY = "listening on "


@contextmanager
def local_server(address: str = "127.0.0.1:0", workers: int = 1) -> Iterator[str]:
    """The HOST:PORT of a server that runs inside the `with` block. Raises ServiceError if it does not start."""
    with tempfile.TemporaryDirectory(prefix="policygames-") as data:
        arguments = ["serve", "--address", address, "--data", data, "--workers", str(workers), "--uncompiled"]
        process = subprocess.Popen(  # noqa: S603 - our own program, with our own arguments
            [sys.executable, "-m", "policygames_cli.main", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            yield _listening(process)
        finally:
            process.terminate()
            process.communicate()


def _listening(process: subprocess.Popen[str]) -> str:
    for line in process.stdout or ():
        if _READY in line:
            return line.partition(_READY)[2].split()[0]
    _, errors = process.communicate()
    said = errors.strip().splitlines()
    raise ServiceError(f"the server did not start: {said[-1] if said else 'it said nothing'}", status="UNAVAILABLE")
