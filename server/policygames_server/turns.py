"""Who works next: of the principals that wait each gets a turn, however many calls the others have waiting."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from typing import TypeAlias

from policygames_server.errors import NoWorkerError

Place: TypeAlias = "asyncio.Future[None]"


class Turns:
    """So many turns at once. A principal's own calls are served in their order, principals round robin."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._waiting: OrderedDict[str, deque[Place]] = OrderedDict()

    async def take(self, principal: str, until: float) -> None:
        """Waits for a turn; it has to be given back.

        Raises NoWorkerError where there is none at `until` (loop time), and what `dismiss` gave.
        """
        if self._free:  # then nobody waits
            self._free -= 1
            return
        place: Place = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(principal, deque()).append(place)
        try:
            async with asyncio.timeout_at(until):
                await place
        except BaseException as error:
            self._leave(principal, place)
            if isinstance(error, TimeoutError):
                raise NoWorkerError from error
            raise

    def give_back(self) -> None:
        """Ends a turn: the first call of the principal that has waited longest for one is next."""
        while self._waiting:
            principal, places = self._waiting.popitem(last=False)
            place = places.popleft()
            if places:
                self._waiting[principal] = places
            if not place.done():  # a call that goes away is done before it has left
                place.set_result(None)
                return
        self._free += 1

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
            self.give_back()  # it came at the moment when nobody waited for it any more

    def _forget(self, principal: str, place: Place) -> None:
        self._waiting[principal].remove(place)
        if not self._waiting[principal]:
            del self._waiting[principal]
