"""Jobs whose workers and server are killed, at any time and at the worst ones: no row is lost, none doubled."""

import os
import signal
import time

import pytest
from policygames.games.batch import GameBatch
from policygames.studies import GamesSpec, solve_chunk
from policygames.studies.parts import write
from service.questions import STAG_HUNT
from service.running import Running
from service.studying import games, parts, unbroken

STAGES = ("written", "synced", "renamed")


@pytest.fixture
def here(tmp_path):
    """A folder for what runs here, one for what is fetched, one for a server's data."""
    for name in ("here", "there", "data"):
        (tmp_path / name).mkdir()
    return tmp_path


def halted(running, stage):
    """The process id of the worker that halts at this stage."""
    marker = running.scratch / f"halted-{stage}"
    until = time.monotonic() + 60
    while not (marker.exists() and marker.read_text()):
        assert time.monotonic() < until, running.log.read_text()
        time.sleep(0.01)
    return int(marker.read_text())


def whole(job, here, payoffs, chunk_size):
    """Whether a job ends with the parts of an unbroken run, byte by byte."""
    assert job.wait(120).state == "SUCCEEDED"
    return parts(job.save(here / "there")) == unbroken(here / "here", payoffs, chunk_size)


def test_workers_killed_while_they_write_lose_nothing(here):
    payoffs = games(400)
    with Running(preload=["halting"], uncompiled=True) as running:
        job = running.client.solve_job(payoffs, chunk_size=100)
        for stage in STAGES:
            os.kill(halted(running, stage), signal.SIGKILL)
        assert whole(job, here, payoffs, 100)
        assert job.progress.rows_done == 400
        assert not list(running.folder.glob("data/jobs/*/piece-*"))
        assert not list(running.folder.glob("data/jobs/*/*.tmp"))


def test_a_cancelled_job_leaves_no_temporary_files(here):
    with Running(preload=["halting"], uncompiled=True, workers=1) as running:
        job = running.client.solve_job(games(400), chunk_size=100)
        halted(running, "written")
        assert list(running.folder.glob("data/jobs/*/*.tmp"))
        job.cancel()
        assert job.wait(60).state == "CANCELLED"
        until = time.monotonic() + 30
        while list(running.folder.glob("data/jobs/*/*.tmp")):
            assert time.monotonic() < until
            time.sleep(0.05)


@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
def test_a_killed_server_goes_on_with_its_jobs(request, here, store):
    _kill_and_restart(here, {} if store == "sqlite" else {"store": request.getfixturevalue("postgres_server")})


def _kill_and_restart(here, store):
    payoffs = games(400)
    given = {"data": str(here / "data"), "preload": ["halting"], "uncompiled": True, **store}
    with Running(**given) as running:
        name = running.client.solve_job(payoffs, chunk_size=100, request_id="once").name
        halted(running, "written")
        running.process.kill()
    with Running(**given | {"preload": []}) as running:
        job = running.client.job(name)
        assert running.client.solve_job(payoffs, chunk_size=100, request_id="once").name == name
        assert whole(job, here, payoffs, 100)
        assert not list(here.glob("data/jobs/*/*.tmp"))


def test_a_stopped_server_gives_its_chunk_back(here):
    payoffs = games(300)
    given = {"data": str(here / "data"), "grace": 1.0, "uncompiled": True}
    with Running(**given, preload=["halting"]) as running:
        name = running.client.solve_job(payoffs, chunk_size=100).name
        halted(running, "written")
        assert running.terminate() == 0
    with Running(**given) as running:
        assert whole(running.client.job(name), here, payoffs, 100)


def test_a_game_that_kills_its_worker_costs_its_own_row_alone(here):
    payoffs = games(64)
    payoffs[37, 0, 0, 0] = 666
    with Running(preload=["deadly"], uncompiled=True) as running:
        job = running.client.solve_job(payoffs, chunk_size=32)
        progress = job.wait(240)
        assert (progress.state, progress.rows_done, progress.rows_failed) == ("SUCCEEDED", 64, 1)
        frame = job.result(here / "there").frame()
        assert running.client.solve(STAG_HUNT, "pure_nash").equilibria  # the others are served
    assert frame["game"].tolist() == list(range(64))
    failed = frame[frame["error"].notna()]
    assert failed["game"].tolist() == [37]
    assert failed["error"].tolist() == ["WORKER_DIED: the process that solved this game died"]
    spec = GamesSpec.create(here / "here", GameBatch(payoffs), chunk_size=32)
    for chunk in spec.chunks():
        write(here / "here", chunk, solve_chunk(spec, chunk, {37: failed["error"][37]}))
    assert parts(here / "there") == parts(here / "here")
