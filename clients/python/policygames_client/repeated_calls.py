"""What is asked about patience and play again and again: signatures as in `policygames`, with a deadline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from policygames.budget import budget_for
from policygames.certificates import Certificate, Refusal
from policygames.games import NormalFormGame, RepeatedGame
from policygames.results import AnyThreshold
from policygames.results.discounts import DiscountInterval
from policygames.results.folk_set import FolkSet
from policygames.results.limit_payoffs import LimitPayoffs
from policygames.results.minmax import Minmax
from policygames.results.strategy import Strategy
from policygames.results.transfer_schedule import TransferSchedule
from policygames.wire import analyses, requests, strategies
from policygames.wire.folk_sets import read_folk_set, read_minmax, read_schedule
from policygames.wire.limits import read_limit
from policygames.wire.responses import read_critical_discount_response

from policygames_client.calls import Call


def critical_discount(
    game: NormalFormGame,
    path: Sequence[str | int],
    *,
    punishment: Any = "optimal",
    transfers: bool = False,
    deadline: float | None = None,
) -> Call[AnyThreshold]:
    """The least patience that sustains `path`, as `pg.critical_discount` gives it."""
    budget_for(deadline)
    question = requests.patience_question(game, path, punishment, transfers=transfers)
    request = requests.critical_discount_request(question)
    return Call("CriticalDiscount", request, lambda response: read_critical_discount_response(response, game), deadline)


def minmax(
    game: NormalFormGame, player: str | int, strategies: str = "pure", *, deadline: float | None = None
) -> Call[Minmax]:
    """How far the others can hold `player` down, as `pg.minmax` gives it."""
    budget_for(deadline)
    request = analyses.minmax_request(game, player, strategies)
    return Call("Minmax", request, lambda response: read_minmax(response.minmax, game), deadline)


def folk_set(game: NormalFormGame, strategies: str = "pure", *, deadline: float | None = None) -> Call[FolkSet]:
    """The feasible and individually rational payoffs, as `pg.folk_set` gives them."""
    budget_for(deadline)
    request = analyses.folk_set_request(game, strategies)
    return Call("FolkSet", request, lambda response: read_folk_set(response.folk_set, game), deadline)


def transfer_schedule(game: NormalFormGame, *, deadline: float | None = None) -> Call[TransferSchedule]:
    """What side payments sustain, as `pg.transfer_schedule` gives it."""
    budget_for(deadline)
    request = analyses.transfer_schedule_request(game)
    return Call("TransferSchedule", request, lambda response: read_schedule(response.schedule, game), deadline)


def limit_payoffs(repeated: RepeatedGame, *, deadline: float | None = None) -> Call[LimitPayoffs]:
    """What very patient players can sustain under a public signal, as `pg.limit_payoffs` gives it."""
    budget_for(deadline)
    request = analyses.limit_payoffs_request(repeated)
    return Call("LimitPayoffs", request, lambda response: read_limit(response.limit, repeated), deadline)


def check_strategy(strategy: Strategy, discount: Any, *, deadline: float | None = None) -> Call[Certificate | Refusal]:
    """Whether nobody gains by deviating from `strategy`, as `strategy.check(discount)` says here."""
    budget_for(deadline)
    return Call("CheckStrategy", strategies.check_request(strategy, discount), strategies.read_check_response, deadline)


def strategy_discounts(strategy: Strategy, *, deadline: float | None = None) -> Call[tuple[DiscountInterval, ...]]:
    """Every discount factor at which `strategy` is an equilibrium, as `strategy.discounts()` says here."""
    budget_for(deadline)
    request = strategies.discounts_request(strategy)
    return Call("StrategyDiscounts", request, strategies.read_discounts_response, deadline)
