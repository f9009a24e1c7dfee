"""A check of a file, read by the record of its own kind."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, ValidationError, ValidationInfo

from policygames.scenarios.checks.registry import checks_by_kind
from policygames.scenarios.fields import Record, note, one_of
from policygames.scenarios.reading import Reading


def _known(value: Any) -> str:
    """The kind, which is looked up when a file is read: the files of kinds import this one."""
    known: str = one_of(*checks_by_kind()).func(value)  # type: ignore[call-arg]  # a validator of one argument
    return known


class _AnyCheck(Record):
    model_config = ConfigDict(extra="allow")
    kind: Annotated[
        str, BeforeValidator(lambda value: one_of(*checks_by_kind()).func(value))
    ]  # known once files are found


def by_kind(value: Any, _: Any, info: ValidationInfo[Reading]) -> Record | None:
    """The record of the check's own kind; None, with the mistakes noted, where it is none."""
    try:
        kind = _AnyCheck.model_validate(value, context=info.context).kind
        return checks_by_kind()[kind].record.model_validate(value, context=info.context)
    except ValidationError as error:
        note(error, value, info.context)
        return None
