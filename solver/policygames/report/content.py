"""What a report says, as plain content: sentences with what they rest on, tables, pictures, and the evidence itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Evidence:
    """A certificate or a data file that sentences rest on; `id` is unique in its report."""

    id: str
    title: str
    media: Literal["json", "csv"]
    text: str

    @property
    def sha256(self) -> str:
        """SHA-256, in hexadecimal, over the text as UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def file(self) -> str:
        """The name of its file among the parts."""
        return f"{self.id}.{self.media}"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence or a paragraph, and the ids of the evidence that it rests on; `lead` is set before it in bold."""

    text: str
    evidence: tuple[str, ...] = ()
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences."""

    items: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under a head; the first cell of a row names it. `numbers` are the columns set flush right."""

    id: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    evidence: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG, with the words for those who cannot see it."""

    id: str
    svg: str
    alt: str
    caption: str
    evidence: tuple[str, ...] = ()


Block: TypeAlias = Said | Points | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """The first screen: what is asked, the answer, how sure it is, and what would change it."""

    question: str
    answer: tuple[Said, ...]
    certainty: tuple[Said, ...]
    change: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that a page shows, in its order; `stamp` says in a line what was computed when by what."""

    title: str
    headline: Headline
    sections: tuple[Section, ...]
    evidence: tuple[Evidence, ...]
    stamp: str
    language: str = field(default="en")

    def blocks(self) -> tuple[Block, ...]:
        """Every block of every section, in their order."""
        return tuple(block for section in self.sections for block in section.blocks)
