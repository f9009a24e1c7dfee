"""A page of memory for each worker, shared through a file: what must be seen at once, or even after its death."""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path

_PAGE = mmap.PAGESIZE
_CANCELLED, _BEGUN = 0, 1
_LENGTH = struct.Struct("!H")
_LENGTH_AT = 2
_NOTE_AT = _LENGTH_AT + _LENGTH.size


class Page:
    """The page of one life of a worker, as the server sees it."""

    def __init__(self, pages: mmap.mmap, start: int) -> None:
        self._pages, self._start = pages, start
        self._kept: bytes | None = None

    def clear(self) -> None:
        """Makes it ready for another task."""
        self._pages[self._start : self._start + _NOTE_AT] = bytes(_NOTE_AT)

    def cancel(self) -> None:
        """Asks the worker to stop, if it lives."""
        if self._kept is None:
            self._pages[self._start + _CANCELLED] = 1

    def keep(self) -> None:
        """Keeps what it holds: the worker's next life will write there."""
        self._kept = self._held()

    @property
    def begun(self) -> bool:
        """Whether the worker has had the whole task."""
        return self._held()[_BEGUN] != 0

    @property
    def note(self) -> bytes:
        """What the worker noted of its task; empty where it has noted nothing."""
        held = self._held()
        (size,) = _LENGTH.unpack_from(held, _LENGTH_AT)
        return held[_NOTE_AT : _NOTE_AT + size]

    def _held(self) -> bytes:
        return self._kept or self._pages[self._start : self._start + _PAGE]


class Marks:
    """The pages of all workers, held by the server."""

    def __init__(self, file: Path, count: int) -> None:
        file.write_bytes(bytes(count * _PAGE))
        self._pages = _mapped(file)

    def page(self, worker: int) -> Page:
        """The page of a worker from now on."""
        return Page(self._pages, worker * _PAGE)

    def close(self) -> None:
        """Lets go of the file."""
        self._pages.close()


@dataclass(frozen=True, slots=True)
class Mark:
    """The page of one worker, as it sees it; `is_set` is what Budget.cancelled asks."""

    shared: mmap.mmap
    start: int

    def is_set(self) -> bool:
        """Whether the search should stop."""
        return self.shared[self.start + _CANCELLED] != 0

    def begin(self) -> None:
        """Says that the whole task is here."""
        self.shared[self.start + _BEGUN] = 1

    def note(self, text: bytes) -> None:
        """Leaves a note; one that is too long for the page is not left."""
        if len(text) > _PAGE - _NOTE_AT:
            return
        at = self.start + _NOTE_AT
        self.shared[at : at + len(text)] = text
        _LENGTH.pack_into(self.shared, self.start + _LENGTH_AT, len(text))


def mark(file: Path, worker: int) -> Mark:
    """The page of `worker` in the file that the server made."""
    return Mark(_mapped(file), worker * _PAGE)


def _mapped(file: Path) -> mmap.mmap:
    with file.open("r+b") as opened:
        return mmap.mmap(opened.fileno(), 0)
