"""The client that awaits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import contextmanager
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
    async_batches,
    async_jobs,
    behaviour_calls,
    calls,
    family_calls,
    intervention_calls,
    job_calls,
    scenario_calls,
    scenarios,
)
from policygames_client.asking import awaited
from policygames_client.calls import Call, Result
from policygames_client.channels import Tls, credentials, metadata, options
from policygames_client.failures import closed, error_of_call
from policygames_client.retries import Retries
from policygames_client.stubs import Stubs

if TYPE_CHECKING:
    from numpy.typing import NDArray

Events: TypeAlias = AsyncGenerator[Equilibrium | Solution, None]


def connect(address: str, *, token: str | None = None, tls: Tls = None) -> AsyncClient:
    """An asynchronous client of the server at `address` (HOST:PORT), to be closed or used by `async with`.

    No call is made yet: a server that is not there is noticed by the first one. `tls` is True for the authorities that
    the system trusts, the file of an authority's certificate, or credentials of grpc; without it nothing is encrypted.

    Raises GameError for an address, token or file that is none, and ServiceError where the token would travel
    unencrypted to another machine.
    """
    secure, chosen = credentials(address, token, tls), options(address)
    if secure is None:
        channel = grpc.aio.insecure_channel(address, chosen)
    else:
        channel = grpc.aio.secure_channel(address, secure, chosen)
    return AsyncClient(channel, address, metadata(token))


class AsyncClient:
    """What `policygames` offers, computed by a server and awaited; made by `connect_async`.

    Every method raises what its namesake in `policygames` raises, ServiceError where the service fails, and
    DeadlineError where no answer came within `deadline` seconds. A call is made again, within its deadline, where the
    server says when to, or was there before and comes back within seconds; streams are not.
    """

    def __init__(self, channel: grpc.aio.Channel, address: str, headers: Sequence[tuple[str, str]] = ()) -> None:
        self.address = address
        self._channel, self._headers, self._stub = channel, tuple(headers), Stubs(channel)
        self._closed = self._reached = False
        self._max_request: int | None = None

    @overload
    async def solve(
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
    async def solve(
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
    async def solve(
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
            return await self._answer(calls.sweep(question, discounts, deadline))
        return await self._answer(calls.solve(question, deadline))

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

    async def critical_discount(
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
        return await self._answer(call)

    async def minmax(
        self, game: NormalFormGame, player: str | int, strategies: str = "pure", *, deadline: float | None = None
    ) -> Minmax:
        """How far the others can hold `player` down, as `pg.minmax` gives it."""
        return await self._answer(calls.minmax(game, player, strategies, deadline))

    async def folk_set(
        self, game: NormalFormGame, strategies: str = "pure", *, deadline: float | None = None
    ) -> FolkSet:
        """The feasible and individually rational payoffs, as `pg.folk_set` gives them."""
        return await self._answer(calls.folk_set(game, strategies, deadline))

    async def transfer_schedule(self, game: NormalFormGame, *, deadline: float | None = None) -> TransferSchedule:
        """What side payments sustain, as `pg.transfer_schedule` gives it."""
        return await self._answer(calls.transfer_schedule(game, deadline))

    async def limit_payoffs(self, repeated: RepeatedGame, *, deadline: float | None = None) -> LimitPayoffs:
        """What very patient players can sustain under a public signal, as `pg.limit_payoffs` gives it."""
        return await self._answer(calls.limit_payoffs(repeated, deadline))

    async def check_strategy(
        self, strategy: Strategy, discount: Any, *, deadline: float | None = None
    ) -> Certificate | Refusal:
        """Whether nobody gains by deviating from `strategy`, as `strategy.check(discount)` says here."""
        return await self._answer(calls.check_strategy(strategy, discount, deadline))

    async def strategy_discounts(
        self, strategy: Strategy, *, deadline: float | None = None
    ) -> tuple[DiscountInterval, ...]:
        """Every discount factor at which `strategy` is an equilibrium, as `strategy.discounts()` says here."""
        return await self._answer(calls.strategy_discounts(strategy, deadline))

    scenario = scenarios.described_later
    scenarios = awaited(scenario_calls.listed)
    catalogue = awaited(scenario_calls.catalogue)
    check = awaited(scenario_calls.check)
    regimes = awaited(family_calls.regimes)
    intervene = awaited(intervention_calls.intervene)
    robustness = awaited(intervention_calls.robustness)
    potential = awaited(behaviour_calls.potential)
    value_of_information = awaited(behaviour_calls.value_of_information)
    select = awaited(behaviour_calls.select)
    quantal_response_path = awaited(behaviour_calls.quantal_response_path)
    estimate_precision = awaited(behaviour_calls.estimate_precision)
    replicator_dynamics = awaited(behaviour_calls.replicator_dynamics)
    moran_process = awaited(behaviour_calls.moran_process)
    fictitious_play = awaited(behaviour_calls.fictitious_play)
    regret_matching = awaited(behaviour_calls.regret_matching)
    fixation_probability = awaited(behaviour_calls.fixation_probability)

    solve_many = async_batches.solve_many
    solve_batch = async_batches.solve_batch

    study = async_jobs.begun(job_calls.study)
    solve_job = async_jobs.begun(job_calls.solve_job)
    job = async_jobs.job
    jobs = async_jobs.jobs

    async def verify(self, solution: Solution, *, deadline: float | None = None) -> tuple[str, ...]:
        """Has the server check every certificate again, as `Solution.verify` does here."""
        return await self._answer(calls.verify(solution, deadline))

    async def concepts(self) -> tuple[ConceptInfo, ...]:
        """The concepts that the server knows."""
        return await self._answer(calls.concepts())

    async def methods(self, concept: str) -> tuple[MethodInfo, ...]:
        """The methods that the server knows for a concept, best first."""
        return await self._answer(calls.methods(concept))

    async def server_info(self) -> ServerInfo:
        """The server's version, concepts and limits."""
        return await self._answer(calls.server_info())

    async def close(self) -> None:
        """Cancels what is under way and hangs up."""
        self._closed = True
        await self._channel.close()

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def _started(self, call: Call[Result], timeout: float | None = None) -> Any:
        return self._streaming(call.rpc, call.request, call.timeout if timeout is None else timeout)

    def _streaming(self, rpc: str, request: Any, timeout: float | None) -> Any:
        try:
            return getattr(self._stub, rpc)(request, timeout=timeout, metadata=self._headers)
        except grpc.aio.UsageError:
            if self._closed:
                raise closed(self.address) from None
            raise

    def _failed(self, error: grpc.RpcError) -> PolicyGamesError:
        return closed(self.address) if self._closed else error_of_call(error, self.address)

    @contextmanager
    def _translating(self) -> Iterator[None]:
        """Raises what gRPC raises inside as an error of ours; it cancels what awaits a client that is closed."""
        try:
            yield
        except grpc.RpcError as error:
            raise self._failed(error) from None
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if not self._closed or (task and task.cancelling()):
                raise
            raise closed(self.address) from None

    async def _answer(self, call: Call[Result]) -> Result:
        if not call.small:
            call.require_within(await self._most())
        retries = Retries(call.timeout)
        while True:
            with self._translating():
                try:
                    response = await self._started(call, retries.left())
                except grpc.RpcError as error:
                    if self._closed or not await self._again(error, retries):
                        raise
                    continue
            self._reached = True
            return call.read(response)

    async def _most(self) -> int:
        """The bytes of the longest request that the server takes, asked once."""
        if self._max_request is None:
            self._max_request = (await self._answer(calls.server_info())).limits.max_request_bytes
        return self._max_request

    async def _again(self, error: grpc.RpcError, retries: Retries) -> bool:
        """Whether the call may be made once more, after waiting for that."""
        if (pause := retries.pause(error)) is not None:
            await asyncio.sleep(pause)
            return True
        absence = retries.absence(error) if self._reached else None
        if absence is None:
            return False
        try:
            await asyncio.wait_for(self._channel.channel_ready(), absence)
        except (TimeoutError, grpc.aio.UsageError):  # not there, or closed meanwhile
            return False
        return True

    async def _events(self, call: Call[Equilibrium | Solution | None]) -> Events:
        responses, event = self._started(call), None
        try:
            with self._translating():
                async for response in responses:
                    event = call.read(response)
                    if event is not None:
                        yield event
        finally:
            responses.cancel()
        if not isinstance(event, Solution):
            raise closed(self.address) if self._closed else calls.cut_short()
