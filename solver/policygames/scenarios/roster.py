"""Groups of like players, written out player by player where a game needs them so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from policygames.documents import Player, ScenarioDocument

V = TypeVar("V")


def has_groups(document: ScenarioDocument) -> bool:
    """Whether the document has groups of like players."""
    return any(player.members for player in document.players)


def members_of(player: Player) -> tuple[Player, ...]:
    """The players that `player` stands for; those of a group are called after it, with a number from 0."""
    if player.members is None:
        return (player,)
    return tuple(
        replace(player, id=f"{player.id}_{number}", name=f"{player.name} {number}", members=None)
        for number in range(player.members)
    )


def written_out(document: ScenarioDocument) -> ScenarioDocument:
    """The same document with every member of a group as a player of its own; their payoffs are terms."""
    if not has_groups(document):
        return document
    ids = {player.id: tuple(member.id for member in members_of(player)) for player in document.players}
    terms = tuple(
        replace(term, to=tuple(name for receiver in term.to for name in ids[receiver]))
        for term in document.payoffs.terms
    )
    game = document.game
    return replace(
        document,
        players=tuple(member for player in document.players for member in members_of(player)),
        payoffs=replace(document.payoffs, terms=terms),
        game=replace(game, discount=_for_each(game.discount, ids), mistakes=_for_each(game.mistakes, ids)),
    )


def _for_each(values: Mapping[str, V], ids: Mapping[str, tuple[str, ...]]) -> dict[str, V]:
    return {member: value for name, value in values.items() for member in ids[name]}
