"""Who works next: of the principals that wait each gets a turn, however many calls the others have waiting."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict, deque
from typing import TypeAlias

from policygames_server.errors import NoWorkerError

Place: TypeAlias = "asyncio.Future[None]"


class Turns:
    """So many turns at once, `each` of them for one principal at most.

    A principal's own calls are served in their order, principals round robin.
    """

    def __init__(self, at_once: int, each: int | None = None) -> None:
        self._free, self._each = at_once, at_once if each is None else each
        self._held: Counter[str] = Counter()
        self._waiting: OrderedDict[str, deque[Place]] = OrderedDict()

    async def take(self, principal: str, until: float) -> None:
        """Waits for a turn; it has to be given back.

        Raises NoWorkerError where there is none at `until` (loop time), and what `dismiss` gave.
        """
        if not self._waiting and self._free and self._held[principal] < self._each:
            self._grant_now(principal)
            return
        place: Place = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(principal, deque()).append(place)
        self._grant()
        if place.done() and not place.exception():
            return
        try:
            async with asyncio.timeout_at(until):
                await place
        except BaseException as error:
            self._leave(principal, place)
            if isinstance(error, TimeoutError):
                raise NoWorkerError from error
            raise

    def give_back(self, principal: str) -> None:
        """Ends a turn: the first call of the principal that has waited longest for one is next."""
        self._free += 1
        self._held[principal] -= 1
        if not self._held[principal]:
            del self._held[principal]
        self._grant()

    def _grant(self) -> None:
        for principal in tuple(self._waiting):
            if not self._free:
                return
            if self._held[principal] < self._each:
                self._grant_to(principal)

    def _grant_to(self, principal: str) -> None:
        places = self._waiting.pop(principal)
        place = places.popleft()
        while place.done() and places:  # a call that goes away is done before it has left
            place = places.popleft()
        if places:
            self._waiting[principal] = places  # at the end
        if not place.done():
            self._grant_now(principal)
            place.set_result(None)

    def _grant_now(self, principal: str) -> None:
        self._free -= 1
        self._held[principal] += 1

    def dismiss(self, principal: str, error: Exception) -> bool:
        """Sends the last of a principal's waiting calls away with this error; False where none waits."""
        places = [place for place in self._waiting.get(principal, ()) if not place.done()]
        if not places:
            return False
        places[-1].set_exception(error)
        self._forget(principal, places[-1])
        return True

    def _leave(self, principal: str, place: Place) -> None:
        if place in self._waiting.get(principal, ()):
            self._forget(principal, place)
        elif place.done() and not place.cancelled() and place.exception() is None:
            self.give_back(principal)  # it came at the moment when nobody waited for it any more

    def _forget(self, principal: str, place: Place) -> None:
        self._waiting[principal].remove(place)
        if not self._waiting[principal]:
            del self._waiting[principal]
