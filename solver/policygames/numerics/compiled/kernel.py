"""The types of the kernels of this folder, and how they are compiled."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.compiling import compiled_for as kernel

__all__ = ["Pair", "Reals", "Words", "kernel"]

Reals: TypeAlias = NDArray[np.float64]
Words: TypeAlias = NDArray[np.int64]
Pair: TypeAlias = tuple[float, float]
