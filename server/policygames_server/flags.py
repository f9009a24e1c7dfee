"""One byte per worker, shared through a file: whether the caller of its task has gone away."""

from __future__ import annotations

import mmap
from dataclasses import dataclass
from pathlib import Path


class Flags:
    """The flags of all workers, held by the server."""

    def __init__(self, file: Path, count: int) -> None:
        file.write_bytes(bytes(count))
        self._bytes = _mapped(file)

    def raise_for(self, worker: int) -> None:
        """Asks the worker to stop."""
        self._bytes[worker] = 1

    def clear(self, worker: int) -> None:
        """Lets the worker work."""
        self._bytes[worker] = 0

    def close(self) -> None:
        """Lets go of the file."""
        self._bytes.close()


@dataclass(frozen=True, slots=True)
class Flag:
    """The flag of one worker, as it sees it: what Budget.cancelled asks."""

    shared: mmap.mmap
    index: int

    def is_set(self) -> bool:
        """Whether the search should stop."""
        return self.shared[self.index] != 0


def flag(file: Path, worker: int) -> Flag:
    """The flag of `worker` in the file that the server made."""
    return Flag(_mapped(file), worker)


def _mapped(file: Path) -> mmap.mmap:
    with file.open("r+b") as opened:
        return mmap.mmap(opened.fileno(), 0)
