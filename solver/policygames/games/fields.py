"""Fields of plain data: unknown ones are refused by name, never ignored."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from typing import Any

from policygames.errors import GameError


def check_fields(data: Any, known: Collection[str], required: Collection[str], path: str = "") -> None:
    """Raises GameError, naming the field, unless `data` has all `required` fields and only `known` ones."""
    if not isinstance(data, dict):
        message = f"there are no fields here; wanted: an object with {', '.join(required)}"
        raise GameError(message, reason="MISSING_GAME", path=path, variables={"wanted": list(required)})
    for field in required:
        if field not in data:
            raise GameError(
                f"the field {field} is missing",
                reason="MISSING_GAME",
                path=_under(path, field),
                variables={"field": field},
            )
    for field in data:
        if field not in known:
            near = difflib.get_close_matches(str(field), known, n=1)
            hint = f"did you mean {near[0]!r}? " if near else ""
            message = f"there is no field {field!r}; {hint}allowed: {', '.join(known)}"
            raise GameError(
                message,
                reason="UNKNOWN_FIELD",
                path=_under(path, str(field)),
                variables={"field": field, "allowed": list(known)} | ({"nearest": near[0]} if near else {}),
            )


def _under(path: str, field: str) -> str:
    return f"{path}.{field}" if path else field
