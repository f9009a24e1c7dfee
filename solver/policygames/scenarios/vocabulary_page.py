"""The page that lists what a finding may claim, in Markdown, written from the kinds of checks."""

from __future__ import annotations

import inspect

from policygames.scenarios.checks import Check, checks_by_kind
from policygames.scenarios.pages import GENERATED

_INTRODUCTION = """\
# What a finding may claim

A scenario states what it found (`expected`), and each claim has a `check` of one of the kinds below, which is decided
on the game itself; `given` sets parameters for it. `policygames scenarios check` tells of every claim whether it holds,
is false, with a counterexample, or could not be decided. `relation` is arithmetic and documents a formula: beside it
stands a check on the game, for a threshold on both sides (`flips`).
"""


def vocabulary() -> str:
    """The page."""
    return "\n".join([GENERATED, "", _INTRODUCTION, *map(_kind, checks_by_kind().values())]).rstrip() + "\n"


def _kind(check: Check) -> str:
    fields = [_field(name, check) for name in check.record.model_fields if name != "kind"]
    return "\n".join(
        [f"## {check.id}", "", inspect.getdoc(check.record) or "", "", f"Fields: {', '.join(fields)}.", ""]
    )


def _field(name: str, check: Check) -> str:
    needed = check.record.model_fields[name].is_required()
    return f"`{name}`" if needed else f"`{name}` (may be left out)"
