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


class Marks:
    """The pages of all workers, held by the server."""

    def __init__(self, file: Path, count: int) -> None:
        file.write_bytes(bytes(count * _PAGE))
        self._pages = _mapped(file)

    def clear(self, worker: int) -> None:
        """Makes the page ready for another task."""
        start = worker * _PAGE
        self._pages[start : start + _NOTE_AT] = bytes(_NOTE_AT)

    def cancel(self, worker: int) -> None:
        """Asks the worker to stop."""
        self._pages[worker * _PAGE + _CANCELLED] = 1

    def begun(self, worker: int) -> bool:
        """Whether the worker has had the whole task."""
        return self._pages[worker * _PAGE + _BEGUN] != 0

    def note(self, worker: int) -> bytes:
        """What the worker noted of its task; empty where it has noted nothing."""
        start = worker * _PAGE
        (size,) = _LENGTH.unpack_from(self._pages, start + _LENGTH_AT)
        return self._pages[start + _NOTE_AT : start + _NOTE_AT + size]

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
