"""Every case in which a player is paid: profiles, counts of like players, types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from policygames.documents import Action, Player, ScenarioDocument
from policygames.numerics.compositions import compositions
from policygames.scenarios.expressions import Situation
from policygames.scenarios.roster import has_groups

Values = Mapping[str, Fraction]


def situations(document: ScenarioDocument, own: Player, values: Values) -> Iterator[Situation]:
    """All cases in which `own`, or a member of that group, is paid; of types all profiles, whatever their chance."""
    return _crowds(document, own, values) if has_groups(document) else _profiles(document, own, values)


def _profiles(document: ScenarioDocument, own: Player, values: Values) -> Iterator[Situation]:
    ids = [player.id for player in document.players]
    kinds = {name: [kind.id for kind in own_types] for name, own_types in document.game.types.items()}
    for types in product(*kinds.values()):
        drawn = dict(zip(kinds, types, strict=True))
        for profile in product(*document.actions):
            yield Situation(values, document.players, dict(zip(ids, profile, strict=True)), own.id, types=drawn)


def _crowds(document: ScenarioDocument, own: Player, values: Values) -> Iterator[Situation]:
    others = [_counts(player, player.count - (player is own)) for player in document.players]
    for action in own.actions:
        for rows in product(*others):
            crowd = {player.id: dict(row) for player, row in zip(document.players, rows, strict=True)}
            crowd[own.id][action.id] += 1
            play = {**single_choices(document, crowd), own.id: action}
            yield Situation(values, document.players, play, own.id, crowd=crowd)


def _counts(player: Player, number: int) -> list[dict[str, int]]:
    ids = [action.id for action in player.actions]
    return [dict(zip(ids, row, strict=True)) for row in compositions(number, len(ids)).tolist()]


def single_choices(document: ScenarioDocument, crowd: Mapping[str, Mapping[str, int]]) -> dict[str, Action]:
    """What those do who are no group: the action that one of them chooses."""
    alone = (player for player in document.players if player.members is None)
    return {player.id: next(action for action in player.actions if crowd[player.id][action.id]) for player in alone}
