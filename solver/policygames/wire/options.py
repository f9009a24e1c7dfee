"""Options of concepts as messages and back: texts, exact numbers, truth values, and lists of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from policygames.errors import GameError
from policygames.numerics.exact import exact
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.numbers import number_text, read_number


def option_messages(options: Mapping[str, Any]) -> dict[str, pb.OptionValue]:
    """The messages of options, by name; those that are None are left out. Raises GameError for other kinds of value."""
    given = {name: value for name, value in options.items() if value is not None}
    return {name: _option_message(value, f"options.{name}") for name, value in given.items()}


def _option_message(value: Any, path: str) -> pb.OptionValue:
    if isinstance(value, str):
        return pb.OptionValue(text=value)
    if isinstance(value, bool):
        return pb.OptionValue(flag=value)
    items = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(items, Sequence):
        values = [_option_message(item, f"{path}[{index}]") for index, item in enumerate(items)]
        return pb.OptionValue(list=pb.OptionList(values=values))
    return pb.OptionValue(number=number_text(exact(items, path)))


def read_options(messages: Mapping[str, pb.OptionValue]) -> dict[str, Any]:
    """The options of messages; numbers come back as ints where they are whole, else as Fractions, lists as tuples."""
    return {name: _read_option(message, f"options.{name}") for name, message in messages.items()}


def _read_option(message: pb.OptionValue, path: str) -> Any:
    kind = message.WhichOneof("kind")
    if kind is None:
        allowed = ", ".join(_READERS)
        text = f"the value is missing or of a kind that is unknown here; allowed: {allowed}"
        raise GameError(text, reason="OPTION_RANGE", path=path, variables={"allowed": allowed})
    return _READERS[kind](getattr(message, kind), path)


def _plain(value: str | bool, path: str) -> str | bool:  # noqa: ARG001, FBT001 - read as it stands, wherever it stands
    return value


def _read_number(text: str, path: str) -> int | Fraction:
    number = read_number(text, path)
    return number.numerator if number.denominator == 1 else number


def _read_list(message: pb.OptionList, path: str) -> tuple[Any, ...]:
    return tuple(_read_option(value, f"{path}[{index}]") for index, value in enumerate(message.values))


_READERS: dict[str, Callable[[Any, str], Any]] = {
    "text": _plain,
    "number": _read_number,
    "flag": _plain,
    "list": _read_list,
}
