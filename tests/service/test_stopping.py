"""Searches that have to be stopped, and workers that die: what was certified arrives, and the next call is answered."""

import contextlib
import time
import urllib.request

import grpc
import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.v1.solver_service_pb2 import SolveResponse, SolveStreamResponse
from policygames.wire.requests import Question, solve_request, solve_stream_request
from policygames.wire.solutions import equilibrium_message
from policygames_server.tale import RESERVE, RESERVE_EACH
from service.questions import STAG_HUNT, details, failure, question, raw, raw_stream, reason, stream_question
from service.running import Running, Watch

COVERAGE, REASON = pg.Coverage.SOME, "DEADLINE"
PURE = [((1, 0), (1, 0)), ((0, 1), (0, 1))]
DEATHS = ["dying", "crashing", "leaving"]


@pytest.mark.parametrize("method", ["blocking", "endless"])
def test_a_deadline_gives_what_was_found(client, method):
    solution = client.solve(STAG_HUNT, "pure_nash", method=method, deadline=2)
    assert [equilibrium.exact for equilibrium in solution.equilibria] == PURE
    assert (solution.coverage, solution.termination.reason) == (COVERAGE, REASON)
    assert (solution.concept, solution.method) == ("pure_nash", method)
    solution.verify()


def test_a_deadline_gives_an_empty_list_where_nothing_was_found(client):
    nothing = pg.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
    solution = client.solve(nothing, "pure_nash", method="blocking", deadline=2)
    assert (solution.equilibria, solution.coverage, solution.termination.reason) == ((), COVERAGE, REASON)


def test_a_stream_ends_with_a_solution_at_its_deadline(client):
    *equilibria, solution = client.stream(STAG_HUNT, "pure_nash", method="blocking", deadline=2)
    assert [equilibrium.exact for equilibrium in equilibria] == PURE
    assert (solution.coverage, solution.termination.reason) == (COVERAGE, REASON)


def test_a_stream_hears_that_its_search_goes_on(server):
    with grpc.insecure_channel(server.address) as channel:
        answers = raw_stream(channel)(stream_question("blocking"))
        events = [SolveStreamResponse.FromString(next(answers)) for _ in range(len(PURE) + 3)]
        answers.cancel()
    told = [event.progress for event in events if event.HasField("progress")]
    assert [one.equilibria for one in told] == [0, 2, 2]
    assert told[0].seconds < told[1].seconds < told[2].seconds


@settings(max_examples=15)
@given(deadline=st.floats(0.02, 0.1), method=st.sampled_from([None, "endless", "blocking"]))
def test_any_deadline_gives_a_valid_solution_or_none_at_all(client, deadline, method):
    with contextlib.suppress(pg.DeadlineError):
        client.solve(STAG_HUNT, "pure_nash", method=method, deadline=deadline).verify()


def test_without_a_free_worker_the_deadline_is_exceeded(lonely):
    found = lonely.client.stream(STAG_HUNT, "pure_nash", method="blocking", deadline=60)
    next(found)
    with pytest.raises(pg.DeadlineError, match="no worker was free"):
        lonely.client.solve(STAG_HUNT, "pure_nash", deadline=0.5)
    found.close()


@pytest.mark.parametrize("method", DEATHS)
def test_a_worker_that_dies_is_an_internal_error(client, method):
    with pytest.raises(pg.ServiceError) as caught:
        client.solve(STAG_HUNT, "pure_nash", method=method)
    assert (caught.value.reason, caught.value.status) == ("WORKER_DIED", "INTERNAL")
    assert len(client.solve(STAG_HUNT, "pure_nash").equilibria) == 2


@pytest.mark.parametrize("method", DEATHS)
def test_a_stream_delivers_what_a_dead_worker_had_found(client, method):
    found = client.stream(STAG_HUNT, "pure_nash", method=method)
    assert [next(found).exact, next(found).exact] == PURE
    with pytest.raises(pg.ServiceError) as caught:
        next(found)
    assert caught.value.reason == "WORKER_DIED"


def test_workers_that_die_by_the_hundred_as_they_begin_are_all_replaced(lonely):
    for number in range(150):
        with pytest.raises(pg.ServiceError) as caught:
            lonely.client.solve(STAG_HUNT, "pure_nash", method=DEATHS[number % len(DEATHS)], deadline=20)
        assert caught.value.reason == "WORKER_DIED"
    assert len(lonely.client.solve(STAG_HUNT, "pure_nash").equilibria) == 2
    assert len(lonely.workers()) == 1


def test_the_exit_code_of_a_dead_worker_is_told(server):
    with grpc.insecure_channel(server.address) as channel:
        error = failure(raw(channel, "Solve"), question("dying"))
    assert details(error)["ErrorInfo"].metadata["exitCode"] == "-9"


def test_too_much_memory_is_said_to_be_too_much(client):
    with pytest.raises(pg.ServiceError) as caught:
        client.solve(STAG_HUNT, "pure_nash", method="hungry")
    assert (caught.value.reason, caught.value.status) == ("WORK_MEMORY", "RESOURCE_EXHAUSTED")


@pytest.mark.parametrize("method", ["blocking", "endless"])
def test_a_caller_who_goes_away_leaves_the_worker_to_the_next(lonely, method):
    for _ in range(3):
        found = lonely.client.stream(STAG_HUNT, "pure_nash", method=method)
        next(found)
        found.close()
    assert len(lonely.client.solve(STAG_HUNT, "pure_nash").equilibria) == 2


def test_workers_that_are_killed_while_idle_are_replaced(lonely):
    for _ in range(3):
        (worker,) = map(Watch, lonely.workers())
        worker.kill()
        assert worker.gone()
        assert len(lonely.client.solve(STAG_HUNT, "pure_nash").equilibria) == 2


def test_workers_that_are_killed_before_they_are_ready_are_replaced():
    with Running() as running:
        for _ in range(10):
            for worker in running.workers():
                killed = Watch(worker)
                killed.kill()
                killed.gone()
        assert len(running.client.solve(STAG_HUNT, "pure_nash").equilibria) == 2


def test_a_worker_that_is_killed_at_work_takes_only_its_own_call_with_it(server):
    with grpc.insecure_channel(server.address) as channel:
        waiting = raw_stream(channel)(stream_question("waiting"))
        next(waiting), next(waiting)  # the second tells what the worker has found
        for worker in server.workers():
            Watch(worker).kill()
        error = failure(lambda: list(waiting))
        assert reason(error) == "WORKER_DIED"
    assert len(server.client.solve(STAG_HUNT, "pure_nash").equilibria) == 2


def warm_workers(running):
    with urllib.request.urlopen(f"http://{running.http}/metrics", timeout=10) as response:
        (line,) = (one for one in response.read().decode().splitlines() if one.startswith("policygames_workers_alive "))
    return float(line.split()[1])


def test_the_log_tells_of_a_dead_workers_own_game_however_late_its_answers_are_read():
    tied = pg.NormalFormGame([[[0] * 84 for _ in range(84)]] * 2)  # more than waits in sockets
    asked = solve_stream_request(Question(tied, "pure_nash", "dying")).SerializeToString()
    given = {"workers": 2, "http": "127.0.0.1:0", "uncompiled": True}
    with Running(**given) as running, grpc.insecure_channel(running.address) as channel:
        unread = raw_stream(channel)(asked)
        while not (any("exit_code" in one for one in running.records()) and warm_workers(running) == 2):
            time.sleep(0.05)
        for number in range(8):  # some go to whoever took the dead one's place
            other = pg.NormalFormGame([[[number, 0, 0], [0, 1, 0]]] * 2)
            assert running.client.solve(other, "pure_nash", deadline=60).equilibria
        assert reason(failure(lambda: list(unread))) == "WORKER_DIED"
        until = time.monotonic() + 30
        while not (died := [one for one in running.records() if one.get("reason") == "WORKER_DIED"]):
            assert time.monotonic() < until
            time.sleep(0.05)
    assert [one["digest"] for one in died] == [tied.digest]


def test_calls_run_side_by_side(server):
    games = [pg.NormalFormGame([[[index, 0], [0, "1/3"]], [["1/3", 0], [0, index]]]) for index in range(1, 25)]
    with grpc.insecure_channel(server.address) as channel:
        ask = raw(channel, "Solve")
        calls = [(game, ask.future(solve_bytes(game))) for game in games]
        for game, call in calls:
            assert digest_of(call.result()) == game.digest


def solve_bytes(game):
    return solve_request(Question(game)).SerializeToString()


def digest_of(response):
    return SolveResponse.FromString(response).solution.game_digest


def test_one_response_holds_what_fits():
    (first,) = pg.solve(STAG_HUNT, "pure_nash", max_equilibria=1).equilibria
    room_for_one = RESERVE + RESERVE_EACH + equilibrium_message(first).ByteSize()
    with Running(workers=1, max_send=room_for_one) as running:
        solution = running.client.solve(STAG_HUNT, "pure_nash")
        assert solution.equilibria == (first,)
        assert (solution.coverage, solution.termination.reason) == (COVERAGE, "LIMIT")
        solution.verify()


def test_a_caller_who_never_reads_holds_no_worker_beyond_the_deadline(lonely):
    tied = pg.NormalFormGame([[[0] * 60] * 60] * 2)
    with grpc.insecure_channel(lonely.address) as channel:
        unread = raw_stream(channel)(solve_stream_request(Question(tied, "pure_nash")).SerializeToString(), timeout=1)
        next(unread)
        assert len(lonely.client.solve(STAG_HUNT, "pure_nash").equilibria) == 2
        unread.cancel()


def test_only_so_many_calls_are_taken_at_once():
    with Running(workers=1, max_in_flight=1) as running, grpc.insecure_channel(running.address) as channel:
        waiting = raw_stream(channel)(stream_question("waiting"))
        next(waiting)
        error = failure(raw(channel, "Solve"), question())
        assert error.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
        assert reason(error) == "SOLVE_QUEUE_FULL"
        assert details(error)["RetryInfo"].retry_delay.seconds > 0
        assert running.client.server_info().version == pg.__version__
        running.open_gate()
        assert list(waiting)
