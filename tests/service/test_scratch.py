"""Folders of servers that were killed go when the next one starts; those of servers that live stay."""

import subprocess
import sys
import tempfile

import pytest
from policygames_server.scratch import Scratch

HOLDING = """
from policygames_server.scratch import Scratch
scratch = Scratch()
print(scratch.folder, flush=True)
input()
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def test_a_folder_outlives_a_kill_until_the_next_server_starts(place):
    with subprocess.Popen([sys.executable, "-c", HOLDING], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        folder = place / process.stdout.readline().decode().strip()
        Scratch().remove()
        assert list(place.iterdir()) == [folder]
        process.kill()
        process.wait()
    mine = Scratch()
    assert list(place.iterdir()) == [mine.folder]
    mine.remove()
    assert not list(place.iterdir())


def test_what_is_somebody_elses_stays(place):
    for name in ("policygames-cache", "policygames-other/lock"):
        (place / name).mkdir(parents=True)
    Scratch().remove()
    assert {one.name for one in place.iterdir()} == {"policygames-cache", "policygames-other"}
