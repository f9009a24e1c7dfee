"""Whether the game of a file says what its kind needs and nothing else: discounting, signals, types, groups."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from policygames.scenarios.cast import Cast
from policygames.scenarios.located import joined
from policygames.scenarios.reading import nearest, shortened
from policygames.scenarios.schema import GameRecord, MonitoringRecord, ScenarioRecord
from policygames.scenarios.schema_values import ALL

_ALWAYS = ("type", "symmetry")
_FIELDS = {
    "normal": _ALWAYS,
    "repeated": (*_ALWAYS, "periods", "discount", "monitoring", "public_randomization", "transfers", "mistakes"),
    "bayesian": (*_ALWAYS, "types", "prior"),
}
"""Kind of game → its fields in a file."""


def check_game(game: GameRecord, cast: Cast, record: ScenarioRecord) -> None:
    """Notes what does not fit the kind of game."""
    for key in GameRecord.known_keys():
        if f"game.{key}" in cast.reading.places and key not in _FIELDS[game.type]:
            kind = next(kind for kind, fields in _FIELDS.items() if key in fields)
            cast.reading.add(f"game.{key}:key", f"{key} belongs to a {kind} game, this one is {game.type}")
    _check_symmetry(game, cast)
    if game.type == "repeated":
        _check_repeated(game, cast, record)
    if game.type == "bayesian":
        _check_types(game, cast, record)


def _check_symmetry(game: GameRecord, cast: Cast) -> None:
    for index, name in enumerate(game.symmetry):
        player = cast.player(name, f"game.symmetry[{index}]")
        if player and not player.members:
            cast.reading.add(f"game.symmetry[{index}]", f"{name} is one player; a group of like players has members")


def _check_repeated(game: GameRecord, cast: Cast, record: ScenarioRecord) -> None:
    _check_by_player(game.discount, "game.discount", cast)
    if ALL not in game.discount:
        cast.check_complete(game.discount, "game.discount")
    _check_by_player(game.mistakes, "game.mistakes", cast)
    if game.monitoring:
        _check_signals(game.monitoring, cast, record)


def _check_by_player(formulas: Mapping[str, str], path: str, cast: Cast) -> None:
    for name in formulas:
        if name != ALL:
            cast.player(name, f"{joined(path, name)}:key")


def _check_signals(monitoring: MonitoringRecord, cast: Cast, record: ScenarioRecord) -> None:
    path = "game.monitoring"
    if monitoring.type == "perfect":
        for key in ("signals", "probabilities"):
            if getattr(monitoring, key):
                cast.reading.add(f"{path}.{key}:key", f"{key} belong to public monitoring, this one is perfect")
        return
    for key in ("signals", "probabilities"):
        if not getattr(monitoring, key):
            cast.reading.add(path, f"public monitoring needs {key}")
    _check_new(monitoring.signals, f"{path}.signals", cast, record)
    if "when" in monitoring.signals:
        cast.reading.add(f"{path}.signals", "no signal can be called when")
    for index, rule in enumerate(monitoring.probabilities):
        _check_keys([key for key in rule if key != "when"], monitoring.signals, f"{path}.probabilities[{index}]", cast)


def _check_keys(keys: Collection[str], known: Collection[str], path: str, cast: Cast) -> None:
    """Notes keys that are not `known`, and known ones that are missing."""
    for key in keys:
        if key not in known:
            cast.reading.add(f"{joined(path, key)}:key", f"there is no {shortened(key)} here; {nearest(key, known)}")
    for key in known:
        if key not in keys:
            cast.reading.add(path, f"{key} is missing")


def _check_new(ids: Collection[str], path: str, cast: Cast, record: ScenarioRecord) -> None:
    """Notes ids that stand twice, or that are those of parameters, players or actions."""
    actions = {action.id for player in cast.players for action in player.actions}
    for index, name in enumerate(ids):
        place = f"{path}[{index}]"
        if name in list(ids)[:index]:
            cast.reading.add(place, f"{name} stands here twice")
        for kind, known in (("parameter", record.parameters), ("player", [one.id for one in cast.players])):
            if name in known:
                cast.reading.add(place, f"{name} is the id of a {kind} already")
        if name in actions:
            cast.reading.add(place, f"{name} is the id of an action already")


def _check_types(game: GameRecord, cast: Cast, record: ScenarioRecord) -> None:
    if not game.types:
        cast.reading.add("game", "a Bayesian game needs types: player → list of types")
    for name, kinds in game.types.items():
        path = joined("game.types", name)
        player = cast.player(name, f"{path}:key")
        if player and player.members:
            cast.reading.add(f"{path}:key", f"{name} is a group; types of its members are not supported")
        _check_new([kind.id if kind else "" for kind in kinds], path, cast, record)
        for index, kind in enumerate(kinds):
            if kind and bool(kind.probability) == bool(game.prior):
                wrong = "stands in the prior" if game.prior else "is missing"
                cast.reading.add(f"{path}[{index}]", f"the probability of {kind.id} {wrong}")
        if not kinds:
            cast.reading.add(path, f"the types of {name} are missing")
    _check_prior(game, cast)


def _check_prior(game: GameRecord, cast: Cast) -> None:
    known = {name: [kind.id for kind in kinds if kind] for name, kinds in game.types.items()}
    seen: set[tuple[tuple[str, str], ...]] = set()
    for index, entry in enumerate(game.prior):
        if entry is None:
            continue
        path = f"game.prior[{index}].types"
        _check_keys(entry.types, known, path, cast)
        for name, kind in entry.types.items():
            if name in known and kind not in known[name]:
                message = f"{name} has no type {shortened(kind)}; {nearest(kind, known[name])}"
                cast.reading.add(joined(path, name), message)
        drawn = tuple(sorted(entry.types.items()))
        if drawn in seen:
            cast.reading.add(path, "these types stand in the prior already")
        seen.add(drawn)


def check_table(table: Mapping[str, object], cast: Cast) -> None:
    """Notes where a table of payoffs is not one list within the other, a formula a profile, for every player."""
    for name, cells in table.items():
        if cast.player(name, f"{joined('payoffs.table', name)}:key"):
            _check_cells(cells, joined("payoffs.table", name), cast)
    cast.check_complete(table, "payoffs.table")


def _check_cells(cells: object, path: str, cast: Cast) -> None:
    level = {path: cells}
    for player in cast.players:
        wrong = [
            place for place, part in level.items() if not isinstance(part, list) or len(part) != len(player.actions)
        ]
        if wrong:
            actions = ", ".join(action.id for action in player.actions)
            cast.reading.add(wrong[0], f"a list of {len(player.actions)} is needed, one for each of {actions}")
            return
        level = {
            f"{place}[{index}]": item
            for place, part in level.items()
            for index, item in enumerate(part if isinstance(part, list) else ())
        }
    for place, cell in level.items():
        if not isinstance(cell, str):
            cast.reading.add(place, "a number or a formula is needed, not a list or a mapping")
            return
