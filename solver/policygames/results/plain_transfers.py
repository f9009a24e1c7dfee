"""Payment plans, and why less patience does not do with side payments, as plain data, every number exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from policygames.errors import GameError
from policygames.games import NormalFormGame, PureProfile
from policygames.numerics.exact import read_back, spelled
from policygames.results.payment_plan import Payment, PaymentPlan
from policygames.results.plain_points import plain_point, read_point


def plain_plan(plan: PaymentPlan) -> dict[str, Any]:
    """The plan as plain data, without its game and its path."""
    return {
        "discount": spelled(plan.discount),
        "punishments": plain_point(plan.punishments),
        "each_period": _plain_payments(plan.each_period),
        "at_first": _plain_payments(plan.at_first),
    }


def read_plan(data: Mapping[str, Any], game: NormalFormGame, path: PureProfile, place: str) -> PaymentPlan:
    """The plan that `plain_plan` wrote. Raises GameError, naming the place, or KeyError where something is bad."""
    return PaymentPlan(
        stage_game=game,
        path=path,
        discount=read_back(data["discount"], f"{place}.discount"),
        punishments=read_point(data["punishments"], f"{place}.punishments", len(game.players)),
        each_period=_read_payments(data["each_period"], game, f"{place}.each_period"),
        at_first=_read_payments(data["at_first"], game, f"{place}.at_first"),
    )


def _plain_payments(payments: Sequence[Payment]) -> list[dict[str, Any]]:
    return [{"payer": one.payer, "receiver": one.receiver, "amount": spelled(one.amount)} for one in payments]


def _read_payments(rows: Sequence[Mapping[str, Any]], game: NormalFormGame, path: str) -> tuple[Payment, ...]:
    return tuple(_read_payment(one, game, f"{path}[{place}]") for place, one in enumerate(rows))


def _read_payment(data: Mapping[str, Any], game: NormalFormGame, path: str) -> Payment:
    named = [data["payer"], *([] if data["receiver"] is None else [data["receiver"]])]
    for name in named:
        if name not in game.players:
            raise GameError(f"there is no player {name!r}", reason="UNKNOWN_NAME", path=path)
    return Payment(data["payer"], data["receiver"], read_back(data["amount"], f"{path}.amount"))
