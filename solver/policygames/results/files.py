"""Results in files: JSON written by hand or by `to_dict`, read back whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from policygames.errors import GameError
from policygames.results.solution import Solution

MAX_BYTES = 2**28


def read(path: str | Path) -> Solution:
    """The solution saved as JSON at `path`. Raises GameError, naming file, line and column, for anything else."""
    return Solution.from_dict(read_json(path))


def read_json(path: str | Path) -> Any:
    """The JSON at `path`. Raises GameError where it is missing, too large, no JSON, or repeats a key."""
    file = Path(path)
    try:
        if file.stat().st_size > MAX_BYTES:
            raise GameError(f"the file is larger than {MAX_BYTES} bytes", reason="BAD_RESULT", path=str(file))
        return parsed(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise GameError(f"cannot be read: {error.strerror}", reason="NO_FILE", path=str(file)) from error
    except json.JSONDecodeError as error:
        place = f"{file}:{error.lineno}:{error.colno}"
        raise GameError(f"this is no JSON: {error.msg}", reason="BAD_RESULT", path=place) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise GameError(f"this is no JSON text: {error}", reason="BAD_RESULT", path=str(file)) from error


def parsed(text: str) -> Any:
    """The JSON in `text`, decimals and long numbers left text. Raises GameError where a key is repeated."""
    return json.loads(text, object_pairs_hook=_unrepeated, parse_float=str, parse_int=_whole)


def _whole(text: str) -> int | str:
    """Long numbers stay text, for whoever needs them to judge: int() refuses thousands of digits."""
    return int(text) if len(text) <= _LONGEST_INT else text


_LONGEST_INT = 500  # digits


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise GameError(f"the key {key!r} is given twice", reason="BAD_RESULT", path=key)
        found[key] = value
    return found
