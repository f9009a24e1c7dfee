"""What the options of an analysis may be set to, option by option, whether or not this version runs the analysis."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from pydantic_core import PydanticCustomError

from policygames.scenarios.cast import Cast
from policygames.scenarios.fields import read_number, read_truth, read_whole
from policygames.scenarios.located import joined
from policygames.scenarios.reading import Reading, nearest, shortened
from policygames.scenarios.schema import ScenarioRecord
from policygames.scenarios.vocabulary import (
    DESIGNS,
    GOALS,
    INSTRUMENTS,
    LEVERS,
    MONITORING,
    OBJECTIVES,
    PUNISHMENTS,
    REPORTED,
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an option may name: the file's own parts; without `cast` nothing is known of players."""

    record: ScenarioRecord
    cast: Cast | None
    reading: Reading


Check: TypeAlias = Callable[[Any, str, Surroundings], None]


def check_value(option: str, value: Any, path: str, around: Surroundings) -> None:
    """Notes what is wrong with the `value` at `path` of an option that the analysis has."""
    _CHECKS[option](value, path, around)


def _typed(read: Callable[[Any], Any]) -> Check:
    def check(value: Any, path: str, around: Surroundings) -> None:
        try:
            read(value)
        except PydanticCustomError as error:
            around.reading.add(path, error.message())

    return check


_number, _whole, _truth = map(_typed, (read_number, read_whole, read_truth))


def _word(*known: str) -> Check:
    return lambda value, path, around: _check_word(value, path, known, around)


def _check_word(value: Any, path: str, known: Collection[str], around: Surroundings) -> None:
    if not isinstance(value, str):
        around.reading.add(path, f"a list or a mapping where one word is needed; allowed: {', '.join(known)}")
    elif value not in known:
        around.reading.add(path, f"there is no {shortened(value)}; {nearest(value, known)}")


def _mapping(value: Any, path: str, around: Surroundings) -> bool:
    if not isinstance(value, Mapping):
        around.reading.add(path, "a mapping is needed")
    return isinstance(value, Mapping)


def _each(check: Check) -> Check:
    """A list, every item as `check` wants it."""

    def check_all(value: Any, path: str, around: Surroundings) -> None:
        if not isinstance(value, list):
            around.reading.add(path, "a list is needed")
            return
        for index, item in enumerate(value):
            check(item, f"{path}[{index}]", around)

    return check_all


def _one_or_each(check: Check) -> Check:
    return lambda value, path, around: (_each(check) if isinstance(value, list) else check)(value, path, around)


def _keyed(checks: Mapping[str, Check]) -> Check:
    """A mapping with some of these keys."""

    def check(value: Any, path: str, around: Surroundings) -> None:
        for key in value if _mapping(value, path, around) else ():
            if key in checks:
                checks[key](value[key], joined(path, key), around)
            else:
                hint = nearest(key, checks)
                around.reading.add(f"{joined(path, key)}:key", f"there is no key {shortened(key)} here; {hint}")

    return check


def _parameter(name: Any, path: str, around: Surroundings) -> None:
    if str(name) not in around.record.parameters:
        hint = nearest(str(name), around.record.parameters)
        around.reading.add(path, f"there is no parameter {shortened(str(name))}; {hint}")


def _by_parameter(value: Any, path: str, around: Surroundings) -> None:
    """Parameter → the values that it takes."""
    for name in value if _mapping(value, path, around) else ():
        _parameter(name, f"{joined(path, name)}:key", around)
        spaced = isinstance(value[name], Mapping)
        (_grid if spaced else _one_or_each(_number))(value[name], joined(path, name), around)
        _check_ranges(str(name), value[name], joined(path, name), around)


def _check_ranges(name: str, value: Any, path: str, around: Surroundings) -> None:
    """Notes values that the range of the parameter does not hold."""
    parameter = around.record.parameters.get(name)
    if parameter is None or not parameter.range:
        return
    low, high = parameter.range
    for place, number in _numbers(value, path):
        if not low <= number <= high:
            around.reading.add(place, f"{number} is outside the range of {name}; allowed: {low} to {high}")


def _numbers(value: Any, path: str) -> Iterator[tuple[str, Fraction]]:
    """The numbers that a parameter is set to, each with its path; what is none is told elsewhere."""
    if isinstance(value, Mapping):
        places = [(joined(path, end), value[end]) for end in ("from", "to") if end in value]
    else:
        places = (
            [(f"{path}[{index}]", one) for index, one in enumerate(value)]
            if isinstance(value, list)
            else [(path, value)]
        )
    for place, one in places:
        with suppress(PydanticCustomError):
            yield place, read_number(one)


_grid = _keyed({"from": _number, "to": _number, "count": _whole})


def _player(value: Any, path: str, around: Surroundings) -> None:
    if around.cast:
        _check_word(value, path, [player.id for player in around.cast.players], around)


def _budget(value: Any, path: str, around: Surroundings) -> None:
    """One number for all, or one a player."""
    if not isinstance(value, Mapping):
        _number(value, path, around)
    elif around.cast:
        _keyed({player.id: _number for player in around.cast.players})(value, path, around)


def _profile(value: Any, path: str, around: Surroundings) -> None:
    if not isinstance(value, dict):
        around.reading.add(path, "a mapping is needed: an action for each player")
    elif around.cast and all(isinstance(action, str) for action in value.values()):
        around.cast.check_profile(value, path)
    elif around.cast:
        around.reading.add(path, "one action for each player is needed")


def _punishment(value: Any, path: str, around: Surroundings) -> None:
    """A kind of punishment, `{limited_punishment: PERIODS}`, or a profile of the stage game."""
    if value in ("limited_punishment", {}):
        around.reading.add(path, "a punishment of limited length is written {limited_punishment: PERIODS}")
    elif not isinstance(value, Mapping):
        _check_word(value, path, PUNISHMENTS, around)
    elif around.cast and any(player.id in value for player in around.cast.players):
        _profile(value, path, around)
    else:
        _keyed({"limited_punishment": _whole})(value, path, around)


def _objective(value: Any, path: str, around: Surroundings) -> None:
    """A word, a player, a weight for each player, or a profile that shall be unlikely."""
    players = [player.id for player in around.cast.players] if around.cast else []
    if not isinstance(value, Mapping):
        if around.cast:
            _check_word(value, path, [*OBJECTIVES, *players], around)
        return
    if around.cast:
        weights = dict.fromkeys(players, _number)
        _keyed({**weights, "minimize_probability_of": _profile})(value, path, around)


def _reported(value: Any, path: str, around: Surroundings) -> None:
    _check_id(value, path, around.record.analyses, REPORTED, around)


def _stated(value: Any, path: str, around: Surroundings) -> None:
    _check_id(value, path, [*around.record.analyses, *around.record.expected], (), around)


def _check_id(value: Any, path: str, parts: Sequence[Any], others: Sequence[str], around: Surroundings) -> None:
    """Notes a word that is no id of `parts` and none of `others`, unless some of the parts could not be read."""
    if None not in parts:
        _check_word(value, path, [*(part.id for part in parts), *others], around)


def _design(value: Any, path: str, around: Surroundings) -> None:
    """A design of draws, by its name or with draws and seed."""
    if isinstance(value, Mapping):
        _keyed({"type": _word(*DESIGNS), "draws": _whole, "seed": _whole})(value, path, around)
    else:
        _check_word(value, path, DESIGNS, around)


_CHECKS: dict[str, Check] = {
    "symmetric": _truth,
    "strict": _truth,
    "transfers": _truth,
    "up_to": _word("symmetry"),
    "objective": _objective,
    "leader": _player,
    "player": _player,
    "about": _player,
    "strategies": _word("pure", "mixed"),
    "followers": _word("strong", "weak"),
    "margin": _number,
    "norm": _word("largest", "sum"),
    "instruments": _word(*INSTRUMENTS),
    "contingent": _word("profile", "action"),
    "cost": _word("paid", "promised"),
    "payers": _one_or_each(_player),
    "budget": _budget,
    "false_alarms": _number,
    "rounds": _whole,
    "precision": _one_or_each(_number),
    "at": _by_parameter,
    "over": _by_parameter,
    "parameters": _each(_parameter),
    "path": _profile,
    "target": _profile,
    "punishment": _punishment,
    "punishments": _one_or_each(_punishment),
    "monitoring": _word(*MONITORING),
    "lever": _word(*LEVERS),
    "goal": _word(*GOALS),
    "of": _stated,
    "design": _design,
    "draws": _whole,
    "seed": _whole,
    "report": _one_or_each(_reported),
}
