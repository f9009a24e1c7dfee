"""What became of a claim that a scenario states."""

from __future__ import annotations

from dataclasses import dataclass

from policygames.games.notebooks import repr_html


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim, whether it holds, and why: what proves it, or a counterexample in words.

    `holds` is None where it could not be decided: the claim is then neither true nor false, and `why` says what lacks.
    """

    id: str
    claim: str
    holds: bool | None
    why: str

    _repr_html_ = repr_html
