"""Kernels for many small games at once, compiled by numba: imported inside functions, where a batch is solved."""
