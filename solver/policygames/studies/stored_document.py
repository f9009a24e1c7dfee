"""A scenario's document in its canonical form and back, so that a study needs no file but its own."""

from __future__ import annotations

from policygames.documents import ScenarioDocument
from policygames.documents.stored import document_from

__all__ = ["canonical", "document_from"]


def canonical(document: ScenarioDocument) -> str:
    """The text over which the document's digest is taken."""
    return document.canonical
