"""Records that refuse unknown keys and note every mistake, and the types of what their fields hold."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo, WrapValidator, model_validator
from pydantic_core import ErrorDetails

from policygames.scenarios.field_types import (
    Date,
    Identifier,
    Number,
    OneOrMore,
    Truth,
    Version,
    Whole,
    Words,
    bad,
    described,
    one_of,
    read_number,
    read_truth,
    read_whole,
    unsupported,
)
from policygames.scenarios.located import Fields, Items, joined
from policygames.scenarios.reading import BAD, UNSUPPORTED, Reading, nearest, shortened

__all__ = [
    "Date",
    "Identifier",
    "Kept",
    "Number",
    "OneOrMore",
    "Record",
    "Truth",
    "Version",
    "Whole",
    "Words",
    "bad",
    "described",
    "note",
    "one_of",
    "read_number",
    "read_truth",
    "read_whole",
    "unsupported",
]


class Record(BaseModel):
    """A mapping of the file; unknown keys are noted, those in `later` as features that are not supported yet."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
    later: ClassVar[Mapping[str, str]] = {}

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, value: Any, info: ValidationInfo[Reading]) -> Any:
        if not isinstance(value, Fields):
            raise bad(f"a mapping is needed, with {', '.join(cls.known_keys())}")
        if cls.model_config["extra"] == "allow":
            return value
        known = cls.known_keys()
        kept = Fields({key: entry for key, entry in value.items() if key in known})
        kept.path = value.path
        for key in [key for key in value if key not in known]:
            cls._note(key, value, info.context)
            for meant in difflib.get_close_matches(key, known, n=1):
                kept.setdefault(meant, value[key])  # read as what it was meant to be: one slip is one mistake
        return kept

    @classmethod
    def known_keys(cls) -> tuple[str, ...]:
        """The keys that the file may use here."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    @classmethod
    def _note(cls, key: str, owner: Fields, reading: Reading) -> None:
        path = joined(owner.path, key)
        if key in cls.later:
            reading.add(f"{path}:key", f"{cls.later[key]} is not supported yet", UNSUPPORTED)
        else:
            reading.add(f"{path}:key", f"there is no key {shortened(key)} here; {nearest(key, cls.known_keys())}")


def _kept(value: Any, read: Callable[[Any], Any], info: ValidationInfo[Reading]) -> Any:
    """What `read` makes of `value`; None where it makes nothing of it, with every mistake noted."""
    try:
        return read(value)
    except ValidationError as error:
        note(error, value, info.context)
        return None


Kept = WrapValidator(_kept)
"""Marks a part whose mistakes are noted, so that the parts beside it are still read."""


def note(error: ValidationError, value: Any, reading: Reading) -> None:
    """Notes in `reading` every mistake of `error`, which came up while `value` was read."""
    for details in error.errors(include_url=False):
        path, missing = _path(value, details)
        reading.add(path, _message(details, missing), details["type"] if details["type"] == UNSUPPORTED else BAD)


def _path(value: Any, details: ErrorDetails) -> tuple[str, str]:
    """The path in the file that the error's location means, and the key that is missing there, if one is."""
    for step in details["loc"]:
        if isinstance(value, Fields) and step in value:
            value = value[str(step)]
        elif isinstance(value, Items) and isinstance(step, int):
            value = value[step]
    return value.path, str(details["loc"][-1]) if details["type"] == "missing" else ""


def _message(details: ErrorDetails, missing: str) -> str:
    if missing:
        return f"the key {missing!r} is missing"
    kinds = {"list_type": "a list is needed", "tuple_type": "a list is needed", "dict_type": "a mapping is needed"}
    return kinds.get(details["type"], details["msg"])
