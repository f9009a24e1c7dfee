"""What kills its worker is found out, is a row with its error, and harms no other row."""

import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from deadly_spec import DeadlySpec
from policygames.studies import Chunk, contained, parts
from policygames.studies.contained import Worker, read_bytes, solved_apart
from policygames.studies.fatal import DIED, despite_deaths, fatal_rows
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


def test_a_chunk_that_kills_without_any_row_that_does_is_an_error():
    with pytest.raises(ChildProcessError, match="WORKER_DIED"):
        despite_deaths(Chunk(1, 2, 2), lambda rows, _: None if rows.count > 1 else "answer")


def test_deaths_that_are_no_fault_of_a_row_are_not_held_against_it():
    deaths = iter([None] * 7)  # thrice the part, the part, a row once, and twice more
    assert despite_deaths(Chunk(0, 0, 4), lambda _, failed: next(deaths, failed)) == {}


def test_processes_that_die_before_they_begin_are_an_error(monkeypatch):
    monkeypatch.setattr(contained, "_STARTS", 2)
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with pytest.raises(ChildProcessError, match="before they begin"):
        Worker(SPEC).asked(Chunk(0, 0, 2), {}, None)


class Printing(DeadlySpec):
    """A spec whose library prints, and raises."""

    def solved(self, chunk, failed):
        print("no answer, whatever it looks like")
        os.write(1, b"nor this")
        if chunk.first == 2:
            raise OSError(28, "No space left on device")
        return super().solved(chunk, failed)


def test_what_a_library_prints_is_no_answer_and_errors_come_back():
    worker = Worker(Printing(4, 2, frozenset()))
    assert read_bytes(worker.asked(Chunk(0, 0, 2), {}, None))["game"].to_pylist() == [0, 1]
    with pytest.raises(OSError, match="No space left") as caught:
        worker.asked(Chunk(1, 2, 2), {}, None)
    assert caught.value.errno == 28
    worker.end()
    with pytest.raises(ChildProcessError, match="stopped"):
        worker.asked(Chunk(0, 0, 2), {}, None)
