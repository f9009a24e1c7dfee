"""What callers ask as messages and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from policygames.errors import GameError
from policygames.games import Game, NormalFormGame
from policygames.games.interventions import patience
from policygames.games.interventions.patience import PatienceQuestion
from policygames.results import Solution
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.games import game_message, read_game, read_stage_game
from policygames.wire.options import option_messages, read_options
from policygames.wire.profiles import mixed_message, pure_message, read_mixed, read_path
from policygames.wire.solutions import read_solution, solution_message

_INT64 = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Question:
    """What `pg.solve` is asked; the deadline is that of the call."""

    game: Game
    concept: str = "nash"
    method: str | None = None
    max_equilibria: int | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    certify: bool = True


def solve_request(question: Question) -> pb.SolveRequest:
    """The message of a question."""
    most = question.max_equilibria
    return pb.SolveRequest(
        game=game_message(question.game),
        concept=question.concept,
        method=question.method,
        max_equilibria=None if most is None else min(most, _INT64),  # no list is longer than that
        options=option_messages(question.options),
        uncertified=not question.certify,
    )


def read_solve_request(message: pb.SolveRequest) -> Question:
    """The question of a message. Raises GameError, naming the field, for a bad game or option value."""
    return Question(
        game=read_game(message.game),
        concept=message.concept,
        method=message.method or None,
        max_equilibria=message.max_equilibria if message.HasField("max_equilibria") else None,
        options=read_options(message.options),
        certify=not message.uncertified,
    )


def solve_stream_request(question: Question) -> pb.SolveStreamRequest:
    """The message of a question whose answers are to be streamed."""
    return pb.SolveStreamRequest(request=solve_request(question))


def patience_question(
    game: NormalFormGame, path: Sequence[Any], punishment: Any, *, transfers: bool
) -> PatienceQuestion:
    """The question with its names resolved. Raises GameError as `pg.critical_discount` does, for unknown names."""
    if not isinstance(game, NormalFormGame):
        raise GameError("the stage game is a NormalFormGame", reason="MISSING_GAME", path="game")
    return patience.patience_question(game, path, punishment=punishment, transfers=transfers)


def critical_discount_request(question: PatienceQuestion) -> pb.CriticalDiscountRequest:
    """The message of a question about patience."""
    message = pb.CriticalDiscountRequest(
        game=game_message(question.game), path=map(pure_message, question.path), transfers=question.transfers
    )
    if isinstance(question.punishment, str):
        message.named = question.punishment
    else:
        message.profile.CopyFrom(mixed_message(question.punishment))
    return message


def read_critical_discount_request(message: pb.CriticalDiscountRequest) -> PatienceQuestion:
    """The question of a message. Raises GameError, naming the field, for anything that is none."""
    game = read_stage_game(message.game)
    kind = message.WhichOneof("punishment")
    if kind is None:
        text, allowed = "the punishment is missing; allowed: named, profile", {"allowed": "named, profile"}
        raise GameError(text, reason="OPTION_RANGE", path="punishment", variables=allowed)
    punishment = message.named if kind == "named" else read_mixed(message.profile, "punishment")
    return PatienceQuestion(game, read_path(message.path, game, "path"), punishment, message.transfers)


def verify_request(solution: Solution) -> pb.VerifyRequest:
    """The message that asks whether a solution holds."""
    return pb.VerifyRequest(game=game_message(solution.game), solution=solution_message(solution))


def read_verify_request(message: pb.VerifyRequest) -> Solution:
    """The solution to be checked. Raises GameError, or CertificateError where it is about another game than sent."""
    return read_solution(message.solution, read_game(message.game))
