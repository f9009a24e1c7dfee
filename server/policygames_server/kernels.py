"""Loads every compiled kernel that an answer may need, so that no request waits for a compiler.

The fork server imports this once, and workers inherit it: compiled on a new machine, read from a cache after that.
"""

from policygames.numerics.compiled import labelled  # noqa: F401 - to be in memory
