"""Debian's PostgreSQL server, started for tests in a folder of its own on a free port."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def missing():
    """Why there is no server to start; empty where there is one."""
    if not FOLDERS:
        return "PostgreSQL is not installed (Debian: postgresql)"
    return "" if os.geteuid() else _missing_user()


def _missing_user():
    """Why root cannot start it: it refuses to run as root."""
    return "" if any(one.pw_name == "postgres" for one in pwd.getpwall()) else "there is no user postgres to run it as"


def skipped(why):
    """Skips a test, or fails it where PostgreSQL is said to be needed."""
    assert "postgresql" not in os.environ.get("POLICYGAMES_TESTS_NEED", ""), why
    pytest.skip(why)


@contextmanager
def running():
    """The URL of a server that runs for as long as this holds."""
    folder = Path(tempfile.mkdtemp(prefix="pg-store-"))
    user = {} if os.geteuid() else {"user": "postgres"}
    if user:
        shutil.chown(folder, "postgres")
    try:
        with _served(folder, user) as port:
            yield f"postgresql://tester@127.0.0.1:{port}/postgres"
    finally:
        shutil.rmtree(folder)


@contextmanager
def _served(folder, user):
    data, log = str(folder / "data"), folder / "log"
    done = {"stdout": subprocess.DEVNULL, "cwd": folder, **user}
    subprocess.check_call([FOLDERS[-1] / "initdb", "-D", data, "-U", "tester", "-A", "trust", "--no-sync"], **done)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = f"-p {port} -c unix_socket_directories= -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=40"
    control = [FOLDERS[-1] / "pg_ctl", "-D", data, "-w", "-l", log]
    subprocess.check_call([*control, "-o", options, "start"], **done)
    try:
        yield port
    finally:
        subprocess.check_call([*control, "-m", "immediate", "stop"], **done)
