"""Thresholds with side payments as messages and back; the reader brings the stage game."""

from __future__ import annotations

from collections.abc import Sequence

from policygames.games import NormalFormGame, PureProfile
from policygames.results import TransferThreshold
from policygames.results.liquidity_shortfall import LiquidityShortfall
from policygames.results.payment_plan import Payment, PaymentPlan
from policygames.v1 import thresholds_pb2 as pb
from policygames.wire.candidates import pure_message, read_pure
from policygames.wire.certificates import deviation_message
from policygames.wire.numbers import number_text, optional_text, read_number
from policygames.wire.payoff_sets import read_vector, vector_message
from policygames.wire.places import under
from policygames.wire.solutions import check_digest
from policygames.wire.thresholds import check_count, read_by_player, read_deviation_in


def transfer_threshold_message(threshold: TransferThreshold) -> pb.TransferThreshold:
    plan, least = threshold.certificate, threshold.least
    return pb.TransferThreshold(
        game_digest=threshold.stage_game.digest,
        path=pure_message(threshold.path),
        exact=optional_text(threshold.exact),
        by_player=[pb.PlayerThreshold(exact=optional_text(value)) for value in threshold.by_player],
        certificate=None if plan is None else plan_message(plan),
        least=None if least is None else _shortfall_message(least),
    )


def plan_message(plan: PaymentPlan) -> pb.PaymentPlan:
    players = plan.stage_game.players
    return pb.PaymentPlan(
        discount=number_text(plan.discount),
        punishments=vector_message(plan.punishments),
        each_period=[_payment_message(one, players) for one in plan.each_period],
        at_first=[_payment_message(one, players) for one in plan.at_first],
    )


def _payment_message(payment: Payment, players: Sequence[str]) -> pb.Payment:
    receiver = None if payment.receiver is None else players.index(payment.receiver)
    return pb.Payment(payer=players.index(payment.payer), receiver=receiver, amount=number_text(payment.amount))


def _shortfall_message(least: LiquidityShortfall) -> pb.LiquidityShortfall:
    return pb.LiquidityShortfall(
        deviations=[deviation_message(one) for one in least.deviations],
        liquidity=number_text(least.liquidity),
        punishments=None if least.punishments is None else vector_message(least.punishments),
        surplus=optional_text(least.surplus),
    )


def read_transfer_threshold(message: pb.TransferThreshold, game: NormalFormGame) -> TransferThreshold:
    """The threshold of a message about the stage game `game`; nothing is believed until its `verify` has passed.

    Raises GameError, its path under `threshold.`, for anything that is none, and CertificateError where it is another
    game's.
    """
    check_digest(message.game_digest, game, "threshold.game_digest")
    path = game.pure_profile(read_pure(message.path), "threshold.path")
    return TransferThreshold(
        stage_game=game,
        path=path,
        exact=read_number(message.exact, "threshold.exact") if message.HasField("exact") else None,
        by_player=read_by_player(message.by_player, game),
        certificate=_read_plan(message.certificate, game, path) if message.HasField("certificate") else None,
        least=_read_shortfall(message.least, game) if message.HasField("least") else None,
    )


def _read_plan(message: pb.PaymentPlan, game: NormalFormGame, path: PureProfile) -> PaymentPlan:
    with under("threshold.certificate"):
        return PaymentPlan(
            stage_game=game,
            path=path,
            discount=read_number(message.discount, "discount"),
            punishments=read_vector(message.punishments, len(game.players), "punishments"),
            each_period=_read_payments(message.each_period, game, "each_period"),
            at_first=_read_payments(message.at_first, game, "at_first"),
        )


def _read_payments(payments: Sequence[pb.Payment], game: NormalFormGame, path: str) -> tuple[Payment, ...]:
    return tuple(_read_payment(one, game, f"{path}[{index}]") for index, one in enumerate(payments))


def _read_payment(message: pb.Payment, game: NormalFormGame, path: str) -> Payment:
    payer = game.players[game.player_index(message.payer, f"{path}.payer")]
    receiver = game.player_index(message.receiver, f"{path}.receiver") if message.HasField("receiver") else None
    name = None if receiver is None else game.players[receiver]
    return Payment(payer, name, read_number(message.amount, f"{path}.amount"))


def _read_shortfall(message: pb.LiquidityShortfall, game: NormalFormGame) -> LiquidityShortfall:
    path, players = "threshold.least", len(game.players)
    check_count(len(message.deviations), game, f"{path}.deviations")
    deviations = enumerate(message.deviations)
    punished = message.HasField("punishments")
    return LiquidityShortfall(
        deviations=tuple(read_deviation_in(one, game, f"{path}.deviations[{k}]") for k, one in deviations),
        liquidity=read_number(message.liquidity, f"{path}.liquidity"),
        punishments=read_vector(message.punishments, players, f"{path}.punishments") if punished else None,
        surplus=read_number(message.surplus, f"{path}.surplus") if message.HasField("surplus") else None,
    )
