"""One worker as the server sees it: a connection, and a process that can be killed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import struct
from collections import deque
from collections.abc import Callable
from typing import TypeAlias, cast

from policygames_server.frames import Frame, Incoming, Kind, Task
from policygames_server.marks import Page
from policygames_server.settings import MEBIBYTE

_CREDENTIALS = struct.Struct("3i")
Arrival: TypeAlias = "Callable[[Slot, int], None]"
"""What is done with a worker once it is warm; the number is its index."""


class Slot(asyncio.Protocol):
    """A warm worker. Whoever takes it from the idle ones is alone with it, and closes it if it is gone.

    It is not read while a mebibyte of its frames waits to be taken.
    """

    def __init__(self, arrived: Arrival) -> None:
        self.index, self.killed, self.gone = -1, False, False
        self.ended: asyncio.Future[int | None]
        self.page: Page
        self._arrived: Arrival = arrived
        self._incoming, self._frames, self._waiting = Incoming(), deque[Frame](), 0
        self._taker: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A process has connected, which may be gone again."""
        self._transport = cast("asyncio.Transport", transport)
        try:
            self._process: int | None = os.pidfd_open(_peer(self._transport))
        except ProcessLookupError:
            self._process = None
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        """Takes the whole frames among the bytes, the first of which says that the worker is warm."""
        for frame in self._incoming.frames(data):
            if frame.kind is Kind.READY:
                self.index = int.from_bytes(frame.body)
                self._arrived(self, self.index)
            else:
                self._frames.append(frame)
                self._waiting += len(frame.body)
        if self._waiting > MEBIBYTE:
            self._transport.pause_reading()
        self._wake()

    def connection_lost(self, _: Exception | None) -> None:
        """The process has ended, or closed its connection."""
        self.gone = True
        self._wake()

    def begin(self, task: Task) -> None:
        """Hands the task over."""
        self._transport.write(task.packed())

    async def next(self) -> Frame | None:
        """The next frame; None once the worker is gone and all that it had sent is taken."""
        while not self._frames:
            if self.gone:
                return None
            self._taker = asyncio.get_running_loop().create_future()
            await self._taker
        frame = self._frames.popleft()
        paused = self._waiting > MEBIBYTE
        self._waiting -= len(frame.body)
        if paused and self._waiting <= MEBIBYTE:
            self._transport.resume_reading()
        return frame

    async def heeds(self, seconds: float) -> bool:
        """Whether the worker ends its task within so many seconds; what it sends is dropped."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while (frame := await self.next()) is not None:
                    if frame.last:
                        return True
        return False

    def kill(self) -> None:
        """Ends the process at once, whatever it does."""
        self.killed = True
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._process, signal.SIGKILL)

    def close(self) -> None:
        """Closes the connection; an idle worker then ends by itself."""
        self._transport.close()
        if self._process is not None:
            os.close(self._process)
            self._process = None

    def _wake(self) -> None:
        if self._taker is not None and not self._taker.done():
            self._taker.set_result(None)


def _peer(transport: asyncio.Transport) -> int:
    """The process at the other end, as the kernel knows it."""
    connection = transport.get_extra_info("socket")
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    pid: int = _CREDENTIALS.unpack(credentials)[0]
    return pid
