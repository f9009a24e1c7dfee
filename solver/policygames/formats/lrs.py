"""The input of lrsnash, from lrslib: two players, whole or rational payoffs, no names.

`m n` on the first line, then the row player's payoffs, m rows of n, and the column player's, written from the same
side. Decimals are refused, for lrsnash takes 0.5 for 0; so are, in what is written, numerators and denominators that
do not fit into 64 bits, for lrsnash puts another number in their place.

Sources: man page lrsnash(1), "FILE FORMATS"; D. Avis, G. Rosenberg, R. Savani, B. von Stengel, Enumeration of Nash
equilibria for two-player games, Economic Theory 42 (2010) 9-37. That lrsnash 7.1 misreads decimals and long numbers was
seen by printing the game (`lrsnash -p`).
"""

from __future__ import annotations

import re
from fractions import Fraction

from policygames.errors import UnsupportedError
from policygames.formats.files.payoffs import shaped, texts
from policygames.formats.files.text import Text, decoded
from policygames.games import NormalFormGame
from policygames.games.limits import check_shape

_WORD = re.compile(r"\S+")
_COUNT = re.compile(r"\d{1,9}", re.ASCII)
_RATIONAL = re.compile(r"[+-]?\d+(?:/\d+)?", re.ASCII)
_LEGACY = ("H-representation", "V-representation", "linearity", "begin")
_SHOWN = 40
_INT64 = 2**63 - 1


def read(content: str | bytes, file: str = "game.lrs") -> NormalFormGame:
    """The game in `content`; names are numbered. Raises ScenarioError, with line and column, where there is none."""
    text = decoded(content, file)
    words = [(word[0], word.start()) for word in _WORD.finditer(text.content)]
    rows, columns = _count(text, words, 0), _count(text, words, 1)
    with text.placing(words[0][1]):
        check_shape((2, rows, columns), "m n")
    size = rows * columns
    _check_length(text, words, 2 + 2 * size)
    numbers = [_number(text, word, offset) for word, offset in words[2:]]
    return NormalFormGame([shaped(numbers[:size], (rows, columns)), shaped(numbers[size:], (rows, columns))])


def _count(text: Text, words: list[tuple[str, int]], index: int) -> int:
    word, offset = words[index] if index < len(words) else ("the end of the file", len(text.content.rstrip()))
    if any(one in text.content for one in _LEGACY):
        message = "the older input of lrsnash, by representations, is not read; allowed: m n and two matrices"
        raise text.refusal(message, offset, reason="UNSUPPORTED")
    if not _COUNT.fullmatch(word):
        kind = "rows, actions of the first player" if index == 0 else "columns, actions of the second player"
        raise text.refusal(f"{word[:_SHOWN]!r} is no number of {kind}; allowed: whole numbers from 1", offset)
    return int(word)


def _check_length(text: Text, words: list[tuple[str, int]], wanted: int) -> None:
    if len(words) < wanted:
        message = f"the file ends after {len(words) - 2} of {wanted - 2} payoffs"
        raise text.refusal(message, len(text.content.rstrip()))
    if len(words) > wanted:
        raise text.refusal(f"more than {wanted - 2} payoffs", words[wanted][1])


def _number(text: Text, word: str, offset: int) -> int | Fraction:
    if not _RATIONAL.fullmatch(word):
        message = f"{word[:_SHOWN]!r} is no payoff; allowed: whole numbers and ratios such as 1/3, no decimals"
        raise text.refusal(message, offset, reason="NOT_A_NUMBER")
    return text.number(word, offset)


def write(game: NormalFormGame) -> bytes:
    """The game as lrsnash reads it. Raises UnsupportedError for more than two players or numbers beyond 64 bits."""
    if len(game.shape) != 2:
        message = f"lrsnash takes games of two players, this one has {len(game.shape)}; write .nfg instead"
        raise UnsupportedError(message, reason="UNSUPPORTED_GAME", choices=("nfg",))
    matrices = [_matrix(game, player) for player in range(2)]
    return "\n".join([f"{game.shape[0]} {game.shape[1]}", "", *matrices]).encode()


def _matrix(game: NormalFormGame, player: int) -> str:
    values, columns = texts(game, player), game.shape[1]
    for value in values:
        if any(abs(int(part)) > _INT64 for part in value.split("/")):
            message = f"lrsnash misreads numbers of more than 64 bits, such as {value[:_SHOWN]}; write .nfg instead"
            raise UnsupportedError(message, reason="UNSUPPORTED_GAME", path=f"payoffs[{player}]", choices=("nfg",))
    rows = [" ".join(values[start : start + columns]) for start in range(0, len(values), columns)]
    return "\n".join(rows) + "\n"


def notes(game: NormalFormGame) -> list[str]:
    """That names are lost."""
    return [
        f"lrsnash's input holds no names: those of {game.players[0]!r}, {game.players[1]!r} and their actions are lost"
    ]
