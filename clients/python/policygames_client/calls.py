"""What is asked and how its answer is read, as plain values: everything that both clients do, but the waiting."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from google.protobuf.message import Message
from policygames.budget import budget_for
from policygames.certificates import Certificate, Refusal
from policygames.errors import GameError, ServiceError, UnsupportedError
from policygames.games import Game, NormalFormGame, RepeatedGame
from policygames.results import AnyThreshold, Equilibrium, Solution, Sweep
from policygames.results.discounts import DiscountInterval
from policygames.results.folk_set import FolkSet
from policygames.results.limit_payoffs import LimitPayoffs
from policygames.results.minmax import Minmax
from policygames.results.strategy import Strategy
from policygames.results.transfer_schedule import TransferSchedule
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire import analyses, requests, strategies
from policygames.wire.folk_sets import read_folk_set, read_minmax, read_schedule
from policygames.wire.limits import read_limit
from policygames.wire.responses import read_critical_discount_response
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
    """A call of the RPC named `rpc`; `reader` reads a response, `timeout` is in seconds."""

    rpc: str
    request: Message
    reader: Callable[[Any], Result]
    timeout: float | None = None

    def __post_init__(self) -> None:
        self.require_within(MAX_REQUEST_BYTES)

    @property
    def small(self) -> bool:
        """Whether any server takes a request of this size, whatever its limit."""
        return self.request.ByteSize() <= ANY_TAKES

    def require_within(self, limit: int) -> None:
        """Raises ServiceError, before anything is sent, where the request is longer than `limit`, in bytes."""
        if (size := self.request.ByteSize()) > limit:
            message = f"the request needs {size} bytes, a server takes up to {limit}"
            raise ServiceError(message, reason="REQUEST_TOO_LARGE", path="game", status="RESOURCE_EXHAUSTED")

    def read(self, response: Any) -> Result:
        """What a response says. Raises ServiceError where it is no valid answer."""
        try:
            return self.reader(response)
        except GameError as error:
            message = f"the server's answer cannot be read: {error}"
            raise ServiceError(message, reason="BAD_RESPONSE", status="INTERNAL") from error


@dataclass(frozen=True, slots=True)
class Further:
    """What follows from an answer: `go` gives the next call or a value, and what it raises is the caller's to see."""

    go: Callable[[], Any]


def solve(question: requests.Question, deadline: float | None) -> Call[Solution]:
    """Asks for a solution. Raises what `pg.solve` raises for a bad deadline or maximum."""
    budget_for(deadline, question.max_equilibria)
    request = requests.solve_request(question)
    return Call("Solve", request, lambda response: read_solution(response.solution, question.game), deadline)


def stream(question: requests.Question, deadline: float | None) -> Call[Equilibrium | Solution | None]:
    """Asks for equilibria as they are found; the call is good for one stream."""
    budget_for(deadline, question.max_equilibria)
    request = requests.solve_stream_request(question)
    return Call("SolveStream", request, Events(question.game).read, deadline)


@dataclass(slots=True)
class Events:
    """The events of one stream about `game`, whose last one does not repeat the equilibria before it."""

    game: Game
    found: list[Equilibrium] = field(default_factory=list)

    def read(self, event: pb.SolveStreamResponse) -> Equilibrium | Solution | None:
        """The equilibrium or the whole solution that an event brings; None for progress."""
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


def critical_discount(
    game: NormalFormGame, path: Sequence[str | int], punishment: Any, *, transfers: bool, deadline: float | None
) -> Call[AnyThreshold]:
    """Asks for the least patience that sustains a path. Raises what `pg.critical_discount` raises for unknown names."""
    budget_for(deadline)
    request = requests.critical_discount_request(
        requests.patience_question(game, path, punishment, transfers=transfers)
    )
    return Call("CriticalDiscount", request, lambda response: read_critical_discount_response(response, game), deadline)


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


def minmax(game: NormalFormGame, player: str | int, strategies: str, deadline: float | None) -> Call[Minmax]:
    """Asks how far the others can hold a player down."""
    budget_for(deadline)
    request = analyses.minmax_request(game, player, strategies)
    return Call("Minmax", request, lambda response: read_minmax(response.minmax, game), deadline)


def folk_set(game: NormalFormGame, strategies: str, deadline: float | None) -> Call[FolkSet]:
    """Asks for the feasible and individually rational payoffs."""
    budget_for(deadline)
    request = analyses.folk_set_request(game, strategies)
    return Call("FolkSet", request, lambda response: read_folk_set(response.folk_set, game), deadline)


def transfer_schedule(game: NormalFormGame, deadline: float | None) -> Call[TransferSchedule]:
    """Asks what side payments sustain."""
    budget_for(deadline)
    request = analyses.transfer_schedule_request(game)
    return Call("TransferSchedule", request, lambda response: read_schedule(response.schedule, game), deadline)


def limit_payoffs(game: RepeatedGame, deadline: float | None) -> Call[LimitPayoffs]:
    """Asks what very patient players can sustain."""
    budget_for(deadline)
    request = analyses.limit_payoffs_request(game)
    return Call("LimitPayoffs", request, lambda response: read_limit(response.limit, game), deadline)


def check_strategy(strategy: Strategy, discount: Any, deadline: float | None) -> Call[Certificate | Refusal]:
    """Asks whether a strategy is an equilibrium."""
    budget_for(deadline)
    return Call("CheckStrategy", strategies.check_request(strategy, discount), strategies.read_check_response, deadline)


def strategy_discounts(strategy: Strategy, deadline: float | None) -> Call[tuple[DiscountInterval, ...]]:
    """Asks at which discount factors a strategy is an equilibrium."""
    budget_for(deadline)
    request = strategies.discounts_request(strategy)
    return Call("StrategyDiscounts", request, strategies.read_discounts_response, deadline)


def verify(solution: Solution, deadline: float | None) -> Call[tuple[str, ...]]:
    """Asks whether a solution holds."""
    budget_for(deadline)
    return Call("Verify", requests.verify_request(solution), lambda response: tuple(response.unchecked), deadline)


def concepts() -> Call[tuple[ConceptInfo, ...]]:
    """Asks what concepts there are."""
    return Call("ListConcepts", pb.ListConceptsRequest(), read_concepts)


def methods(concept: str) -> Call[tuple[MethodInfo, ...]]:
    """Asks what methods there are for a concept."""
    return Call("ListConcepts", pb.ListConceptsRequest(), lambda response: _methods(read_concepts(response), concept))


def _methods(known: Sequence[ConceptInfo], concept: str) -> tuple[MethodInfo, ...]:
    by_id: Mapping[str, ConceptInfo] = {one.id: one for one in known}
    if concept in by_id:
        return by_id[concept].methods
    near = difflib.get_close_matches(str(concept), by_id, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ";"
    message = f"there is no concept {concept!r}{hint} there are {', '.join(by_id)}"
    raise UnsupportedError(message, reason="UNKNOWN_CONCEPT", path="concept", choices=tuple(by_id))


def server_info() -> Call[ServerInfo]:
    """Asks for version and limits."""
    return Call("GetServerInfo", pb.GetServerInfoRequest(), read_server_info)
