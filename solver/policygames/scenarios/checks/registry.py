"""The kinds of checks, found by file."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from policygames.scenarios.checks.check import Check

_KINDS = "policygames.scenarios.checks.kinds"


@cache
def checks_by_kind() -> dict[str, Check]:
    """Kind → check, in alphabetical order."""
    names = sorted(found.name for found in pkgutil.iter_modules(import_module(_KINDS).__path__))
    return {name: import_module(f"{_KINDS}.{name}").CHECK for name in names}


def check_of(kind: str) -> Check | None:
    """The check of this kind; None where there is none."""
    return checks_by_kind().get(kind)
