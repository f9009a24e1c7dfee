"""Games read from and written to files, by the format that the file's extension names."""

from __future__ import annotations

import difflib
import pkgutil
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from policygames.errors import GameError, UnsupportedError
from policygames.games import NormalFormGame
from policygames.games.limits import check_shape
from policygames.games.names import action_names, player_names
from policygames.results.files import MAX_BYTES

_DOES = {"read": "read", "write": "written", "template": "offered as a template"}


def read_game(path: str | Path) -> NormalFormGame:
    """The game in the file at `path`, in the format that its extension names, payoffs exact.

    Raises UnsupportedError for an extension that is not read, GameError for a file that cannot be opened, and
    ScenarioError, with line and column, where its content is no game.
    """
    read: Callable[[bytes, str], NormalFormGame] = _ability(path, "read")
    return read(_content(path), str(path))


def write_game(game: NormalFormGame, path: str | Path) -> None:
    """Writes `game` to `path`, in the format that its extension names; a file that is there is replaced.

    Raises UnsupportedError for what the format cannot hold, GameError where the file cannot be written.
    """
    _save(written(game, path), path)


def written(game: NormalFormGame, path: str | Path) -> bytes:
    """What `write_game` would write to `path`."""
    write: Callable[[NormalFormGame], bytes] = _ability(path, "write")
    return write(game)


def template(path: str | Path, players: Sequence[str], actions: Sequence[Sequence[str]]) -> None:
    """Writes a form to `path` that names every profile, with empty cells for its payoffs.

    Raises UnsupportedError where the format has none, GameError for names that no game can have.
    """
    make: Callable[[Sequence[str], Sequence[Sequence[str]]], bytes] = _ability(path, "template")
    check_shape((len(players), *map(len, actions)), "actions")
    _save(make(player_names(players, len(players)), action_names(actions, [*map(len, actions)])), path)


def notes(game: NormalFormGame, path: str | Path) -> tuple[str, ...]:
    """What the format of `path` does not hold of `game`, or holds as not everybody reads it."""
    told = getattr(_module(path), "notes", None)
    return tuple(told(game)) if told else ()


def extensions(ability: str = "read") -> tuple[str, ...]:
    """The extensions, without dots, of the formats with this ability: read, write or template."""
    return tuple(name for name in _files() if hasattr(import_module(f"policygames.formats.{name}"), ability))


def _ability(path: str | Path, ability: str) -> Any:  # Any: a function of the format's module
    module = _module(path)
    if not hasattr(module, ability):
        allowed = extensions(ability)
        message = f"files of this kind are not {_DOES[ability]}; there are {_listed(allowed)}"
        raise UnsupportedError(message, reason="UNKNOWN_FORMAT", path=str(path), choices=allowed)
    return getattr(module, ability)


def _module(path: str | Path) -> Any:
    name = Path(path).suffix[1:].lower()
    if name not in _files():
        near = difflib.get_close_matches(name, _files(), n=1)
        hint = f"; did you mean .{near[0]}?" if near else ""
        message = f"no format has the extension .{name}{hint or ';'} there are {_listed(_files())}"
        raise UnsupportedError(message, reason="UNKNOWN_FORMAT", path=str(path), choices=_files())
    return import_module(f"policygames.formats.{name}")


@cache
def _files() -> tuple[str, ...]:
    folders = import_module("policygames.formats").__path__
    return tuple(sorted(found.name for found in pkgutil.iter_modules(folders) if not found.ispkg))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f".{name}" for name in names)


def _content(path: str | Path) -> bytes:
    try:
        with Path(path).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or error
        raise GameError(f"cannot be read: {words}", reason="NO_FILE", path=str(path)) from error


def _save(content: bytes, path: str | Path) -> None:
    try:
        Path(path).write_bytes(content)
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or error
        raise GameError(f"cannot be written: {words}", reason="NO_FILE", path=str(path)) from error
