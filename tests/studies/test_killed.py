"""Whatever ends a run, nothing that was done is lost, and what is resumed is equal to the byte to an unbroken run."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import policygames as pg
import pytest
from policygames.errors import GameError
from policygames.studies import Folder, Study, parts
from policygames.studies.merging import merge
from policygames.studies.planning import Wish, spec_of
from policygames.studies.running import run

CHUNKS, CHUNK = 24, 64
SPEC = spec_of(pg.scenario("chip_controls_and_boycott"), Wish(draws=CHUNKS * CHUNK, seed=3, chunk_size=CHUNK))
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


def test_a_killed_worker_costs_its_chunk_a_second_try_only(unbroken, tmp_path):
    folder = Folder.made(tmp_path, SPEC)
    seen, victims = 0, []

    class Killing:
        """Progress that kills a worker after the third chunk."""

        def __enter__(self):
            return self.advance

        def __exit__(self, *_):
            pass

        def advance(self, rows):
            nonlocal seen
            seen += rows
            if seen == 3 * CHUNK:
                victims.extend(worker_of(os.getpid()))
                os.kill(victims[0], signal.SIGKILL)

    run(folder, workers=2, progress=Killing())
    assert victims
    assert seen == SPEC.size
    assert content(tmp_path) == unbroken


def worker_of(parent):
    """The processes that spawned workers run in."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="utf-8").split()
    commands = {int(child): Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
    return [child for child, command in commands.items() if b"spawn_main" in command]


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
    other = spec_of(pg.scenario("chip_controls_and_boycott"), Wish(draws=CHUNKS * CHUNK, seed=4, chunk_size=CHUNK))
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
