"""Downloads of a job's parts that are broken off, damaged or killed: what comes of them is whole, or an error."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import policygames as pg
import pytest
from policygames_client.job_results import Saving, read
from service.running import PLANTED, Running
from service.studying import games, parts, refused

HERE = Path(__file__).parent
SEED = int(os.environ.get("POLICYGAMES_SEED", str(random.randrange(10**6))))


@pytest.fixture(scope="module")
def many(client):
    """A job of 1,000 games in 40 parts that has ended."""
    job = client.solve_job(games(1000), chunk_size=25)
    job.wait(120)
    return job


@pytest.fixture(scope="module")
def whole(many, tmp_path_factory):
    """Its parts."""
    return parts(many.save(tmp_path_factory.mktemp("whole")))


def fetching(server, job, folder, scratch, *preload):
    """A process that fetches a job, with what is planted in it; `scratch` is where that tells of itself."""
    scratch.mkdir(exist_ok=True)
    command = [sys.executable, HERE / "fetching.py", server.address, job.name, folder, *preload]
    environment = os.environ | {"PYTHONPATH": str(PLANTED), "TMPDIR": str(scratch)}
    return subprocess.Popen(command, env=environment)


def until(found):
    """Waits until something is so."""
    end = time.monotonic() + 60
    while not found():
        assert time.monotonic() < end
        time.sleep(0.001)


def test_all_bytes_without_the_name_are_enough(many, whole, tmp_path):
    parts_here = {"part-00000000.parquet", "part-00000003.parquet", "part-00000039.parquet"}
    for name, content in whole.items():
        (tmp_path / (f"{name}.download" if name in parts_here else name)).write_bytes(content)
    assert many.result(tmp_path).frame()["game"].tolist() == list(range(1000))
    assert parts(tmp_path) == whole
    assert not list(tmp_path.glob("*.download"))


async def test_awaited_downloads_recover_as_well(server, many, whole, tmp_path):
    for name, content in whole.items():
        (tmp_path / f"{name}.download").write_bytes(content)
    async with pg.connect_async(server.address) as client:
        assert (await client.job(many.name).result(tmp_path)).table().num_rows == 1000
    assert parts(tmp_path) == whole


def test_a_study_of_one_part_recovers_as_well(client, tmp_path):
    job = client.study("chip_controls_and_boycott", draws=20, seed=7)
    job.wait(60)
    for file in job.save(tmp_path).glob("part-*"):
        file.rename(f"{file}.download")
    assert job.result(tmp_path).table().num_rows == 20


DAMAGES = [
    lambda content: content[:1],
    lambda content: content[:-1],
    lambda content: content + b"xx",
    lambda content: b"junk",
    lambda content: bytes(len(content)),
    lambda content: b"",
]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("suffix", [".download", ""])
def test_what_is_here_in_part_or_damaged_is_mended(many, whole, tmp_path, damage, suffix):
    for name, content in whole.items():
        (tmp_path / name).write_bytes(content)
    for name in list(whole)[::13]:
        (tmp_path / name).unlink()
        (tmp_path / f"{name}{suffix}").write_bytes(damage(whole[name]))
    assert parts(many.save(tmp_path)) == whole
    assert not list(tmp_path.glob("*.download"))


def test_what_is_here_is_not_fetched(many, whole, tmp_path):
    many.save(tmp_path)
    missing = sorted(whole)[7]
    (tmp_path / missing).unlink()
    before = {file.name: file.stat().st_mtime_ns for file in tmp_path.glob("part-*")}
    many.save(tmp_path)
    after = {file.name: file.stat().st_mtime_ns for file in tmp_path.glob("part-*")}
    assert after.keys() - before.keys() == {missing}
    assert {name: after[name] for name in before} == before


def test_a_client_killed_between_the_last_byte_and_the_name_goes_on(server, many, whole, tmp_path):
    folder, scratch = tmp_path / "there", tmp_path / "scratch"
    for stage, lying in (("synced", [".download"]), ("renamed", [".parquet"])):
        process = fetching(server, many, folder, scratch, "halting")
        marker = scratch / f"halted-{stage}"
        until(lambda marker=marker: marker.exists() and marker.read_text())
        process.kill()
        process.wait()
        assert [file.suffix for file in folder.glob("part-*")] == lying
    assert many.result(folder).table().num_rows == 1000
    assert parts(folder) == whole


def test_a_client_killed_at_random_moments_loses_nothing(server, many, whole, tmp_path):
    chance, folder, scratch = random.Random(SEED), tmp_path / "there", tmp_path / "scratch"
    seen = []
    for _ in range(4):
        process = fetching(server, many, folder, scratch, "lingering")
        before = len(parts(folder))
        until(lambda before=before: len(parts(folder)) > before)
        time.sleep(chance.uniform(0, 0.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        seen.append((len(parts(folder)), len(list(folder.glob("*.download")))))
    assert seen[-1][0] < len(whole), f"all was fetched before the last kill: {seen}, seed {SEED}"
    assert many.result(folder).frame()["game"].tolist() == list(range(1000)), (seen, SEED)
    assert parts(folder) == whole


def test_a_spec_that_was_written_in_part_is_mended_and_anothers_is_kept(many, whole, tmp_path):
    many.save(tmp_path)
    spec = (tmp_path / "study.json").read_text()
    for left in ("", spec[:20]):
        (tmp_path / "study.json").write_text(left)
        many.save(tmp_path)
        assert (tmp_path / "study.json").read_text() == spec
    (tmp_path / "study.json").write_text(spec.replace("1000", "1001"))
    assert refused(many.save, tmp_path).reason == "OPTION_RANGE"
    assert "1001" in (tmp_path / "study.json").read_text()


def test_rows_that_are_not_here_are_an_error(many, whole, tmp_path):
    result = many.result(tmp_path)
    first = tmp_path / min(whole)
    content = first.read_bytes()
    first.unlink()
    error = refused(result.frame)
    assert (error.reason, error.path) == ("NO_FILE", str(first))
    first.write_bytes(whole[sorted(whole)[1]])  # rows, but of other games
    error = refused(result.frame)
    assert (error.reason, error.path) == ("BAD_RESULT", str(first))
    first.write_bytes(content)
    assert read(tmp_path).frame()["game"].tolist() == list(range(1000))


def test_parts_that_do_not_add_up_to_the_job_are_an_error(many, tmp_path, monkeypatch):
    monkeypatch.setattr(Saving, "learn", _deaf_to_the_last(Saving.learn))
    error = refused(many.save, tmp_path)
    assert (error.status, error.reason) == ("DATA_LOSS", "RESULTS_LOST")
    assert "1000 rows" in str(error)
    assert "975" in str(error)


def _deaf_to_the_last(learn):
    def some(saving, head):
        if head.part < 39:
            learn(saving, head)

    return some


def test_parts_lost_on_the_server_are_an_error(tmp_path):
    with Running(workers=1, uncompiled=True) as running:
        job = running.client.solve_job(games(100), chunk_size=25)
        job.wait(60)
        (file,) = (running.folder / "data" / "jobs").glob("*/part-00000002.parquet")
        content = file.read_bytes()
        file.write_bytes(bytes(len(content)))
        error = refused(job.save, tmp_path)
        assert (error.status, error.reason) == ("DATA_LOSS", "RESULTS_LOST")
        file.unlink()
        assert refused(job.save, tmp_path).reason == "RESULTS_LOST"
        file.write_bytes(content)
        assert job.result(tmp_path).table().num_rows == 100


def test_what_a_cancelled_job_has_finished_is_fetched(client, tmp_path):
    job = client.study("chip_controls_and_boycott", draws=1_000_000, chunk_size=200)
    until(lambda: job.progress.chunks_done > 3)
    before = job.progress.rows_done
    job.save(tmp_path)
    job.cancel()
    progress = job.wait(30)
    job.save(tmp_path)
    assert len(parts(tmp_path)) == progress.chunks_done
    assert 0 < before <= progress.rows_done == 200 * progress.chunks_done
