"""What a worker answers to each kind of request: frames, as the work goes on."""

from __future__ import annotations

import json
import math
import resource
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from threading import Event

import nashpy  # noqa: F401 - methods import it where they need it; workers have it from the start
import scipy.optimize  # noqa: F401
from google.protobuf.message import DecodeError
from policygames import registry
from policygames.analysis.critical_discount import critical_discount
from policygames.budget import Budget, Cancelled, budget_for
from policygames.certificates import Coverage, Reason, Termination
from policygames.errors import CertificateError, PolicyGamesError
from policygames.games import Game, NormalFormGame, RepeatedGame
from policygames.numerics.stepwise import finished, mapped
from policygames.results import Equilibrium, Solution
from policygames.search import solve, stream, unproven
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.analyses import read_sweep_request, repeated, sweep_response
from policygames.wire.requests import (
    Question,
    read_critical_discount_request,
    read_solve_request,
    read_verify_request,
    solve_request,
)
from policygames.wire.responses import critical_discount_response, verify_response
from policygames.wire.solutions import conclusion_message, equilibrium_message
from policygames.wire.status import status_of

from policygames_server import statuses
from policygames_server.analyses import ANALYSES, Analysis
from policygames_server.columns import solved_columns
from policygames_server.errors import RefusedError
from policygames_server.estimates import require_affordable
from policygames_server.frames import Frame, Kind, Request, Task
from policygames_server.jobs.work import plan, solved
from policygames_server.scenario_answers import SCENARIOS

CUT_SHORT = Termination(Reason.DEADLINE, "the deadline passed inside a step of the method, which was stopped there")

for _concept in registry.concepts():
    registry.methods(_concept.id)


def answer(task: Task, cancelled: Cancelled) -> Iterator[Frame]:
    """The frames of a task, the last of which ends it. Raises what is wrong with the request."""
    return _ANSWERS[task.request](task, cancelled)


def refusal(error: Exception) -> bytes | None:
    """The google.rpc.Status of an error that somebody foresaw; None for any other."""
    if isinstance(error, PolicyGamesError):
        status = status_of(error)
    elif isinstance(error, DecodeError):
        status = statuses.malformed_body()
    elif isinstance(error, RefusedError):
        status = error.status
    elif isinstance(error, MemoryError):
        status = statuses.out_of_memory(resource.getrlimit(resource.RLIMIT_AS)[0])
    else:
        return None
    serialized: bytes = status.SerializeToString()
    return serialized


def warm() -> None:
    """Solves one small game of each kind, through the codec, by methods that need no compiler."""
    pennies = NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
    dilemma = NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]])
    repeated = RepeatedGame(dilemma, "1/2")
    examples: tuple[tuple[str, str | None, Game], ...] = (
        ("nash", None, pennies),
        ("zero_sum", None, pennies),
        ("pure_nash", None, dilemma),
        ("subgame_perfect", "grim_trigger", repeated),
    )
    for concept, method, game in examples:
        body = solve_request(Question(game, concept, method)).SerializeToString()
        deque(answer(Task(Request.SOLVE, body, math.inf), Event()), maxlen=0)


def _solve(task: Task, cancelled: Cancelled) -> Iterator[Frame]:
    return _search(read_solve_request(pb.SolveRequest.FromString(task.body)), task, cancelled)


def _solve_stream(task: Task, cancelled: Cancelled) -> Iterator[Frame]:
    return _search(read_solve_request(pb.SolveStreamRequest.FromString(task.body).request), task, cancelled)


def _search(question: Question, task: Task, cancelled: Cancelled) -> Iterator[Frame]:
    yield _note(question.game)
    budget = replace(budget_for(None, question.max_equilibria, cancelled), expires=task.expires)
    draft = _unsearched(question)
    if question.max_equilibria is None:  # else the search may end at any time
        require_affordable(draft.method, question.game, task.most)
    yield Frame(Kind.DRAFT, conclusion_message(draft).SerializeToString())
    solution = None if question.certify else _unproven(question)
    if solution is None:
        found = stream(question.game, question.concept, draft.method, budget, question.options)
        solution = yield from mapped(found, _told)
    yield Frame(Kind.RESULT, conclusion_message(solution).SerializeToString())


def _unproven(question: Question) -> Solution | None:
    return unproven(question.game, question.concept, question.method, question.options)


def _told(equilibrium: Equilibrium) -> Frame:
    return Frame(Kind.EQUILIBRIUM, equilibrium_message(equilibrium).SerializeToString())


def _unsearched(question: Question) -> Solution:
    """What there is to say where the search is killed: what the loop itself says of a search that never began."""
    stopped = Event()
    stopped.set()
    nothing = Budget(max_equilibria=question.max_equilibria, cancelled=stopped)
    never = stream(question.game, question.concept, question.method, nothing, question.options)
    return replace(finished(never), termination=CUT_SHORT)


def _critical_discount(task: Task, _: Cancelled) -> Iterator[Frame]:
    start = time.monotonic()
    question = read_critical_discount_request(pb.CriticalDiscountRequest.FromString(task.body))
    yield _note(question.game)
    threshold = critical_discount(
        question.game, question.path, punishment=question.punishment, transfers=question.transfers
    )
    response = critical_discount_response(threshold, time.monotonic() - start)
    yield Frame(Kind.RESULT, response.SerializeToString())


def _verify(task: Task, cancelled: Cancelled) -> Iterator[Frame]:
    start = time.monotonic()
    solution = read_verify_request(pb.VerifyRequest.FromString(task.body))
    yield _note(solution.game)
    notes = solution.verify()
    if notes and _replayed(solution, Budget(expires=task.expires, cancelled=cancelled)):
        notes = ()
    yield Frame(Kind.RESULT, verify_response(solution, notes, time.monotonic() - start).SerializeToString())


def _sweep(task: Task, cancelled: Cancelled) -> Iterator[Frame]:
    """Every solution by itself, the deadline being that of all: those that it leaves no time for say so."""
    start = time.monotonic()
    question, discounts = read_sweep_request(pb.SweepRequest.FromString(task.body))
    game = repeated(question.game)
    yield _note(game)
    sweep = solve(
        game,
        question.concept,
        method=question.method,
        deadline=max(_SOLVING * (task.expires - start), 1e-3),
        max_equilibria=question.max_equilibria,
        cancelled=cancelled,
        certify=question.certify,
        discounts=discounts,
        **question.options,
    )
    yield Frame(Kind.RESULT, sweep_response(game, tuple(sweep), time.monotonic() - start).SerializeToString())


_SOLVING = 0.85
"""The share of the time of a sweep that its solutions may take: hundreds of them are still to be written down."""


def _replayed(solution: Solution, budget: Budget) -> bool:
    """Whether the whole list, and the proof by digest alone, were found again within the budget.

    Raises CertificateError where another list or another proof was found.
    """
    again = finished(stream(solution.game, solution.concept, None, budget, {}))
    if again.coverage is Coverage.SOME:
        return False
    lists = [{one.certificate.candidate for one in each.equilibria} for each in (solution, again)]
    digests = [each.proof and (each.proof.counts, each.proof.sha256) for each in (solution, again)]
    if lists[0] != lists[1] or digests[0] != digests[1]:
        raise CertificateError("solving again gives another list or another proof", path="proof")
    return True


def _note(game: Game) -> Frame:
    stage_game = game.stage_game if isinstance(game, RepeatedGame) else game
    shape = list(stage_game.shape) if isinstance(stage_game, NormalFormGame) else []
    return Frame(Kind.NOTE, json.dumps({"shape": shape, "digest": game.digest}).encode())


def _analysed(analysis: Analysis, task: Task, _: Cancelled) -> Iterator[Frame]:
    return analysis.answer(task, _note)


_ANSWERS: dict[Request, Callable[[Task, Cancelled], Iterator[Frame]]] = {
    Request.SOLVE: _solve,
    Request.SOLVE_STREAM: _solve_stream,
    Request.CRITICAL_DISCOUNT: _critical_discount,
    Request.VERIFY: _verify,
    Request.SWEEP: _sweep,
    **{request: partial(_analysed, one) for request, one in ANALYSES.items()},
    **SCENARIOS,
    Request.SOLVE_COLUMNS: solved_columns,
    Request.PLAN_JOB: plan,
    Request.SOLVE_ROWS: solved,
}
