"""Methods of clients made from calls: what is asked is written once, whoever waits or awaits."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from policygames_client.calls import Call

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Waiting(Protocol):
    """A client that waits."""

    def _answer(self, call: Call[Answer]) -> Answer: ...


class Awaiting(Protocol):
    """A client that awaits."""

    async def _answer(self, call: Call[Answer]) -> Answer: ...


def asked(calling: Callable[Asked, Call[Answer]]) -> Callable[Concatenate[Waiting, Asked], Answer]:
    """The method that makes a call and gives its answer."""

    @wraps(calling)
    def method(client: Waiting, /, *given: Asked.args, **named: Asked.kwargs) -> Answer:
        return client._answer(calling(*given, **named))  # noqa: SLF001 - it is a method of the client

    return method


def awaited(
    calling: Callable[Asked, Call[Answer]],
) -> Callable[Concatenate[Awaiting, Asked], Coroutine[Any, Any, Answer]]:
    """The method that makes a call and awaits its answer."""

    @wraps(calling)
    async def method(client: Awaiting, /, *given: Asked.args, **named: Asked.kwargs) -> Answer:
        return await client._answer(calling(*given, **named))  # noqa: SLF001 - it is a method of the client

    return method
