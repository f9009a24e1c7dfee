"""What findings claim, as tables, pictures and sentences about draws tell it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policygames.documents import ScenarioDocument
from policygames.scenarios.cases import number


def claims_of(document: ScenarioDocument) -> dict[str, str]:
    """Finding → its claim, with the values that it is claimed for."""
    labels = document.labels
    return {one.id: claim_words(one.given, one.claim, labels) for one in document.findings}


def claim_words(given: Mapping[str, Any], claim: str, labels: Mapping[str, str]) -> str:
    """A claim with the values of parameters for which it is made, these as `labels` call them."""
    told = ", ".join(f"{labels[name]} = {number(value)}" for name, value in given.items())
    return f"{claim.rstrip('.')} (with {told})." if told else claim


def is_of_the_file(kind: str, share: float) -> bool:
    """Whether a finding of this kind is an equation that no draw fulfils: it is of the file's values, by no chance."""
    return kind == "relation" and share == 0
