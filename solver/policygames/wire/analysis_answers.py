"""Answers about potentials, selection, news and behaviour as messages, each with a header."""

from __future__ import annotations

from fractions import Fraction

from policygames.games import NormalFormGame
from policygames.results.information_value import InformationValue
from policygames.results.learning_path import LearningPath
from policygames.results.potential import Potential
from policygames.results.precision_estimate import PrecisionEstimate
from policygames.results.quantal_branch import QuantalBranch
from policygames.results.selection import Selection
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.behaviour import branch_message, estimate_message, path_message
from policygames.wire.numbers import number_text
from policygames.wire.responses import header
from policygames.wire.selections import potential_message, selection_message, value_message


def potential_response(potential: Potential, seconds: float) -> pb.PotentialResponse:
    head = header(seconds, game_digest=potential.game.digest)
    return pb.PotentialResponse(header=head, potential=potential_message(potential))


def value_response(value: InformationValue, seconds: float) -> pb.ValueOfInformationResponse:
    head = header(seconds, value.before.method, value.game.digest)
    return pb.ValueOfInformationResponse(header=head, value=value_message(value))


def select_response(selection: Selection, seconds: float) -> pb.SelectResponse:
    head = header(seconds, game_digest=selection.game.digest)
    return pb.SelectResponse(header=head, selection=selection_message(selection))


def branch_response(branch: QuantalBranch, seconds: float) -> pb.QuantalResponsePathResponse:
    head = header(seconds, game_digest=branch.game.digest)
    return pb.QuantalResponsePathResponse(header=head, branch=branch_message(branch))


def estimate_response(estimate: PrecisionEstimate, seconds: float) -> pb.EstimatePrecisionResponse:
    head = header(seconds, game_digest=estimate.game.digest)
    return pb.EstimatePrecisionResponse(header=head, estimate=estimate_message(estimate))


def learn_response(path: LearningPath, seconds: float) -> pb.LearnResponse:
    return pb.LearnResponse(header=header(seconds, game_digest=path.game.digest), path=path_message(path))


def fixation_response(found: tuple[NormalFormGame, Fraction], seconds: float) -> pb.FixationProbabilityResponse:
    game, chance = found
    head = header(seconds, game_digest=game.digest)
    return pb.FixationProbabilityResponse(header=head, probability=number_text(chance))
