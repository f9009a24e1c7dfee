"""A scenario's document read back from its canonical form, where there is no file of it and no reader of files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from policygames.documents.scenario import ScenarioDocument
from policygames.errors import GameError


def document_from(text: str) -> ScenarioDocument:
    """The document whose canonical form is `text`. Raises GameError where there is none such."""
    try:
        document: ScenarioDocument = _record(ScenarioDocument, json.loads(text))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GameError(
            f"this is no scenario in canonical form: {error}", reason="BAD_RESULT", path="scenario"
        ) from error
    if document.canonical != text:
        raise GameError("this is no scenario in canonical form", reason="BAD_RESULT", path="scenario")
    return document


def _record(kind: Any, data: Any) -> Any:  # Any: records nest freely
    hints = get_type_hints(kind)
    return kind(**{one.name: _value(hints[one.name], data[one.name]) for one in fields(kind) if one.name in data})


def _value(kind: Any, data: Any) -> Any:
    if is_dataclass(kind):
        return _record(kind, data)
    if kind is Fraction:
        return Fraction(data)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return None if data is None else _value(next(one for one in inner if one is not type(None)), data)
    if origin is tuple:
        kinds = inner[:1] * len(data) if inner[-1] is Ellipsis else inner
        return tuple(map(_value, kinds, data))
    if origin is not None and issubclass(origin, Mapping):
        return {key: _value(inner[1], entry) for key, entry in data.items()}
    return data
