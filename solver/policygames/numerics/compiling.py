"""How kernels are compiled: without the interpreter's lock, and kept on disk where there is a folder to write to."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def compiled(function: Kernel) -> Kernel:
    """`function`, compiled for the types of whichever kernel calls it."""
    return cast("Kernel", numba.njit(nogil=True, error_model="numpy")(function))


def compiled_for(signature: Any) -> Callable[[Kernel], Kernel]:
    """A decorator that compiles for just this signature of numba types, at import or from an earlier one's cache."""

    def kernel(function: Kernel) -> Kernel:
        # part of the cache's name: numba forgets to look at the kernels that are called
        function.__qualname__ += f"_{_sources(Path(function.__code__.co_filename).parent)}"
        try:
            return cast("Kernel", numba.njit(signature, nogil=True, cache=True, error_model="numpy")(function))
        except RuntimeError:  # no folder to write to: compiled anew in every process
            return cast("Kernel", numba.njit(signature, nogil=True, error_model="numpy")(function))

    return kernel


@cache
def _sources(folder: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(folder.glob("*.py")))).hexdigest()[:12]
