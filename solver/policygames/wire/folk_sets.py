"""Minmax payoffs, folk sets and transfer schedules as messages and back; the reader brings the game."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from policygames.certificates import PayoffBounds
from policygames.errors import GameError
from policygames.games import NormalFormGame, PureProfile, Strategy
from policygames.results.folk_set import FolkSet
from policygames.results.minmax import Lottery, Minmax
from policygames.results.transfer_schedule import Names, TransferSchedule, TransferStep
from policygames.v1 import candidates_pb2
from policygames.v1 import folk_sets_pb2 as pb
from policygames.wire.numbers import number_text, number_texts, read_number, read_numbers
from policygames.wire.payoff_sets import bounds_message, read_bounds, read_vector, vector_message
from policygames.wire.places import under
from policygames.wire.profiles import pure_message, read_pure
from policygames.wire.solutions import check_digest


def minmax_message(minmax: Minmax) -> pb.Minmax:
    return pb.Minmax(
        player=minmax.game.players.index(minmax.player),
        strategies=minmax.strategies,
        low=number_text(minmax.low),
        high=number_text(minmax.high),
        punishment=[_strategy_message(one or ()) for one in minmax.punishment],
        guarantee=None if minmax.guarantee is None else _strategy_message(minmax.guarantee),
        correlated=[
            pb.JointAction(profile=pure_message(profile), probability=number_text(chance))
            for profile, chance in minmax.correlated or ()
        ],
    )


def _strategy_message(strategy: Strategy) -> candidates_pb2.MixedStrategy:
    return candidates_pb2.MixedStrategy(probabilities=number_texts(strategy))


def read_minmax(message: pb.Minmax, game: NormalFormGame, path: str = "minmax") -> Minmax:
    """The minmax payoff of a message about `game`; nothing is believed until its `verify` has passed.

    Raises GameError, its path under `path`, for anything that is none.
    """
    with under(path):
        player = game.player_index(message.player)
        if len(message.punishment) != len(game.players):
            text = f"{len(message.punishment)} strategies for {len(game.players)} players"
            raise GameError(text, reason="SHAPE_DATA_MISMATCH", path="punishment")
        guarantee = message.guarantee if message.HasField("guarantee") else None
        return Minmax(
            game=game,
            player=game.players[player],
            strategies=message.strategies,
            low=read_number(message.low, "low"),
            high=read_number(message.high, "high"),
            punishment=tuple(
                None if other == player else read_numbers(one.probabilities, f"punishment[{other}]")
                for other, one in enumerate(message.punishment)
            ),
            guarantee=None if guarantee is None else read_numbers(guarantee.probabilities, "guarantee"),
            correlated=_read_lottery(message.correlated, game, player) or None,
        )


def _read_lottery(entries: Sequence[pb.JointAction], game: NormalFormGame, player: int) -> Lottery:
    counts = [count for index, count in enumerate(game.shape) if index != player]
    found: list[tuple[PureProfile, Fraction]] = []
    for index, entry in enumerate(entries):
        profile = read_pure(entry.profile)
        if len(profile) != len(counts) or any(not 0 <= a < m for a, m in zip(profile, counts, strict=True)):
            text = f"{profile} is no profile of the others"
            raise GameError(text, reason="UNKNOWN_NAME", path=f"correlated[{index}].profile")
        found.append((profile, read_number(entry.probability, f"correlated[{index}].probability")))
    return tuple(found)


def folk_set_message(folk_set: FolkSet) -> pb.FolkSet:
    bounds = PayoffBounds(folk_set.exact, folk_set.outer_exact, exact=folk_set.is_exact)
    return pb.FolkSet(
        game_digest=folk_set.game.digest,
        strategies=folk_set.strategies,
        minmaxes=map(minmax_message, folk_set.minmaxes),
        bounds=bounds_message(bounds),
    )


def read_folk_set(message: pb.FolkSet, game: NormalFormGame) -> FolkSet:
    """The folk set of a message about `game`; nothing is believed until its `verify` has passed.

    Raises GameError, its path under `folk_set.`, for anything that is none, CertificateError for another game's.
    """
    check_digest(message.game_digest, game, "folk_set.game_digest")
    bounds = read_bounds(message.bounds, len(game.players), "folk_set.bounds")
    minmaxes = [read_minmax(one, game, f"folk_set.minmaxes[{index}]") for index, one in enumerate(message.minmaxes)]
    return FolkSet(game, message.strategies, tuple(minmaxes), bounds.inner, bounds.outer)


def schedule_message(schedule: TransferSchedule) -> pb.TransferSchedule:
    steps = [_step_message(step, schedule.game) for step in schedule.steps]
    return pb.TransferSchedule(game_digest=schedule.game.digest, steps=steps)


def _step_message(step: TransferStep, game: NormalFormGame) -> pb.TransferStep:
    return pb.TransferStep(
        discount=number_text(step.discount),
        joint_maximum=number_text(step.joint_maximum),
        punishments=vector_message(step.punishments),
        path=pure_message(game.pure_profile(step.path)),
        answers=[pure_message(game.pure_profile(answer)) for answer in step.answers],
    )


def read_schedule(message: pb.TransferSchedule, game: NormalFormGame) -> TransferSchedule:
    """The schedule of a message about `game`; nothing is believed until its `verify` has passed.

    Raises GameError, its path under `schedule.`, for anything that is none, CertificateError for another game's.
    """
    check_digest(message.game_digest, game, "schedule.game_digest")
    steps = [_read_step(step, game, f"schedule.steps[{index}]") for index, step in enumerate(message.steps)]
    return TransferSchedule(game, tuple(steps))


def _read_step(message: pb.TransferStep, game: NormalFormGame, path: str) -> TransferStep:
    return TransferStep(
        discount=read_number(message.discount, f"{path}.discount"),
        joint_maximum=read_number(message.joint_maximum, f"{path}.joint_maximum"),
        punishments=read_vector(message.punishments, len(game.players), f"{path}.punishments"),
        path=_names(message.path, game, f"{path}.path"),
        answers=tuple(_names(one, game, f"{path}.answers[{index}]") for index, one in enumerate(message.answers)),
    )


def _names(message: candidates_pb2.PureProfile, game: NormalFormGame, path: str) -> Names:
    profile = game.pure_profile(read_pure(message), path)
    return tuple(names[action] for names, action in zip(game.actions, profile, strict=True))
