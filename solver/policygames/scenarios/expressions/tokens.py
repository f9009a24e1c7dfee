"""The words of a formula: numbers, names and signs, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policygames.scenarios.expressions.tree import mistake

MAX_CHARACTERS = 2_000
RESERVED = frozenset(
    {
        *("and", "or", "not", "in", "if", "own", "all", "type", "true", "false", "null", "none"),
        *("min", "max", "abs", "exp", "log", "sqrt", "count", "others", "total", "others_total"),
    }
)
"""Words that no parameter, player or action may be called."""
_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n]+)|(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign>\*\*|==|!=|<=|>=|[-+*/<>()\[\],.])",
    re.ASCII,
)
_HINTS = {
    "^": "powers are written **",
    "=": "equality is written ==",
    "!": "negation is written not",
    "&": "write and",
    "|": "write or",
    "%": "write shares as decimals",
    '"': "names stand without quotes",
    "'": "names stand without quotes",
    "\u2212": "minus is written -",
    "\u2013": "minus is written -",
    "\u00d7": "a product is written with *",
    "\u00b7": "a product is written with *",
    "\u00f7": "a quotient is written with /",
    "\u2264": "write <=",
    "\u2265": "write >=",
    "\u2260": "write !=",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of kind `number`, `name`, `sign` or `end`."""

    kind: str
    text: str
    at: int


def tokens(text: str) -> list[Token]:
    """The tokens of `text`, an `end` last. Raises ScenarioError at the first character that begins none."""
    if len(text) > MAX_CHARACTERS:
        raise mistake(f"the formula has {len(text)} characters; allowed: up to {MAX_CHARACTERS}", MAX_CHARACTERS)
    found: list[Token] = []
    position = 0
    while position < len(text):
        token = _token_at(text, position)
        position += len(token.text)
        if token.kind != "space":
            found.append(token)
    return [*found, Token("end", "", len(text))]


def _token_at(text: str, position: int) -> Token:
    match = _TOKEN.match(text, position)
    if match is None:
        character = text[position]
        hint = f"; {_HINTS[character]}" if character in _HINTS else ""
        raise mistake(f"{character!r} has no meaning in a formula{hint}", position)
    kind, word = str(match.lastgroup), match.group()
    follower = text[match.end() : match.end() + 1]
    if kind == "number" and (follower.isalnum() or follower in ("_", ".")) and follower:
        raise mistake(f"{word + follower!r} is no number; a product is written with *", position)
    return Token(kind, word, position)
