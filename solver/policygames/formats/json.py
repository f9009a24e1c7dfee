"""JSON: the plain data of `NormalFormGame.to_dict`, payoffs[player][action of player 0][action of player 1]….

Payoffs are numbers, read as the decimals that they spell, or texts such as "1/3"; `players` and `actions` may be left
out. (The module is called like the extension; it is imported by its full name only.)

Source: RFC 8259, without repeated keys.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from policygames.errors import GameError
from policygames.formats.files.text import Text, decoded
from policygames.games import NormalFormGame
from policygames.results.files import parsed

_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


def read(content: str | bytes, file: str = "game.json") -> NormalFormGame:
    """The game in `content`. Raises ScenarioError, with line and column, where there is none."""
    text = decoded(content, file)
    data = _data(text)
    kind = data.get("kind", "normal_form") if isinstance(data, dict) else "normal_form"
    if kind != "normal_form":
        message = f"a {str(kind)[:40]!r} is no game in normal form; allowed: 'normal_form'"
        raise text.refusal(message, _place(text.content, "kind"), "kind", "UNSUPPORTED")
    try:
        return NormalFormGame.from_dict(data)
    except GameError as error:
        raise text.refusal(error.message, _place(text.content, error.path), error.path, error.reason) from error


def _data(text: Text) -> Any:
    try:
        return parsed(text.content)
    except json.JSONDecodeError as error:
        raise text.refusal(f"this is no JSON: {error.msg}", error.pos) from error
    except GameError as error:  # a repeated key, whose second place is the last one
        found = [match.start() for match in re.finditer(re.escape(json.dumps(error.path)) + r"\s*:", text.content)]
        raise text.refusal(error.message, found[-1] if found else 0, error.path, error.reason) from error
    except RecursionError as error:
        raise text.refusal("lists within lists, too deep to be read", 0) from error


def _place(content: str, path: str) -> int:
    """Where the value at `path`, or the innermost one there that contains it, begins."""
    inside = [start for at, start in _values(content) if path == at or path.startswith((f"{at}[", f"{at}.")) or not at]
    return inside[-1] if inside else 0


def _values(content: str) -> Iterator[tuple[str, int]]:
    """Every value's path and where it begins, outer ones first. Lists count from 0."""
    steps: list[str | int] = []
    key_comes = False
    for token in _TOKEN.finditer(content):
        mark = token[0]
        if mark in ("}", "]"):
            steps.pop()
        elif mark == ",":
            last = steps[-1]
            steps[-1] = last + 1 if isinstance(last, int) else ""
            key_comes = isinstance(last, str)
        elif mark != ":" and key_comes:
            steps[-1], key_comes = json.loads(mark), False
        elif mark != ":":
            yield _spelled(steps), token.start()
            key_comes = mark == "{"
            if mark in ("{", "["):
                steps.append("" if key_comes else 0)


def _spelled(steps: list[str | int]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")


def write(game: NormalFormGame) -> bytes:
    """The canonical data of the game, names in any script left readable."""
    return (json.dumps(game.to_dict(), ensure_ascii=False, indent=1) + "\n").encode()
