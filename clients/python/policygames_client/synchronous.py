"""The client that waits."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeAlias, overload

import grpc
from policygames.certificates import Certificate, Refusal
from policygames.errors import PolicyGamesError
from policygames.games import Game, NormalFormGame, RepeatedGame
from policygames.results import AnyThreshold, Equilibrium, Solution, Sweep
from policygames.results.discounts import DiscountInterval
from policygames.results.folk_set import FolkSet
from policygames.results.limit_payoffs import LimitPayoffs
from policygames.results.minmax import Minmax
from policygames.results.strategy import Strategy
from policygames.results.transfer_schedule import TransferSchedule
from policygames.wire.requests import Question
from policygames.wire.service_info import ConceptInfo, MethodInfo, ServerInfo

from policygames_client import (
    batches,
    behaviour_calls,
    calls,
    family_calls,
    intervention_calls,
    job_calls,
    jobs,
    scenario_calls,
    scenarios,
)
from policygames_client.asking import asked
from policygames_client.calls import Call, Result
from policygames_client.channels import Tls, credentials, metadata, options
from policygames_client.failures import closed, error_of_call
from policygames_client.retries import Retries
from policygames_client.stubs import Stubs

if TYPE_CHECKING:
    from numpy.typing import NDArray

Events: TypeAlias = Generator[Equilibrium | Solution, None, None]


def connect(address: str, *, token: str | None = None, tls: Tls = None) -> Client:
    """A client of the server at `address` (HOST:PORT), to be closed or used as a context manager.

    No call is made yet: a server that is not there is noticed by the first one. `tls` is True for the authorities that
    the system trusts, the file of an authority's certificate, or credentials of grpc; without it nothing is encrypted.

    Raises GameError for an address, token or file that is none, and ServiceError where the token would travel
    unencrypted to another machine.
    """
    secure, chosen = credentials(address, token, tls), options(address)
    channel = grpc.secure_channel(address, secure, chosen) if secure else grpc.insecure_channel(address, chosen)
    return Client(channel, address, metadata(token))


class Client:
    """What `policygames` offers, computed by a server; made by `connect`.

    Every method raises what its namesake in `policygames` raises, ServiceError where the service fails, and
    DeadlineError where no answer came within `deadline` seconds. A call is made again, within its deadline, where the
    server says when to, or was there before and comes back within seconds; streams are not.
    """

    def __init__(self, channel: grpc.Channel, address: str, headers: Sequence[tuple[str, str]] = ()) -> None:
        self.address = address
        self._channel, self._headers, self._stub = channel, tuple(headers), Stubs(channel)
        self._closed = self._reached = False
        self._max_request: int | None = None

    @overload
    def solve(
        self,
        game: Game,
        concept: str = "nash",
        *,
        method: str | None = None,
        deadline: float | None = None,
        max_equilibria: int | None = None,
        certify: bool = True,
        discounts: None = None,
        **options: Any,
    ) -> Solution: ...
    @overload
    def solve(
        self,
        game: Game,
        concept: str = "nash",
        *,
        method: str | None = None,
        deadline: float | None = None,
        max_equilibria: int | None = None,
        certify: bool = True,
        discounts: Sequence[Any] | NDArray[Any],
        **options: Any,
    ) -> Sweep: ...
    def solve(
        self,
        game: Game,
        concept: str = "nash",
        *,
        method: str | None = None,
        deadline: float | None = None,
        max_equilibria: int | None = None,
        certify: bool = True,
        discounts: Any = None,
        **options: Any,
    ) -> Solution | Sweep:
        """The equilibria of `game` by `concept`, as `pg.solve` gives them; after `deadline` those found so far."""
        question = Question(game, concept, method, max_equilibria, options, certify)
        if discounts is not None:
            return self._answer(calls.sweep(question, discounts, deadline))
        return self._answer(calls.solve(question, deadline))

    def stream(
        self,
        game: Game,
        concept: str = "nash",
        *,
        method: str | None = None,
        deadline: float | None = None,
        max_equilibria: int | None = None,
        certify: bool = True,
        **options: Any,
    ) -> Events:
        """Each equilibrium as it is certified, then the Solution; closing the iterator cancels the search."""
        return self._events(calls.stream(Question(game, concept, method, max_equilibria, options, certify), deadline))

    def critical_discount(
        self,
        game: NormalFormGame,
        path: Sequence[str | int],
        *,
        punishment: Any = "optimal",
        transfers: bool = False,
        deadline: float | None = None,
    ) -> AnyThreshold:
        """The least patience that sustains `path`, as `pg.critical_discount` gives it."""
        call = calls.critical_discount(game, path, punishment, transfers=transfers, deadline=deadline)
        return self._answer(call)

    def minmax(
        self, game: NormalFormGame, player: str | int, strategies: str = "pure", *, deadline: float | None = None
    ) -> Minmax:
        """How far the others can hold `player` down, as `pg.minmax` gives it."""
        return self._answer(calls.minmax(game, player, strategies, deadline))

    def folk_set(self, game: NormalFormGame, strategies: str = "pure", *, deadline: float | None = None) -> FolkSet:
        """The feasible and individually rational payoffs, as `pg.folk_set` gives them."""
        return self._answer(calls.folk_set(game, strategies, deadline))

    def transfer_schedule(self, game: NormalFormGame, *, deadline: float | None = None) -> TransferSchedule:
        """What side payments sustain, as `pg.transfer_schedule` gives it."""
        return self._answer(calls.transfer_schedule(game, deadline))

    def limit_payoffs(self, repeated: RepeatedGame, *, deadline: float | None = None) -> LimitPayoffs:
        """What very patient players can sustain under a public signal, as `pg.limit_payoffs` gives it."""
        return self._answer(calls.limit_payoffs(repeated, deadline))

    def check_strategy(
        self, strategy: Strategy, discount: Any, *, deadline: float | None = None
    ) -> Certificate | Refusal:
        """Whether nobody gains by deviating from `strategy`, as `strategy.check(discount)` says here."""
        return self._answer(calls.check_strategy(strategy, discount, deadline))

    def strategy_discounts(self, strategy: Strategy, *, deadline: float | None = None) -> tuple[DiscountInterval, ...]:
        """Every discount factor at which `strategy` is an equilibrium, as `strategy.discounts()` says here."""
        return self._answer(calls.strategy_discounts(strategy, deadline))

    scenario = scenarios.described
    scenarios = asked(scenario_calls.listed)
    catalogue = asked(scenario_calls.catalogue)
    check = asked(scenario_calls.check)
    regimes = asked(family_calls.regimes)
    intervene = asked(intervention_calls.intervene)
    robustness = asked(intervention_calls.robustness)
    potential = asked(behaviour_calls.potential)
    value_of_information = asked(behaviour_calls.value_of_information)
    select = asked(behaviour_calls.select)
    quantal_response_path = asked(behaviour_calls.quantal_response_path)
    estimate_precision = asked(behaviour_calls.estimate_precision)
    replicator_dynamics = asked(behaviour_calls.replicator_dynamics)
    moran_process = asked(behaviour_calls.moran_process)
    fictitious_play = asked(behaviour_calls.fictitious_play)
    regret_matching = asked(behaviour_calls.regret_matching)
    fixation_probability = asked(behaviour_calls.fixation_probability)

    solve_many = batches.solve_many
    solve_batch = batches.solve_batch

    study = jobs.begun(job_calls.study)
    solve_job = jobs.begun(job_calls.solve_job)
    job = jobs.job
    jobs = jobs.jobs

    def verify(self, solution: Solution, *, deadline: float | None = None) -> tuple[str, ...]:
        """Has the server check every certificate again, as `Solution.verify` does here."""
        return self._answer(calls.verify(solution, deadline))

    def concepts(self) -> tuple[ConceptInfo, ...]:
        """The concepts that the server knows."""
        return self._answer(calls.concepts())

    def methods(self, concept: str) -> tuple[MethodInfo, ...]:
        """The methods that the server knows for a concept, best first."""
        return self._answer(calls.methods(concept))

    def server_info(self) -> ServerInfo:
        """The server's version, concepts and limits."""
        return self._answer(calls.server_info())

    def close(self) -> None:
        """Cancels what is under way and hangs up."""
        self._closed = True
        self._channel.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _started(self, call: Call[Result], timeout: float | None = None) -> Any:
        return self._streaming(call.rpc, call.request, call.timeout if timeout is None else timeout)

    def _streaming(self, rpc: str, request: Any, timeout: float | None) -> Any:
        try:
            return getattr(self._stub, rpc)(request, timeout=timeout, metadata=self._headers)
        except ValueError:  # so gRPC says that the channel is closed
            if self._closed:
                raise closed(self.address) from None
            raise

    def _failed(self, error: grpc.RpcError) -> PolicyGamesError:
        return closed(self.address) if self._closed else error_of_call(error, self.address)

    def _answer(self, call: Call[Result]) -> Result:
        if not call.small:
            call.require_within(self._most())
        retries = Retries(call.timeout)
        while True:
            try:
                response = self._started(call, retries.left())
            except grpc.RpcError as error:
                if self._closed or not self._again(error, retries):
                    raise self._failed(error) from None
            else:
                self._reached = True
                return call.read(response)

    def _most(self) -> int:
        """The bytes of the longest request that the server takes, asked once."""
        if self._max_request is None:
            self._max_request = self._answer(calls.server_info()).limits.max_request_bytes
        return self._max_request

    def _again(self, error: grpc.RpcError, retries: Retries) -> bool:
        """Whether the call may be made once more, after waiting for that."""
        if (pause := retries.pause(error)) is not None:
            time.sleep(pause)
            return True
        absence = retries.absence(error) if self._reached else None
        if absence is None:
            return False
        try:
            grpc.channel_ready_future(self._channel).result(absence)
        except (grpc.FutureTimeoutError, ValueError):  # not there, or closed meanwhile
            return False
        return True

    def _events(self, call: Call[Equilibrium | Solution | None]) -> Events:
        responses, event = self._started(call), None
        try:
            for response in responses:
                event = call.read(response)
                if event is not None:
                    yield event
        except grpc.RpcError as error:
            raise self._failed(error) from None
        finally:
            responses.cancel()
        if not isinstance(event, Solution):
            raise calls.cut_short()
