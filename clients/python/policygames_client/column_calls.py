"""Many games of one shape: blocks of numbers that are sent, and how the columns of the answers are put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from policygames.budget import budget_for
from policygames.certificates import Coverage, Reason, Termination
from policygames.errors import GameError, PolicyGamesError, ServiceError, UnsupportedError
from policygames.games import NormalFormGame
from policygames.games.batch import GameBatch
from policygames.results import Solution
from policygames.results.columns import COVERAGES, ROUTES, Columns
from policygames.results.solution_batch import SolutionBatch, Solver
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.batches import (
    BlockAnswer,
    BlockQuestion,
    read_solve_columns_response,
    solve_columns_request,
)
from policygames.wire.service_info import MAX_COLUMN_GAMES, MAX_REQUEST_BYTES
from policygames.wire.status import error_of

from policygames_client.calls import ANY_TAKES, Stream, require_within, unreadable

_BLOCK = 8192
"""The most games of one block."""


@dataclass
class Blocks:
    """Games of one shape, cut into blocks that suit a message, and what was answered about them."""

    games: GameBatch
    concept: str
    certify: bool
    most: int = MAX_REQUEST_BYTES
    """The bytes of the longest message that the server takes."""
    found: dict[int, BlockAnswer] = field(default_factory=dict)
    """By the number of the block's first game."""

    @classmethod
    def of(cls, payoffs: Any, concept: str, *, deadline: float | None, certify: bool) -> Blocks:
        """Raises what `pg.solve_many` raises for payoffs that are none."""
        budget_for(deadline)
        games = payoffs if isinstance(payoffs, GameBatch) else GameBatch(payoffs)
        return cls(games, concept, certify)

    @property
    def large(self) -> bool:
        """Whether not every server takes messages of this size, which asks for its limit."""
        return self.games.payoffs.nbytes > ANY_TAKES // 2

    def stream(self, deadline: float | None) -> Stream[None]:
        """Asks about all blocks without an answer, and keeps the answers.

        Raises UnsupportedError for fractions, and ServiceError for games of which not even one fits into a message.
        """
        if len(self.games):
            require_within(self._request(self._slice(0, 1)), self.most, "payoffs")
        return Stream("SolveColumnsStream", self.requests, self.read, deadline, resumes=True)

    def _starts(self) -> range:
        size = self.games.payoffs[:1].nbytes or 1
        return range(0, len(self.games), max(1, min(_BLOCK, MAX_COLUMN_GAMES, self.most // 4 // size)))

    def _block(self, start: int) -> GameBatch:
        return self._slice(start, start + self._starts().step)

    def _slice(self, start: int, end: int) -> GameBatch:
        payoffs, divisors = (one[start:end] for one in (self.games.payoffs, self.games.denominators))
        if payoffs.dtype == np.int64:
            return GameBatch.of_whole_numbers(payoffs, divisors)
        if payoffs.dtype == np.float64:
            return GameBatch(payoffs)
        text = "fractions cannot be sent in bulk; allowed: floats, or whole numbers over one denominator per player"
        raise UnsupportedError(text, reason="UNSUPPORTED_GAME", path="payoffs")

    def requests(self) -> Iterator[pb.SolveColumnsStreamRequest]:
        """The messages about blocks without an answer, one after the other."""
        for start in self._starts():
            if start not in self.found:
                yield pb.SolveColumnsStreamRequest(key=str(start), request=self._request(self._block(start)))

    def _request(self, block: GameBatch) -> pb.SolveColumnsRequest:
        return solve_columns_request(BlockQuestion(block, self.concept, self.certify))

    def read(self, answer: pb.SolveColumnsStreamResponse) -> None:
        """Keeps an answer. Raises the error that it holds, or ServiceError where it is no answer to any block."""
        if answer.WhichOneof("outcome") == "error":
            raise error_of(answer.error)
        try:
            start = self._asked(answer.key)
            self.found[start] = read_solve_columns_response(answer.response, self._block(start))
        except GameError as error:
            raise unreadable(error) from error

    def _asked(self, key: str) -> int:
        """The number of the first game of the block that an answer is about."""
        start = int(key) if key.isascii() and key.isdigit() and len(key) < 19 else -1
        if start not in self._starts() or start in self.found:
            raise GameError("it is about no block that was asked about", reason="BAD_RESULT", path="key")
        return start

    def batch(self, solve: Solver, late: PolicyGamesError | None = None) -> SolutionBatch:
        """All answers together; blocks without one, which the deadline cut off, hold games that were not reached.

        Raises `late` where there are no answers at all, and ServiceError where some are missing for no reason.
        """
        if late is None and len(self.found) < len(self._starts()):
            message = f"the stream ended after {len(self.found)} of {len(self._starts())} blocks"
            raise ServiceError(message, reason="BAD_RESPONSE", status="DATA_LOSS")
        if late is not None and not self.found:
            raise late
        answers = [self.found.get(start) or self._unreached(start) for start in self._starts()]
        table = _joined([one.columns for one in answers], sum(self.games.shape))
        termination = _ended([one.termination for one in answers], table)
        return SolutionBatch(self.games, self.concept, table, {}, solve, _unsearched, termination, self._warnings())

    def _unreached(self, start: int) -> BlockAnswer:
        games = len(self._block(start))
        none, width = np.zeros(0, dtype=np.int64), sum(self.games.shape)
        some = np.full(games, [*COVERAGES].index(Coverage.SOME), dtype=np.uint8)
        routes = np.full(games, ROUTES.index("not reached"), dtype=np.uint8)
        columns = Columns(np.zeros(games + 1, dtype=np.int64), none.reshape(0, width), {}, some, routes)
        termination = Termination(Reason.DEADLINE, "the deadline passed during the search")
        return BlockAnswer(self.concept, columns, termination, ())

    def _warnings(self) -> tuple[str, ...]:
        """Each once; those that number games say from where on they count."""
        several = len(self.found) > 1
        told = [
            f"from game {start} on: {warning}" if several and "game" in warning else warning
            for start in sorted(self.found)
            for warning in self.found[start].warnings
        ]
        return tuple(dict.fromkeys(told))


def _joined(parts: list[Columns], width: int) -> Columns:
    if not parts:
        none = np.zeros(0, dtype=np.uint8)
        return Columns(np.zeros(1, dtype=np.int64), np.zeros((0, width), dtype=np.int64), {}, none, none)
    ends = np.cumsum([0, *(int(part.offsets[-1]) for part in parts)]).tolist()
    offsets = [part.offsets[1:] + end for part, end in zip(parts, ends, strict=False)]
    return Columns(
        np.concatenate([np.zeros(1, dtype=np.int64), *offsets]),
        np.concatenate([part.numerators for part in parts]),
        {end + row: whole for part, end in zip(parts, ends, strict=False) for row, whole in part.long.items()},
        np.concatenate([part.coverage for part in parts]),
        np.concatenate([part.routes for part in parts]),
    )


def _ended(terminations: list[Termination], table: Columns) -> Termination:
    """Why the run ended, and how many games were reached if not all."""
    stopped = [one for one in terminations if one.reason is not Reason.COMPLETED]
    if not stopped:
        return Termination(Reason.COMPLETED)
    left = int((table.routes == ROUTES.index("not reached")).sum())
    detail = stopped[0].detail.partition(":")[0]
    return Termination(stopped[0].reason, f"{detail}: {left} of {len(table.coverage)} games were not reached")


def _unsearched(game: NormalFormGame, concept: str) -> Solution:
    """What is said of a game that no search was begun for."""
    return Solution(game, concept, "", (), Coverage.SOME, Termination(Reason.DEADLINE, ""), None, None, (), None)


def not_here(_: NormalFormGame, __: str) -> Solution:
    """Stands where a solution would have to be awaited. Raises UnsupportedError."""
    message = "a solution has to be awaited here: `await client.solve(batch.games[k], batch.concept)`"
    raise UnsupportedError(message, reason="UNSUPPORTED_GAME", path="solutions")
