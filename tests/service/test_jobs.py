"""Jobs on a real server: answers, idempotence, pages, cancelling, isolation, and what a full or locked disk does."""

import hashlib
import sqlite3
import uuid
from contextlib import closing

import grpc
import policygames as pg
import pytest
from google.longrunning import operations_pb2 as operations
from policygames.v1 import study_service_pb2 as pb
from policygames.v1.batch_pb2 import GameColumns
from service.questions import details, failure, reason
from service.running import Running
from service.studying import games, parts, refused, stubs, unbroken
from service.test_lifetime import started

SLOW = "chip_controls_and_boycott"


def test_the_parts_are_those_of_a_run_here(finished, tmp_path):
    (tmp_path / "here").mkdir()
    assert parts(finished.save(tmp_path / "there")) == unbroken(tmp_path / "here", games(300), 100)
    frame = finished.result(tmp_path / "there").frame()
    solved = pg.solve_many(games(300), "nash")
    assert frame["game"].tolist() == list(range(300))
    assert frame["equilibria"].tolist() == solved.counts.tolist()
    assert frame["error"].isna().all()


def test_progress_counts_rows_and_chunks(finished):
    progress = finished.progress
    assert (progress.state, progress.done, progress.share, progress.error) == ("SUCCEEDED", True, 1.0, None)
    assert (progress.rows, progress.rows_done, progress.rows_failed) == (300, 300, 0)
    assert (progress.chunks, progress.chunks_done) == (3, 3)
    assert (progress.expire_time - progress.end_time).days == 30


def test_a_study_of_a_scenario_is_the_one_that_runs_here(client, tmp_path):
    scenario = pg.scenario(SLOW)
    job = client.study(scenario, draws=60, seed=7, chunk_size=25)
    found = job.result(tmp_path / "there", deadline=120)
    here = pg.study(scenario, draws=60, seed=7, chunk_size=25, out=tmp_path / "here", workers=0)
    assert parts(tmp_path / "there") == parts(tmp_path / "here")
    assert found.frame().equals(here.frame())
    assert found.spec == client.study(SLOW, draws=60, seed=7, chunk_size=25).result(tmp_path / "id", deadline=120).spec


async def test_jobs_are_awaited_as_well(server, finished, tmp_path):
    async with pg.connect_async(server.address) as client:
        job = await client.solve_job(games(50), certify=False)
        assert (await job.result(tmp_path, deadline=60)).frame().shape[0] == 50
        assert [row["game"] async for row in job.rows()] == list(range(50))
        assert finished.name in [one.name async for one in client.jobs()]


async def test_a_job_is_watched_until_it_ends(server, client):
    seen = list(client.solve_job(games(400), chunk_size=50).watch(0.1))
    assert [one.rows_done for one in seen] == sorted(one.rows_done for one in seen)
    assert [one.done for one in seen] == [False] * (len(seen) - 1) + [True]
    assert (seen[-1].share, seen[-1].state) == (1.0, "SUCCEEDED")
    async with pg.connect_async(server.address) as other:
        job = await other.solve_job(games(400), chunk_size=50)
        assert [one async for one in job.watch(0.1)][-1].rows_done == 400
        assert [one.done async for one in job.watch()] == [True]


def test_the_same_request_is_one_job_and_another_is_refused(client):
    identifier = str(uuid.uuid4())
    first = client.solve_job(games(20), request_id=identifier)
    assert client.solve_job(games(20), request_id=identifier).name == first.name
    assert client.solve_job(games(20)).name != first.name
    error = refused(client.solve_job, games(21), request_id=identifier)
    assert (error.status, error.reason, error.path) == ("ALREADY_EXISTS", "REQUEST_ID_REUSED", "request_id")


@pytest.mark.parametrize("identifier", ["x" * 37, "é", "a\nb"])
def test_a_request_id_is_short_and_plain(client, identifier):
    error = refused(client.solve_job, games(1), request_id=identifier)
    assert (type(error), error.path) == (pg.GameError, "request_id")


NO_STUDIES = [
    (lambda client: client.solve_job(games(3), "stackelberg"), "CONCEPT_UNSUITED", "concept"),
    (lambda client: client.solve_job(games(3), "none"), "UNKNOWN_CONCEPT", "concept"),
    (lambda client: client.solve_job(games(3), chunk_size=-1), "OPTION_RANGE", "chunk_rows"),
    (lambda client: client.solve_job(games(200_000), chunk_size=1), "OPTION_RANGE", "chunk_rows"),
    (lambda client: client.study("nowhere"), "UNKNOWN_NAME", "scenario"),
    (lambda client: client.study(SLOW, fixed={"nothing": 1}), "UNKNOWN_NAME", "nothing"),
    (lambda client: client.study(SLOW, design="csv"), "OPTION_RANGE", "table"),
]


@pytest.mark.parametrize(("ask", "why", "path"), NO_STUDIES)
def test_what_is_wrong_is_said_at_once_and_leaves_nothing(server, client, ask, why, path):
    before = sum(1 for _ in (server.folder / "data" / "jobs").iterdir())
    error = refused(ask, client)
    assert (error.reason, error.path) == (why, path)
    assert sum(1 for _ in (server.folder / "data" / "jobs").iterdir()) == before


BLOCKS = [
    ({}, "MISSING_GAME", "games.payoffs"),
    ({"shape": [2, 2], "int8": b""}, "SHAPE_DATA_MISMATCH", "games.int8"),
    ({"shape": [2, 2], "int8": bytes(9)}, "SHAPE_DATA_MISMATCH", "games.int8"),
    ({"shape": [2, 2], "float64": b"\xff" * 64}, "NON_FINITE_PAYOFF", "games.payoffs[0][0][0][0]"),
    ({"shape": [2**31 - 1] * 3, "int8": bytes(8)}, "GAME_TOO_LARGE", "games.shape"),
    ({"shape": [1] * 63, "int8": bytes(63)}, "GAME_TOO_LARGE", "games.shape"),
    ({"shape": [2, 0], "int8": bytes(8)}, "EMPTY_ACTION_SET", "games.shape"),
    ({"shape": [2, 2], "int8": bytes(8), "denominators": [1, 0]}, "NOT_A_NUMBER", "games.denominators"),
    ({"shape": [2, 2], "int8": bytes(8), "denominators": [1, 2, 3]}, "SHAPE_DATA_MISMATCH", "games.denominators"),
]


@pytest.mark.parametrize(("block", "why", "path"), BLOCKS)
def test_bad_blocks_of_games_are_refused_by_field(channel, block, why, path):
    study, _ = stubs(channel)
    request = pb.RunStudyRequest(games=pb.GamesStudy(concept="nash", games=GameColumns(**block)))
    error = failure(study.RunStudy, request)
    assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert reason(error) == why
    assert details(error)["BadRequest"].field_violations[0].field == path


def test_cancelling_keeps_what_is_finished_and_ends_at_once(client, tmp_path):
    job = client.study(SLOW, draws=1_000_000, chunk_size=1000)
    while not job.progress.chunks_done:
        pass
    error = refused(job.delete)
    assert (error.status, error.reason) == ("FAILED_PRECONDITION", "OPERATION_RUNNING")
    job.cancel()
    progress = job.wait(30)
    assert (progress.state, progress.error.status) == ("CANCELLED", "CANCELLED")
    assert 0 < progress.rows_done < 1_000_000
    assert sum(1 for _ in job.rows()) == progress.rows_done
    assert refused(job.result).reason == "CANCELLED"
    job.cancel()
    assert job.progress.end_time == progress.end_time


def test_cancelling_what_has_ended_changes_nothing(client, finished):
    before = finished.progress
    finished.cancel()
    assert finished.progress == before
    error = refused(client.job("operations/none").cancel)
    assert (error.status, error.reason) == ("NOT_FOUND", "OPERATION_NOT_FOUND")


def test_deleting_removes_files_and_the_operation(server, client):
    job = client.solve_job(games(5))
    job.wait(60)
    folder = server.folder / "data" / "jobs" / job.name.rpartition("/")[2]
    assert folder.is_dir()
    job.delete()
    assert not folder.exists()
    assert refused(lambda: job.progress).reason == "OPERATION_NOT_FOUND"


def test_waiting_ends_in_time_with_what_there_is(channel, client):
    _, operating = stubs(channel)
    job = client.study(SLOW, draws=1_000_000, chunk_size=5000)
    request = operations.WaitOperationRequest(name=job.name)
    request.timeout.FromMilliseconds(200)
    assert not operating.WaitOperation(request, timeout=60).done
    assert not operating.WaitOperation(operations.WaitOperationRequest(name=job.name), timeout=1).done
    error = refused(job.wait, 0.2)
    assert isinstance(error, pg.DeadlineError)
    request.timeout.FromMilliseconds(-1)
    assert failure(operating.WaitOperation, request).code() is grpc.StatusCode.INVALID_ARGUMENT
    job.cancel()


def test_anothers_operation_is_not_found(tmp_path):
    tokens = tmp_path / "tokens"
    lines = [f"{name}:{hashlib.sha256(name.encode()).hexdigest()}" for name in ("ann", "bob")]
    tokens.write_text("\n".join(lines))
    with Running(workers=1, uncompiled=True, tokens=str(tokens)) as running:
        ann, bob = (pg.connect(running.address, token=name) for name in ("ann", "bob"))
        with ann, bob:
            job = ann.solve_job(games(3), request_id="same")
            assert bob.solve_job(games(3), request_id="same").name != job.name
            job.wait(60)
            foreign = bob.job(job.name)
            asked = (
                lambda: foreign.progress,
                foreign.cancel,
                foreign.delete,
                foreign.save,
                lambda: list(foreign.rows()),
            )
            for ask in asked:
                error = refused(ask)
                assert (error.status, error.reason) == ("NOT_FOUND", "OPERATION_NOT_FOUND")
            assert job.name not in [one.name for one in bob.jobs()]
            assert job.progress.state == "SUCCEEDED"


def test_a_full_disk_refuses_a_job_and_keeps_what_was_stored():
    with Running(workers=1, uncompiled=True, preload=["small_files"]) as running:
        folder = running.folder / "data" / "jobs"
        kept = running.client.solve_job(games(100))
        kept.wait(60)
        for payoffs, chunk_size in ((games(10_000), 0), (games(3_000), 1)):  # too much for a file; for the database
            error = refused(running.client.solve_job, payoffs, chunk_size=chunk_size)
            assert (error.status, error.reason) == ("RESOURCE_EXHAUSTED", "STORE_FULL")
            assert [one.name for one in folder.iterdir()] == [kept.name.rpartition("/")[2]]
        assert [job.name for job in running.client.jobs()] == [kept.name]
        assert sum(1 for _ in kept.rows()) == 100
        assert running.client.solve_job(games(50)).wait(60).state == "SUCCEEDED"


def test_a_locked_database_is_unavailable_for_a_while_to_all_who_write_and_holds_up_nobody_else(server, channel):
    study, operating = stubs(channel)
    request = pb.RunStudyRequest(games=pb.GamesStudy(concept="nash"))
    request.games.games.shape.extend([2, 2])
    request.games.games.int8 = bytes(8)
    kept = study.RunStudy(request).name
    with closing(sqlite3.connect(server.folder / "data" / "jobs.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        asked = [study.RunStudy.future(request, timeout=40) for _ in range(16)]
        assert operating.GetOperation(operations.GetOperationRequest(name=kept), timeout=5).name == kept
        assert not any(one.done() for one in asked)
        errors = [one.exception() for one in asked]
        other.execute("ROLLBACK")
    for error in errors:
        assert (error.code(), reason(error)) == (grpc.StatusCode.UNAVAILABLE, "STORE_BUSY")
        assert details(error)["RetryInfo"].retry_delay.seconds > 0
    assert study.RunStudy(request).name


def test_a_corrupt_store_is_not_served(tmp_path):
    file = tmp_path / "jobs.sqlite"
    file.write_bytes(b"no database" * 1000)
    code, lines = started("--address", "127.0.0.1:0", "--data", tmp_path)
    assert (code, len(lines)) == (2, 1)
    assert str(file) in lines[0]


def test_files_of_another_store_are_left_alone(tmp_path):
    with Running(workers=1, uncompiled=True, data=str(tmp_path)) as running:
        running.client.solve_job(games(3)).wait(60)
    files = sorted(tmp_path.glob("jobs/*/*"))
    for file in tmp_path.glob("jobs.sqlite*"):
        file.rename(tmp_path / f"away-{file.name}")
    code, lines = started("--address", "127.0.0.1:0", "--data", tmp_path)
    assert (code, len(lines)) == (2, 1)
    assert "another store" in lines[0]
    assert sorted(tmp_path.glob("jobs/*/*")) == files
