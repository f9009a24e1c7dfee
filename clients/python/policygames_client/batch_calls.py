"""Many games at once: what is sent, piece by piece, and how the answers are put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any, TypeAlias

from policygames.budget import budget_for
from policygames.errors import GameError, PolicyGamesError, ServiceError
from policygames.games import Game
from policygames.results import Solution
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.requests import Question, solve_request
from policygames.wire.solutions import read_solution
from policygames.wire.status import error_of

from policygames_client.calls import ANY_TAKES, unreadable

Answered: TypeAlias = tuple[Any, Solution | PolicyGamesError]
"""An item's key, and its solution or what kept it from being solved."""
PACK, PACK_BYTES = 200, ANY_TAKES // 2
"""The most items of one message, and the bytes after which one item more is the last."""
AHEAD = 4000
"""Items that are asked ahead of the answers that were taken."""


def large(item: pb.BatchItem) -> bool:
    """Whether not every server takes an item of this size, which asks for its limit."""
    return item.ByteSize() > ANY_TAKES // 2


def packed(
    first: pb.BatchItem, more: Callable[[], pb.BatchItem | None], none: type[Exception]
) -> tuple[pb.SolveBatchRequest, bool]:
    """A message with an item and what else is there already, and whether the end was among that.

    `more` gives the next one, or None at the end; it raises `none` where nothing is there yet.
    """
    items, size = [first], first.ByteSize()
    while len(items) < PACK and size <= PACK_BYTES:
        try:
            item = more()
        except none:
            break
        if item is None:
            return pb.SolveBatchRequest(items=items), True
        items.append(item)
        size += item.ByteSize()
    return pb.SolveBatchRequest(items=items), False


class Items:
    """What is asked about each of many games, and whose answers are still to come."""

    def __init__(self, deadline: float | None, concept: str, question: Mapping[str, Any]) -> None:
        """Raises what `solve` raises for a bad deadline or maximum."""
        budget_for(deadline, question.get("max_equilibria"))
        self._question = {"concept": concept, **question}
        self._numbers = count()
        self._asked: dict[str, tuple[Any, Game]] = {}

    def item(self, key: Any, game: Game) -> pb.BatchItem:
        """The message about one game. Raises UnsupportedError for one that cannot be sent."""
        number = str(next(self._numbers))
        item = pb.BatchItem(key=number, request=solve_request(Question(game, **self._question)))
        self._asked[number] = key, game
        return item

    def require_within(self, item: pb.BatchItem, most: int) -> None:
        """Raises ServiceError for a game that needs more than half of a message, which has up to `most` bytes."""
        if (size := item.ByteSize()) > most // 2:
            message = (
                f"game {self._asked[item.key][0]!r} needs {size} bytes, a message of a batch takes up to {most // 2}"
            )
            raise ServiceError(message, reason="REQUEST_TOO_LARGE", path="game", status="RESOURCE_EXHAUSTED")

    def read(self, answer: pb.BatchAnswer) -> Answered:
        """The key that an answer is about, and what it says. Raises ServiceError for what was not asked."""
        if answer.key not in self._asked:
            raise ServiceError(f"an answer to no item: {answer.key!r}", reason="BAD_RESPONSE", status="INTERNAL")
        key, game = self._asked.pop(answer.key)
        if answer.WhichOneof("outcome") == "error":
            return key, error_of(answer.error)
        try:
            return key, read_solution(answer.response.solution, game)
        except GameError as error:
            return key, unreadable(error)

    def require_all(self) -> None:
        """Raises ServiceError where the stream has ended before all items were answered."""
        if self._asked:
            message = f"the stream ended with {len(self._asked)} items unanswered"
            raise ServiceError(message, reason="BAD_RESPONSE", status="DATA_LOSS")
