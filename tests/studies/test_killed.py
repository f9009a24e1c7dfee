"""Whatever ends a run, nothing that was done is lost, and what is resumed is equal to the byte to an unbroken run."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import policygames as pg
import pytest
from policygames.errors import GameError
from policygames.studies import Folder, Study, parts
from policygames.studies.merging import merge
from policygames.studies.planning import Wish, spec_of
from policygames.studies.running import run

CHUNKS, CHUNK, KILLS = 24, 64, 12
WISH = Wish("pure_nash", draws=CHUNKS * CHUNK, seed=3, chunk_size=CHUNK)  # quick to start in many processes
SPEC = spec_of(pg.scenario("chip_controls_and_boycott"), WISH)
DRIVER = Path(__file__).with_name("killed.py")


def content(folder):
    """Name → bytes of everything that a finished study leaves."""
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if not file.name.startswith(".")}


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory):
    folder = tmp_path_factory.mktemp("unbroken")
    run(Folder.made(folder, SPEC), workers=0)
    found = content(folder)
    assert len(found) == CHUNKS + 2
    return found


def test_ten_kills_during_writes_and_renames_and_anywhere_lose_nothing(unbroken, tmp_path):
    spec, folder = tmp_path / "spec.json", tmp_path / "out"
    spec.write_text(SPEC.to_json(), encoding="utf-8")
    rng = random.Random(5)
    points = ("writing", "syncing", "before the rename", "after the rename") * 2
    command = [sys.executable, str(DRIVER), str(spec), str(folder), *(f"{one}:{rng.randrange(2, 6)}" for one in points)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    parts_then, strays = zip(*(map(int, line.split()) for line in lines), strict=True)
    assert list(parts_then) == sorted(parts_then)
    assert list(strays) == [1, 1, 1, 0] * 2
    done = len(Folder.opened(folder).done())
    assert done == parts_then[-1] >= 8
    for _ in range(2):
        killed_with_its_workers(folder, rng.uniform(0.5, 4))
        assert len(Folder.opened(folder).done()) >= done
    Study.at(folder).resume(workers=2)
    assert content(folder) == unbroken


def killed_with_its_workers(folder, seconds):
    """A run of the command line in processes of its own, all of them killed after so many seconds."""
    command = [sys.executable, "-m", "policygames_cli.main", "study", "resume", str(folder), "--workers", "2"]
    with subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as child:
        time.sleep(seconds)
        os.killpg(child.pid, signal.SIGKILL)


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(unbroken, tmp_path):
    folder = tmp_path / "out"
    Folder.made(folder, SPEC)
    command = [sys.executable, "-m", "policygames_cli.main", "study", "resume", str(folder), "--workers", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        while not any(folder.glob("part-*.parquet")):
            time.sleep(0.02)
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=60)
    if child.returncode != 0:  # it may have been quicker
        assert child.returncode == 3
        assert "are kept; go on with" in said
        assert "Traceback" not in said
    Study.at(folder).resume(workers=0)
    assert content(folder) == unbroken


def test_killed_workers_cost_a_second_try_only_and_never_hang(unbroken, tmp_path):
    """Workers are killed at random while they start, wait, read, solve, write and answer."""
    folder, rng, killed, done = Folder.made(tmp_path, SPEC), random.Random(5), [], threading.Event()

    def kill():
        while not done.wait(rng.choice([rng.uniform(0, 0.05), rng.uniform(0, 1)])):
            if workers := workers_of(os.getpid()):
                killed.append(rng.choice(workers))
                with contextlib.suppress(ProcessLookupError):
                    os.kill(killed[-1], signal.SIGKILL)
            if len(killed) == KILLS:
                return

    killer = threading.Thread(target=kill)
    killer.start()
    run(folder, workers=2)
    done.set()
    killer.join()
    assert killed
    assert content(tmp_path) == unbroken
    assert not workers_of(os.getpid())


def workers_of(parent):
    """The processes in which chunks are solved, started by any thread of ours."""
    found = []
    for thread in Path(f"/proc/{parent}/task").iterdir():
        for child in (thread / "children").read_text(encoding="utf-8").split():
            with contextlib.suppress(OSError):
                if b"studies.contained" in Path(f"/proc/{child}/cmdline").read_bytes():
                    found.append(int(child))
    return found


def test_two_shards_merged_equal_one_run(unbroken, tmp_path):
    shards = [Folder.made(tmp_path / str(shard), SPEC, shard=shard, shards=2) for shard in (1, 2)]
    run(shards[0], workers=0)
    with pytest.raises(GameError, match="12 of 24 parts are in none of them"):
        merge([shards[0].path], tmp_path / "whole")
    run(shards[1], workers=0)
    merge([shard.path for shard in shards], tmp_path / "whole")
    assert content(tmp_path / "whole") == unbroken


def test_shards_may_share_a_folder(unbroken, tmp_path):
    for shard in (2, 1):
        run(Folder.made(tmp_path, SPEC, shard=shard, shards=2), workers=0)
    assert content(tmp_path) == unbroken


def test_shards_of_other_studies_are_not_merged(tmp_path):
    other = spec_of(pg.scenario("chip_controls_and_boycott"), replace(WISH, seed=4))
    Folder.made(tmp_path / "a", SPEC), Folder.made(tmp_path / "b", other)
    with pytest.raises(GameError, match="not parts of one study"):
        merge([tmp_path / "a", tmp_path / "b"], tmp_path / "whole")


def test_a_second_run_in_the_same_folder_is_refused(tmp_path):
    folder = Folder.made(tmp_path, SPEC)
    with folder.held(), pytest.raises(GameError, match="under way") as caught:
        run(folder, workers=0)
    assert caught.value.reason == "STUDY_RUNNING"


def test_a_full_disk_loses_nothing(unbroken, tmp_path, monkeypatch):
    folder, written = Folder.made(tmp_path, SPEC), []
    write = parts._write_table

    def full(table, stream):
        if len(written) == 5:
            stream.write(b"some of it")
            raise OSError(28, "No space left on device")
        written.append(write(table, stream))

    with monkeypatch.context() as patch:
        patch.setattr(parts, "_write_table", full)
        with pytest.raises(OSError, match="No space left"):
            run(folder, workers=0)
    assert len(folder.done()) == 5
    assert not list(tmp_path.glob("*.tmp"))
    run(folder, workers=0)
    assert content(tmp_path) == unbroken


def test_a_damaged_part_is_found_by_the_manifest(unbroken, tmp_path):
    for name, whole in unbroken.items():
        (tmp_path / name).write_bytes(whole)
    folder = Folder.opened(tmp_path)
    assert folder.check() == []
    damaged = bytearray(unbroken[parts.name(7)])
    damaged[100] ^= 1
    (tmp_path / parts.name(7)).write_bytes(damaged)
    assert folder.check() == [parts.name(7)]
