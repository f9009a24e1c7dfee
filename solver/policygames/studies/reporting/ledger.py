"""The evidence of a report as it gathers: certificates and data, each with an id that sentences point to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from policygames.numerics.exact import spelled
from policygames.report.content import Evidence
from policygames.report.parts import csv_text

READABLE = 50_000
"""Letters up to which JSON is set in lines."""


class Ledger:
    """What sentences rest on, in the order in which it was entered."""

    def __init__(self) -> None:
        self.entries: list[Evidence] = []
        self.counts: dict[str, int] = {}

    def counted(self, what: str, number: int) -> int:
        """Notes a count that the text states, and gives it."""
        self.counts[what] = number
        return number

    def close(self) -> tuple[Evidence, ...]:
        """All entries, the counts last."""
        self.rows("counts", "Counts that the text states", ("what", "how many"), self.counts.items())
        return tuple(self.entries)

    def data(self, id_: str, title: str, data: Any) -> str:
        """Enters plain data as JSON, numbers exact, and gives the id."""
        found = plain(data)
        text = json.dumps(found, ensure_ascii=False, allow_nan=False)
        if len(text) < READABLE:
            text = json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False)
        return self._enter(Evidence(id_, title, "json", text + "\n"))

    def rows(self, id_: str, title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
        """Enters rows as CSV, numbers exact, and gives the id."""
        told = [tuple(head), *(tuple(map(_cell, row)) for row in rows)]
        return self._enter(Evidence(id_, title, "csv", csv_text(told)))

    def _enter(self, entry: Evidence) -> str:
        self.entries.append(entry)
        return entry.id


def plain(data: Any) -> Any:
    """Whatever results hold as what JSON knows: numbers exact as "p/q", floats as they are, NaN as null."""
    if isinstance(data, Fraction):
        return spelled(data)
    if isinstance(data, float):
        return data if np.isfinite(data) else None
    if data is None or isinstance(data, str | int):
        return data
    return _structure(data)


def _structure(data: Any) -> Any:
    if hasattr(data, "to_dict"):
        return plain(data.to_dict())
    if isinstance(data, np.ndarray | np.generic):
        return plain(data.tolist())
    if isinstance(data, Mapping):
        return {str(key): plain(value) for key, value in data.items()}
    if is_dataclass(data):
        return {one.name: plain(getattr(data, one.name)) for one in fields(data)}
    if isinstance(data, Iterable):
        return [plain(one) for one in data]
    return str(data)


def _cell(value: Any) -> str:
    found = plain(value)
    return "" if found is None else repr(found) if isinstance(found, float) else str(found)
