"""Many games over one stream, and blocks of them in columns, by the real server and the real clients."""

import asyncio
import itertools
import threading
import time
from pathlib import Path

import grpc
import numpy as np
import policygames as pg
import pytest
from google.rpc.error_details_pb2 import ErrorInfo
from policygames.certificates import Coverage, Reason
from policygames.games.batch import GameBatch
from policygames.v1 import solver_service_pb2 as pb
from policygames.v1.batch_pb2 import GameColumns
from policygames.v1.solver_service_pb2_grpc import SolverServiceStub
from policygames.wire.batches import BlockQuestion, solve_columns_request
from policygames.wire.requests import Question, solve_request
from policygames.wire.service_info import MAX_BATCH_ITEMS, MAX_COLUMN_GAMES
from service.questions import STAG_HUNT, failure, reason

HUNT = pg.NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])
RANDOM = np.random.default_rng(3)
LARGER = [pg.NormalFormGame(RANDOM.integers(0, 9, (2, 3, 4)).tolist()) for _ in range(6)]
SMALL = [pg.NormalFormGame(RANDOM.integers(0, 4, (2, 2, 2)).tolist()) for _ in range(60)]


@pytest.fixture(scope="module")
def stub(server):
    with grpc.insecure_channel(server.address) as channel:
        yield SolverServiceStub(channel)


def message(*requests):
    """A SolveBatchRequest whose keys count its items."""
    items = [pb.BatchItem(key=str(key), request=request) for key, request in enumerate(requests)]
    return pb.SolveBatchRequest(items=items)


def question(game=HUNT, concept="nash", method=None):
    return solve_request(Question(game, concept, method))


def answers(responses):
    return {answer.key: answer for response in responses for answer in response.answers}


def why(status):
    info = ErrorInfo()
    assert status.details[0].Unpack(info)
    return info.reason


def test_every_game_is_solved_as_here_under_its_key(client):
    games = dict(enumerate([*SMALL, *LARGER]))
    found = dict(client.solve_batch(games.items()))
    assert found == {key: pg.solve(game) for key, game in games.items()}
    assert all(solution.verify() == () for solution in found.values())


def test_keys_may_be_anything_and_come_twice(client):
    key = object()
    assert [found for found, _ in client.solve_batch([(key, HUNT), (key, HUNT), (None, HUNT)])].count(key) == 2


def test_the_asynchronous_client_says_the_same(server):
    async def found():
        async def given():
            for item in enumerate(LARGER):
                yield item
                await asyncio.sleep(0)

        async with pg.connect_async(server.address) as client:
            return [
                {key: one async for key, one in client.solve_batch(items)} for items in (given(), enumerate(LARGER))
            ]

    assert asyncio.run(found()) == [{key: pg.solve(game) for key, game in enumerate(LARGER)}] * 2


def test_row_40_a_bad_game_fails_by_itself(stub):
    bad = question()
    bad.game.normal_form.payoffs[5] = float("nan")
    found = answers(stub.SolveBatch(iter([message(question(), bad, question(LARGER[0]), pb.SolveRequest())])))
    assert [found[key].WhichOneof("outcome") for key in "0123"] == ["response", "error", "response", "error"]
    assert why(found["1"].error) == "NON_FINITE_PAYOFF"
    assert why(found["3"].error) == "MISSING_GAME"


def test_row_46_the_stream_goes_on_after_a_bad_game(client):
    three = pg.NormalFormGame(np.zeros((3, 2, 2, 2)).tolist())
    games = [HUNT, three, HUNT, *LARGER]
    found = dict(client.solve_batch(enumerate(games), method="vertex_enumeration"))
    assert isinstance(found.pop(1), pg.UnsupportedError)
    assert all(solution.coverage is Coverage.ALL for solution in found.values())
    assert len(found) == len(games) - 1


def test_a_worker_that_dies_fails_its_item_alone(stub):
    crash = question(STAG_HUNT, "pure_nash", "crashing")
    found = answers(stub.SolveBatch(iter([message(question(LARGER[0]), crash, question(LARGER[1]))])))
    assert why(found["1"].error) == "WORKER_DIED"
    assert found["0"].HasField("response")
    assert found["2"].HasField("response")


def test_a_bug_is_an_incident_of_its_item(stub):
    found = answers(stub.SolveBatch(iter([message(question(STAG_HUNT, "pure_nash", "faulty"), question())])))
    assert why(found["0"].error) == "INTERNAL_ERROR"
    assert found["1"].HasField("response")


def test_row_45_who_says_nothing_hears_nothing(stub, client):
    assert list(stub.SolveBatch(iter(()))) == []
    assert list(stub.SolveColumnsStream(iter(()))) == []
    assert list(client.solve_batch(())) == []


@pytest.mark.parametrize("count", [0, MAX_BATCH_ITEMS + 1])
def test_a_message_holds_a_game_at_least_and_not_too_many(stub, count):
    error = failure(lambda: list(stub.SolveBatch(iter([message(*[question()] * count)]))))
    assert (error.code(), reason(error)) == (grpc.StatusCode.INVALID_ARGUMENT, "BATCH_SIZE")


def test_bytes_that_are_no_message_end_the_stream_after_what_was_answered(server):
    with grpc.insecure_channel(server.address) as channel:
        call = channel.stream_stream("/policygames.v1.SolverService/SolveBatch")
        responses = call(iter([message(question()).SerializeToString(), b"\xff\xff"]))
        assert answers([pb.SolveBatchResponse.FromString(next(responses))])["0"].HasField("response")
        error = failure(lambda: next(responses))
        assert (error.code(), reason(error)) == (grpc.StatusCode.INVALID_ARGUMENT, "MALFORMED_BODY")


def memory(pid):
    """The resident bytes of a process."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096


def test_row_45_who_sends_and_never_reads_is_read_from_no_more(server, stub):
    sent, one = itertools.count(), message(*[question()] * 200)
    before = memory(server.process.pid)

    def endless():
        while True:
            next(sent)
            yield one

    responses = stub.SolveBatch(endless(), timeout=3)
    time.sleep(2)
    reached = next(sent)
    time.sleep(0.5)
    assert next(sent) <= reached + 3  # it waits
    assert memory(server.process.pid) - before < 64 * 2**20
    assert stub.Solve(question()).solution.equilibria  # others are served meanwhile
    time.sleep(0.6)
    error = failure(lambda: list(responses))
    assert error.code() is grpc.StatusCode.DEADLINE_EXCEEDED
    assert len(answers(stub.SolveBatch(iter([message(question())])))) == 1


def test_whoever_gives_items_may_wait_for_answers_first(client):
    answered = threading.Event()

    def given():
        yield 0, HUNT
        assert answered.wait(30)
        yield 1, LARGER[0]

    keys = []
    for key, _ in client.solve_batch(given()):
        keys.append(key)
        answered.set()
    assert keys == [0, 1]


def test_an_error_of_whoever_gives_items_comes_after_the_answers(client):
    def given():
        yield 0, HUNT
        raise KeyError("mine")

    found = client.solve_batch(given())
    assert next(found)[0] == 0
    with pytest.raises(KeyError, match="mine"):
        next(found)


def test_closing_the_answers_frees_the_workers(lonely):
    stuck = pg.NormalFormGame([[[1, 2], [3, 4]], [[1, 2], [3, 4]]])
    found = lonely.client.solve_batch(itertools.repeat(("k", stuck)), "pure_nash", method="blocking", deadline=60)
    # the first answer never comes: the call is closed from the outside
    begun = threading.Thread(target=lambda: failure_of(found), daemon=True)
    begun.start()
    time.sleep(1)
    lonely.client.close()
    begun.join(30)
    assert not begun.is_alive()
    with pg.connect(lonely.address) as other:
        assert other.solve(LARGER[0], deadline=20).coverage is Coverage.ALL


def failure_of(found):
    with pytest.raises(pg.ServiceError):
        next(found)


def test_columns_are_those_of_this_machine(client):
    payoffs = np.random.default_rng(8).integers(-3, 4, (9000, 2, 3, 2))
    found, here = client.solve_many(payoffs), pg.solve_many(payoffs)
    for name in ("offsets", "numerators", "coverage", "routes"):
        np.testing.assert_array_equal(getattr(found.columns, name), getattr(here.columns, name))
    assert type(found) is type(here)
    assert found[8500] == here[8500]
    assert found.termination == here.termination


@pytest.mark.parametrize(
    "payoffs",
    [
        np.random.default_rng(1).normal(size=(50, 2, 2, 2)),
        np.random.default_rng(1).integers(0, 3, (30, 3, 2, 2, 2)),
        np.zeros((0, 2, 2, 2), dtype=np.int64),
        np.random.default_rng(5).integers(-(2**60), 2**60, (50, 2, 4, 4)),
        GameBatch(np.random.default_rng(1).integers(0, 9, (40, 2, 2, 2)), [3, 7]),
    ],
    ids=["floats", "three players", "none", "long numbers", "over denominators"],
)
def test_all_kinds_of_numbers_travel(client, payoffs):
    found, here = client.solve_many(payoffs), pg.solve_many(payoffs)
    np.testing.assert_array_equal(found.offsets, here.offsets)
    assert found.columns.long == here.columns.long
    assert list(found.coverage) == list(here.coverage)
    assert list(found)[:3] == list(here)[:3]


def test_pure_equilibria_and_unchecked_ones_are_asked_for_likewise(client):
    payoffs = np.random.default_rng(2).integers(0, 9, (100, 3, 2, 3, 2))
    found, here = (
        client.solve_many(payoffs, "pure_nash", certify=False),
        pg.solve_many(payoffs, "pure_nash", certify=False),
    )
    np.testing.assert_array_equal(found.columns.numerators, here.columns.numerators)
    assert found.warnings == here.warnings


def test_the_asynchronous_client_has_the_same_columns(server):
    payoffs = np.random.default_rng(2).integers(0, 9, (100, 2, 2, 2))

    async def found():
        async with pg.connect_async(server.address) as client:
            return await client.solve_many(payoffs)

    batch = asyncio.run(found())
    np.testing.assert_array_equal(batch.columns.numerators, pg.solve_many(payoffs).columns.numerators)
    with pytest.raises(pg.UnsupportedError, match=r"await client\.solve"):
        batch[0]


def test_games_that_the_deadline_left_no_time_for_say_so(client):
    payoffs = np.random.default_rng(4).integers(0, 99, (400, 3, 3, 3, 3))
    found = client.solve_many(payoffs, deadline=1.5)
    assert found.termination.reason is Reason.DEADLINE
    assert "games were not reached" in found.termination.detail
    unreached = [place for place, route in enumerate(found.routes) if route == "not reached"]
    assert found[unreached[0]].coverage is Coverage.SOME
    assert found[unreached[0]].termination == found.termination


def test_what_is_no_bulk_question_is_refused_as_here(client):
    for ask in (client.solve_many, pg.solve_many):
        with pytest.raises(pg.UnsupportedError) as caught:
            ask(np.zeros((3, 2, 2, 2)), "correlated")
        assert (caught.value.reason, caught.value.path) == ("CONCEPT_UNSUITED", "concept")
        with pytest.raises(pg.GameError) as caught:
            ask(np.full((3, 2, 2, 2), np.nan))
        assert caught.value.reason == "NON_FINITE_PAYOFF"


@pytest.mark.parametrize(
    ("block", "why", "path"),
    [
        ({"int64": b""}, "BATCH_SIZE", "games.int64"),
        ({"int8": bytes(8 * (MAX_COLUMN_GAMES + 1))}, "BATCH_SIZE", "games.int8"),
        ({"int64": bytes(65)}, "SHAPE_DATA_MISMATCH", "games.int64"),
        ({"float64": bytes(72)}, "SHAPE_DATA_MISMATCH", "games.float64"),
    ],
)
def test_rows_25_and_39_bad_blocks_are_refused(stub, block, why, path):
    request = pb.SolveColumnsRequest(games=GameColumns(shape=[2, 2], **block), concept="nash")
    error = failure(stub.SolveColumns, request)
    assert (error.code(), reason(error)) == (grpc.StatusCode.INVALID_ARGUMENT, why)
    assert path in str(error.trailing_metadata())


def test_a_bad_block_in_the_middle_fails_by_itself(stub):
    good = solve_columns_request(BlockQuestion(GameBatch(np.zeros((5, 2, 2, 2), dtype=np.int64))))
    bad = pb.SolveColumnsRequest(games=GameColumns(shape=[2, 2], int8=bytes(9)), concept="nash")
    blocks = [
        pb.SolveColumnsStreamRequest(key=key, request=one) for key, one in zip("abc", (good, bad, good), strict=True)
    ]
    found = {one.key: one for one in stub.SolveColumnsStream(iter(blocks))}
    assert why(found["b"].error) == "SHAPE_DATA_MISMATCH"
    assert found["a"].response.columns == found["c"].response.columns


def test_limits_are_told(client):
    limits = client.server_info().limits
    assert (limits.max_batch_items, limits.max_column_games) == (MAX_BATCH_ITEMS, MAX_COLUMN_GAMES)
