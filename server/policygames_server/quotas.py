"""How much each principal may ask for: calls a second, and calls in flight."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from policygames_server import statuses
from policygames_server.errors import RefusedError
from policygames_server.settings import Settings

MOST_PRINCIPALS = 10_000
"""Buckets kept before those that are full again are dropped: certificates can name any number of principals."""


@dataclass(frozen=True, slots=True)
class Quotas:
    """What the server takes in all, and what of one principal; None for no limit.

    `in_flight` and `principal_in_flight` count calls that need a worker, waiting or working, `at_once` and
    `principal_at_once` those that work; `rate` is in calls a second, of which `burst` may come at once.
    """

    in_flight: int = 64
    at_once: int = 1
    principal_in_flight: int | None = None
    principal_at_once: int | None = None
    rate: float | None = None
    burst: int = 1

    @classmethod
    def of(cls, settings: Settings, *, known: bool) -> Quotas:
        """The quotas of a server; where principals are `known`, none may fill it by itself unless settings say so."""
        half = max(1, settings.max_in_flight // 2) if known else None
        all_but_one = max(1, settings.workers - 1) if known else None
        return cls(
            in_flight=settings.max_in_flight,
            at_once=settings.workers,
            principal_in_flight=settings.principal_in_flight or half,
            principal_at_once=settings.principal_workers or all_but_one,
            rate=settings.principal_rate,
            burst=settings.principal_burst,
        )


@dataclass(slots=True)
class Buckets:
    """A token bucket for each principal: a call takes one token, `rate` tokens a second come back, up to `burst`."""

    rate: float
    burst: int
    clock: Callable[[], float] = time.monotonic
    _full_at: dict[str, float] = field(default_factory=dict)

    def take(self, principal: str) -> None:
        """Takes a token. Raises RefusedError, which says when there is one again, where there is none."""
        now = self.clock()
        full_at = max(self._full_at.get(principal, now), now) + 1 / self.rate
        over = full_at - now - self.burst / self.rate
        if over > 1e-9 / self.rate:  # rounding is no call too many
            raise RefusedError(statuses.quota_exceeded(f"{self.rate:g} calls a second", self.rate, over))
        self._full_at[principal] = full_at
        if len(self._full_at) > MOST_PRINCIPALS:
            self._full_at = {name: at for name, at in self._full_at.items() if at > now}
