"""Robustness as messages and back, and the question about it; the reader brings the equilibrium's game."""

from __future__ import annotations

from policygames.errors import GameError
from policygames.games import Game
from policygames.games.interventions.errors_survived import Break
from policygames.results import Equilibrium
from policygames.results.robustness import Robustness
from policygames.v1 import interventions_pb2 as pb
from policygames.v1 import solver_service_pb2 as service
from policygames.wire.games import game_message, read_game
from policygames.wire.numbers import number_text, read_number
from policygames.wire.places import under
from policygames.wire.responses import header
from policygames.wire.solutions import equilibrium_message, read_equilibrium, read_solution, solution_message


def robustness_request(equilibrium: Equilibrium) -> service.RobustnessRequest:
    """The question of `pg.robustness`. Raises GameError for what is no equilibrium."""
    if not isinstance(equilibrium, Equilibrium):
        raise GameError("robustness is asked of an Equilibrium", reason="MISSING_CANDIDATE", path="equilibrium")
    return service.RobustnessRequest(game=game_message(equilibrium.game), equilibrium=equilibrium_message(equilibrium))


def read_robustness_request(message: service.RobustnessRequest) -> tuple[Game, Equilibrium]:
    """The game and the equilibrium of a message."""
    game = read_game(message.game)
    return game, read_equilibrium(message.equilibrium, game)


def robustness_response(found: Robustness, seconds: float) -> service.RobustnessResponse:
    head = header(seconds, game_digest=found.game.digest)
    return service.RobustnessResponse(header=head, robustness=robustness_message(found))


def robustness_message(found: Robustness) -> pb.Robustness:
    return pb.Robustness(
        equilibrium=equilibrium_message(found.equilibrium),
        weakest=_optional(found.weakest),
        weakest_support=_optional(found.weakest_support),
        solution=None if found.solution is None else solution_message(found.solution),
        unsolved=found.unsolved,
    )


def _optional(found: Break | None) -> pb.ErrorBreak | None:
    if found is None:
        return None
    return pb.ErrorBreak(
        radius=number_text(found.radius),
        player=found.player,
        kind=found.kind,
        action=found.action,
        signs=[pb.ErrorSign(action=action, sign=sign) for action, sign in found.signs],
    )


def read_robustness(message: pb.Robustness, game: Game) -> Robustness:
    """The robustness of a message about `game`; nothing is believed until its `verify` has passed.

    Raises GameError, its path under `robustness.`, for anything that is none.
    """
    with under("robustness"):
        return Robustness(
            equilibrium=read_equilibrium(message.equilibrium, game),
            weakest=_read_break(message.weakest, "weakest") if message.HasField("weakest") else None,
            weakest_support=(
                _read_break(message.weakest_support, "weakest_support") if message.HasField("weakest_support") else None
            ),
            solution=read_solution(message.solution, game) if message.HasField("solution") else None,
            unsolved=message.unsolved,
        )


def _read_break(message: pb.ErrorBreak, path: str) -> Break:
    signs = tuple((one.action, one.sign) for one in message.signs)
    return Break(read_number(message.radius, f"{path}.radius"), message.player, message.kind, message.action, signs)
