"""Strategies, verdicts about them and the discount factors at which they hold, as messages and back."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from policygames.certificates import Certificate, Refusal
from policygames.errors import GameError
from policygames.games import RepeatedGame
from policygames.numerics.roots import Root
from policygames.results.discounts import DiscountBound, DiscountInterval
from policygames.results.strategy import Strategy
from policygames.v1 import solver_service_pb2
from policygames.v1 import strategies_pb2 as pb
from policygames.wire.candidates import automaton_message, read_automaton
from policygames.wire.certificates import certificate_message, read_certificate, read_refusal, refusal_message
from policygames.wire.games import game_message, read_game
from policygames.wire.numbers import number_text, read_number
from policygames.wire.places import under
from policygames.wire.responses import header

Discounts = tuple[DiscountInterval, ...]


def strategy_message(strategy: Strategy, discount: Any = 0) -> pb.Strategy:
    """The message of a strategy, in the game with this discount factor or these."""
    game = strategy.game(discount)
    return pb.Strategy(game=game_message(game), automaton=automaton_message(strategy.automaton))


def read_strategy(message: pb.Strategy) -> tuple[RepeatedGame, Strategy]:
    """The strategy of a message and its game. Raises GameError, its path under `strategy.`, for anything else."""
    with under("strategy"):
        game = read_game(message.game)
        if not isinstance(game, RepeatedGame):
            text = f"type {type(game).__name__} where a repeated game is needed"
            raise GameError(text, reason="MISSING_GAME", path="game")
        return game, Strategy(game.stage_game, read_automaton(message.automaton), game.monitoring)


def check_request(strategy: Strategy, discount: Any) -> solver_service_pb2.CheckStrategyRequest:
    return solver_service_pb2.CheckStrategyRequest(strategy=strategy_message(strategy, discount))


def read_check_request(message: solver_service_pb2.CheckStrategyRequest) -> tuple[RepeatedGame, Strategy]:
    return read_strategy(message.strategy)


def check_response(verdict: Certificate | Refusal, seconds: float) -> solver_service_pb2.CheckStrategyResponse:
    if isinstance(verdict, Refusal):
        return solver_service_pb2.CheckStrategyResponse(header=header(seconds), refusal=refusal_message(verdict))
    head = header(seconds, game_digest=verdict.game)
    return solver_service_pb2.CheckStrategyResponse(header=head, certificate=certificate_message(verdict))


def read_check_response(message: solver_service_pb2.CheckStrategyResponse) -> Certificate | Refusal:
    """The verdict of a response. Raises GameError where there is none."""
    kind = message.WhichOneof("verdict")
    if kind is None:
        raise GameError("the verdict is missing", reason="BAD_RESULT", path="verdict")
    return read_certificate(message.certificate) if kind == "certificate" else read_refusal(message.refusal)


def discounts_request(strategy: Strategy) -> solver_service_pb2.StrategyDiscountsRequest:
    return solver_service_pb2.StrategyDiscountsRequest(strategy=strategy_message(strategy))


def read_discounts_request(message: solver_service_pb2.StrategyDiscountsRequest) -> tuple[RepeatedGame, Strategy]:
    return read_strategy(message.strategy)


def discounts_response(discounts: Discounts, seconds: float) -> solver_service_pb2.StrategyDiscountsResponse:
    intervals = [pb.DiscountInterval(lower=_bound(one.lower), upper=_bound(one.upper)) for one in discounts]
    return solver_service_pb2.StrategyDiscountsResponse(header=header(seconds), discounts=intervals)


def read_discounts_response(message: solver_service_pb2.StrategyDiscountsResponse) -> Discounts:
    """The intervals of a response."""
    return tuple(
        DiscountInterval(
            _read_bound(one.lower, f"discounts[{k}].lower"), _read_bound(one.upper, f"discounts[{k}].upper")
        )
        for k, one in enumerate(message.discounts)
    )


def _bound(bound: DiscountBound) -> pb.DiscountBound:
    root = bound.root
    coefficients = [number_text(Fraction(one)) for one in root.poly]
    return pb.DiscountBound(polynomial=coefficients, low=number_text(root.low), high=number_text(root.high))


def _read_bound(message: pb.DiscountBound, path: str) -> DiscountBound:
    poly = _read_whole(message.polynomial, f"{path}.polynomial")
    return DiscountBound(Root(poly, read_number(message.low, f"{path}.low"), read_number(message.high, f"{path}.high")))


def _read_whole(texts: Sequence[str], path: str) -> tuple[int, ...]:
    numbers = [read_number(text, f"{path}[{index}]") for index, text in enumerate(texts)]
    if any(number.denominator != 1 for number in numbers):
        raise GameError("the coefficients are whole numbers", reason="NOT_A_NUMBER", path=path)
    return tuple(int(number) for number in numbers)
