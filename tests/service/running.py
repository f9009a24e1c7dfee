"""The real server as a process of its own, started on a free port, for tests to use and to abuse."""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import policygames as pg

PLANTED = Path(__file__).parent / "planted"
STARTING = """
import json, pathlib, sys
from policygames_server.main import serve
from policygames_server.settings import Settings
given = json.loads(sys.argv[1])
given |= {"preload": tuple(given["preload"])}
files = ("data", "tokens", "tls_cert", "tls_key", "tls_client_ca")
given |= {name: pathlib.Path(given[name]) for name in files if given.get(name)}
sys.exit(serve(Settings(**given)))
"""


class Running:
    """A server with the planted methods, in a folder of its own; a context manager that waits until it is ready.

    `connecting` is what its client is given besides the address.
    """

    def __init__(self, *, connecting=None, **settings):
        self._connecting, self._http = connecting or {}, bool(settings.get("http"))
        self._folder = tempfile.TemporaryDirectory(prefix="pg-")  # short: the name of a socket may not be long
        self.folder = Path(self._folder.name)
        self.scratch, self.gate, self.log = (self.folder / name for name in ("scratch", "gate", "log"))
        self.scratch.mkdir()
        given = {"address": "127.0.0.1:0", "data": str(self.folder / "data"), "workers": 2, "preload": ["planting"]}
        environment = os.environ | {"PYTHONPATH": str(PLANTED), "TMPDIR": str(self.scratch), "GATE": str(self.gate)}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", STARTING, json.dumps(given | settings, default=str)],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=environment,
            )

    def open_gate(self):
        """Lets the method `waiting` end."""
        self.gate.touch()

    def workers(self):
        """The process ids of the workers."""
        (forkserver,) = (pid for pid in children(self.process.pid) if b"forkserver" in command(pid))
        return children(forkserver)

    def records(self):
        """The lines of the log so far."""
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def terminate(self):
        """Asks the server to end, waits for it, and gives its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait()

    def __enter__(self):
        self.line = self.process.stdout.readline()
        assert "listening on " in self.line, self.log.read_text()
        self.address = self.line.split()[-1]
        self.http = self.process.stdout.readline().removeprefix("http on ").strip() if self._http else ""
        self.client = pg.connect(self.address, **self._connecting)
        return self

    def __exit__(self, *_):
        self.client.close()
        self.end()

    @contextmanager
    def abandoned(self):
        """Cleans up after a server that nobody expects to become ready."""
        try:
            yield
        finally:
            self.end()

    def end(self):
        """Ends the server, if it has not ended yet, and removes its folder."""
        self.terminate()
        self.process.stdout.close()
        self._folder.cleanup()


def children(parent):
    """The process ids of a process's children."""
    found = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(pid) for listing in found for pid in listing.read_text().split()]


def command(pid):
    """The command line of a process."""
    return Path(f"/proc/{pid}/cmdline").read_bytes()


class Watch:
    """A process that somebody else started; `gone` waits for its end."""

    def __init__(self, pid):
        self._handle = os.pidfd_open(pid)

    def kill(self):
        """Kills it with the signal that nobody can catch."""
        signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def gone(self):
        """Waits until it has ended; False after a minute."""
        ended, _, _ = select.select([self._handle], [], [], 60)
        os.close(self._handle)
        return bool(ended)
