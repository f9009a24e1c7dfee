"""Payoffs as texts in lowest terms, and the digest that names a game however it was written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.games.tensors import Integers
from policygames.numerics.exact import spelled


def digest_of(data: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, over `data` as compact UTF-8 JSON with sorted keys."""
    return digest_of_text(compact(data))


def digest_of_text(text: str) -> str:
    """SHA-256, in hexadecimal, over a canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()


def compact_with(rest: Mapping[str, Any], key: str, text: str) -> str:
    """Compact JSON of `rest` and, under `key`, of what `text` is the compact JSON of."""
    return compact({**rest, key: None}).replace(f'"{key}":null', f'"{key}":{text}', 1)


def compact_whole(numerators: Sequence[Integers]) -> str:
    """Compact JSON of payoffs, all of them whole, an array per player."""
    return f"[{','.join(map(_compact_whole, numerators))}]"


def compact_short(numerators: Sequence[Integers], denominators: Sequence[int]) -> str:
    """The same of fractions, all of them short."""
    return f"[{','.join(map(_compact_short, numerators, denominators))}]"


def is_short(numerators: Integers, denominator: int) -> bool:
    """Whether numerators and denominator fit into int64."""
    return numerators.dtype == np.int64 and denominator < 2**63


def _in_lowest_terms(numerators: Integers, denominator: int) -> NDArray[np.int64]:
    """Numerator and denominator of each of a list of numbers, a row each."""
    divisors = np.gcd(numerators, denominator)
    return np.stack([numerators // divisors, denominator // divisors], axis=-1)


def _compact_short(numerators: Integers, denominator: int) -> str:
    """Compact JSON of fractions, each as "p/q", by one template: small lists would be counted as garbage, and slow."""
    template = '"%d/%d"'
    for count in reversed(numerators.shape):
        template = f"[{','.join([template] * count)}]"
    return template % tuple(_in_lowest_terms(numerators.ravel(), denominator).ravel().tolist())


def spelled_rows(numerators: Integers, denominator: int) -> list[Any]:
    """The payoffs numerators / denominator as "p/q" in lowest terms, nested as the array is."""
    if denominator == 1:
        texts = [f"{value}/1" for value in numerators.ravel().tolist()]
    elif is_short(numerators, denominator):
        above, below = _in_lowest_terms(numerators.ravel(), denominator).T.tolist()
        texts = [f"{one}/{other}" for one, other in zip(above, below, strict=True)]
    else:
        texts = [spelled(Fraction(value, denominator)) for value in numerators.ravel().tolist()]
    return list(np.array(texts, dtype=object).reshape(numerators.shape).tolist())


def compact(data: Mapping[str, Any]) -> str:
    """Compact JSON with sorted keys."""
    return _ENCODER.encode(data)


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _compact_whole(numerators: Integers) -> str:
    """Compact JSON of whole numbers, each as "p/1", from the text of the nested list."""
    depth = numerators.ndim
    if depth == 2 and numerators.size >= _MANY and numerators.min() > -_MOST and numerators.max() < _MOST:
        return _compact_table(numerators.astype(np.int64))
    text = str(numerators.tolist()).replace(", ", '/1","')
    for level in range(depth - 1, 0, -1):
        up, down = "]" * level, "[" * level
        text = text.replace(f'{up}/1","{down}', f'/1"{up},{down}"')
    return f'{"[" * depth}"{text[depth:-depth]}/1"{"]" * depth}'


def _compact_table(numerators: Integers) -> str:
    """The same for a table of whole numbers of up to eight digits: four letters at once, empty ones then taken out."""
    sizes, (padded, bare) = abs(numerators).ravel(), _four_digits()
    high, low = sizes // 10_000, sizes % 10_000
    words = np.empty((sizes.size, 5), dtype=np.uint32)
    words[:, 0] = np.where(numerators.ravel() < 0, *_letters(b'\0\0"-', b'\0\0\0"'))
    words[:, 1], words[:, 2] = np.where(high == 0, 0, bare[high]), np.where(high == 0, bare[low], padded[low])
    words[:, 3], words[:, 4] = _letters(b'/1"\0', b",\0\0\0")
    words.reshape(*numerators.shape, 5)[:, -1, 3:] = _letters(b'/1"]', b",[\0\0")
    return f"[[{words.tobytes().translate(None, bytes(1)).decode()[:-2]}]"


def _letters(*fours: bytes) -> NDArray[np.uint32]:
    return np.frombuffer(b"".join(fours), dtype=np.uint32)


@cache
def _four_digits() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """All numbers below 10,000 in four letters each: with leading zeros, and with empty letters for these."""
    padded = "".join(f"{number:04}" for number in range(10_000))
    bare = "".join(f"{number:\0>4}" for number in range(10_000))
    return _letters(padded.encode()), _letters(bare.encode())


_MANY = 4096  # payoffs: of fewer the text is there sooner than the table of digits
_MOST = 10**8
