"""Exact numbers as text: "7", "1/3"; beyond 4,096 bits "0x…/0x…", which takes no time that grows with its square."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from policygames.errors import GameError
from policygames.numerics.exact import MAX_BITS, exact, too_long

MAX_RESULT_BITS = 2**20
"""The most bits of a numerator or denominator in an answer: exact answers are longer than the payoffs they rest on."""
_HEXADECIMAL = re.compile(r"(-?)0x([0-9a-f]+)/0x([0-9a-f]+)", re.ASCII)


def number_text(value: Fraction) -> str:
    """The text of a number, read back exactly by `read_number`."""
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        return f"{value.numerator:#x}/{value.denominator:#x}"
    return str(value)


def optional_text(value: Fraction | None) -> str | None:
    """The text of a number; None for None."""
    return None if value is None else number_text(value)


def number_texts(values: Iterable[Fraction]) -> list[str]:
    """The texts of some numbers."""
    return [number_text(value) for value in values]


def read_number(text: str, path: str) -> Fraction:
    """The number that `text` spells. Raises GameError at `path` for text that is no number, or too long a one."""
    long = _HEXADECIMAL.fullmatch(text)
    if long is None:
        return exact(text, path)
    if max(len(long[2]), len(long[3])) > MAX_RESULT_BITS // 4:
        raise too_long(path, MAX_RESULT_BITS)
    if not int(long[3], 16):
        raise GameError("the denominator is 0", reason="NOT_A_NUMBER", path=path)
    return Fraction(int(f"{long[1]}{long[2]}", 16), int(long[3], 16))


def read_numbers(texts: Sequence[str], path: str) -> tuple[Fraction, ...]:
    """The numbers that `texts` spell."""
    return tuple(read_number(text, f"{path}[{index}]") for index, text in enumerate(texts))
