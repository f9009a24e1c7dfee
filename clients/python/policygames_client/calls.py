"""What is asked and how its answer is read, as plain values: everything that both clients do, but the waiting."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

from google.protobuf.message import Message
from policygames.budget import budget_for
from policygames.errors import GameError, ServiceError, UnsupportedError
from policygames.games import Game
from policygames.results import Equilibrium, Solution, Sweep
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire import analyses, requests
from policygames.wire.service_info import (
    MAX_REQUEST_BYTES,
    ConceptInfo,
    MethodInfo,
    ServerInfo,
    read_concepts,
    read_server_info,
)
from policygames.wire.solutions import read_equilibrium, read_solution

Result = TypeVar("Result")
ANY_TAKES = 2**18
"""Bytes of a request for which nobody asks a server about its limit."""


@dataclass(frozen=True, slots=True)
class Call(Generic[Result]):
    """A call of the RPC named `rpc`; `reader` reads a response, `timeout` is in seconds.

    With `patience` the timeout is that of each try, and the server may be away for so many seconds.
    """

    rpc: str
    request: Message
    reader: Callable[[Any], Result]
    timeout: float | None = None
    patience: float = 0.0

    def __post_init__(self) -> None:
        require_within(self.request, MAX_REQUEST_BYTES)

    def read(self, response: Any) -> Result:
        """What a response says. Raises ServiceError where it is no valid answer."""
        try:
            return self.reader(response)
        except GameError as error:
            raise unreadable(error) from error


@dataclass(frozen=True, slots=True)
class Stream(Generic[Result]):
    """A call whose answers come one by one; `ask` makes what is sent, each time that the call is made.

    `read` gives what a response says, or raises the error that it holds, or ServiceError where it is no valid answer.
    With `repeats` it may be made again before an answer came, with `resumes` later too: it then goes on from there.
    """

    rpc: str
    ask: Callable[[], Any]
    read: Callable[[Any], Result]
    timeout: float | None = None
    patience: float = 0.0
    repeats: bool = True
    resumes: bool = False


def require_within(request: Message, limit: int, path: str = "game") -> None:
    """Raises ServiceError, before anything is sent, where the request is longer than `limit`, in bytes."""
    if (size := request.ByteSize()) > limit:
        message = f"the request needs {size} bytes, a server takes up to {limit}"
        raise ServiceError(message, reason="REQUEST_TOO_LARGE", path=path, status="RESOURCE_EXHAUSTED")


def unreadable(error: GameError) -> ServiceError:
    """What is said of an answer that makes no sense."""
    message = f"the server's answer cannot be read: {error}"
    return ServiceError(message, reason="BAD_RESPONSE", status="INTERNAL")


@dataclass(frozen=True, slots=True)
class Further:
    """What follows from an answer: `go` gives the next call or a value, and what it raises is the caller's to see."""

    go: Callable[[], Any]


def solve(question: requests.Question, deadline: float | None) -> Call[Solution]:
    """Asks for a solution. Raises what `pg.solve` raises for a bad deadline or maximum."""
    budget_for(deadline, question.max_equilibria)
    request = requests.solve_request(question)
    return Call("Solve", request, lambda response: read_solution(response.solution, question.game), deadline)


def stream(question: requests.Question, deadline: float | None) -> Stream[Equilibrium | Solution | None]:
    """Asks for equilibria as they are found; it is good for one stream."""
    budget_for(deadline, question.max_equilibria)
    request = requests.solve_stream_request(question)
    require_within(request, MAX_REQUEST_BYTES)
    return Stream("SolveStream", lambda: request, Events(question.game).read, deadline)


@dataclass(slots=True)
class Events:
    """The events of one stream about `game`, whose last one does not repeat the equilibria before it."""

    game: Game
    found: list[Equilibrium] = field(default_factory=list)

    def read(self, event: pb.SolveStreamResponse) -> Equilibrium | Solution | None:
        """The equilibrium or the whole solution that an event brings; None for progress.

        Raises ServiceError where it is no valid answer.
        """
        try:
            return self._read(event)
        except GameError as error:
            raise unreadable(error) from error

    def _read(self, event: pb.SolveStreamResponse) -> Equilibrium | Solution | None:
        kind = event.WhichOneof("event")
        if kind == "solution":
            return read_solution(event.solution, self.game, self.found)
        if kind == "equilibrium":
            self.found.append(read_equilibrium(event.equilibrium, self.game))
            return self.found[-1]
        return None


def cut_short() -> ServiceError:
    """A stream that ended before its solution."""
    return ServiceError("the stream ended without a solution", reason="BAD_RESPONSE", status="DATA_LOSS")


def sweep(question: requests.Question, discounts: Any, deadline: float | None) -> Call[Sweep]:
    """Asks for solutions at many discount factors. Raises what `pg.solve` raises for bad ones."""
    budget_for(deadline, question.max_equilibria)
    factors = analyses.factors(question.game, discounts)
    game: Any = question.game  # a repeated one, or it would have been refused
    games = game.at_each(factors)

    def read(response: pb.SweepResponse) -> Sweep:
        solutions = analyses.read_sweep_response(response, games)
        return Sweep.of(factors, solutions, len(game.players))

    return Call("Sweep", analyses.sweep_request(question, factors), read, deadline)


def verify(solution: Solution, *, deadline: float | None = None) -> Call[tuple[str, ...]]:
    """Has the server check every certificate again, as `Solution.verify` does here."""
    budget_for(deadline)
    return Call("Verify", requests.verify_request(solution), lambda response: tuple(response.unchecked), deadline)


def concepts() -> Call[tuple[ConceptInfo, ...]]:
    """The concepts that the server knows."""
    return Call("ListConcepts", pb.ListConceptsRequest(), read_concepts)


def methods(concept: str) -> Call[tuple[MethodInfo, ...]]:
    """The methods that the server knows for a concept, best first.

    Raises UnsupportedError, with the nearest one, for a concept that it does not know.
    """

    def read(response: pb.ListConceptsResponse) -> Any:
        return Further(partial(_methods, read_concepts(response), concept))

    return Call("ListConcepts", pb.ListConceptsRequest(), read)


def _methods(known: Sequence[ConceptInfo], concept: str) -> tuple[MethodInfo, ...]:
    by_id: Mapping[str, ConceptInfo] = {one.id: one for one in known}
    if concept in by_id:
        return by_id[concept].methods
    near = difflib.get_close_matches(str(concept), by_id, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ";"
    message = f"there is no concept {concept!r}{hint} there are {', '.join(by_id)}"
    told = {"concept": concept} | ({"nearest": near[0]} if near else {})
    raise UnsupportedError(message, reason="UNKNOWN_CONCEPT", path="concept", variables=told, choices=tuple(by_id))


def server_info() -> Call[ServerInfo]:
    """The server's version, concepts and limits."""
    return Call("GetServerInfo", pb.GetServerInfoRequest(), read_server_info)
