"""Payments that bring a target about as messages and back; the reader brings the game."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from policygames.errors import GameError
from policygames.games import NormalFormGame, RepeatedGame
from policygames.games.interventions.demands import Demand, Elimination
from policygames.games.interventions.flows import Flow, Terms
from policygames.games.interventions.payments import Cap, Label, PaymentQuestion, Reserve
from policygames.games.interventions.repeated_payments import Answers, RepeatedPaymentQuestion, reversion_of
from policygames.games.interventions.reversion import PathDemand
from policygames.games.interventions.target import Chances, Target, independent, lottery
from policygames.results.payment_intervention import PaymentIntervention, PricedLeast
from policygames.v1 import folk_sets_pb2
from policygames.v1 import interventions_pb2 as pb
from policygames.wire.certificates import certificate_message, read_certificate
from policygames.wire.numbers import number_text, optional_text, read_number
from policygames.wire.places import under
from policygames.wire.profiles import mixed_message, pure_message, read_mixed, read_pure
from policygames.wire.solutions import check_digest


def payment_intervention_message(found: PaymentIntervention) -> pb.PaymentIntervention:
    certificate = found.certificate
    return pb.PaymentIntervention(
        game_digest=found.question.game.digest,
        question=payment_question_message(found.question),
        cost=optional_text(found.cost),
        change=[_promise(flow, number_text(amount)) for flow, amount in found.change],
        order=[pb.ActionExit(player=step.player, action=step.action, by=step.by) for step in found.order],
        certificate=None if certificate is None else certificate_message(certificate),
        least=None if found.least is None else _least_message(found.least),
    )


def payment_question_message(question: PaymentQuestion) -> pb.PaymentQuestion:
    return pb.PaymentQuestion(
        target=target_message(question.target),
        goal=question.goal,
        margin=number_text(question.margin),
        instruments=question.terms.instruments,
        contingent=question.terms.contingent,
        payers=question.terms.payers,
        cost=question.cost,
        budget=[pb.BudgetLimit(player=player, most=number_text(most)) for player, most in question.budget],
        answers=[] if question.reversion is None else [_answers_message(question.reversion.answers)],
    )


def repeated_question_message(question: RepeatedPaymentQuestion) -> pb.PaymentQuestion:
    message = payment_question_message(question.stage)
    message.answers.extend(map(_answers_message, question.answers))
    return message


def _answers_message(answers: Answers) -> pb.DeviationAnswers:
    return pb.DeviationAnswers(profiles=map(pure_message, answers))


def target_message(target: Target) -> pb.OutcomeTarget:
    if target.profile is not None:
        return pb.OutcomeTarget(profile=mixed_message(target.profile))
    return pb.OutcomeTarget(lottery=pb.TargetLottery(chances=_chances(target.chances)))


def _chances(chances: Chances) -> list[folk_sets_pb2.JointAction]:
    return [
        folk_sets_pb2.JointAction(profile=pure_message(profile), probability=number_text(chance))
        for profile, chance in chances
    ]


def _promise(flow: Flow, amount: str) -> pb.Promise:
    message = pb.Promise(player=flow.player, sanction=flow.sanction, payer=flow.payer, amount=amount)
    if isinstance(flow.when, tuple):
        message.profile.CopyFrom(pure_message(flow.when))
    elif flow.bond:
        message.payer_action = flow.when
    else:
        message.action = flow.when
    return message


def _least_message(least: PricedLeast) -> pb.PricedLeast:
    prices = [_priced(label, number_text(price)) for label, price in least.prices]
    return pb.PricedLeast(bound=optional_text(least.bound), prices=prices, searched=least.searched)


def _priced(label: Label, price: str) -> pb.PricedCondition:
    if isinstance(label, Demand):
        demand = pb.Demand(
            player=label.player,
            action=label.action,
            other=label.other,
            against=_chances(label.against),
            margin=number_text(label.margin),
        )
        return pb.PricedCondition(demand=demand, price=price)
    if isinstance(label, PathDemand):
        lasting = pb.LastingDemand(
            player=label.player,
            other=label.other,
            path=pure_message(label.path),
            answer=pure_message(label.answer),
            discount=number_text(label.discount),
            margin=number_text(label.margin),
        )
        return pb.PricedCondition(lasting=lasting, price=price)
    if isinstance(label, Cap):
        profile = None if label.profile is None else pure_message(label.profile)
        return pb.PricedCondition(cap=pb.BudgetCap(player=label.player, profile=profile), price=price)
    return pb.PricedCondition(reserve=pure_message(label.profile), price=price)


def read_payment_question(message: pb.PaymentQuestion, game: NormalFormGame) -> PaymentQuestion:
    """The question of a message about `game`. Raises GameError, naming the field, for a bad number or target."""
    for place, player in enumerate(message.payers):
        game.player_index(player, f"payers[{place}]")
    return PaymentQuestion(
        game=game,
        target=read_target(message.target, game),
        goal=message.goal,
        margin=read_number(message.margin, "margin"),
        terms=Terms(message.instruments, message.contingent, tuple(message.payers)),
        cost=message.cost,
        budget=tuple(
            (one.player if one.HasField("player") else None, read_number(one.most, f"budget[{place}]"))
            for place, one in enumerate(message.budget)
        ),
    )


def read_repeated_question(message: pb.PaymentQuestion, game: RepeatedGame) -> RepeatedPaymentQuestion:
    """The same of a message about a repeated game."""
    answers = tuple(_read_answers(one, game.stage_game) for one in message.answers)
    return RepeatedPaymentQuestion(game, read_payment_question(message, game.stage_game), answers)


def _read_answers(message: pb.DeviationAnswers, stage: NormalFormGame) -> Answers:
    return tuple(stage.pure_profile(read_pure(one), f"answers[{place}]") for place, one in enumerate(message.profiles))


def read_target(message: pb.OutcomeTarget, game: NormalFormGame) -> Target:
    """The target of a message. Raises GameError where it is none of the game."""
    kind = message.WhichOneof("kind")
    if kind is None:
        raise GameError("the target is missing; allowed: profile, lottery", reason="MISSING_CANDIDATE", path="target")
    if kind == "profile":
        return independent(game, read_mixed(message.profile, "target"))
    return lottery(game, _read_chances(message.lottery.chances, "target"))


def _read_chances(chances: Iterable[folk_sets_pb2.JointAction], path: str) -> Chances:
    return tuple(
        (read_pure(one.profile), read_number(one.probability, f"{path}[{place}]")) for place, one in enumerate(chances)
    )


def read_repeated_intervention(message: pb.PaymentIntervention, game: RepeatedGame) -> PaymentIntervention:
    """The same of a message about a repeated game."""
    found = read_payment_intervention(message, game.stage_game)
    with under("intervention"):
        if len(message.question.answers) != 1:
            raise GameError("deviations are answered in one way", reason="BAD_RESULT", path="question.answers")
        answers = _read_answers(message.question.answers[0], game.stage_game)
    return replace(found, question=replace(found.question, reversion=reversion_of(game, answers)))


def read_payment_intervention(message: pb.PaymentIntervention, game: NormalFormGame) -> PaymentIntervention:
    """The intervention of a message about `game`; nothing is believed until its `verify` has passed.

    Raises GameError, its path under `intervention.`, for anything that is none, CertificateError for another game's.
    """
    check_digest(message.game_digest, game, "intervention.game_digest")
    with under("intervention"):
        certificate = message.certificate if message.HasField("certificate") else None
        return PaymentIntervention(
            question=read_payment_question(message.question, game),
            cost=_optional(message, "cost"),
            change=_read_change(message.change),
            order=tuple(Elimination(step.player, step.action, step.by) for step in message.order),
            certificate=None if certificate is None else read_certificate(certificate),
            least=_read_least(message.least) if message.HasField("least") else None,
        )


def _read_change(change: Sequence[pb.Promise]) -> tuple[Any, ...]:
    return tuple(
        (_read_flow(one, f"change[{place}]"), read_number(one.amount, f"change[{place}].amount"))
        for place, one in enumerate(change)
    )


def _read_flow(message: pb.Promise, path: str) -> Flow:
    kind = message.WhichOneof("when")
    if kind is None:
        raise GameError("a promise is due in a profile or for an action", reason="BAD_RESULT", path=path)
    payer = message.payer if message.HasField("payer") else None
    bond = kind == "payer_action"
    if bond and payer is None:
        raise GameError("a promise is due for an action of nobody", reason="BAD_RESULT", path=path)
    when = read_pure(message.profile) if kind == "profile" else getattr(message, kind)
    return Flow(message.player, message.sanction, payer, when, bond)


def _read_least(message: pb.PricedLeast) -> PricedLeast:
    prices = tuple(
        (_read_label(one, f"least.prices[{place}]"), read_number(one.price, f"least.prices[{place}].price"))
        for place, one in enumerate(message.prices)
    )
    return PricedLeast(_optional(message, "bound"), prices, message.searched)


def _read_label(message: pb.PricedCondition, path: str) -> Label:
    kind = message.WhichOneof("kind")
    if kind == "demand":
        one = message.demand
        margin = read_number(one.margin, f"{path}.margin")
        return Demand(one.player, one.action, one.other, _read_chances(one.against, path), margin)
    if kind == "lasting":
        return _read_lasting(message.lasting, path)
    if kind == "cap":
        player = message.cap.player if message.cap.HasField("player") else None
        return Cap(player, read_pure(message.cap.profile) if message.cap.HasField("profile") else None)
    if kind == "reserve":
        return Reserve(read_pure(message.reserve))
    raise GameError("a price is of something that has to hold", reason="BAD_RESULT", path=path)


def _optional(message: Any, field: str) -> Any:
    return read_number(getattr(message, field), field) if message.HasField(field) else None


def _read_lasting(message: pb.LastingDemand, path: str) -> PathDemand:
    return PathDemand(
        player=message.player,
        other=message.other,
        path=read_pure(message.path),
        answer=read_pure(message.answer),
        discount=read_number(message.discount, f"{path}.discount"),
        margin=read_number(message.margin, f"{path}.margin"),
    )
