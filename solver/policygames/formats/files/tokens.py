"""The tokens of Gambit's text formats, read one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policygames.errors import ScenarioError
from policygames.formats.files.text import Text

_TOKEN = re.compile(
    r'"(?P<label>(?:\\"|[^"])*+)"'  # a backslash escapes a quotation mark only, and never itself
    r"|(?P<mark>[{},])"
    r'|(?P<word>[^\s{},"]+)'
    r'|(?P<open>")'
)
_COUNT = re.compile(r"\d{1,9}", re.ASCII)
_SHOWN = 40  # characters of a token in a message


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: a quoted "label", a "mark", a "word", an "open" quotation mark, or the "end"."""

    kind: str
    text: str
    offset: int


class Tokens:
    """The tokens of a text; `ahead` is the next one."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self._matches = _TOKEN.finditer(text.content)
        self.ahead = self._following()

    def _following(self) -> Token:
        match = next(self._matches, None)
        if match is None:
            return Token("end", "", len(self.text.content.rstrip()))
        kind = match.lastgroup or ""
        return Token(kind, match[kind], match.start())

    def next(self) -> Token:
        """The token ahead, passed."""
        token = self.ahead
        self.ahead = self._following()
        return token

    def take(self, kind: str, wanted: str) -> Token:
        """The token ahead, passed. Raises ScenarioError, telling what is `wanted`, where it is of another kind."""
        if self.ahead.kind != kind:
            raise self.refusal(wanted)
        return self.next()

    def take_mark(self, mark: str, wanted: str) -> Token:
        """The mark ahead, passed. Raises ScenarioError where anything else is ahead."""
        if not self.at(mark):
            raise self.refusal(wanted)
        return self.next()

    def at(self, mark: str) -> bool:
        """Whether this mark is ahead."""
        return self.ahead.kind == "mark" and self.ahead.text == mark

    def count(self, wanted: str) -> int:
        """The whole number ahead, from 0, passed. Raises ScenarioError where there is none."""
        if self.ahead.kind != "word" or not _COUNT.fullmatch(self.ahead.text):
            raise self.refusal(wanted)
        return int(self.next().text)

    def refusal(self, wanted: str) -> ScenarioError:
        """The error that tells what is `wanted` where the token ahead stands."""
        token = self.ahead
        if token.kind == "open":
            return self.text.refusal("the quotation mark is never closed", token.offset)
        found = "the file ends" if token.kind == "end" else _quoted(token)
        return self.text.refusal(f"{found} where {wanted} is needed", token.offset)


def label(token: Token) -> str:
    """The name that a label spells."""
    return token.text.replace('\\"', '"')


def _quoted(token: Token) -> str:
    text = f'"{token.text}"' if token.kind == "label" else token.text
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")
