"""Rows of jobs: in pages, as bytes from any place on, and fetched into a folder."""

import hashlib

import grpc
import numpy as np
import policygames as pg
from google.longrunning import operations_pb2 as operations
from policygames.v1 import study_service_pb2 as pb
from service.questions import details, failure, reason
from service.studying import games, parts, refused, stubs


def test_pages_hold_all_rows_once(channel, finished):
    study, _ = stubs(channel)
    rows, token, sizes = [], "", []
    while True:
        page = study.ReadResults(pb.ReadResultsRequest(name=finished.name, page_size=70, page_token=token))
        rows += [row["game"] for row in page.rows]
        sizes.append(len(page.rows))
        token = page.next_page_token
        if not token:
            break
    assert rows == list(range(300))
    assert sizes == [70, 70, 70, 70, 20]
    assert len(study.ReadResults(pb.ReadResultsRequest(name=finished.name, page_size=5000)).rows) == 300
    assert [row["game"] for row in finished.rows()] == rows


def test_pages_are_no_oracle(channel, client, finished):
    study, operating = stubs(channel)
    other = client.solve_job(games(200))
    other.wait(60)
    token = study.ReadResults(pb.ReadResultsRequest(name=finished.name, page_size=1)).next_page_token
    flipped = ("B" if token[0] == "A" else "A") + token[1:]
    names = operating.ListOperations(operations.ListOperationsRequest(page_size=1)).next_page_token
    for bad in (flipped, token[:-2], "x", "é", names):
        error = failure(study.ReadResults, pb.ReadResultsRequest(name=finished.name, page_token=bad))
        assert (error.code(), reason(error)) == (grpc.StatusCode.INVALID_ARGUMENT, "BAD_PAGE_TOKEN")
    for ask in (
        lambda: study.ReadResults(pb.ReadResultsRequest(name=other.name, page_token=token)),
        lambda: operating.ListOperations(operations.ListOperationsRequest(page_token=token)),
    ):
        assert reason(failure(ask)) == "BAD_PAGE_TOKEN"
    for ask in (
        lambda: study.ReadResults(pb.ReadResultsRequest(name=finished.name, page_size=-1)),
        lambda: operating.ListOperations(operations.ListOperationsRequest(page_size=-1)),
    ):
        error = failure(ask)
        assert (reason(error), details(error)["BadRequest"].field_violations[0].field) == (
            "BAD_PAGE_TOKEN",
            "page_size",
        )


def test_operations_are_listed_in_pages(channel, finished):
    _, operating = stubs(channel)
    names, token = [], ""
    while True:
        page = operating.ListOperations(operations.ListOperationsRequest(page_size=2, page_token=token))
        names += [one.name for one in page.operations]
        token = page.next_page_token
        if not token:
            break
    assert finished.name in names
    assert len(names) == len(set(names))
    assert failure(operating.ListOperations, operations.ListOperationsRequest(filter="done")) is not None


def test_bytes_are_streamed_from_any_place(channel, finished, tmp_path):
    study, _ = stubs(channel)
    whole = parts(finished.save(tmp_path))
    first, *pieces = study.StreamResults(pb.StreamResultsRequest(name=finished.name, part=1, offset=100))
    assert first.spec.startswith("{")
    assert [piece.part for piece in pieces] == [1, 2]
    assert pieces[0].data == whole["part-00000001.parquet"][100:]
    assert hashlib.sha256(pieces[1].data).hexdigest() == pieces[1].part_sha256
    for bad in ({"part": -1}, {"offset": -1}, {"part": 1, "offset": 10**9}):
        error = failure(list, study.StreamResults(pb.StreamResultsRequest(name=finished.name, **bad)))
        assert error.code() is grpc.StatusCode.INVALID_ARGUMENT


def test_a_download_goes_on_where_it_broke_off(finished, tmp_path):
    whole = parts(finished.save(tmp_path / "whole"))
    broken = tmp_path / "broken"
    broken.mkdir()
    first, second, _ = sorted(whole)
    (broken / first).write_bytes(whole[first])
    (broken / f"{second}.download").write_bytes(whole[second][:77])
    assert parts(finished.save(broken)) == whole
    (broken / "study.json").write_text("another")
    assert refused(finished.save, broken).reason == "OPTION_RANGE"


def test_rows_hold_whole_numbers_where_columns_do(channel, client, finished, tmp_path):
    study, _ = stubs(channel)
    page = study.ReadResults(pb.ReadResultsRequest(name=finished.name))
    assert list(page.whole_columns) == ["equilibria", "game", "numerators"]
    for job in (finished, client.study("chip_controls_and_boycott", draws=20, seed=7)):
        stored = job.result(tmp_path / job.name.rpartition("/")[2]).table().to_pylist()
        for row, exact in zip(job.rows(), stored, strict=True):
            for name, value in row.items():
                given = value[0] if isinstance(value, list) else value
                wanted = exact[name][0] if isinstance(exact[name], list) else exact[name]
                if isinstance(wanted, int | float):
                    assert (type(given), value) == (type(wanted), exact[name])


def test_whole_numbers_beyond_2_to_the_53_arrive_exact(client):
    payoffs = np.random.default_rng(0).integers(-(2**29), 2**29, (40, 2, 2, 2))
    job = client.solve_job(payoffs)
    job.wait(60)
    found = [number for row in job.rows() for number in row["numerators"] or ()]
    assert {type(number) for number in found} == {int}
    solved = pg.solve_many(payoffs, "nash")
    assert found == [int(number) for game in zip(*solved.numerators, strict=True) for own in game for number in own]
