"""Many games at once, for the client that waits."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Event, Semaphore, Thread
from typing import Any, Protocol, TypeAlias

import grpc
from policygames.errors import DeadlineError, PolicyGamesError
from policygames.games import Game, NormalFormGame
from policygames.results import Solution
from policygames.results.solution_batch import SolutionBatch
from policygames.v1 import solver_service_pb2 as pb

from policygames_client.batch_calls import AHEAD, Answered, Blocks, Items, packed

Answers: TypeAlias = Generator[Answered, None, None]


class Client(Protocol):
    """A client that waits."""

    def _streaming(self, rpc: str, messages: Iterator[Any], timeout: float | None) -> Any: ...

    def _failed(self, error: grpc.RpcError) -> PolicyGamesError: ...

    def solve(self, game: Game, concept: str, /) -> Solution:
        """The equilibria of a game."""
        ...


def solve_many(
    client: Client, payoffs: Any, concept: str = "nash", *, deadline: float | None = None, certify: bool = True
) -> SolutionBatch:
    """The equilibria of many games of one shape, as `pg.solve_many` gives them.

    They are sent in blocks, some thousand games each; `[k]` of the answer asks the server for game k as `solve` does.
    Games that the deadline left no time for have no equilibria, and the coverage SOME.
    """
    blocks = Blocks.of(payoffs, concept, deadline=deadline, certify=certify)
    responses = client._streaming("SolveColumnsStream", blocks.requests(), deadline)  # noqa: SLF001 - a part of the client
    late = None
    try:
        for response in responses:
            blocks.read(response)
    except grpc.RpcError as error:
        late = client._failed(error)  # noqa: SLF001
        if not isinstance(late, DeadlineError):
            raise late from None
    finally:
        responses.cancel()

    def solved(game: NormalFormGame, wanted: str) -> Solution:
        return client.solve(game, wanted)

    return blocks.batch(solved, late)


def solve_batch(
    client: Client,
    items: Iterable[tuple[Any, Game]],
    concept: str = "nash",
    *,
    method: str | None = None,
    deadline: float | None = None,
    max_equilibria: int | None = None,
    certify: bool = True,
    **options: Any,
) -> Answers:
    """For each (key, game), in any order: the key and the game's Solution, or the error that `solve` would raise.

    Items are taken from `items` by a thread of its own, and sent as they come, some thousands ahead of the answers that
    are taken. `deadline` is that of all together; closing the iterator ends the work. What `items` itself raises comes
    after the answers to what it gave before.
    """
    question = {"method": method, "max_equilibria": max_equilibria, "options": options, "certify": certify}
    return _answers(client, Items(deadline, concept, question), items, deadline)


def _answers(client: Client, asked: Items, items: Iterable[tuple[Any, Game]], deadline: float | None) -> Answers:
    feed = Feed(asked, items)
    responses = client._streaming("SolveBatch", feed.messages(), deadline)  # noqa: SLF001 - a part of the client
    try:
        for response in responses:
            for answer in response.answers:
                yield asked.read(answer)
                feed.taken()
    except grpc.RpcError as error:
        raise client._failed(error) from None  # noqa: SLF001
    finally:
        feed.close()
        responses.cancel()
    if feed.failure is not None:
        raise feed.failure
    asked.require_all()


class Feed:
    """Items on their way from whoever gives them to the stream: a message holds what is there, and waits for no more.

    Whoever gives items may therefore wait for the answer to one before giving the next.
    """

    def __init__(self, asked: Items, items: Iterable[tuple[Any, Game]]) -> None:
        self.failure: Exception | None = None
        """What kept items from being given or sent."""
        self._asked, self._items = asked, items
        self._ready: SimpleQueue[pb.BatchItem | None] = SimpleQueue()
        self._room, self._closed = Semaphore(AHEAD), Event()
        Thread(target=self._give, daemon=True, name="policygames-items").start()

    def messages(self) -> Iterator[pb.SolveBatchRequest]:
        """The messages, each with at least one item."""
        ended = False
        while not ended and (first := self._ready.get()) is not None:
            message, ended = packed(first, self._ready.get_nowait, Empty)
            yield message

    def taken(self) -> None:
        """One more answer was taken: there is room for another item."""
        self._room.release()

    def close(self) -> None:
        """Nothing more is given or sent."""
        self._closed.set()
        self._room.release()
        self._ready.put(None)

    def _give(self) -> None:
        try:
            for key, game in self._items:
                self._room.acquire()
                if self._closed.is_set():
                    return
                self._ready.put(self._asked.item(key, game))
        except Exception as error:  # noqa: BLE001 - it is raised where answers are taken
            self.failure = error
        self._ready.put(None)
