"""Symmetric games as messages and back, payoffs as texts by own action and counts."""

from __future__ import annotations

from policygames.errors import GameError
from policygames.games import SymmetricGame
from policygames.v1 import games_pb2 as pb
from policygames.wire.numbers import number_text


def symmetric_message(game: SymmetricGame) -> pb.SymmetricGame:
    return pb.SymmetricGame(groups=[_group_message(game, group) for group in range(len(game.sizes))])


def _group_message(game: SymmetricGame, group: int) -> pb.LikePlayers:
    return pb.LikePlayers(
        name=game.groups[group],
        players=game.sizes[group],
        actions=game.actions[group],
        payoffs=[number_text(payoff) for payoff in game.payoffs_by_counts(group)],
    )


def read_symmetric(message: pb.SymmetricGame) -> SymmetricGame:
    """The game of a message. Raises GameError, naming the field, for anything that is none."""
    if not message.groups:
        text = "the groups of like players are missing; allowed: at least one"
        raise GameError(text, reason="TOO_FEW_PLAYERS", path="groups", variables={"groups": 0, "allowed": "at least 1"})
    return SymmetricGame.from_tables(
        [group.players for group in message.groups],
        [group.name for group in message.groups],
        [list(group.actions) for group in message.groups],
        [_rows(group) for group in message.groups],
    )


def _rows(group: pb.LikePlayers) -> list[list[str]]:
    """The payoffs by own action; what is left over where they cannot be shared evenly is one more row."""
    width = max(1, len(group.payoffs) // max(1, len(group.actions)))
    return [list(group.payoffs[start : start + width]) for start in range(0, len(group.payoffs), width)]
