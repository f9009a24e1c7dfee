"""The store of jobs, the same on SQLite and on PostgreSQL."""

import os
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from policygames_server import statuses
from policygames_server.errors import CannotServeError, RefusedError
from policygames_server.jobs import databases
from policygames_server.jobs.databases import failing_in_words, file_system, opened
from policygames_server.jobs.leases import LEASE, Leases
from policygames_server.jobs.records import LIFETIME, NewJob, Part, State
from policygames_server.jobs.store import Store
from service import postgres
from sqlalchemy import text


@pytest.fixture(scope="module")
def server():
    """The URL of a PostgreSQL server."""
    if why := postgres.missing():
        assert "postgresql" not in os.environ.get("POLICYGAMES_TESTS_NEED", ""), why
        pytest.skip(why)
    with postgres.running() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """An empty database's URL; None for SQLite in a folder."""
    if request.param == "sqlite":
        return None
    address = request.getfixturevalue("server")
    name = f"t{time.monotonic_ns()}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return address.replace("/postgres", f"/{name}")


@pytest.fixture
def store(url, tmp_path):
    """An empty store."""
    with closing(Store(opened(url, tmp_path))) as made:
        yield made


def new(name="a", **given):
    """A job of ten rows in three chunks."""
    fields = {"principal": "me", "request_id": None, "request_sha256": "1", "rows": 10, "chunk_rows": 4}
    return NewJob(**{"name": f"operations/{name}", "home": "here", "solver_version": "0.1", **fields, **given})


def leases(store, owner="one", home="here"):
    return Leases(store, home, owner)


def done(chunk, failed=0):
    return Part(chunk.seq, chunk.first, chunk.rows, failed, "sha", 5)


def reason(error):
    return statuses.reason_of(error.value.status)


def test_a_job_is_cut_into_chunks_and_ends_with_the_last_of_them(store):
    store.submit(new())
    mine = leases(store)
    claimed = [mine.claim() for _ in range(3)]
    assert [(chunk.first, chunk.rows, chunk.attempt) for chunk in claimed] == [(0, 4, 1), (4, 4, 1), (8, 2, 1)]
    assert mine.claim() is None
    assert store.job("operations/a", "me").state is State.RUNNING
    assert all(mine.finish(chunk, done(chunk, failed=1)) for chunk in reversed(claimed))
    job = store.job("operations/a", "me")
    assert (job.state, job.rows_done, job.rows_failed, job.chunks_done) == (State.SUCCEEDED, 10, 3, 3)
    assert job.expire_time == pytest.approx(job.end_time + LIFETIME)
    assert [part.seq for part in store.parts(job.name, 1, 9)] == [1, 2]


def test_a_chunk_is_finished_once_and_only_by_whoever_holds_it(store):
    store.submit(new())
    mine, other = leases(store), leases(store, "two")
    chunk = mine.claim()
    assert not other.finish(chunk, done(chunk))
    assert mine.finish(chunk, done(chunk))
    assert not mine.finish(chunk, done(chunk))
    assert store.job("operations/a", "me").rows_done == 4


def test_no_two_claim_the_same_chunk(store):
    store.submit(new(rows=60, chunk_rows=1))
    start = threading.Barrier(4)

    def claims(owner):
        mine, found = leases(store, owner), []
        start.wait()
        while (chunk := mine.claim()) is not None:
            found.append(chunk.seq)
        return found

    with ThreadPoolExecutor(4) as pool:
        found = [seq for each in pool.map(claims, "abcd") for seq in each]
    assert sorted(found) == list(range(60))


def test_a_chunk_given_back_or_lapsed_or_left_by_the_dead_is_claimed_again(store, monkeypatch):
    store.submit(new(rows=4))
    mine, other = leases(store), leases(store, "two")
    mine.give_back(mine.claim(), tried=False)
    assert mine.claim().attempt == 1
    mine.recover()
    chunk = mine.claim()
    assert chunk.attempt == 2
    other.renew([])
    assert other.claim() is None
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + 0.9 * LEASE)
    mine.renew([chunk])
    monkeypatch.setattr(time, "time", lambda: now() + 1.8 * LEASE)
    other.renew([])
    assert other.claim() is None
    monkeypatch.setattr(time, "time", lambda: now() + 2.1 * LEASE)
    other.renew([])
    assert other.claim().attempt == 3
    assert not mine.finish(chunk, done(chunk))


def test_principals_take_turns_and_another_servers_jobs_are_left_alone(store):
    for name, principal in (("a", "me"), ("b", "me"), ("c", "you")):
        store.submit(new(name, principal=principal, rows=40, chunk_rows=1))
    assert leases(store, home="elsewhere").claim() is None
    mine = leases(store)
    names = [mine.claim().job[-1] for _ in range(8)]
    assert names.count("c") == 4
    assert {names.count("a"), names.count("b")} == {2}


def test_the_same_request_again_is_the_same_job(store):
    first = store.submit(new("a", request_id="r"))
    assert store.submit(new("b", request_id="r")) == first
    assert store.submitted(new("b", request_id="r")) == first
    with pytest.raises(RefusedError) as caught:
        store.submit(new("b", request_id="r", request_sha256="2"))
    assert reason(caught) == "REQUEST_ID_REUSED"
    assert store.submit(new("b", request_id="r", principal="you")).name == "operations/b"
    assert store.submit(new("c")).name != store.submit(new("d")).name


def test_two_submissions_at_once_are_one_job(store):
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda name: store.submit(new(name, request_id="r")).name, "abcd"))
    assert len(set(found)) == 1
    assert len(store.page("me", (0.0, ""), 9)) == 1


def test_anothers_job_is_not_found(store):
    store.submit(new())
    for ask in (store.job, store.cancel, store.delete):
        with pytest.raises(RefusedError) as caught:
            ask("operations/a", "you")
        assert reason(caught) == "OPERATION_NOT_FOUND"
    assert store.page("you", (0.0, ""), 9) == []


def test_jobs_are_listed_in_pages(store):
    for name in "abcde":
        store.submit(new(name))
    first = store.page("me", (0.0, ""), 3)
    rest = store.page("me", (first[-1].create_time, first[-1].name), 3)
    assert [job.key for job in first + rest] == list("abcde")


def test_a_cancelled_job_keeps_what_was_finished(store):
    store.submit(new())
    mine = leases(store)
    first, second = mine.claim(), mine.claim()
    mine.finish(first, done(first))
    assert store.cancel("operations/a", "me").state is State.CANCELLING
    assert mine.claim() is None
    assert mine.settle() == ["operations/a"]
    assert store.job("operations/a", "me").state is State.CANCELLING
    mine.give_back(second, tried=False)
    mine.settle()
    job = store.job("operations/a", "me")
    assert (job.state, job.rows_done) == (State.CANCELLED, 4)
    assert store.cancel("operations/a", "me") == job
    assert [part.seq for part in store.parts(job.name, 0, 9)] == [0]


def test_only_what_has_ended_is_deleted_and_expires(store):
    store.submit(new())
    with pytest.raises(RefusedError) as caught:
        store.delete("operations/a", "me")
    assert reason(caught) == "OPERATION_RUNNING"
    assert store.expire("here", time.time() + 2 * LIFETIME) == []
    store.cancel("operations/a", "me")
    leases(store).settle()
    assert store.expire("here", time.time()) == []
    assert store.expire("elsewhere", time.time() + 2 * LIFETIME) == []
    assert [job.name for job in store.expire("here", time.time() + 2 * LIFETIME)] == ["operations/a"]
    assert store.names("here") == set()


def test_a_store_is_found_as_it_was_left_and_another_version_is_refused(url, tmp_path):
    with closing(Store(opened(url, tmp_path))) as store:
        key = store.key
        store.submit(new())
    with closing(Store(opened(url, tmp_path))) as store:
        assert store.key == key
        assert store.names("here") == {"operations/a"}
        with store.writing() as connection:
            connection.execute(text("UPDATE fact SET value = '0' WHERE key = 'version'"))
    engine = opened(url, tmp_path)
    with pytest.raises(CannotServeError, match="version 0"):
        Store(engine)
    engine.dispose()


@pytest.mark.parametrize("content", [b"no database" * 1000, None])
def test_a_corrupt_file_is_refused_by_name(tmp_path, content):
    file = tmp_path / databases.FILE
    if content is None:
        with closing(Store(opened(None, tmp_path))) as store:
            store.submit(new(rows=100_000, chunk_rows=1))
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        whole = bytearray(file.read_bytes())
        for page in range(5, len(whole) // 4096):
            whole[4096 * page : 4096 * page + 64] = bytes(range(64))
        content = bytes(whole)
    file.write_bytes(content)
    with pytest.raises(CannotServeError, match=str(file)):
        opened(None, tmp_path)


def test_a_database_that_cannot_be_reached_is_refused():
    with pytest.raises(CannotServeError, match=r"127\.0\.0\.1:1/") as caught:
        opened("postgresql://me:secret@127.0.0.1:1/none", Path())
    assert "secret" not in str(caught.value)
    for text_of in ("mysql://here/there", "nonsense"):
        with pytest.raises(CannotServeError, match="allowed: postgresql"):
            opened(text_of, Path())


def test_a_full_disk_stores_nothing_by_half(tmp_path):
    with closing(Store(opened(None, tmp_path))) as store:
        store.submit(new("before"))
        with store.reading() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar()
            connection.execute(text(f"PRAGMA max_page_count = {pages + 3}"))
        with pytest.raises(RefusedError) as caught:
            store.submit(new("big", rows=100_000, chunk_rows=1))
        assert reason(caught) == "STORE_FULL"
        assert store.names("here") == {"operations/before"}
        with store.reading() as connection:
            assert connection.execute(text("SELECT count(*) FROM chunk")).scalar() == 3


def test_a_full_disk_of_the_server_is_told_from_other_errors():
    with pytest.raises(RefusedError) as caught, failing_in_words():
        raise OSError(28, "No space left on device")
    assert reason(caught) == "STORE_FULL"
    with pytest.raises(FileNotFoundError), failing_in_words():
        raise FileNotFoundError


def test_a_locked_database_is_waited_for_and_then_called_busy(url, tmp_path, monkeypatch):
    monkeypatch.setattr(databases, "PATIENCE", 1)
    engine, other = opened(url, tmp_path), opened(url, tmp_path)
    with closing(Store(engine)) as store:
        with other.execution_options(writes=True).begin() as lock:
            if url:
                lock.execute(text("LOCK TABLE operation IN ACCESS EXCLUSIVE MODE"))
            with pytest.raises(RefusedError) as caught:
                store.submit(new())
        assert reason(caught) == "STORE_BUSY"
        assert any("RetryInfo" in detail.type_url for detail in caught.value.status.details)
        assert store.submit(new()).state is State.QUEUED
    other.dispose()


MOUNTS = """21 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 21 0:40 / /home rw shared:5 - nfs4 server:/home rw
31 30 8:2 / /home/here\\040now rw - xfs /dev/sdb rw"""


@pytest.mark.parametrize(
    ("folder", "kind"), [("/data", "ext4"), ("/home/me/data", "nfs4"), ("/home/here now/x", "xfs"), ("/homes", "ext4")]
)
def test_the_file_system_of_a_folder_is_that_of_the_nearest_mount(folder, kind):
    assert file_system(Path(folder), MOUNTS) == kind


def test_a_network_file_system_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(databases, "file_system", lambda *_: "nfs4")
    with pytest.raises(CannotServeError, match="nfs4"):
        opened(None, tmp_path)
