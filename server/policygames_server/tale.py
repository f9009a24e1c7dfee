"""What is told of a search while it goes on: its worker's frames as events, and how it ended."""

from __future__ import annotations

import math
import time

from policygames.v1 import solver_service_pb2 as pb
from policygames.v1.solutions_pb2 import TERMINATION_REASON_LIMIT, Equilibrium, Solution, Termination
from policygames.wire.responses import header, progress_event

from policygames_server.frames import Frame, Kind

RESERVE, RESERVE_EACH = 65536, 8
"""Bytes of a response kept for all that is no equilibrium, and for the frame of each equilibrium."""
NO_ROOM = Termination(reason=TERMINATION_REASON_LIMIT, detail="one response holds no more than this; a stream does")


class Tale:
    """A search as told so far. It ends as the worker says or, where that has to be killed, as its draft says.

    `room` is how many bytes of equilibria and proof the caller can take; once they are used up the tale is `full`.
    """

    def __init__(self, room: float = math.inf) -> None:
        self.full = self.ended = False
        self._room, self._start, self._told, self._solution = room, time.monotonic(), 0, Solution()

    @property
    def begun(self) -> bool:
        """Whether there is anything to say."""
        return bool(self._solution.concept)

    def progress(self) -> pb.SolveStreamResponse:
        """How long the search has taken by now, and how many equilibria were told."""
        return progress_event(time.monotonic() - self._start, self._told)

    def event(self, frame: Frame) -> pb.SolveStreamResponse | None:
        """What a caller should know of this frame at once."""
        self.ended = frame.last
        if frame.kind is Kind.EQUILIBRIUM:
            return self._equilibrium(frame.body)
        if frame.kind is Kind.RESULT and len(frame.body) > self._room + RESERVE:
            self._fill()
        elif frame.kind in (Kind.DRAFT, Kind.RESULT):
            self._solution = Solution.FromString(frame.body)
        return None

    def end(self) -> pb.SolveStreamResponse:
        """The solution without the equilibria that were told before."""
        seconds = time.monotonic() - self._start
        head = header(seconds, self._solution.method, self._solution.game_digest)
        return pb.SolveStreamResponse(header=head, solution=self._solution)

    def _equilibrium(self, body: bytes) -> pb.SolveStreamResponse | None:
        self._room -= len(body) + RESERVE_EACH
        if self._room < 0:
            self._fill()
            return None
        self._told += 1
        return pb.SolveStreamResponse(equilibrium=Equilibrium.FromString(body))

    def _fill(self) -> None:
        self.full = True
        self._solution.termination.CopyFrom(NO_ROOM)
