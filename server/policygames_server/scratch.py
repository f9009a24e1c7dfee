"""A private folder for sockets and shared memory; those of servers that were killed are removed by the next one."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX, _LOCK = "policygames-", "lock"


class Scratch:
    """A folder in the one for temporary files, held by a lock that ends with this process, however that ends."""

    def __init__(self) -> None:
        _sweep(Path(tempfile.gettempdir()))
        made = Path(tempfile.mkdtemp(prefix=f".{_PREFIX}"))
        self._lock = os.open(made / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self.folder = made.rename(made.with_name(made.name[1:]))  # locked before anybody else looks at it

    def remove(self) -> None:
        """Removes the folder with all in it."""
        shutil.rmtree(self.folder)
        os.close(self._lock)


def _sweep(parent: Path) -> None:
    for lock in parent.glob(f"{_PREFIX}*/{_LOCK}"):
        with _let_go(lock) as free:
            if free:
                shutil.rmtree(lock.parent, ignore_errors=True)


@contextmanager
def _let_go(lock: Path) -> Iterator[bool]:
    """Whether nobody holds a lock of ours; while this lasts nobody else takes it."""
    try:
        opened = os.open(lock, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:  # somebody else's, or gone by now
        yield False
        return
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield os.fstat(opened).st_uid == os.getuid()
    except BlockingIOError:
        yield False
    finally:
        os.close(opened)
