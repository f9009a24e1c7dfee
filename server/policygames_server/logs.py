"""The log: one JSON object per line on stderr; never a payoff, a label, a token or metadata."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_ENCODED = json.JSONEncoder(default=str).encode
"""Made once: `json.dumps` makes an encoder for every line."""
NAME = __package__ or "policygames_server"
BENEATH = ("asyncio", "grpc", "uvicorn.error")
"""What would print lines that are no JSON where nobody takes them."""


class JsonLines(logging.Formatter):
    """A record as one line of JSON: time, level, message, whatever `extra` holds, and the traceback if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {"time": time, "level": record.levelname, "message": record.getMessage()}
        line |= record.fields if isinstance(record, Said) else _extra(record)
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return _ENCODED(line)


class Said(logging.LogRecord):
    """A record that was made at once, without a look at who made it: a third of the cost of `log.info`."""

    def __init__(self, name: str, message: str, fields: Mapping[str, object]) -> None:
        super().__init__(name, logging.INFO, "", 0, message, (), None)
        self.fields = fields


def say(log: logging.Logger, message: str, fields: Mapping[str, object]) -> None:
    """Logs a message with these fields, as `log.info(message, extra=fields)` does."""
    if log.isEnabledFor(logging.INFO):
        log.handle(Said(log.name, message, fields))


def _extra(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in vars(record).items() if name not in _STANDARD}


@contextmanager
def logging_to_stderr() -> Iterator[None]:
    """The server's log goes to stderr for as long as this holds, and with it the warnings of what it runs on."""
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False  # no line says them: 5 µs a call
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    loggers = [logging.getLogger(name) for name in (NAME, *BENEATH)]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO if logger.name == NAME else logging.WARNING)
        logger.propagate = False
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
            logger.propagate = True
