"""Many games at once, for the client that waits."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from queue import Empty, SimpleQueue
from threading import Event, Semaphore, Thread
from typing import Any, Protocol, TypeAlias

from policygames.errors import DeadlineError
from policygames.games import Game, NormalFormGame
from policygames.results import Solution
from policygames.results.solution_batch import SolutionBatch
from policygames.v1 import solver_service_pb2 as pb

from policygames_client.asking import Waiting
from policygames_client.batch_calls import AHEAD, Answered, Items, large, packed
from policygames_client.calls import Stream
from policygames_client.column_calls import Blocks
from policygames_client.lines import Line

Answers: TypeAlias = Generator[Answered, None, None]


class Client(Waiting, Protocol):
    """A client that waits."""

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
    blocks, late = Blocks.of(payoffs, concept, deadline=deadline, certify=certify), None
    if blocks.large:
        blocks.most = client.line.most()
    try:
        for _ in client.line.streamed(blocks.stream(deadline)):
            pass
    except DeadlineError as error:
        late = error

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
    feed = Feed(client.line, asked, items)
    stream = Stream("SolveBatch", feed.messages, lambda response: response.answers, deadline, repeats=False)
    try:
        with closing(client.line.streamed(stream)) as responses:
            for answers in responses:
                for answer in answers:
                    yield asked.read(answer)
                    feed.taken()
    finally:
        feed.close()
    if feed.failure is not None:
        raise feed.failure
    asked.require_all()


class Feed:
    """Items on their way from whoever gives them to the stream: a message holds what is there, and waits for no more.

    Whoever gives items may therefore wait for the answer to one before giving the next.
    """

    def __init__(self, line: Line, asked: Items, items: Iterable[tuple[Any, Game]]) -> None:
        self.failure: Exception | None = None
        """What kept items from being given or sent."""
        self._line, self._asked, self._items = line, asked, items
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
                item = self._asked.item(key, game)
                if large(item):
                    self._asked.require_within(item, self._line.most())
                self._ready.put(item)
        except Exception as error:  # noqa: BLE001 - it is raised where answers are taken
            self.failure = error
        self._ready.put(None)
