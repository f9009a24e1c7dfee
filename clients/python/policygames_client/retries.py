"""When a call that failed is made once more: only where nothing can happen twice, and only while there is time.

Every unary call may be: each only asks, or carries the id of its request. Streams are not, for answers have been taken.
"""

from __future__ import annotations

import random
import time
from typing import Any

import grpc
from google.rpc.error_details_pb2 import RetryInfo
from grpc_status import rpc_status

AWAY = 5.0
"""Seconds that a server which was there before has to come back."""
WAITING = 10.0
"""Seconds that a call without a deadline waits for room, all pauses together."""
_TIMES = 2
"""How often a server may be lost during one call."""


class Retries:
    """The time of one call, in seconds from now, and how often it was tried."""

    def __init__(self, timeout: float | None) -> None:
        self._start = time.monotonic()
        self._timeout, self._lost = timeout, 0

    def left(self) -> float | None:
        """Seconds that are left; None for no limit."""
        return None if self._timeout is None else max(0.0, self._timeout - self._spent())

    def pause(self, error: Any) -> float | None:
        """Seconds until the server would take the call; None where it does not say, or there is no time to wait."""
        told = _told(error)
        if told is None:
            return None
        seconds = told * random.uniform(1, 1.25)  # noqa: S311 - so that not all who were sent away come back at once
        room = WAITING if self._timeout is None else self._timeout
        return seconds if self._spent() + seconds < room else None

    def absence(self, error: Any) -> float | None:
        """Seconds to wait for a server that was there before and is lost; None where it is not, or there is no time."""
        if error.code() is not grpc.StatusCode.UNAVAILABLE or self._lost >= _TIMES:
            return None
        self._lost += 1
        left = self.left()
        return AWAY if left is None else min(left, AWAY)

    def _spent(self) -> float:
        return time.monotonic() - self._start


def _told(error: Any) -> float | None:  # Any: grpc's two kinds of failure share no type
    """The seconds of a RetryInfo."""
    try:
        status = rpc_status.from_call(error)
    except (ValueError, TypeError):  # another code than the call's
        return None
    info = RetryInfo()
    if status is None or not any(packed.Unpack(info) for packed in status.details):
        return None
    return float(info.retry_delay.ToMilliseconds() / 1000)
