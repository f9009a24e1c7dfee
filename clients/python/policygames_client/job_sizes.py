"""Jobs that no server takes in one request, and what can be done about them."""

from __future__ import annotations

import math
from typing import Any

from policygames.errors import ServiceError

_HEAD = 4096
"""Bytes of a request beside its games, generously."""


def require_taken(request: Any, limit: int) -> None:  # Any: a RunStudyRequest
    """Raises ServiceError, saying what is possible, where the request has more than `limit` bytes."""
    if (size := request.ByteSize()) <= limit:
        return
    path = "games" if request.HasField("games") else "scenario"
    advice = _about_games(request, size, limit) if path == "games" else "give fewer cases to each of several jobs"
    message = f"the {path} need {size} bytes, a server takes up to {limit} a job; {advice}"
    raise ServiceError(message, reason="REQUEST_TOO_LARGE", path=path, status="RESOURCE_EXHAUSTED")


def _about_games(request: Any, size: int, limit: int) -> str:
    columns = request.games.games
    field = columns.WhichOneof("payoffs")
    width = 8 if field == "float64" else int(field.removeprefix("int")) // 8
    count = len(getattr(columns, field)) // (width * len(columns.shape) * math.prod(columns.shape))
    most = (limit - _HEAD) * count // size
    if most < 1:
        return "even one game is too long; a study of a scenario sends its formulas in place of its games"
    narrower = "; whole numbers take fewer bytes than floats" if field == "float64" else ""
    return (
        f"begin {-(-count // most)} jobs of up to {most} of the {count} games each{narrower}; "
        "a study of a scenario draws its games on the server, and has no such limit"
    )
