"""Whether ids are unique and whatever a part of the file names is there: players, actions, sources, parameters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, product
from typing import Any

from policygames.errors import GameError
from policygames.games.limits import MAX_PLAYERS, check_shape
from policygames.games.names import checked_names
from policygames.scenarios.cast import Cast, cast_of
from policygames.scenarios.finding_rules import check_findings
from policygames.scenarios.game_rules import check_game, check_table
from policygames.scenarios.located import joined
from policygames.scenarios.reading import Reading, nearest, shortened
from policygames.scenarios.schema import FindingRecord, OutcomeRecord, PayoffsRecord, ScenarioRecord

MAX_PATTERN_PROFILES = 100_000
"""The most profiles of a game whose payoffs are given by patterns."""


def check_references(record: ScenarioRecord, reading: Reading) -> None:
    """Notes ids that are used twice and names of what is not there."""
    _check_lists(record, reading)
    for key, parameter in record.parameters.items():
        _check_sources(parameter.sources if parameter else (), f"parameters.{key}.sources", record, reading)
    cast = cast_of(record, reading)
    if cast is None:
        return
    _check_cast(cast, record)
    if record.payoffs:
        _check_payoffs(record.payoffs, cast)
    if record.game:
        check_game(record.game, cast, record)
    for index, finding in enumerate(record.expected):
        if finding:
            _check_given(finding, f"expected[{index}].given", reading, record)
    check_findings(record, reading)


def _check_lists(record: ScenarioRecord, reading: Reading) -> None:
    terms = record.payoffs.terms if record.payoffs else []
    lists: dict[str, list[Any]] = {"players": record.players, "payoffs.terms": terms}
    lists |= {"analyses": record.analyses, "expected": record.expected}
    lists |= {f"players[{i}].actions": player.actions for i, player in enumerate(record.players) if player}
    for path, items in lists.items():
        _check_unique([item.id if item else "" for item in items], path, reading)


def _check_unique(ids: list[str], path: str, reading: Reading) -> None:
    for index, name in enumerate(ids):
        if name and ids.index(name) != index:
            reading.add(f"{path}[{index}].id", f"{name} is the id of {path}[{ids.index(name)}] already")


def _check_sources(sources: Iterable[str], path: str, record: ScenarioRecord, reading: Reading) -> None:
    for index, source in enumerate(sources):
        if source not in record.sources:
            message = f"there is no source {shortened(source)}; {nearest(source, record.sources)}"
            reading.add(f"{path}[{index}]", message)


def _check_cast(cast: Cast, record: ScenarioRecord) -> None:
    """Notes ids that mean two things, names that differ in nothing, and games that are too large."""
    for i, player in enumerate(cast.players):
        if player.id in record.parameters:
            cast.reading.add(f"players[{i}].id", f"{player.id} is the id of a parameter already")
        for j, action in enumerate(player.actions):
            _check_action_id(action.id, f"players[{i}].actions[{j}].id", cast, record)
        _check_names([action.name for action in player.actions], f"players[{i}].actions", cast.reading)
    _check_names([player.name for player in cast.players], "players", cast.reading)
    _check_size(cast, record)


def _check_size(cast: Cast, record: ScenarioRecord) -> None:
    """Notes games with too many profiles; groups of like players that play once are never written out."""
    grouped = any(player.members for player in cast.players)
    if grouped and (record.game is None or record.game.type == "normal"):
        if sum(player.count for player in cast.players) < 2:
            cast.reading.add("players", "there is 1 player; allowed: from 2")
        return
    counts = [len(player.actions) for player in cast.players for _ in range(min(player.count, MAX_PLAYERS + 1))]
    try:
        check_shape([len(counts), *counts], "players")
    except GameError as error:
        cast.reading.add_error("players", error)


def _check_action_id(action: str, path: str, cast: Cast, record: ScenarioRecord) -> None:
    if action in record.parameters:
        cast.reading.add(path, f"{action} is the id of a parameter already")
    if any(player.id == action for player in cast.players):
        cast.reading.add(path, f"{action} is the id of a player already")


def _check_names(names: list[str], path: str, reading: Reading) -> None:
    try:
        checked_names(names, len(names), path)
    except GameError as error:
        reading.add_error(f"{error.path}.name", error)


def _check_payoffs(payoffs: PayoffsRecord, cast: Cast) -> None:
    for other in ("terms", "outcomes", "table"):
        if other != payoffs.form and getattr(payoffs, other):
            cast.reading.add(f"payoffs.{other}:key", f"{other} has no place in the form {payoffs.form}")
    if not getattr(payoffs, payoffs.form):
        cast.reading.add("payoffs", f"the {payoffs.form} are missing")
    groups = [player.id for player in cast.players if player.members]
    if groups and payoffs.form != "terms":
        cast.reading.add("payoffs.form", f"payoffs of the group {groups[0]} are written as terms")
        return
    if payoffs.table and payoffs.form == "table":
        check_table(payoffs.table, cast)
    for index, term in enumerate(payoffs.terms):
        _check_receivers(term.to if term else (), f"payoffs.terms[{index}].to", cast)
    if payoffs.form == "outcomes" and None not in payoffs.outcomes:
        _check_outcomes([outcome for outcome in payoffs.outcomes if outcome], cast)


def _check_receivers(receivers: tuple[str, ...], path: str, cast: Cast) -> None:
    if "all" in receivers and len(receivers) > 1:
        cast.reading.add(path, "all stands alone")
    for position, receiver in enumerate(receivers if "all" not in receivers else ()):
        cast.player(receiver, f"{path}[{position}]")
        if receivers.index(receiver) != position:
            cast.reading.add(f"{path}[{position}]", f"{shortened(receiver)} is named twice")


def _check_outcomes(outcomes: list[OutcomeRecord], cast: Cast) -> None:
    before = len(cast.reading.problems)
    for index, outcome in enumerate(outcomes):
        _check_pattern(outcome.at, f"payoffs.outcomes[{index}].at", cast)
        path = f"payoffs.outcomes[{index}].payoff"
        for name in outcome.payoff:
            cast.player(name, f"{joined(path, name)}:key")
        cast.check_complete(outcome.payoff, path)
    if len(cast.reading.problems) == before:
        _check_cover(outcomes, cast)


def _check_pattern(pattern: Mapping[str, tuple[str, ...]], path: str, cast: Cast) -> None:
    for name, actions in pattern.items():
        if player := cast.player(name, f"{joined(path, name)}:key"):
            for action in actions:
                cast.check_action(player, action, joined(path, name))


def _check_cover(outcomes: list[OutcomeRecord], cast: Cast) -> None:
    """Notes the first profile that no pattern matches, or more than one."""
    ids = [[action.id for action in player.actions] for player in cast.players]
    profiles = math.prod(map(len, ids))
    if profiles > MAX_PATTERN_PROFILES:
        cast.reading.add("payoffs.outcomes", f"more than {MAX_PATTERN_PROFILES} profiles; write terms instead")
        return
    names = [player.id for player in cast.players]
    patterns = ([outcome.at.get(name, ids[k]) for k, name in enumerate(names)] for outcome in outcomes)
    matched = (profile for pattern in patterns for profile in product(*pattern))
    matches = Counter(islice(matched, profiles + 1))  # one more than there are: then one has come twice
    uncovered = (profile for profile in product(*ids) if profile not in matches)
    for profile in [*(profile for profile, times in matches.items() if times > 1), *islice(uncovered, 1)][:1]:
        words = ", ".join(f"{name}: {action}" for name, action in zip(names, profile, strict=True))
        found = "more than one pattern matches" if profile in matches else "no pattern matches"
        cast.reading.add(
            _second(outcomes, names, profile), f"{found} the profile {words}; each is matched by exactly one"
        )


def _second(outcomes: list[OutcomeRecord], names: Sequence[str], profile: Sequence[str]) -> str:
    """The path of the second pattern that matches the profile; that of all of them where there are not two."""
    played = dict(zip(names, profile, strict=True))
    matching = (
        index
        for index, outcome in enumerate(outcomes)
        if all(played[name] in actions for name, actions in outcome.at.items())
    )
    second = next(islice(matching, 1, None), None)
    return "payoffs.outcomes" if second is None else f"payoffs.outcomes[{second}].at"


def _check_given(finding: FindingRecord, path: str, reading: Reading, record: ScenarioRecord) -> None:
    for name, value in finding.given.items():
        if name not in record.parameters:
            hint = nearest(name, record.parameters)
            reading.add(f"{joined(path, name)}:key", f"there is no parameter {shortened(name)}; {hint}")
            continue
        parameter = record.parameters[name]
        if parameter and parameter.formula:
            reading.add(f"{joined(path, name)}:key", f"{name} is a formula and cannot be given")
        if parameter and parameter.range and not parameter.range[0] <= value <= parameter.range[1]:
            low, high = parameter.range
            reading.add(joined(path, name), f"{value} is outside the range of {name}; allowed: {low} to {high}")
