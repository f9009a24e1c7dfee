"""What the fields of checks hold: profiles, actions, formulas; and whether the file has what they name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import Discriminator, Tag, ValidationInfo, WrapValidator

from policygames.documents import Player
from policygames.errors import ScenarioError
from policygames.scenarios.checks.reading import by_kind
from policygames.scenarios.checks.registry import check_of
from policygames.scenarios.expressions import Kind, Scope, parse, wanted
from policygames.scenarios.fields import Identifier, Record, Whole, Words
from policygames.scenarios.located import joined
from policygames.scenarios.reading import Reading, nearest, shortened

if TYPE_CHECKING:
    from policygames.scenarios.cast import Cast
    from policygames.scenarios.schema import ScenarioRecord


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The file that a check stands in; without `cast` nothing is known of players."""

    file: ScenarioRecord
    cast: Cast | None
    reading: Reading


@dataclass(frozen=True, slots=True)
class Meaning:
    """Marks a field whose value names or spells something; `examine(value, path, check, around)` notes mistakes."""

    examine: Callable[[Any, str, Record, Surroundings], None]


def examine(check: Record, path: str, around: Surroundings) -> None:
    """Notes what the fields of the `check` at `path` name although the file does not have it."""
    for name, field in type(check).model_fields.items():
        value = getattr(check, name)
        for mark in field.metadata:
            left_out = value in (None, "") or (value == {} and not field.is_required())
            if isinstance(mark, Meaning) and not left_out:
                mark.examine(value, joined(path, name), check, around)


def _profile(value: Mapping[str, str], path: str, _: Record, around: Surroundings) -> None:
    if around.cast:
        around.cast.check_profile(value, path)


def _profiles(value: list[Mapping[str, str]], path: str, check: Record, around: Surroundings) -> None:
    for index, profile in enumerate(value):
        _profile(profile, f"{path}[{index}]", check, around)


def _player(value: str, path: str, _: Record, around: Surroundings) -> None:
    if around.cast:
        around.cast.player(value, path)


def _own_action(value: str, path: str, check: Any, around: Surroundings) -> None:
    """An action of the player, or leader, that the check names."""
    owner = _named(getattr(check, "player", "") or getattr(check, "leader", ""), around)
    if owner and around.cast:
        around.cast.check_action(owner, value, path)


def _named(name: str, around: Surroundings) -> Player | None:
    players = around.cast.players if around.cast else ()
    return next((player for player in players if player.id == name), None)


def _any_actions(value: list[str], path: str, _: Record, around: Surroundings) -> None:
    """Actions that some player has."""
    known = [action.id for player in (around.cast.players if around.cast else ()) for action in player.actions]
    for index, action in enumerate(value):
        if around.cast and action not in known:
            around.reading.add(f"{path}[{index}]", f"there is no action {shortened(action)}; {nearest(action, known)}")


def _crowds(value: list[list[int]], path: str, _: Record, around: Surroundings) -> None:
    """As many numbers as the one group has actions, as many players in all as it has members."""
    players = around.cast.players if around.cast else ()
    if len(players) != 1 or not players[0].members:
        return
    for index, row in enumerate(value):
        if len(row) != len(players[0].actions):
            message = f"{len(row)} numbers; needed: one for each of the {len(players[0].actions)} actions"
            around.reading.add(f"{path}[{index}]", message)
        elif sum(row) != players[0].members:
            around.reading.add(f"{path}[{index}]", f"{sum(row)} players in all; the group has {players[0].members}")


def _parameter(value: str, path: str, _: Record, around: Surroundings) -> None:
    parameters = around.file.parameters
    if value not in parameters:
        around.reading.add(path, f"there is no parameter {shortened(value)}; {nearest(value, parameters)}")
    elif (known := parameters[value]) and known.formula:
        around.reading.add(path, f"{value} is a formula and cannot be changed")


def _formula(kind: Kind) -> Callable[[str, str, Record, Surroundings], None]:
    def check(value: str, path: str, _: Record, around: Surroundings) -> None:
        try:
            wanted(parse(value), kind, Scope(frozenset(around.file.parameters)))
        except ScenarioError as error:
            around.reading.add_formula_error(path, value, error)

    return check


_number, _truth = _formula(Kind.NUMBER), _formula(Kind.TRUTH)


def _by_player(value: Mapping[str, str], path: str, check: Record, around: Surroundings) -> None:
    """A number for some of the players."""
    for name, formula in value.items():
        _player(name, f"{joined(path, name)}:key", check, around)
        _number(formula, joined(path, name), check, around)


def _odds(value: Mapping[str, Mapping[str, str]], path: str, check: Record, around: Surroundings) -> None:
    """Probabilities of some actions of some players."""
    for name, own in value.items():
        _player(name, f"{joined(path, name)}:key", check, around)
        owner = _named(name, around)
        for action, formula in own.items():
            place = joined(joined(path, name), action)
            if owner and around.cast:
                around.cast.check_action(owner, action, f"{place}:key")
            _number(formula, place, check, around)


def _sets(value: Mapping[str, list[str]], path: str, check: Record, around: Surroundings) -> None:
    """Some actions of each player."""
    for name, actions in value.items():
        _player(name, f"{joined(path, name)}:key", check, around)
        owner = _named(name, around)
        for index, action in enumerate(actions):
            if owner and around.cast:
                around.cast.check_action(owner, action, f"{joined(path, name)}[{index}]")


def _typed(value: Mapping[str, Any], path: str, check: Record, around: Surroundings) -> None:
    """An action for each player, or for each type of the player."""
    if around.cast:
        around.cast.check_complete(value, path)
    for name, answer in value.items():
        _player(name, f"{joined(path, name)}:key", check, around)
        _check_types(name, answer, joined(path, name), around)
        owner = _named(name, around)
        for kind, action in answer.items() if isinstance(answer, Mapping) else (("", answer),):
            place = joined(joined(path, name), kind) if kind else joined(path, name)
            if owner and around.cast:
                around.cast.check_action(owner, action, place)


def _check_types(player: str, answer: Any, path: str, around: Surroundings) -> None:
    """Notes types that the player does not have, and those that are left out."""
    known = [one.id for one in (around.file.game.types if around.file.game else {}).get(player, []) if one]
    if not isinstance(answer, Mapping):
        if len(known) > 1:
            around.reading.add(path, f"{player} has the types {', '.join(known)}: an action for each is needed")
        return
    for kind in answer:
        if kind not in known:
            message = f"{player} has no type {shortened(kind)}; {nearest(kind, known)}"
            around.reading.add(f"{joined(path, kind)}:key", message)
    for kind in known:
        if kind not in answer:
            around.reading.add(path, f"the type {kind} of {player} is missing")


def _signal(value: str, path: str, _: Record, around: Surroundings) -> None:
    form = around.file.game
    known = form.monitoring.signals if form and form.monitoring else ()
    if value not in known:
        around.reading.add(path, f"there is no signal {shortened(value)}; {nearest(value, known)}")


def _nested(value: Any, read: Any, info: ValidationInfo[Reading]) -> dict[str, Any]:
    """The fields of a check within a check, as plain data; empty, with the mistakes noted, where it is none."""
    record = by_kind(value, read, info)
    return dict(record) if record else {}


def _within(value: Mapping[str, Any], path: str, check: Any, around: Surroundings) -> None:
    if not value:
        return  # its mistakes are noted
    if value["kind"] == check.kind:
        around.reading.add(f"{path}.kind", f"a check of the kind {check.kind} holds one of another kind")
    elif kind := check_of(value["kind"]):
        examine(kind.record.model_construct(**value), path, around)


Profile: TypeAlias = Annotated[dict[Identifier, Identifier], Meaning(_profile)]
"""Player id → action id, every player; a group's stands for all its members."""
Profiles: TypeAlias = Annotated[list[dict[Identifier, Identifier]], Meaning(_profiles)]
PlayerId: TypeAlias = Annotated[Identifier, Meaning(_player)]
OwnAction: TypeAlias = Annotated[Identifier, Meaning(_own_action)]
Actions: TypeAlias = Annotated[list[Identifier], Meaning(_any_actions)]
Counts: TypeAlias = Annotated[list[list[Whole]], Meaning(_crowds)]
"""How many choose each action, for each equilibrium."""
ParameterId: TypeAlias = Annotated[Identifier, Meaning(_parameter)]
Formula: TypeAlias = Annotated[Words, Meaning(_number)]
"""A number, or arithmetic on parameters."""
Condition: TypeAlias = Annotated[Words, Meaning(_truth)]
ByPlayer: TypeAlias = Annotated[dict[Identifier, Words], Meaning(_by_player)]
Odds: TypeAlias = Annotated[dict[Identifier, dict[Identifier, Words]], Meaning(_odds)]
ActionSets: TypeAlias = Annotated[dict[Identifier, list[Identifier]], Meaning(_sets)]
Answer: TypeAlias = Annotated[
    Annotated[Identifier, Tag("action")] | Annotated[dict[Identifier, Identifier], Tag("types")],
    Discriminator(lambda value: "types" if isinstance(value, Mapping) else "action"),
]
TypedProfile: TypeAlias = Annotated[dict[Identifier, Answer], Meaning(_typed)]
"""Player id → action id, or type id → action id."""
SignalId: TypeAlias = Annotated[Identifier, Meaning(_signal)]
Nested: TypeAlias = Annotated[dict[str, Any], WrapValidator(_nested), Meaning(_within)]
"""Another check, with its kind."""
