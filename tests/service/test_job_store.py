"""The store of jobs, the same on SQLite and on PostgreSQL."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from policygames_server.errors import CannotServeError, RefusedError
from policygames_server.jobs.databases import opened
from policygames_server.jobs.leases import LEASE
from policygames_server.jobs.records import LIFETIME, State
from policygames_server.jobs.store import Store
from service.storing import done, leases, new, reason
from sqlalchemy import text


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


def test_a_name_that_no_database_takes_is_no_job(store):
    for ask in (store.job, store.cancel, store.delete):
        with pytest.raises(RefusedError) as caught:
            ask("operations/\0", "me")
        assert reason(caught) == "OPERATION_NOT_FOUND"
