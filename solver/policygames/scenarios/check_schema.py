"""The checks of findings in a scenario file, kind by kind."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, ValidationError, ValidationInfo

from policygames.scenarios.fields import Identifier, Record, Whole, Words, note, one_of
from policygames.scenarios.reading import Reading
from policygames.scenarios.vocabulary import LATER_CHECKS

Profile = dict[Identifier, Identifier]
"""Player id → action id."""


class ProfilesCheck(Record):
    """`pure_equilibria` and `welfare_max`: exactly these profiles."""

    kind: Words
    equals: list[Profile]


class ActionCheck(Record):
    """`dominant` and `not_dominant`: an action of a player."""

    kind: Words
    player: Identifier
    action: Identifier


class CountCheck(Record):
    """`equilibrium_count`: how many there are."""

    kind: Words
    equals: Whole


class ComparisonCheck(Record):
    """`pareto_dominates`: all players prefer `profile` to `over`."""

    kind: Words
    profile: Profile
    over: Profile


class RelationCheck(Record):
    """`relation`: arithmetic on parameters."""

    kind: Words
    expr: Words


class ThresholdCheck(Record):
    """`grim_threshold`: the least patience with which `player` keeps to `path`, for fear of `punishment` for ever."""

    kind: Words
    player: Identifier
    path: Profile
    punishment: Profile
    equals: Words


CHECKS: dict[str, type[Record]] = {
    "pure_equilibria": ProfilesCheck,
    "welfare_max": ProfilesCheck,
    "dominant": ActionCheck,
    "not_dominant": ActionCheck,
    "equilibrium_count": CountCheck,
    "pareto_dominates": ComparisonCheck,
    "relation": RelationCheck,
    "grim_threshold": ThresholdCheck,
}


class _AnyCheck(Record):
    model_config = ConfigDict(extra="allow")
    kind: Annotated[str, one_of(*CHECKS, later=LATER_CHECKS)]


def by_kind(value: Any, _: Any, info: ValidationInfo[Reading]) -> Record | None:
    """The record of the check's own kind; None, with the mistakes noted, where it is none."""
    try:
        kind = _AnyCheck.model_validate(value, context=info.context).kind
        return CHECKS[kind].model_validate(value, context=info.context)
    except ValidationError as error:
        note(error, value, info.context)
        return None
