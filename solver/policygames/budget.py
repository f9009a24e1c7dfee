"""The limits of a search: a point in time, a number of equilibria, and a flag that cancels it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from policygames.errors import DeadlineError, GameError


class Cancelled(Protocol):
    """Anything that can be asked whether the caller still waits: a threading.Event, or a byte shared by processes."""

    def is_set(self) -> bool:
        """Whether the search should stop."""


class _Uncancelled:
    """The flag of a search that nobody can cancel."""

    def is_set(self) -> bool:
        return False


UNCANCELLED = _Uncancelled()


@dataclass(frozen=True, slots=True)
class Budget:
    """When to stop: `expires` is in seconds of `clock` (monotonic), infinite where nobody set a deadline."""

    expires: float = math.inf
    max_equilibria: int | None = None
    cancelled: Cancelled = UNCANCELLED
    clock: Callable[[], float] = time.monotonic

    def remaining(self) -> float:
        """Seconds left, never negative."""
        if self.expires == math.inf:  # asked after every step of a search
            return math.inf
        return max(0.0, self.expires - self.clock())

    def check(self, missing: str) -> None:
        """Raises DeadlineError, saying what is `missing`, once the time is over: for work of which no part stands."""
        if not self.remaining():
            raise DeadlineError(f"{missing} within the deadline", path="deadline")


UNLIMITED = Budget()


def budget_for(
    deadline: float | None = None, max_equilibria: int | None = None, cancelled: Cancelled | None = None
) -> Budget:
    """A budget that ends `deadline` seconds from now or after `max_equilibria` equilibria, whichever comes first.

    Raises GameError for a deadline that is not a positive number, or a maximum that is not a whole number above 0.
    """
    if deadline is None and max_equilibria is None and cancelled is None:
        return UNLIMITED
    return Budget(
        expires=math.inf if deadline is None else time.monotonic() + _seconds(deadline),
        max_equilibria=None if max_equilibria is None else _positive(max_equilibria),
        cancelled=UNCANCELLED if cancelled is None else cancelled,
    )


def _seconds(deadline: float) -> float:
    if isinstance(deadline, bool) or not isinstance(deadline, (int, float)) or not 0 < deadline < math.inf:
        message = f"deadline is {deadline!r}; allowed: seconds above 0"
        variables = {"value": deadline, "allowed": "seconds above 0"}
        raise GameError(message, reason="OPTION_RANGE", path="deadline", variables=variables)
    return float(deadline)


def _positive(maximum: int) -> int:
    if isinstance(maximum, bool) or not isinstance(maximum, int) or maximum < 1:
        message = f"max_equilibria is {maximum!r}; allowed: whole numbers from 1"
        variables = {"value": maximum, "allowed": "whole numbers from 1"}
        raise GameError(message, reason="OPTION_RANGE", path="max_equilibria", variables=variables)
    return maximum
