"""What a disk may do to anybody: be full."""

from __future__ import annotations

import errno

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Errors of a disk, a quota or a limit on the size of files that leaves no room."""


def is_full(error: BaseException) -> bool:
    """Whether there was no room left; pyarrow's errors are OSErrors too."""
    return isinstance(error, OSError) and error.errno in FULL
