"""Columns of equilibria as messages and back: exactly, and whatever bytes arrive."""

import numpy as np
import policygames as pg
import pytest
from google.protobuf.message import DecodeError
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from policygames.certificates import Coverage, Reason
from policygames.games.batch import GameBatch
from policygames.v1 import solver_service_pb2 as pb
from policygames.v1.batch_pb2 import GameColumns, SolvedColumns
from policygames.wire.batches import (
    BlockQuestion,
    read_solve_columns_request,
    read_solve_columns_response,
    solve_columns_request,
    solve_columns_response,
)
from policygames.wire.service_info import MAX_COLUMN_GAMES

DILEMMAS = GameBatch(np.tile(np.array([[[2, 0], [3, 1]], [[2, 3], [0, 1]]]), (3, 1, 1, 1)))


def answered(batch):
    """The answer about a batch, there and back as bytes."""
    sent = solve_columns_response(batch, 0.5).SerializeToString()
    return read_solve_columns_response(pb.SolveColumnsResponse.FromString(sent), batch.games)


def same(columns, others):
    assert dict(columns.long) == dict(others.long)
    for name in ("offsets", "coverage", "routes"):
        np.testing.assert_array_equal(getattr(columns, name), getattr(others, name))
    short = [row for row in range(len(columns.numerators)) if row not in columns.long]
    np.testing.assert_array_equal(columns.numerators[short], others.numerators[short])


@given(
    arrays(
        np.int64,
        st.tuples(st.integers(1, 4), st.just(2), st.integers(1, 3), st.integers(1, 3)),
        elements=st.integers(-2, 2),
    )
)
def test_columns_come_back_as_they_were(payoffs):
    batch = pg.solve_many(payoffs)
    found = answered(batch)
    same(found.columns, batch.columns)
    assert (found.concept, found.termination, found.warnings) == ("nash", batch.termination, batch.warnings)


def test_numbers_of_any_length_come_back():
    payoffs = np.random.default_rng(5).integers(-(2**60), 2**60, (50, 2, 4, 4))
    batch = pg.solve_many(payoffs)
    assert batch.columns.long  # else this shows nothing
    same(answered(batch).columns, batch.columns)


def test_what_was_not_reached_comes_back():
    batch = pg.solve_many(DILEMMAS, deadline=1e-9)
    found = answered(batch)
    assert found.termination.reason is Reason.DEADLINE
    same(found.columns, batch.columns)


def test_questions_come_back_as_they_were():
    question = BlockQuestion(GameBatch(np.full((2, 2, 1, 3), 0.1)), "pure_nash", certify=False)
    found = read_solve_columns_request(solve_columns_request(question))
    np.testing.assert_array_equal(found.games.payoffs, question.games.payoffs)
    assert (found.concept, found.certify) == ("pure_nash", False)


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ({"int64": b""}, "BATCH_SIZE"),
        ({"int8": bytes(8 * (MAX_COLUMN_GAMES + 1))}, "BATCH_SIZE"),
        ({"int64": bytes(63)}, "SHAPE_DATA_MISMATCH"),
        ({"float64": bytes(72)}, "SHAPE_DATA_MISMATCH"),
        ({"float64": b"\xff" * 64}, "NON_FINITE_PAYOFF"),
        ({}, "MISSING_GAME"),
    ],
)
def test_bad_blocks_are_refused_by_field(block, reason):
    message = pb.SolveColumnsRequest(games=GameColumns(shape=[2, 2], **block), concept="nash")
    with pytest.raises(pg.GameError) as caught:
        read_solve_columns_request(message)
    assert caught.value.reason == reason
    assert caught.value.path.startswith("games.")


def test_a_block_as_large_as_allowed_is_taken():
    message = pb.SolveColumnsRequest(games=GameColumns(shape=[2, 2], int8=bytes(8 * MAX_COLUMN_GAMES)))
    assert len(read_solve_columns_request(message).games) == MAX_COLUMN_GAMES


def changed(**fields):
    """The answer about the dilemmas with some fields of its columns replaced."""
    message = solve_columns_response(pg.solve_many(DILEMMAS), 0.0)
    message.columns.MergeFrom(SolvedColumns())
    for name, value in fields.items():
        message.columns.ClearField(name)
        message.columns.MergeFrom(SolvedColumns(**{name: value}))
    return message


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"counts": {"int8": b"\1\1"}}, "columns.counts"),
        ({"counts": {"int8": b"\xff\1\3"}}, "columns.counts"),
        ({"counts": {"int64": (2**63 - 1).to_bytes(8, "little") * 2 + (2).to_bytes(8, "little")}}, "columns.counts"),
        ({"counts": {"int16": b"\1\0\1"}}, "columns.counts"),
        ({"numerators": {"int8": b"\1" * 11}}, "columns.numerators"),
        ({"numerators": {"int8": b"\xff" * 12}}, "columns.numerators"),
        ({"coverage": b"\0\1\1"}, "columns.coverage"),
        ({"coverage": b"\1\1"}, "columns.coverage"),
        ({"routes": b"\0\0\x09"}, "columns.routes"),
        ({"long_rows": [{"row": 9, "numerators": ["1"] * 4}]}, "columns.long_rows[0]"),
        ({"long_rows": [{"row": 0, "numerators": ["1/2"] * 4}]}, "columns.long_rows[0]"),
        ({"termination": {}}, "columns.termination"),
    ],
)
def test_answers_that_do_not_fit_are_refused_by_field(fields, path):
    with pytest.raises(pg.GameError) as caught:
        read_solve_columns_response(changed(**fields), DILEMMAS)
    assert caught.value.path == path


def test_a_route_that_is_unknown_here_is_a_search():
    message = changed(route_names=["search", "an oracle"], routes=b"\1\1\0")
    assert list(read_solve_columns_response(message, DILEMMAS).columns.routes) == [0, 0, 0]


@given(st.binary(max_size=300))
def test_hostile_questions_are_questions_or_refused(body):
    try:
        found = read_solve_columns_request(pb.SolveColumnsRequest.FromString(body))
    except (pg.GameError, DecodeError):
        return
    assert 0 < len(found.games) <= MAX_COLUMN_GAMES


WHOLE = solve_columns_response(pg.solve_many(DILEMMAS), 0.0).SerializeToString()


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), st.binary(max_size=4))
def test_hostile_answers_are_answers_or_refused(place, byte, more):
    body = WHOLE[:place] + bytes([byte]) + more + WHOLE[place + 1 :]
    try:
        found = read_solve_columns_response(pb.SolveColumnsResponse.FromString(body), DILEMMAS)
    except (pg.GameError, DecodeError):
        return
    columns = found.columns
    assert len(columns.offsets) == len(DILEMMAS) + 1
    assert columns.numerators.shape == (columns.offsets[-1], 4)
    assert columns.coverage.max() < len(Coverage)
