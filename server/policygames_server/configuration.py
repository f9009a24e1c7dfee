"""One configuration from three places: the command line goes before the environment, and that before the file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from policygames_server.errors import CannotServeError
from policygames_server.options import OPTIONS, Option
from policygames_server.settings import Settings

CONFIG = "POLICYGAMES_CONFIG"
Given: TypeAlias = tuple[str, Any]
"""Where a value was given, and the value: text, or what TOML makes of it."""


def configured(flags: Mapping[str, Any], environment: Mapping[str, str], file: Path | None = None) -> Settings:
    """The settings that all three places make together; `file` is TOML with the options' names as keys.

    Raises CannotServeError, naming the flag, variable, or file and line, where a value is none or `data` is missing.
    """
    named = file or (Path(environment[CONFIG]) if environment.get(CONFIG) else None)
    given = {} if named is None else _of_file(named)
    given |= {option.name: (option.variable, environment[option.variable]) for option in _named_in(environment)}
    given |= {
        option.name: (option.flag, flags[option.name]) for option in OPTIONS if flags.get(option.name) is not None
    }
    if "data" not in given:
        raise CannotServeError("--data is missing: the folder where the server keeps its state")
    values = {option.name: _read(option, *given[option.name]) for option in OPTIONS if option.name in given}
    return Settings(**values)


def _named_in(environment: Mapping[str, str]) -> Iterator[Option]:
    return (option for option in OPTIONS if environment.get(option.variable))


def _read(option: Option, place: str, value: Any) -> Any:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    try:
        return option.read(text)
    except ValueError as error:
        raise CannotServeError(f"{place}: {text!r} is not allowed; allowed: {error}") from error


def _of_file(file: Path) -> dict[str, Given]:
    try:
        text = file.read_text(encoding="utf-8")
        found = tomllib.loads(text)
    except OSError as error:
        raise CannotServeError(f"{file} cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CannotServeError(f"{file}: {error}") from error
    return dict(_given(file, text, key, value) for key, value in found.items())


def _given(file: Path, text: str, key: str, value: Any) -> tuple[str, Given]:
    place, name = f"{file}:{_line(text, key)}: {key}", key.replace("-", "_")
    if name not in {option.name for option in OPTIONS}:
        raise CannotServeError(f"{place} is no option; there are {', '.join(option.name for option in OPTIONS)}")
    if not isinstance(value, (str, int, float)):
        raise CannotServeError(f"{place}: allowed: one text, number or truth value")
    return name, (place, value)


def _line(text: str, key: str) -> int:
    """The line of a key, which tomllib does not tell; keys stand at the start of a line."""
    start = re.compile(rf"""\s*(\[+\s*)?["']?{re.escape(key)}\b""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if start.match(line)), 1)
