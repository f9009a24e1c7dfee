"""When a call that failed is made once more: only where nothing can happen twice, and only while there is time.

Every unary call may be: each only asks, or carries the id of its request. A stream may be until its first answer is
taken, and later where it says how to go on from there.
"""

from __future__ import annotations

import random
import time

from policygames.errors import DeadlineError, PolicyGamesError, ServiceError

AWAY = 5.0
"""Seconds that a server which was there before has to come back."""
WAITING = 10.0
"""Seconds that a call without a deadline waits for room, all pauses together."""
_TIMES = 2
"""How often a server may be lost during one call."""
FIRST, LONGEST = 0.1, 5.0
"""Seconds between tries where the server says nothing: the first pause, doubled each time, and the longest."""
_ELSEWHERE = "RESULTS_ELSEWHERE"
"""The reason of what is unavailable for good."""


class Retries:
    """The time of one call, in seconds from now, and how often it was tried.

    With `patience` the call's `timeout` is that of each try, and a server may be away for that many seconds.
    """

    def __init__(self, timeout: float | None, patience: float = 0.0) -> None:
        self._timeout, self._patience = timeout, patience
        self._start, self._lost = time.monotonic(), 0
        self.renew()

    def renew(self) -> None:
        """Something arrived: patience begins anew, though not the time of the call."""
        self._heard, self._tries = time.monotonic(), 0

    def left(self) -> float | None:
        """Seconds that the next try has; None for no limit."""
        if self._timeout is None or self._patience:
            return self._timeout
        return max(0.0, self._timeout - (time.monotonic() - self._start))

    def pause(self, error: PolicyGamesError, *, reached: bool) -> float | None:
        """Seconds until the call is to be made again; None where it is not, or there is no time to wait.

        `reached` says whether the server was ever there.
        """
        seconds = self._seconds(error)
        return seconds if seconds is not None and seconds < self._room(reached=reached) else None

    def absence(self, error: PolicyGamesError) -> float | None:
        """Seconds to wait for a server that was there before and is lost; None where it is not, or there is no time."""
        if not _away(error) or self._patience or self._lost >= _TIMES:
            return None
        self._lost += 1
        left = self.left()
        return AWAY if left is None else min(left, AWAY)

    def _seconds(self, error: PolicyGamesError) -> float | None:
        """As the server says, a little more so that not all who were sent away come back at once; or ever longer."""
        told = error.retry_after if isinstance(error, ServiceError) else None
        if told is not None:
            return max(0.0, told) * random.uniform(1, 1.25)  # noqa: S311 - no secret
        if not self._patience or not (_away(error) or isinstance(error, DeadlineError)):
            return None
        self._tries += 1
        return min(FIRST * 2.0 ** (self._tries - 1), LONGEST) * random.uniform(0.5, 1)  # noqa: S311

    def _room(self, *, reached: bool) -> float:
        """Seconds that there are for waiting."""
        now = time.monotonic()
        if self._patience:
            return (self._patience if reached else min(self._patience, AWAY)) - (now - self._heard)
        return (WAITING if self._timeout is None else self._timeout) - (now - self._start)


def _away(error: PolicyGamesError) -> bool:
    return isinstance(error, ServiceError) and error.status == "UNAVAILABLE" and error.reason != _ELSEWHERE
