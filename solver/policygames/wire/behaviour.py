"""Quantal branches, estimates of precision and paths of learning as messages and back: floats, as they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from policygames.errors import GameError
from policygames.games import NormalFormGame
from policygames.results import learning_path, precision_estimate, quantal_branch
from policygames.results.learning_path import LearningPath, Reals
from policygames.results.precision_estimate import PrecisionEstimate
from policygames.results.quantal_branch import QuantalBranch
from policygames.v1 import analyses_pb2 as pb
from policygames.wire.places import under
from policygames.wire.solutions import check_digest


def branch_message(branch: QuantalBranch) -> pb.QuantalBranch:
    return pb.QuantalBranch(
        game_digest=branch.game.digest,
        precisions=branch.precisions,
        profiles=map(_message, branch.profiles),
        turning_points=branch.turning_points,
        warnings=branch.warnings,
    )


def read_branch(message: pb.QuantalBranch, game: NormalFormGame) -> QuantalBranch:
    """The branch of a message about `game`. Raises GameError where it does not fit, CertificateError for another's."""
    check_digest(message.game_digest, game, "branch.game_digest")
    with under("branch"):
        read = QuantalBranch(
            game=game,
            precisions=np.array(message.precisions),
            profiles=_read_all(message.profiles, game.shape),
            turning_points=tuple(message.turning_points),
            warnings=tuple(message.warnings),
        )
        return quantal_branch.checked(read)


def estimate_message(estimate: PrecisionEstimate) -> pb.PrecisionEstimate:
    return pb.PrecisionEstimate(
        game_digest=estimate.game.digest,
        counts=[pb.Reals(values=own) for own in estimate.counts],
        precision=estimate.precision,
        profile=map(_message, estimate.profile),
        log_likelihood=estimate.log_likelihood,
        random=estimate.random,
        standard_error=estimate.standard_error,
        warnings=estimate.warnings,
    )


def read_estimate(message: pb.PrecisionEstimate, game: NormalFormGame) -> PrecisionEstimate:
    """The estimate of a message about `game`. Raises GameError where it does not fit, CertificateError of another."""
    check_digest(message.game_digest, game, "estimate.game_digest")
    with under("estimate"):
        read = PrecisionEstimate(
            game=game,
            counts=tuple(tuple(own.values) for own in message.counts),
            precision=message.precision,
            profile=tuple(np.array(own.values) for own in message.profile),
            log_likelihood=message.log_likelihood,
            random=message.random,
            standard_error=message.standard_error if message.HasField("standard_error") else None,
            warnings=tuple(message.warnings),
        )
        return precision_estimate.checked(read)


def path_message(path: LearningPath) -> pb.LearningPath:
    return pb.LearningPath(
        game_digest=path.game.digest,
        process=path.process,
        times=path.times,
        profiles=map(_message, path.profiles),
        gain=path.gain,
        converged=path.converged,
        ending=path.ending,
        populations=path.populations,
        distribution=None if path.distribution is None else _message(path.distribution),
        seed=path.seed,
        warnings=path.warnings,
    )


def read_learning(message: pb.LearningPath, game: NormalFormGame) -> LearningPath:
    """The path of a message about `game`. Raises GameError where it does not fit, CertificateError for another's."""
    check_digest(message.game_digest, game, "path.game_digest")
    played = message.distribution.values if message.HasField("distribution") else None
    with under("path"):
        read = LearningPath(
            game=game,
            process=message.process,
            times=np.array(message.times),
            profiles=_read_all(message.profiles, game.shape),
            gain=message.gain,
            converged=message.converged,
            ending=message.ending,
            populations=message.populations,
            distribution=None if played is None else _shaped(played, game.shape, "distribution"),
            seed=message.seed if message.HasField("seed") else None,
            warnings=tuple(message.warnings),
        )
        return learning_path.checked(read)


def _message(values: Reals) -> pb.Reals:
    return pb.Reals(values=values.ravel())


def _read_all(messages: Sequence[pb.Reals], counts: Sequence[int]) -> tuple[Reals, ...]:
    """An array of shape (k, m) per message, m being a player's number of actions."""
    return tuple(
        _shaped(own.values, (len(own.values) // count, count), f"profiles[{index}]")
        for index, (own, count) in enumerate(zip(messages, counts, strict=False))
    )


def _shaped(values: Sequence[float], shape: Sequence[int], path: str) -> Reals:
    if len(values) != np.prod(shape, dtype=int):
        message = f"{len(values)} numbers for the shape {tuple(shape)}"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path)
    return np.array(values, dtype=np.float64).reshape(shape)
