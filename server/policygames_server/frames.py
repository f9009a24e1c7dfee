"""What crosses between the server and a worker: one task down, frames up, each with its length before it."""

from __future__ import annotations

import math
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import BinaryIO

_HEAD = struct.Struct("!BI")
_TASK = struct.Struct("!BddI")


class Kind(IntEnum):
    """What a frame holds."""

    READY = 1
    """The worker is warm; the body is its index in four bytes."""
    NOTE = 3
    """What the log may say of the game: JSON with its shape and digest. It is not sent, but left where it outlives a
    worker."""
    DRAFT = 4
    """The solution as it stands before the search: a Solution message without equilibria."""
    EQUILIBRIUM = 5
    """One certified equilibrium: an Equilibrium message."""
    RESULT = 6
    """The answer, without the equilibria that went before it; ends the task."""
    ERROR = 7
    """A google.rpc.Status; ends the task."""
    FAULT = 8
    """The traceback of an error that nobody foresaw, for the log alone; ends the task."""


LAST = frozenset({Kind.RESULT, Kind.ERROR, Kind.FAULT})


class Request(IntEnum):
    """What a task asks for, named as the rpc whose request message is its body."""

    SOLVE = 1
    SOLVE_STREAM = 2
    CRITICAL_DISCOUNT = 3
    VERIFY = 4
    SWEEP = 5
    MINMAX = 6
    FOLK_SET = 7
    TRANSFER_SCHEDULE = 8
    LIMIT_PAYOFFS = 9
    CHECK_STRATEGY = 10
    STRATEGY_DISCOUNTS = 11
    INTERVENE = 30
    ROBUSTNESS = 31
    PLAN_JOB = 64
    """Not an rpc of its own: a folder, a zero byte, and a RunStudyRequest."""
    SOLVE_ROWS = 65
    """Not an rpc of its own: an Order, as JSON."""
    POTENTIAL = 12
    VALUE_OF_INFORMATION = 13
    SELECT = 14
    QUANTAL_RESPONSE_PATH = 15
    ESTIMATE_PRECISION = 16
    LEARN = 17
    FIXATION_PROBABILITY = 18
    REGIMES = 21
    SOLVE_COLUMNS = 22
    LIST_SCENARIOS = 40
    GET_SCENARIO = 41
    CHECK_SCENARIO = 42
    BUILD_GAME = 43
    SOLVE_SCENARIO = 44
    OPEN_PARAMETERS = 45


@dataclass(frozen=True, slots=True)
class Frame:
    """One message of a worker."""

    kind: Kind
    body: bytes = b""

    @property
    def last(self) -> bool:
        """Whether the task ends with it."""
        return self.kind in LAST


@dataclass(frozen=True, slots=True)
class Task:
    """A request as it came, and when its search ends, by the monotonic clock that all processes share.

    A search that may need more than `most` steps is not begun.
    """

    request: Request
    body: bytes
    expires: float
    most: float = math.inf

    def packed(self) -> bytes:
        """The task as it is sent."""
        return _TASK.pack(self.request, self.expires, self.most, len(self.body)) + self.body


def send(connection: socket.socket, frame: Frame) -> None:
    """Sends one frame; blocks while the other side does not read."""
    connection.sendall(_HEAD.pack(frame.kind, len(frame.body)) + frame.body)


def receive_task(incoming: BinaryIO) -> Task | None:
    """The next task; None once the other side has closed, even in the middle of one."""
    head = incoming.read(_TASK.size)
    if len(head) < _TASK.size:
        return None
    request, expires, most, size = _TASK.unpack(head)
    body = incoming.read(size)
    return None if len(body) < size else Task(Request(request), body, expires, most)


class Incoming:
    """Frames out of bytes as they arrive."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def frames(self, data: bytes) -> Iterator[Frame]:
        """The frames that are whole with these bytes; what is left of them waits for more. Raises ValueError."""
        self._rest += data
        at = 0
        while len(self._rest) - at >= _HEAD.size:
            kind, size = _HEAD.unpack_from(self._rest, at)
            start, end = at + _HEAD.size, at + _HEAD.size + size
            if end > len(self._rest):
                break
            yield Frame(Kind(kind), bytes(self._rest[start:end]))
            at = end
        del self._rest[:at]
