"""The lever "payment": the cheapest payments and sanctions that bring a target about."""

from __future__ import annotations

from fractions import Fraction

from policygames.errors import UnsupportedError
from policygames.games.interventions.demands import Elimination
from policygames.games.interventions.orders import cheapest_order, direct_order
from policygames.games.interventions.payments import Change, PaymentProgram, PaymentQuestion
from policygames.numerics.least_cost import Least, TooLargeError, cost_of, least_cost
from policygames.results.payment_intervention import (
    PaymentIntervention,
    PricedLeast,
    certified,
    exhaustive,
    program_of,
)


def answered(question: PaymentQuestion) -> PaymentIntervention:
    """The cheapest promises that answer a question. Raises UnsupportedError where the program is too large."""
    try:
        return _unique(question) if question.goal == "unique" else _cheapest(question)
    except TooLargeError as error:
        message = f"{error}: too large a program; cost='paid' without a budget falls into small ones"
        raise UnsupportedError(message, reason="GAME_TOO_LARGE", path="game") from error


def _cheapest(question: PaymentQuestion) -> PaymentIntervention:
    program = program_of(question, ())
    found = least_cost(program.costs, program.rows)
    return _made(question, program, found, (), _priced(program, found))


def _unique(question: PaymentQuestion) -> PaymentIntervention:
    """By the cheapest order of elimination; the target being strict is what any order has to meet."""
    needed = program_of(question, ())
    least = least_cost(needed.costs, needed.rows)
    if least.amounts is None:
        return _made(question, needed, least, (), _priced(needed, least))
    order = direct_order(question.game.shape, question.profile)
    program = program_of(question, order)
    found, bound = least_cost(program.costs, program.rows), _priced(needed, least)
    if found.amounts is None or _cost(program, found) != _cost(needed, least):
        order, program, found, bound = _searched(question, order, program, found, bound)
    return _made(question, program, found, order, bound)


def _searched(
    question: PaymentQuestion,
    order: tuple[Elimination, ...],
    program: PaymentProgram,
    found: Least,
    bound: PricedLeast,
) -> tuple[tuple[Elimination, ...], PaymentProgram, Least, PricedLeast]:
    """The cheapest of all orders that were tried, with the proof that there is none cheaper where that is known."""
    best = cheapest_order(question)
    proven = best.complete and exhaustive(question)
    cheaper = best.cost is not None and (found.amounts is None or best.cost < _cost(program, found))
    if best.order is not None and cheaper:
        order, program = best.order, program_of(question, best.order)
        found = least_cost(program.costs, program.rows)
    if proven:
        bound = PricedLeast(best.cost, (), searched=True)
    if found.amounts is None and not proven:
        message = "no order of elimination was found within the budget, and none is proven to pass it"
        raise UnsupportedError(message, reason="UNDECIDED_INTERVENTION", path="budget")
    return order, program, found, bound


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
