"""What a store says of a corrupt, full, locked or distant database, and of a folder where none is safe."""

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from policygames_server.errors import CannotServeError, RefusedError
from policygames_server.jobs import databases
from policygames_server.jobs.databases import failing_in_words, file_system, opened
from policygames_server.jobs.records import State
from policygames_server.jobs.store import Store
from service.storing import new, reason
from sqlalchemy import text


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


CUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


def test_a_database_that_cuts_connections_is_busy_for_whom_it_hits_and_asked_again(postgres_server, tmp_path):
    with closing(Store(opened(postgres_server, tmp_path))) as store:
        with psycopg.connect(postgres_server, autocommit=True) as other:
            other.execute(CUT)
            assert store.page("me", (0.0, ""), 1) == []
            with pytest.raises(RefusedError) as caught, store.writing() as connection:
                _ = other.execute(CUT), connection.execute(text("SELECT 1"))
        assert reason(caught) == "STORE_BUSY"
        assert store.page("me", (0.0, ""), 1) == []
