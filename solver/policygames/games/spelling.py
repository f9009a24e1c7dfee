"""Payoffs as texts in lowest terms, and the digest that names a game however it was written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from policygames.games.tensors import Integers
from policygames.numerics.exact import spelled


def digest_of(data: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, over `data` as compact UTF-8 JSON with sorted keys."""
    return hashlib.sha256(_compact(data).encode()).hexdigest()


def digest_of_whole(rest: Mapping[str, Any], numerators: Sequence[Integers]) -> str:
    """The digest of `rest` with the payoffs `numerators`, all of them whole, an array per player."""
    payoffs = ",".join(map(_compact_whole, numerators))
    text = _compact({**rest, "payoffs": None}).replace('"payoffs":null', f'"payoffs":[{payoffs}]')
    return hashlib.sha256(text.encode()).hexdigest()


def spelled_rows(numerators: Integers, denominator: int) -> list[Any]:
    """The payoffs numerators / denominator as "p/q" in lowest terms, nested as the array is."""
    if denominator == 1:
        texts = [f"{value}/1" for value in numerators.ravel().tolist()]
    elif numerators.dtype == np.int64 and denominator < 2**63:
        divisors = np.gcd(numerators, denominator).ravel()
        pairs = zip((numerators.ravel() // divisors).tolist(), (denominator // divisors).tolist(), strict=True)
        texts = [f"{above}/{below}" for above, below in pairs]
    else:
        texts = [spelled(Fraction(value, denominator)) for value in numerators.ravel().tolist()]
    return list(np.array(texts, dtype=object).reshape(numerators.shape).tolist())


def _compact(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _compact_whole(numerators: Integers) -> str:
    """Compact JSON of whole numbers, each as "p/1", from the text of the nested list."""
    depth = numerators.ndim
    text = str(numerators.tolist()).replace(", ", '/1","')
    for level in range(depth - 1, 0, -1):
        up, down = "]" * level, "[" * level
        text = text.replace(f'{up}/1","{down}', f'/1"{up},{down}"')
    return f'{"[" * depth}"{text[depth:-depth]}/1"{"]" * depth}'
