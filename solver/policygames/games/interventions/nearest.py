"""The nearest value of one parameter, or of several in which payoffs are linear, at which all demands hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from policygames.budget import UNLIMITED, Budget
from policygames.games.interventions.nearest_value import nearest_value
from policygames.games.interventions.parameters import (
    Nearest,
    NotLinearError,
    ParameterDemand,
    ParameterQuestion,
    Point,
)
from policygames.numerics.least_cost import Row, cost_of, least_cost

_ZERO, _ONE = Fraction(0), Fraction(1)


def nearest(question: ParameterQuestion, budget: Budget = UNLIMITED) -> Nearest:
    """The nearest values at which the demands hold, exact but where a single parameter's is irrational.

    Raises DeadlineError once the time of the budget is over.
    """
    return nearest_value(question, budget) if len(question.axes) == 1 else _several(question, budget)


def _several(question: ParameterQuestion, budget: Budget) -> Nearest:
    demands = list(question.demands())
    costs, rows = linear_rows(question, demands)
    found = least_cost(costs, rows, budget)
    binding = tuple(one for one, price in zip(demands, found.prices, strict=False) if price)
    if found.amounts is None:
        return Nearest(None, None, None, binding, found.prices)
    cost = cost_of(costs, found.amounts)
    amounts = _thrifty(costs, rows, cost, budget) or found.amounts
    return Nearest(tuple(_moved(question, amounts)), cost, cost, binding, found.prices)


def _thrifty(
    costs: Sequence[Fraction], rows: Sequence[Row], cost: Fraction, budget: Budget
) -> tuple[Fraction, ...] | None:
    """Of all that cost as little, amounts that move the least in all: no parameter moves without need."""
    capped: Row = ({place: -one for place, one in enumerate(costs) if one}, -cost)
    return least_cost([_ONE] * len(costs), [*rows, capped], budget).amounts


def _moved(question: ParameterQuestion, amounts: Sequence[Fraction]) -> Iterator[Fraction]:
    for place, (axis, stood) in enumerate(zip(question.axes, question.start, strict=True)):
        up, down = amounts[2 * place : 2 * place + 2]
        yield stood + (axis.high - axis.low) * (up - down)


def linear_rows(question: ParameterQuestion, demands: Sequence[ParameterDemand]) -> tuple[list[Fraction], list[Row]]:
    """The program of several parameters: for each how far it moves up and down, in shares of its range.

    For the norm "largest" one more variable is at least what each moves. Raises NotLinearError where a demand is none.
    """
    count, start = len(question.axes), question.start
    widths = [axis.high - axis.low for axis in question.axes]
    rows: list[Row] = [_linear(one, start, widths) for one in demands]
    for place, (axis, stood) in enumerate(zip(question.axes, start, strict=True)):
        rows.append(({2 * place: Fraction(-1)}, -(axis.high - stood) / widths[place]))
        rows.append(({2 * place + 1: Fraction(-1)}, -(stood - axis.low) / widths[place]))
        if question.norm == "largest":
            rows.append(({2 * place: Fraction(-1), 2 * place + 1: Fraction(-1), 2 * count: _ONE}, _ZERO))
    costs = [*([_ZERO] * (2 * count)), _ONE] if question.norm == "largest" else [_ONE] * (2 * count)
    return costs, rows


def _linear(demand: ParameterDemand, start: Point, widths: Sequence[Fraction]) -> Row:
    factors: dict[int, Fraction] = {}
    for powers, coefficient in demand.form.terms:
        if sum(powers) > 1:
            raise NotLinearError
        for place, power in enumerate(powers):
            if power:
                factors[2 * place] = -coefficient * widths[place]
                factors[2 * place + 1] = coefficient * widths[place]
    return factors, demand.form.at(start)
