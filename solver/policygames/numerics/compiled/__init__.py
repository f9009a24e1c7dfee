"""Kernels compiled by numba: methods import them inside functions, since loading a compiler takes time."""
