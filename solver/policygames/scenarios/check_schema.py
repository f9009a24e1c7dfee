"""The checks of findings in a scenario file: the record of each kind, and how one is read."""

from __future__ import annotations

from policygames.scenarios.checks.reading import by_kind
from policygames.scenarios.checks.registry import checks_by_kind
from policygames.scenarios.fields import Record

__all__ = ["CHECKS", "by_kind"]

CHECKS: dict[str, type[Record]] = {name: check.record for name, check in checks_by_kind().items()}
"""Kind → the record of its fields."""
