"""The client that waits."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeAlias, overload

import grpc
from policygames.games import Game
from policygames.results import Equilibrium, Solution, Sweep
from policygames.wire.requests import Question

from policygames_client import (
    batches,
    behaviour_calls,
    calls,
    family_calls,
    intervention_calls,
    job_calls,
    jobs,
    repeated_calls,
    scenario_calls,
    scenarios,
)
from policygames_client.asking import asked
from policygames_client.calls import Stream
from policygames_client.channels import Tls, credentials, metadata, options
from policygames_client.lines import Line

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
    server says when to, or was there before and comes back within seconds; so is a stream before its first answer.
    """

    def __init__(self, channel: grpc.Channel, address: str, headers: Sequence[tuple[str, str]] = ()) -> None:
        self.address, self.line = address, Line(channel, address, headers)

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
            return self.line.answer(calls.sweep(question, discounts, deadline))
        return self.line.answer(calls.solve(question, deadline))

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

    critical_discount = asked(repeated_calls.critical_discount)
    minmax = asked(repeated_calls.minmax)
    folk_set = asked(repeated_calls.folk_set)
    transfer_schedule = asked(repeated_calls.transfer_schedule)
    limit_payoffs = asked(repeated_calls.limit_payoffs)
    check_strategy = asked(repeated_calls.check_strategy)
    strategy_discounts = asked(repeated_calls.strategy_discounts)

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

    verify = asked(calls.verify)
    concepts = asked(calls.concepts)
    methods = asked(calls.methods)
    server_info = asked(calls.server_info)

    def close(self) -> None:
        """Cancels what is under way and hangs up."""
        self.line.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _events(self, stream: Stream[Equilibrium | Solution | None]) -> Events:
        event: Equilibrium | Solution | None = None
        with closing(self.line.streamed(stream)) as events:
            for event in events:
                if event is not None:
                    yield event
        if not isinstance(event, Solution):
            raise calls.cut_short()
