"""What kills its worker is found out, is a row with its error, and harms no other row."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from deadly_spec import DeadlySpec
from policygames.studies import Chunk, parts
from policygames.studies.contained import read_bytes, solved_apart
from policygames.studies.fatal import DIED, fatal_rows
from policygames.studies.local_workers import run_locally

SPEC = DeadlySpec(6, 2, frozenset({3}))
ERRORS = [DIED if row == 3 else None for row in range(6)]


def test_rows_that_kill_are_found_by_halves():
    deadly = {3, 4, 17}
    found = fatal_rows(Chunk(0, 0, 20), lambda chunk: bool(deadly & set(range(chunk.first, chunk.stop))))
    assert set(found) == deadly


def test_local_workers_survive_a_row_that_kills_them(tmp_path):
    chunks = list(SPEC.chunks())
    assert set(run_locally(SPEC, chunks, tmp_path, 2)) == set(chunks)
    assert [error for chunk in chunks for error in parts.read(tmp_path, chunk)["error"].to_pylist()] == ERRORS


def test_elsewhere_a_chunk_is_solved_in_a_process_of_its_own():
    with ThreadPoolExecutor(1) as pool:
        tables = [read_bytes(pool.submit(solved_apart, SPEC, chunk).result()) for chunk in SPEC.chunks()]
    assert [error for table in tables for error in table["error"].to_pylist()] == ERRORS


def test_a_chunk_that_kills_without_any_row_that_does_is_an_error(monkeypatch):
    monkeypatch.setattr("policygames.studies.contained.fatal_rows", lambda *_: {})
    with pytest.raises(ChildProcessError, match="WORKER_DIED"):
        solved_apart(SPEC, Chunk(1, 2, 2))
