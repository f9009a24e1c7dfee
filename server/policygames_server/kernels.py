"""Loads every compiled kernel that an answer may need, so that no request waits for a compiler.

The fork server imports this once, and workers inherit it: compiled on a new machine, read from a cache after that.
"""

from policygames.numerics.abreu_sannikov import kernels  # noqa: F401 - compiled as they are imported
from policygames.numerics.bulk import checking, games, long_games  # noqa: F401
from policygames.numerics.compiled import labelled  # noqa: F401
from policygames.numerics.dense import lemke_howson, pairs_of_pairs, simplex
from policygames.numerics.dense.compiling import compiled

for _kernel, _signature in (*lemke_howson.KERNELS, *pairs_of_pairs.KERNELS, *simplex.KERNELS):
    compiled(_kernel, _signature)
