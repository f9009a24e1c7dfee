"""The lever "payment": the cheapest payments and sanctions that bring a target about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from policygames.budget import Budget
from policygames.errors import UnsupportedError
from policygames.games.interventions.demands import Elimination
from policygames.games.interventions.orders import CheapestOrder, cheapest_order, direct_order
from policygames.games.interventions.payments import Change, PaymentProgram, PaymentQuestion
from policygames.games.interventions.repeated_payments import RepeatedPaymentQuestion
from policygames.numerics.least_cost import Least, TooLargeError, cost_of, least_cost, unmet
from policygames.results.payment_intervention import (
    PaymentIntervention,
    PricedLeast,
    certified,
    exhaustive,
    program_of,
)

_NONE = Fraction(0)


def answered(question: PaymentQuestion, budget: Budget) -> PaymentIntervention:
    """The cheapest promises that answer a question; of orders of elimination those that the budget has time for.

    Raises UnsupportedError where the program is too large, DeadlineError where there is no answer in time.
    """
    try:
        return _unique(question, budget) if question.goal == "unique" else _cheapest(question, budget)
    except TooLargeError as error:
        message = f"{error}: too large a program; cost='paid' without a budget falls into small ones"
        raise UnsupportedError(message, reason="GAME_TOO_LARGE", path="game") from error


def answered_repeated(question: RepeatedPaymentQuestion, budget: Budget) -> PaymentIntervention:
    """The cheapest promises by which the path lasts, of all ways to answer deviations the one that costs least.

    Raises UnsupportedError and DeadlineError as `answered` does: an answer that was not tried may cost less.
    """
    found = (answered(one, budget) for one in question.each())
    return min(found, key=lambda one: (one.cost is None, one.cost or Fraction(0)))


def _cheapest(question: PaymentQuestion, budget: Budget) -> PaymentIntervention:
    program = program_of(question, ())
    if not unmet(program.rows, [_NONE] * len(program.costs)):  # and not what is free, but not needed either
        return PaymentIntervention(question, _NONE, (), (), certified(question, (), ()), None)
    found = least_cost(program.costs, program.rows, budget)
    return _made(question, program, found, (), _priced(program, found))


def _unique(question: PaymentQuestion, budget: Budget) -> PaymentIntervention:
    """By the cheapest order of elimination; the target being strict is what any order has to meet."""
    needed = program_of(question, ())
    least = least_cost(needed.costs, needed.rows, budget)
    if least.amounts is None:
        return _made(question, needed, least, (), _priced(needed, least))
    order = direct_order(question.game.shape, question.profile)
    program = program_of(question, order)
    found, bound = least_cost(program.costs, program.rows, budget), _priced(needed, least)
    answer = _Ordered(order, program, found, bound)
    if found.amounts is None or _cost(program, found) != _cost(needed, least):
        answer = _searched(question, answer, budget)
    return _made(question, answer.program, answer.found, answer.order, answer.bound)


@dataclass(frozen=True, slots=True)
class _Ordered:
    """An order of elimination, what it costs, and what any order costs at least."""

    order: tuple[Elimination, ...]
    program: PaymentProgram
    found: Least
    bound: PricedLeast


def _searched(question: PaymentQuestion, direct: _Ordered, budget: Budget) -> _Ordered:
    """The cheapest of all orders that were tried, with the proof that there is none cheaper where that is known."""
    best = cheapest_order(question, budget=budget)
    proven = best.complete and exhaustive(question)
    found = direct if best.order is None or not _cheaper(best, direct) else _ordered(question, best.order, direct)
    if proven:
        return replace(found, bound=PricedLeast(best.cost, (), searched=True))
    if found.found.amounts is None:
        budget.check("no order of elimination was found")
        message = "no order of elimination was found within the budget, and none is proven to pass it"
        raise UnsupportedError(message, reason="UNDECIDED_INTERVENTION", path="budget")
    return found


def _cheaper(best: CheapestOrder, direct: _Ordered) -> bool:
    if best.cost is None:
        return False
    return direct.found.amounts is None or best.cost < _cost(direct.program, direct.found)


def _ordered(question: PaymentQuestion, order: tuple[Elimination, ...], direct: _Ordered) -> _Ordered:
    """Another order; its program was within the budget once, so that it is solved again whatever the time."""
    program = program_of(question, order)
    return _Ordered(order, program, least_cost(program.costs, program.rows), direct.bound)


def _made(
    question: PaymentQuestion,
    program: PaymentProgram,
    found: Least,
    order: tuple[Elimination, ...],
    least: PricedLeast,
) -> PaymentIntervention:
    if found.amounts is None:
        return PaymentIntervention(question, None, (), (), None, least)
    change: Change = tuple((flow, n) for flow, n in zip(program.flows, found.amounts, strict=False) if n)
    cost = _cost(program, found)
    certificate = certified(question, change, order)
    return PaymentIntervention(question, cost, change, order, certificate, least if cost else None)


def _priced(program: PaymentProgram, found: Least) -> PricedLeast:
    prices = tuple((label, price) for label, price in zip(program.labels, found.prices, strict=True) if price)
    bound = None if found.amounts is None else _cost(program, found)
    return PricedLeast(bound, prices)


def _cost(program: PaymentProgram, found: Least) -> Fraction:
    return cost_of(program.costs, found.amounts or ())
