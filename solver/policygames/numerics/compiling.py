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
    return cast("Kernel", numba.njit(**_OPTIONS)(function))


def inlined(function: Kernel) -> Kernel:
    """The same, put into the kernel that calls it, and without counting references to arrays: it makes none.

    What passes arrays on takes longer than many a small task, and counting is atomic.
    """
    return cast("Kernel", numba.njit(forceinline=True, **_UNCOUNTED)(function))


def compiled_for(signature: Any, *, counted: bool = True) -> Callable[[Kernel], Kernel]:
    """A decorator that compiles for just this signature of numba types, at import or from an earlier one's cache.

    Without `counted` references to arrays are not counted: for kernels that make no arrays, and no views of one.
    """
    options: dict[str, Any] = _OPTIONS if counted else _UNCOUNTED

    def kernel(function: Kernel) -> Kernel:
        # part of the cache's name: numba forgets to look at the kernels that are called
        function.__qualname__ += f"_{_sources(Path(function.__code__.co_filename).parent)}"
        try:
            return cast("Kernel", numba.njit(signature, cache=True, **options)(function))
        except RuntimeError:  # no folder to write to: compiled anew in every process
            return cast("Kernel", numba.njit(signature, **options)(function))

    return kernel


_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
_UNCOUNTED = {**_OPTIONS, "_nrt": False}


@cache
def _sources(folder: Path) -> str:
    files = (Path(__file__), *sorted(folder.glob("*.py")))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
