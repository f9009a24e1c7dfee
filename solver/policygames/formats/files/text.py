"""Text files whose mistakes are told with their line and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames.errors import GameError, ScenarioError
from policygames.formats.files.payoffs import number
from policygames.games import NormalFormGame
from policygames.results.files import MAX_BYTES

BAD_FILE = "BAD_FILE"


@dataclass(frozen=True, slots=True)
class Text:
    """What a text file says; `file` is its name in messages."""

    content: str
    file: str

    def refusal(self, message: str, offset: int, path: str = "", reason: str = BAD_FILE) -> ScenarioError:
        """The error that tells of a mistake at the character `offset`."""
        line = self.content.count("\n", 0, offset) + 1
        column = offset - self.content.rfind("\n", 0, offset)
        return ScenarioError(message, reason=reason, path=path, file=self.file, line=line, column=column)

    @contextmanager
    def placing(self, offset: int) -> Iterator[None]:
        """Adds the place `offset` to a GameError from within."""
        try:
            yield
        except GameError as error:
            raise self.refusal(error.message, offset, error.path, error.reason) from error

    def number(self, word: str, offset: int) -> int | Fraction:
        """The exact number that `word`, at `offset`, spells. Raises ScenarioError where it is none."""
        try:
            return number(word)
        except GameError as error:
            raise self.refusal(error.message, offset, "", error.reason) from error

    def game(
        self, payoffs: Any, players: Sequence[str], actions: Sequence[Sequence[str]], places: Mapping[str, int]
    ) -> NormalFormGame:
        """The game, built; `places` says where its names stand. Raises ScenarioError where they will not do."""
        try:
            return NormalFormGame(payoffs, players, actions)
        except GameError as error:
            raise self.refusal(error.message, places.get(error.path, 0), error.path, error.reason) from error


def decoded(content: str | bytes, file: str) -> Text:
    """The text in `content`. Raises ScenarioError where it is too long, empty, not UTF-8, or holds a NUL."""
    if len(content) > MAX_BYTES:
        raise Text("", file).refusal(f"the file is too large; allowed: up to {MAX_BYTES} bytes", 0)
    text = Text(content if isinstance(content, str) else _utf8(content, file), file)
    if "\0" in text.content:
        raise text.refusal("a NUL is no part of a text file", text.content.index("\0"))
    if not text.content.strip():
        raise text.refusal("the file is empty", 0)
    return text


def _utf8(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = Text(content[: error.start].decode("utf-8", "replace"), file)
        wide = " but UTF-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
        raise before.refusal(f"the file is not UTF-8{wide}; save it as UTF-8", len(before.content)) from error
