"""Progress of a run: a bar on a terminal, a line a minute in a log, nothing in a pipe."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from stat import S_ISREG
from typing import TextIO

Advance = Callable[[int], None]
"""Told of rows that are newly done."""
_EVERY = 60.0
"""Seconds between two lines of a log."""


@contextmanager
def shown(done: int, size: int, stream: TextIO | None = None) -> Iterator[Advance]:
    """Shows how far a run of `size` rows is of which `done` are done, on `stream`, by default standard error."""
    out = sys.stderr if stream is None else stream
    if out.isatty():
        with _bar(done, size) as advance:
            yield advance
    elif _is_file(out):
        yield Log(done, size, out)
    else:
        yield lambda _rows: None


def _is_file(stream: TextIO) -> bool:
    try:
        return S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False


@contextmanager
def _bar(done: int, size: int) -> Iterator[Advance]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.completed:,.0f} of {task.total:,.0f} draws, {task.fields[rate]}")
    columns = (BarColumn(), TaskProgressColumn(), rate, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        pace, task = Pace(), progress.add_task("", total=size, completed=done, rate="")

        def advance(rows: int) -> None:
            progress.update(task, advance=rows, rate=f"{pace.rate(rows):,.0f} a second")

        yield advance


@dataclass
class Pace:
    """How fast rows are done since the run began."""

    clock: Callable[[], float] = time.monotonic
    rows: int = 0
    begun: float = field(init=False)

    def __post_init__(self) -> None:
        self.begun = self.clock()

    def rate(self, rows: int) -> float:
        """Rows a second, these newly done ones included."""
        self.rows += rows
        return self.rows / max(self.clock() - self.begun, 1e-3)


@dataclass
class Log:
    """A line a minute, and one at the end."""

    done: int
    size: int
    stream: TextIO
    clock: Callable[[], float] = time.monotonic
    pace: Pace = field(init=False)
    due: float = field(init=False)

    def __post_init__(self) -> None:
        self.pace, self.due = Pace(self.clock), self.clock() + _EVERY

    def __call__(self, rows: int) -> None:
        """Notes rows that are newly done, and writes a line where one is due."""
        self.done += rows
        rate = self.pace.rate(rows)
        if self.clock() >= self.due or self.done >= self.size:
            self.due = self.clock() + _EVERY
            left = (self.size - self.done) / rate
            self.stream.write(f"{self.done:,} of {self.size:,} draws, {rate:,.0f} a second, {left:,.0f} s left\n")
            self.stream.flush()


quiet = nullcontext[Advance](lambda _rows: None)
"""Shows nothing."""
