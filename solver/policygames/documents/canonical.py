"""Records as plain data: mappings, lists, texts and truth values, every exact number spelled "p/q"; digests."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any

from policygames.numerics.exact import spelled


def plain(value: Any) -> Any:  # Any: records nest freely, and so does what comes out
    """`value` as data that JSON holds: records become mappings, tuples lists, texts are in NFC, Fractions "p/q"."""
    if isinstance(value, Fraction):
        return spelled(value)
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {plain(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    return value


def canonical_text(data: Any) -> str:
    """Plain data as compact JSON with sorted keys."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(data: Any) -> str:
    """SHA-256, in hexadecimal, over plain data as compact UTF-8 JSON with sorted keys."""
    return hashlib.sha256(canonical_text(data).encode()).hexdigest()
