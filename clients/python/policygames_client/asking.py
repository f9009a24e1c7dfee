"""Methods of clients made from calls: what is asked is written once, whoever waits or awaits."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import wraps
from inspect import Parameter, signature
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from policygames_client.async_lines import AsyncLine
from policygames_client.calls import Call, Further
from policygames_client.lines import Line

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
Method = TypeVar("Method", bound=Callable[..., Any])


class Waiting(Protocol):
    """A client that waits."""

    line: Line


class Awaiting(Protocol):
    """A client that awaits."""

    line: AsyncLine


def described(method: Method, calling: Callable[..., Call[Any]], answer: str = "") -> Method:
    """The method with the signature of the call that it makes, the client before it: else help hides an argument.

    `answer` names what it gives, by default what is read from the call.
    """
    told, client = signature(calling), Parameter("self", Parameter.POSITIONAL_ONLY)
    given = answer or str(told.return_annotation).removeprefix("Call[").removesuffix("]")
    vars(method)["__signature__"] = told.replace(
        parameters=[client, *told.parameters.values()], return_annotation=given
    )
    return method


def asked(calling: Callable[Asked, Call[Answer]]) -> Callable[Concatenate[Waiting, Asked], Answer]:
    """The method that makes a call and gives its answer, following where that leads."""

    @wraps(calling)
    def method(client: Waiting, /, *given: Asked.args, **named: Asked.kwargs) -> Answer:
        return followed(client.line, calling(*given, **named))

    return described(method, calling)


def followed(line: Line, call: Call[Answer]) -> Answer:
    """The answer to a call, and to those that follow from it."""
    answer: Any = call
    while isinstance(answer, (Call, Further)):
        answer = line.answer(answer) if isinstance(answer, Call) else answer.go()
    found: Answer = answer
    return found


def awaited(
    calling: Callable[Asked, Call[Answer]],
) -> Callable[Concatenate[Awaiting, Asked], Coroutine[Any, Any, Answer]]:
    """The method that makes a call and awaits its answer."""

    @wraps(calling)
    async def method(client: Awaiting, /, *given: Asked.args, **named: Asked.kwargs) -> Answer:
        return await followed_later(client.line, calling(*given, **named))

    return described(method, calling)


async def followed_later(line: AsyncLine, call: Call[Answer]) -> Answer:
    """The same, awaited."""
    answer: Any = call
    while isinstance(answer, (Call, Further)):
        answer = await line.answer(answer) if isinstance(answer, Call) else answer.go()
    found: Answer = answer
    return found
