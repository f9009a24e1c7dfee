"""What one row of a study is called, by its design: only what is drawn is a draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policygames.studies.spec import StudySpec

_NAMES = {"grid": ("grid point", "grid points"), "csv": ("row", "rows"), "cases": ("case", "cases")}
_FROM = {"grid": "over the declared ranges", "csv": "of the given table", "cases": "that were prescribed"}


def counted(spec: StudySpec, number: int) -> str:
    """So many draws, grid points, rows or cases."""
    names = _NAMES.get(spec.design, ("draw", "draws"))
    return f"{number} {names[number != 1]}"


def many(spec: StudySpec) -> str:
    """The same without a number: draws."""
    return _NAMES.get(spec.design, ("draw", "draws"))[1]


def where_from(spec: StudySpec) -> str:
    """Where they come from: from the declared ranges."""
    return _FROM.get(spec.design, "from the declared ranges")


def with_intervals(spec: StudySpec, words: str) -> str:
    """The words, and that there are intervals, where there are."""
    return f"{words}, with 95 % intervals" if spec.is_sample else words
