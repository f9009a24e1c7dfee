"""Kernels compiled when they are first needed, and left as they are where there is no compiler."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import TypeVar, cast

Kernel = TypeVar("Kernel", bound=Callable[..., object])


FEW = 40
"""Actions of both players up to which the interpreter and numpy answer before a compiler would be loaded."""


def worth_compiling(actions: int) -> bool:
    """Whether kernels for games of so many actions of both players are compiled."""
    return actions > FEW and has_compiler()


@cache
def has_compiler() -> bool:
    """Whether numba is installed."""
    return find_spec("numba") is not None


def compiled(function: Kernel, signature: str) -> Kernel:
    """`function` compiled for this signature of numba types, at once, or from the cache on disk of an earlier call."""
    return cast("Kernel", _compiled(function, signature))


@cache
def _compiled(function: Callable[..., object], signature: str) -> Callable[..., object]:
    from policygames.numerics.compiling import compiled_for  # loads a compiler

    return compiled_for(signature)(function)
