"""How kernels are compiled: with signatures given, without the interpreter's lock, and kept on disk where possible."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

Reals: TypeAlias = NDArray[np.float64]
Words: TypeAlias = NDArray[np.int64]
Pair: TypeAlias = tuple[float, float]
Kernel = TypeVar("Kernel", bound=Callable[..., object])


def kernel(signature: Any) -> Callable[[Kernel], Kernel]:  # Any: numba is untyped
    """A decorator that compiles for exactly this signature, at import or from the cache of an earlier import."""

    def compiled(function: Kernel) -> Kernel:
        function.__qualname__ += (
            f"_{_SOURCES}"  # in the cache's name: numba does not look at the kernels that are called
        )
        try:
            return cast("Kernel", numba.njit(signature, nogil=True, cache=True, error_model="numpy")(function))
        except RuntimeError:  # no folder to write to: compiled anew in every process
            return cast("Kernel", numba.njit(signature, nogil=True, error_model="numpy")(function))

    return compiled


def _sources() -> str:
    files = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


_SOURCES = _sources()
