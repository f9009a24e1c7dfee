"""What like players do, and boxes around equilibria, as messages and back, every number exact."""

from __future__ import annotations

from policygames.games import Crowd, Enclosure
from policygames.games.crowds import Faction
from policygames.v1 import candidates_pb2 as pb
from policygames.wire.numbers import number_texts, read_numbers
from policygames.wire.profiles import mixed_message, read_mixed


def crowd_message(crowd: Crowd) -> pb.Crowd:
    return pb.Crowd(groups=[_group_message(factions) for factions in crowd.factions])


def _group_message(factions: tuple[Faction, ...]) -> pb.CrowdGroup:
    return pb.CrowdGroup(
        factions=[
            pb.Faction(count=count, strategy=pb.MixedStrategy(probabilities=number_texts(strategy)))
            for count, strategy in factions
        ]
    )


def read_crowd(message: pb.Crowd, path: str) -> Crowd:
    """The crowd of a message. Raises GameError, its path under `path`, for numbers that are none."""
    return Crowd(
        tuple(_read_group(group, f"{path}.groups[{index}].factions") for index, group in enumerate(message.groups))
    )


def _read_group(message: pb.CrowdGroup, path: str) -> tuple[Faction, ...]:
    return tuple(
        (one.count, read_numbers(one.strategy.probabilities, f"{path}[{index}].strategy.probabilities"))
        for index, one in enumerate(message.factions)
    )


def enclosure_message(enclosure: Enclosure) -> pb.Enclosure:
    return pb.Enclosure(
        low=mixed_message(enclosure.low),
        high=mixed_message(enclosure.high),
        preconditioner=[pb.PreconditionerRow(entries=number_texts(row)) for row in enclosure.preconditioner],
    )


def read_enclosure(message: pb.Enclosure, path: str) -> Enclosure:
    """The box of a message. Raises GameError, its path under `path`, for numbers that are none."""
    rows = enumerate(message.preconditioner)
    return Enclosure(
        low=read_mixed(message.low, f"{path}.low"),
        high=read_mixed(message.high, f"{path}.high"),
        preconditioner=tuple(read_numbers(one.entries, f"{path}.preconditioner[{index}]") for index, one in rows),
    )
