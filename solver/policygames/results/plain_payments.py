"""Payments that bring a target about as plain data, for files, every number exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from policygames.games import NormalFormGame
from policygames.games.interventions.demands import Demand, Elimination
from policygames.games.interventions.flows import Flow, Terms
from policygames.games.interventions.payments import Cap, Label, PaymentQuestion, Reserve
from policygames.games.interventions.reversion import PathDemand, Reversion
from policygames.games.interventions.target import Chances, Target, independent, lottery
from policygames.numerics.exact import read_back, spelled
from policygames.results.payment_intervention import PaymentIntervention, PricedLeast
from policygames.results.plain import plain_certificate, read_certificate
from policygames.results.plain_points import plain_number, read_number
from policygames.results.saved import reading


def plain_payments(found: PaymentIntervention) -> dict[str, Any]:
    """The intervention as plain data, with its words."""
    return {
        "kind": "intervention",
        "lever": found.lever,
        "question": _plain_question(found.question),
        "cost": plain_number(found.cost),
        "low": plain_number(found.low),
        "change": [{**_plain_flow(flow), "amount": spelled(amount)} for flow, amount in found.change],
        "order": [[step.player, step.action, step.by] for step in found.order],
        "certificate": None if found.certificate is None else plain_certificate(found.certificate),
        "least": None if found.least is None else _plain_least(found.least),
        "warnings": list(found.warnings),
        "explanation": found.explain(),
    }


def read_payments(data: Mapping[str, Any]) -> PaymentIntervention:
    """The intervention that `plain_payments` wrote. Raises GameError where a field is missing or bad."""
    with reading("intervention"):
        question = _read_question(data["question"])
        certificate = data["certificate"]
        return PaymentIntervention(
            question=question,
            cost=read_number(data["cost"], "cost"),
            change=tuple((_read_flow(one), read_back(one["amount"], "change")) for one in data["change"]),
            order=tuple(Elimination(*map(int, step)) for step in data["order"]),
            certificate=None if certificate is None else read_certificate(certificate, "certificate"),
            least=None if data["least"] is None else _read_least(data["least"]),
        )


def _plain_question(question: PaymentQuestion) -> dict[str, Any]:
    return {
        "game": question.game.to_dict(),
        "target": plain_target(question.target),
        "goal": question.goal,
        "margin": spelled(question.margin),
        "instruments": question.terms.instruments,
        "contingent": question.terms.contingent,
        "payers": list(question.terms.payers),
        "cost": question.cost,
        "budget": [[player, spelled(most)] for player, most in question.budget],
        "reversion": None if question.reversion is None else _plain_reversion(question.reversion),
    }


def _plain_reversion(reversion: Reversion) -> dict[str, Any]:
    return {
        "discount": [spelled(one) for one in reversion.discount],
        "answers": [list(answer) for answer in reversion.answers],
        "public_randomization": reversion.public_randomization,
    }


def _read_reversion(data: Mapping[str, Any]) -> Reversion:
    return Reversion(
        tuple(read_back(one, "question.reversion") for one in data["discount"]),
        tuple(tuple(map(int, answer)) for answer in data["answers"]),
        bool(data["public_randomization"]),
    )


def _read_question(data: Mapping[str, Any]) -> PaymentQuestion:
    game = NormalFormGame.from_dict(data["game"])
    terms = Terms(str(data["instruments"]), str(data["contingent"]), tuple(map(int, data["payers"])))
    return PaymentQuestion(
        game=game,
        target=read_target(data["target"], game),
        goal=str(data["goal"]),
        margin=read_back(data["margin"], "question.margin"),
        terms=terms,
        cost=str(data["cost"]),
        budget=tuple(
            (None if player is None else int(player), read_back(most, "question.budget"))
            for player, most in data["budget"]
        ),
        reversion=None if data.get("reversion") is None else _read_reversion(data["reversion"]),
    )


def plain_target(target: Target) -> dict[str, Any]:
    """The target as plain data."""
    if target.profile is not None:
        return {"profile": [[spelled(chance) for chance in strategy] for strategy in target.profile]}
    return {"chances": _plain_chances(target.chances)}


def read_target(data: Mapping[str, Any], game: NormalFormGame) -> Target:
    """The target that `plain_target` wrote. Raises GameError where it is none of the game."""
    if "profile" not in data:
        return lottery(game, _read_chances(data["chances"]))
    strategies = [tuple(read_back(chance, "target") for chance in strategy) for strategy in data["profile"]]
    return independent(game, tuple(strategies))


def _plain_chances(chances: Chances) -> list[list[Any]]:
    return [[list(profile), spelled(chance)] for profile, chance in chances]


def _read_chances(data: Iterable[Any]) -> Chances:
    return tuple((tuple(map(int, profile)), read_back(chance, "chances")) for profile, chance in data)


def _plain_flow(flow: Flow) -> dict[str, Any]:
    when = list(flow.when) if isinstance(flow.when, tuple) else flow.when
    plain = {"player": flow.player, "sanction": flow.sanction, "payer": flow.payer, "when": when}
    return {**plain, "bond": True} if flow.bond else plain


def _read_flow(data: Mapping[str, Any]) -> Flow:
    payer, when = data["payer"], data["when"]
    return Flow(
        player=int(data["player"]),
        sanction=bool(data["sanction"]),
        payer=None if payer is None else int(payer),
        when=tuple(map(int, when)) if isinstance(when, list) else int(when),
        bond=bool(data.get("bond", False)),
    )


def _plain_least(least: PricedLeast) -> dict[str, Any]:
    prices = [{**_plain_label(label), "price": spelled(price)} for label, price in least.prices]
    return {"bound": plain_number(least.bound), "searched": least.searched, "prices": prices}


def _read_least(data: Mapping[str, Any]) -> PricedLeast:
    prices = tuple((_read_label(one), read_back(one["price"], "least.prices")) for one in data["prices"])
    return PricedLeast(read_number(data["bound"], "least.bound"), prices, bool(data["searched"]))


def _plain_label(label: Label) -> dict[str, Any]:
    if isinstance(label, Demand):
        plain = {"player": label.player, "action": label.action, "other": label.other}
        return {"demand": {**plain, "against": _plain_chances(label.against), "margin": spelled(label.margin)}}
    if isinstance(label, PathDemand):
        return {"lasting": _plain_lasting(label)}
    if isinstance(label, Cap):
        return {"cap": {"player": label.player, "profile": None if label.profile is None else list(label.profile)}}
    return {"reserve": list(label.profile)}


def _read_label(data: Mapping[str, Any]) -> Label:
    if "demand" in data:
        one = data["demand"]
        places = int(one["player"]), int(one["action"]), int(one["other"])
        return Demand(*places, _read_chances(one["against"]), read_back(one["margin"], "least.prices"))
    if "lasting" in data:
        return _read_lasting(data["lasting"])
    if "cap" in data:
        player, profile = data["cap"]["player"], data["cap"]["profile"]
        return Cap(None if player is None else int(player), None if profile is None else tuple(map(int, profile)))
    return Reserve(tuple(map(int, data["reserve"])))


def _plain_lasting(demand: PathDemand) -> dict[str, Any]:
    return {
        "player": demand.player,
        "other": demand.other,
        "path": list(demand.path),
        "answer": list(demand.answer),
        "discount": spelled(demand.discount),
        "margin": spelled(demand.margin),
    }


def _read_lasting(data: Mapping[str, Any]) -> PathDemand:
    return PathDemand(
        player=int(data["player"]),
        other=int(data["other"]),
        path=tuple(map(int, data["path"])),
        answer=tuple(map(int, data["answer"])),
        discount=read_back(data["discount"], "least.prices"),
        margin=read_back(data["margin"], "least.prices"),
    )
