"""Who is let in: nobody while the server drains, and only so much work at once, of all and of each."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from types import TracebackType

from policygames_server import statuses
from policygames_server.errors import RefusedError
from policygames_server.metrics import IN_FLIGHT, QUEUE_SECONDS
from policygames_server.notes import NOTES
from policygames_server.quotas import Buckets, Quotas
from policygames_server.turns import Turns


class Admission:
    """Counts the calls and the work in flight."""

    def __init__(self, quotas: Quotas) -> None:
        self._quotas, self._turns = quotas, Turns(quotas.at_once, quotas.principal_at_once)
        self._buckets = None if quotas.rate is None else Buckets(quotas.rate, quotas.burst)
        self._work: Counter[str] = Counter()
        self._calls, self.ending, self._quiet = 0, asyncio.Event(), asyncio.Event()
        self._quiet.set()

    def enter(self) -> None:
        """Lets a call in, which has to `leave`. Raises RefusedError while the server drains."""
        if self.ending.is_set():
            raise RefusedError(statuses.shutting_down())
        self._calls += 1
        self._quiet.clear()

    def leave(self) -> None:
        """Ends a call that was let in."""
        self._calls -= 1
        if not self._calls:
            self._quiet.set()

    def charge(self, principal: str) -> None:
        """Takes a call off the principal's rate. Raises RefusedError where none is left."""
        if self._buckets is not None:
            self._buckets.take(principal)

    def work(self, principal: str, until: float) -> Work:
        """The context of one piece of work for a worker, which begins once it is the principal's turn.

        It raises RefusedError where too much is in flight, and NoWorkerError where no turn came `until` then (loop
        time).
        """
        return Work(self, principal, until)

    async def begin(self, principal: str, until: float) -> None:
        """Begins a piece of work, which has to `end`; raises what `work` says."""
        self._require_room(principal)
        self._work[principal] += 1
        IN_FLIGHT.inc()
        try:
            await self._turn(principal, until)
        except BaseException:
            self._ended(principal)
            raise

    def end(self, principal: str) -> None:
        """Ends a piece of work."""
        self._turns.give_back(principal)
        self._ended(principal)

    def _ended(self, principal: str) -> None:
        IN_FLIGHT.dec()
        self._work[principal] -= 1
        if not self._work[principal]:
            del self._work[principal]

    async def _turn(self, principal: str, until: float) -> None:
        start = time.monotonic()
        await self._turns.take(principal, until)
        seconds = time.monotonic() - start
        QUEUE_SECONDS.observe(seconds)
        if (notes := NOTES.get(None)) is not None:
            notes["queue_seconds"] = round(seconds, 6)

    def _require_room(self, principal: str) -> None:
        most = self._quotas.principal_in_flight
        if most is not None and self._work[principal] >= most:
            raise RefusedError(statuses.quota_exceeded(f"{most} calls in flight", most))
        if self._work.total() >= self._quotas.in_flight and not self._makes_room(principal):
            raise RefusedError(statuses.queue_full(self._quotas.in_flight))

    def _makes_room(self, principal: str) -> bool:
        """Whether whoever has most in flight has a call waiting that gives way: a full queue shuts nobody out."""
        (most, count), *_ = self._work.most_common(1)
        full = RefusedError(statuses.queue_full(self._quotas.in_flight))
        return self._work[principal] + 1 < count and self._turns.dismiss(most, full)

    async def drain(self, seconds: float) -> None:
        """Lets nobody in any more, and waits so long for the calls in flight."""
        self.ending.set()
        await asyncio.wait([asyncio.ensure_future(self._quiet.wait())], timeout=seconds)


class Work:
    """One piece of work, from its turn to its end. A class, as a generator around a small task costs as much as it."""

    __slots__ = ("_admission", "_principal", "_until")

    def __init__(self, admission: Admission, principal: str, until: float) -> None:
        self._admission, self._principal, self._until = admission, principal, until

    async def __aenter__(self) -> None:
        await self._admission.begin(self._principal, self._until)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._admission.end(self._principal)
