"""The types of the kernels of this folder, and how they are compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.compiling import compiled_for
from policygames.numerics.compiling import inlined as part

__all__ = ["Pair", "Reals", "Words", "kernel", "part"]

Reals: TypeAlias = NDArray[np.float64]
Words: TypeAlias = NDArray[np.int64]
Pair: TypeAlias = tuple[float, float]
Kernel = TypeVar("Kernel", bound=Callable[..., object])


def kernel(signature: Any) -> Callable[[Kernel], Kernel]:
    """A decorator for a kernel of this signature, which is given all arrays that it works on."""
    return compiled_for(signature, counted=False)
