"""A kind of check: what a file writes, and how that is decided at given parameter values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from policygames.scenarios.cases import Case
from policygames.scenarios.fields import Record

Options: TypeAlias = Mapping[str, Any]
"""The fields of a check as its record reads them."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a claim holds, None where that is not decided; and why: what proves it, or a counterexample in words."""

    holds: bool | None
    why: str


@dataclass(frozen=True, slots=True)
class Check:
    """A kind of check: `record` types its fields, `decide` says whether the claim holds.

    `decide` raises PolicyGamesError where the game is not one that the claim speaks of.
    """

    id: str
    record: type[Record]
    decide: Callable[[Case, Options], Verdict]

    def completed(self, options: Options) -> Options:
        """The fields with what stands for those that are left out."""
        fields = self.record.model_fields.items()
        left = {name: field.get_default(call_default_factory=True) for name, field in fields if not field.is_required()}
        return {**left, **options}


def undecided(why: str) -> Verdict:
    """The verdict where nothing here can tell."""
    return Verdict(None, why)


def compared(found: object, claimed: object, why: str, words: str) -> Verdict:
    """Whether what was found is what was claimed; where it is not, `words` say what was."""
    return Verdict(holds=True, why=why) if found == claimed else Verdict(holds=False, why=f"{why}; claimed: {words}")
