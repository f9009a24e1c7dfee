"""One worker as the server sees it: a connection, and a process that can be killed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import struct
from collections.abc import AsyncGenerator

from policygames_server.frames import Frame, Incoming, Kind, Task

_CREDENTIALS = struct.Struct("3i")


class Slot:
    """A warm worker. Whoever takes it from the idle ones is alone with it, and closes it if it is gone."""

    def __init__(
        self, index: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, ended: asyncio.Future[int | None]
    ) -> None:
        self.index, self.ended, self.killed = index, ended, False
        self._reader, self._writer = reader, writer
        self._incoming = Incoming(reader)
        self._process: int | None = os.pidfd_open(_peer(writer))

    @property
    def gone(self) -> bool:
        """Whether the process has ended or closed its connection."""
        return self.killed or self._process is None or self._reader.at_eof()

    async def begin(self, task: Task, kill_at: float) -> bool:
        """Hands the task over; False where the worker turns out to be gone, so that another one may take it."""
        with contextlib.suppress(ConnectionError):
            self._writer.write(task.packed())
            await self._writer.drain()
        frame = await self._next_or_kill(kill_at)
        return frame is not None and frame.kind is Kind.STARTED

    async def frames(self, kill_at: float) -> AsyncGenerator[Frame, None]:
        """What the worker sends, up to the end of the task or of the worker, who is killed at `kill_at` (loop time).

        What it had sent before is delivered all the same.
        """
        while (frame := await self._next_or_kill(kill_at)) is not None:
            yield frame
            if frame.last:
                return

    async def heeds(self, seconds: float) -> bool:
        """Whether the worker ends its task within so many seconds; what it sends is dropped."""
        until = asyncio.get_running_loop().time() + seconds
        with contextlib.suppress(TimeoutError):
            while (frame := await self._next(until)) is not None:
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
        self._writer.close()
        if self._process is not None:
            os.close(self._process)
            self._process = None

    async def _next_or_kill(self, kill_at: float) -> Frame | None:
        """The next frame; None once the worker is gone."""
        if not self.killed:
            try:
                return await self._next(kill_at)
            except TimeoutError:
                self.kill()
        return await self._next(None)

    async def _next(self, until: float | None) -> Frame | None:
        """The next frame. A read that is given up has taken nothing, so that no frame is ever split."""
        async with asyncio.timeout_at(until):
            return await self._incoming.next()


def _peer(writer: asyncio.StreamWriter) -> int:
    """The process at the other end, as the kernel knows it."""
    connection = writer.get_extra_info("socket")
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    pid: int = _CREDENTIALS.unpack(credentials)[0]
    return pid
