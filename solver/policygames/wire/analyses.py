"""Questions to analyses of stage games as messages and back, and their answers, each with a header."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from policygames.errors import GameError
from policygames.games import Game, NormalFormGame, RepeatedGame
from policygames.games.discount_factors import discount_factor
from policygames.games.tensors import opened
from policygames.results import Solution
from policygames.results.folk_set import FolkSet
from policygames.results.limit_payoffs import LimitPayoffs
from policygames.results.minmax import Minmax
from policygames.results.transfer_schedule import TransferSchedule
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.folk_sets import folk_set_message, minmax_message, schedule_message
from policygames.wire.games import game_message, read_game, read_stage_game
from policygames.wire.limits import limit_message
from policygames.wire.numbers import number_texts
from policygames.wire.places import under
from policygames.wire.requests import Question, read_solve_request, solve_request
from policygames.wire.responses import header
from policygames.wire.solutions import read_solution, solution_message


def minmax_request(game: NormalFormGame, player: str | int, strategies: str) -> pb.MinmaxRequest:
    """The question of `pg.minmax`. Raises GameError for an unknown player."""
    index = stage(game).player_index(player)
    return pb.MinmaxRequest(game=game_message(game), player=index, strategies=strategies)


def read_minmax_request(message: pb.MinmaxRequest) -> tuple[NormalFormGame, int, str]:
    """The game, the player and the strategies of a message."""
    return read_stage_game(message.game), message.player, message.strategies


def minmax_response(minmax: Minmax, seconds: float) -> pb.MinmaxResponse:
    return pb.MinmaxResponse(header=header(seconds, game_digest=minmax.game.digest), minmax=minmax_message(minmax))


def folk_set_request(game: NormalFormGame, strategies: str) -> pb.FolkSetRequest:
    """The question of `pg.folk_set`."""
    return pb.FolkSetRequest(game=game_message(stage(game)), strategies=strategies)


def read_folk_set_request(message: pb.FolkSetRequest) -> tuple[NormalFormGame, str]:
    """The game and the strategies of a message."""
    return read_stage_game(message.game), message.strategies


def folk_set_response(folk_set: FolkSet, seconds: float) -> pb.FolkSetResponse:
    head = header(seconds, game_digest=folk_set.game.digest)
    return pb.FolkSetResponse(header=head, folk_set=folk_set_message(folk_set))


def transfer_schedule_request(game: NormalFormGame) -> pb.TransferScheduleRequest:
    """The question of `pg.transfer_schedule`."""
    return pb.TransferScheduleRequest(game=game_message(stage(game)))


def read_transfer_schedule_request(message: pb.TransferScheduleRequest) -> tuple[NormalFormGame]:
    """The game of a message."""
    return (read_stage_game(message.game),)


def transfer_schedule_response(schedule: TransferSchedule, seconds: float) -> pb.TransferScheduleResponse:
    head = header(seconds, game_digest=schedule.game.digest)
    return pb.TransferScheduleResponse(header=head, schedule=schedule_message(schedule))


def limit_payoffs_request(game: RepeatedGame) -> pb.LimitPayoffsRequest:
    """The question of `pg.limit_payoffs`. Raises GameError for anything but a RepeatedGame."""
    if not isinstance(game, RepeatedGame):
        raise GameError("the game is a RepeatedGame", reason="MISSING_GAME", path="repeated")
    return pb.LimitPayoffsRequest(game=game_message(game))


def read_limit_payoffs_request(message: pb.LimitPayoffsRequest) -> tuple[Game]:
    """The game of a message."""
    return (read_game(message.game),)


def limit_payoffs_response(limit: LimitPayoffs, seconds: float) -> pb.LimitPayoffsResponse:
    return pb.LimitPayoffsResponse(header=header(seconds, game_digest=limit.game.digest), limit=limit_message(limit))


def stage(game: Any) -> NormalFormGame:
    """The game itself, in normal form. Raises GameError for anything else, as the analyses do."""
    if not isinstance(game, NormalFormGame):
        raise GameError("the game is a NormalFormGame", reason="MISSING_GAME", path="game")
    return game


def sweep_request(question: Question, discounts: Sequence[Fraction]) -> pb.SweepRequest:
    """A question about many discount factors."""
    return pb.SweepRequest(request=solve_request(question), discounts=number_texts(discounts))


def repeated(game: Any) -> RepeatedGame:
    """The game itself, a repeated one. Raises GameError for anything else, as `pg.solve` does."""
    if not isinstance(game, RepeatedGame):
        kind = type(game).__name__
        message = f"a {kind} has no discount factor; discounts= is for a RepeatedGame"
        raise GameError(message, reason="OPTION_RANGE", path="discounts", variables={"kind": kind})
    return game


def factors(game: Any, discounts: Any) -> list[Fraction]:
    """The discount factors that are asked about, exact. Raises GameError as `pg.solve` does."""
    repeated(game)  # first: of other games no list is looked at
    entries = opened(discounts)
    if entries is None:
        wanted = "a list or an array of discount factors"
        variables = {"value": discounts, "wanted": wanted}
        raise GameError(
            f"{discounts!r}; wanted: {wanted}", reason="OPTION_RANGE", path="discounts", variables=variables
        )
    return _discounts(game, entries)


def _discounts(game: Any, entries: Sequence[Any]) -> list[Fraction]:
    periods = repeated(game).periods
    return [discount_factor(factor, f"discounts[{index}]", periods) for index, factor in enumerate(entries)]


def read_sweep_request(message: pb.SweepRequest) -> tuple[Question, tuple[Fraction, ...]]:
    """The question and the discount factors of a message. Raises GameError for any that are none."""
    with under("request"):
        question = read_solve_request(message.request)
    return question, tuple(_discounts(question.game, message.discounts))


def sweep_response(game: RepeatedGame, solutions: Sequence[Solution], seconds: float) -> pb.SweepResponse:
    return pb.SweepResponse(header=header(seconds, game_digest=game.digest), solutions=map(solution_message, solutions))


def read_sweep_response(message: pb.SweepResponse, games: Sequence[RepeatedGame]) -> list[Solution]:
    """The solutions of a response, one for each of `games`. Raises GameError where there are more or fewer."""
    if len(message.solutions) != len(games):
        text = f"{len(message.solutions)} solutions for {len(games)} discount factors"
        variables = {"given": len(message.solutions), "wanted": len(games)}
        raise GameError(text, reason="SHAPE_DATA_MISMATCH", path="solutions", variables=variables)
    return [read_solution(one, game) for one, game in zip(message.solutions, games, strict=True)]
