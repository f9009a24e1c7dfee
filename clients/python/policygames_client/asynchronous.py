"""The client that awaits."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeAlias, overload

import grpc
from policygames.games import Game
from policygames.results import Equilibrium, Solution, Sweep
from policygames.wire.requests import Question

from policygames_client import (
    async_batches,
    async_jobs,
    behaviour_calls,
    calls,
    family_calls,
    intervention_calls,
    job_calls,
    repeated_calls,
    scenario_calls,
    scenarios,
)
from policygames_client.asking import awaited
from policygames_client.async_lines import AsyncLine
from policygames_client.calls import Stream
from policygames_client.channels import Tls, credentials, metadata, options

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
    server says when to, or was there before and comes back within seconds; so is a stream before its first answer.
    """

    def __init__(self, channel: grpc.aio.Channel, address: str, headers: Sequence[tuple[str, str]] = ()) -> None:
        self.address, self.line = address, AsyncLine(channel, address, headers)

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
            return await self.line.answer(calls.sweep(question, discounts, deadline))
        return await self.line.answer(calls.solve(question, deadline))

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

    critical_discount = awaited(repeated_calls.critical_discount)
    minmax = awaited(repeated_calls.minmax)
    folk_set = awaited(repeated_calls.folk_set)
    transfer_schedule = awaited(repeated_calls.transfer_schedule)
    limit_payoffs = awaited(repeated_calls.limit_payoffs)
    check_strategy = awaited(repeated_calls.check_strategy)
    strategy_discounts = awaited(repeated_calls.strategy_discounts)

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

    verify = awaited(calls.verify)
    concepts = awaited(calls.concepts)
    methods = awaited(calls.methods)
    server_info = awaited(calls.server_info)

    async def close(self) -> None:
        """Cancels what is under way and hangs up."""
        await self.line.close()

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _events(self, stream: Stream[Equilibrium | Solution | None]) -> Events:
        event: Equilibrium | Solution | None = None
        async with aclosing(self.line.streamed(stream)) as events:
            async for event in events:
                if event is not None:
                    yield event
        if not isinstance(event, Solution):
            raise calls.cut_short()
