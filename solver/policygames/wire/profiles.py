"""Profiles as messages and back, every probability exact."""

from __future__ import annotations

from collections.abc import Sequence

from policygames.errors import GameError
from policygames.games import MixedProfile, NormalFormGame, PureProfile
from policygames.v1 import candidates_pb2 as pb
from policygames.wire.numbers import number_texts, read_numbers


def pure_message(profile: PureProfile) -> pb.PureProfile:
    return pb.PureProfile(actions=profile)


def read_pure(message: pb.PureProfile) -> PureProfile:
    return tuple(message.actions)


def read_path(profiles: Sequence[pb.PureProfile], game: NormalFormGame, path: str) -> tuple[PureProfile, ...]:
    """The profiles of `game` that are played in turn. Raises GameError, naming the place, for none or a bad one."""
    if not profiles:
        raise GameError("the path is empty; allowed: at least one profile", reason="SHAPE_DATA_MISMATCH", path=path)
    return tuple(game.pure_profile(read_pure(one), f"{path}[{at}]") for at, one in enumerate(profiles))


def mixed_message(profile: MixedProfile) -> pb.MixedProfile:
    strategies = [pb.MixedStrategy(probabilities=number_texts(strategy)) for strategy in profile]
    return pb.MixedProfile(strategies=strategies)


def read_mixed(message: pb.MixedProfile, path: str) -> MixedProfile:
    """The profile of a message, exact; whether it is one of a game is for the concept to say."""
    return tuple(
        read_numbers(strategy.probabilities, f"{path}.strategies[{player}].probabilities")
        for player, strategy in enumerate(message.strategies)
    )
