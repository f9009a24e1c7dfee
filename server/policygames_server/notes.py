"""What the log says of a call besides its method, code and seconds."""

from __future__ import annotations

from contextvars import ContextVar

NOTES: ContextVar[dict[str, object]] = ContextVar("notes")
"""The notes on the current call: a game's shape and digest, the reason of a refusal."""
