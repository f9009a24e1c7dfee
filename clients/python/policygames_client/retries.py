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
"""How often a server may be lost during one call, which it may have died of."""
FIRST, LONGEST = 0.1, 5.0
"""Seconds between tries where the server says nothing: the first pause, doubled each time, and the longest."""
CONNECTION_LOST = "CONNECTION_LOST"
"""The reason of a call that may have reached a server which was lost since."""
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
        self._away: float | None = None
        self._tries = 0

    def left(self) -> float | None:
        """Seconds that the next try has; None for no limit."""
        if self._timeout is None or self._patience:
            return self._timeout
        return max(0.0, self._timeout - (time.monotonic() - self._start))

    def pause(self, error: PolicyGamesError, *, reached: bool) -> float | None:
        """Seconds until the call is to be made again; None where it is not, or there is no time to wait.

        `reached` says whether the server was ever there.
        """
        told = error.retry_after if isinstance(error, ServiceError) else None
        if told is None and not self._passes(error):
            return None
        self._note(error)
        seconds = self._backoff() if told is None else max(0.0, told) * random.uniform(1, 1.25)  # noqa: S311 - no secret
        room = self._room(there=told is not None, reached=reached)
        return seconds if self._lost <= _TIMES and seconds < room else None

    def _passes(self, error: PolicyGamesError) -> bool:
        """Whether the server is away, and may be back."""
        if isinstance(error, DeadlineError):
            return self._patience > 0  # one try had no answer in its time
        return isinstance(error, ServiceError) and error.status == "UNAVAILABLE" and error.reason != _ELSEWHERE

    def _note(self, error: PolicyGamesError) -> None:
        lost = error.reason == CONNECTION_LOST and not self._patience
        self._tries, self._lost = self._tries + 1, self._lost + lost
        if self._away is None or lost:
            self._away = time.monotonic()

    def _backoff(self) -> float:
        """Ever longer, and not for all alike, so that not all come back at once."""
        return min(FIRST * 2.0 ** (self._tries - 1), LONGEST) * random.uniform(0.5, 1)  # noqa: S311 - no secret

    def _room(self, *, there: bool, reached: bool) -> float:
        """Seconds that there are to wait for a server that is `there`, and says when, or is away."""
        now = time.monotonic()
        away = now - (self._away or now)
        if self._patience:
            return (self._patience if there or reached else AWAY) - away
        left = self.left()
        if there:
            return WAITING - (now - self._start) if left is None else left
        return min(AWAY - away, AWAY if left is None else left) if reached else 0.0
