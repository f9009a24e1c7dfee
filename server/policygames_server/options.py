"""What can be configured: every option's name, how its text is read, and what it is for."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ON, _OFF = ("true", "1", "yes", "on"), ("false", "0", "no", "off")


@dataclass(frozen=True, slots=True)
class Option:
    """A field of Settings. `read` takes text, or raises ValueError with what is allowed; a switch has no `metavar`."""

    name: str
    read: Callable[[str], Any]
    help: str
    metavar: str = ""

    @property
    def flag(self) -> str:
        """Its name on the command line."""
        return "--" + self.name.replace("_", "-")

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return "POLICYGAMES_" + self.name.upper()


def _switch(text: str) -> bool:
    if text.lower() not in _ON + _OFF:
        raise ValueError("true or false")
    return text.lower() in _ON


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise ValueError(f"a whole number from {low} to {high}")
        return int(text)

    return read


def _positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise ValueError("a positive number")
    return number


def _text(text: str) -> str:
    if not text.strip():
        raise ValueError("some text")
    return text


def _file(text: str) -> Path:
    return Path(_text(text))


_BYTES = _whole(2**10, 2**40)
OPTIONS = (
    Option("address", _text, "Where gRPC listens; port 0 picks a free one.", "HOST:PORT"),
    Option("http", _text, "Where HTTP listens: health, metrics, and all calls as JSON.", "HOST:PORT"),
    Option("data", _file, "Where the server keeps its state; its own alone.", "DIR"),
    Option("store", _text, "Where jobs are kept, as SQLAlchemy's URL; default: SQLite in --data.", "URL"),
    Option("workers", _whole(1, 256), "Processes that solve; default: one per core.", "N"),
    Option("tokens", _file, "Who may call: lines name:sha256hex, read again when it changes.", "FILE"),
    Option("tls_cert", _file, "The server's certificate, PEM.", "FILE"),
    Option("tls_key", _file, "Its private key, PEM.", "FILE"),
    Option("tls_client_ca", _file, "Whose certificates callers have to show; names in them are principals.", "FILE"),
    Option("reflection", _switch, "Let clients ask for the schema."),
    Option("insecure", _switch, "Listen off this machine although nothing is encrypted."),
    Option("uncompiled", _switch, "Be ready at once; the first larger games then wait for a compiler."),
    Option("max_in_flight", _whole(1, 100_000), "Calls that work or wait, of all callers.", "N"),
    Option("principal_in_flight", _whole(1, 100_000), "The same of one principal; default: half of all.", "N"),
    Option("principal_workers", _whole(1, 256), "Workers that one principal may have; default: all but one.", "N"),
    Option("principal_rate", _positive, "Calls a second of one principal; default: any.", "NUMBER"),
    Option("principal_burst", _whole(1, 100_000), "Calls that may come at once under that rate.", "N"),
    Option("default_deadline", _positive, "For calls that bring no deadline.", "SECONDS"),
    Option("max_deadline", _positive, "The longest that a call may take.", "SECONDS"),
    Option("grace", _positive, "What running calls get to finish when the server is told to end.", "SECONDS"),
    Option("max_work", _positive, "The most steps, of its estimate, that the search of a call may take.", "NUMBER"),
    Option("worker_memory", _whole(2**28, 2**40), "What one worker may take.", "BYTES"),
    Option("max_http", _BYTES, "The longest body over HTTP.", "BYTES"),
)
"""In the order of the help."""
