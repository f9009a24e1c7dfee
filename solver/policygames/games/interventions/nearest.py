"""The nearest value of one parameter, or of several in which payoffs are linear, at which all demands hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

from policygames.budget import UNLIMITED, Budget
from policygames.games.game_cells import GameCell, Guard
from policygames.games.interventions.nearest_value import WIDTH, nearest_value
from policygames.games.interventions.parameters import (
    Nearest,
    NotLinearError,
    ParameterDemand,
    ParameterQuestion,
    Point,
)
from policygames.numerics.least_cost import Row, cost_of, least_cost

Program: TypeAlias = tuple[Sequence[Fraction], Sequence[Row]]
"""Costs and rows."""
_ZERO, _ONE = Fraction(0), Fraction(1)


def nearest(question: ParameterQuestion, budget: Budget = UNLIMITED) -> Nearest:
    """The nearest values at which the demands hold, exact but where a single parameter's is irrational.

    Raises DeadlineError once the time of the budget is over.
    """
    if len(question.axes) == 1:
        return nearest_value(question, budget)
    return _in_cells(question, budget) if question.cells else _several(question, budget)


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


def _in_cells(question: ParameterQuestion, budget: Budget) -> Nearest:
    """The nearest values of several parameters, each cell having a program of its own: the best of all."""
    found = [one for cell in question.cells if (one := _in_cell(question, cell, budget)) is not None]
    best = min(found, key=lambda one: (one.low, not one.is_attained), default=None)
    if best is not None:
        return best
    here = next(cell for cell in question.cells if cell.contains(question.start))
    failing = (one for one in question.within(here).demands() if one.form.sign_at(question.start) > 0)
    return Nearest(None, None, None, tuple(failing))


def _in_cell(question: ParameterQuestion, cell: GameCell, budget: Budget) -> Nearest | None:
    """The nearest values in a cell. Where its edge is nearest and not part of it, values just beyond that."""
    inside = question.within(cell)
    demands = list(inside.demands())
    costs, rows = linear_rows(inside, [*demands, *_edges(cell.guards)])
    found = least_cost(costs, rows, budget)
    if found.amounts is None:
        return None
    cost = cost_of(costs, found.amounts)
    values = _in_or_beyond(question, cell, (costs, rows), cost, budget)
    if values is None:
        return None
    paid = question.distance(values)
    binding = tuple(one for one, price in zip(demands, found.prices, strict=False) if price)
    return Nearest(values, paid, cost, binding, found.prices, is_attained=paid == cost)


def _in_or_beyond(
    question: ParameterQuestion, cell: GameCell, program: Program, cost: Fraction, budget: Budget
) -> Point | None:
    """Values of the cell for that cost; where none are that cheap, for a little more; None where there are none."""
    for amounts in _tried(question, cell, program, cost, budget):
        values = tuple(_moved(question, amounts)) if amounts else None
        if values is not None and cell.contains(values):
            return values
    return None


def _tried(
    question: ParameterQuestion, cell: GameCell, program: Program, cost: Fraction, budget: Budget
) -> Iterator[tuple[Fraction, ...] | None]:
    """Amounts that may lead into a cell, the best first: a program each, so that none is solved in vain."""
    yield _thrifty(*program, cost, budget)
    yield _off_edges(question, cell, program, cost, budget)
    yield _off_edges(question, cell, program, cost + WIDTH, budget)


def _edges(guards: Sequence[Guard]) -> Iterator[ParameterDemand]:
    """What holds where guards do and on the edges of that: forms that are not positive."""
    for form, signs in guards:
        if 1 not in signs:
            yield ParameterDemand(0, 0, form)
        if -1 not in signs:
            yield ParameterDemand(0, 0, form.times(-1))


def _off_edges(
    question: ParameterQuestion, cell: GameCell, program: Program, most: Fraction, budget: Budget
) -> tuple[Fraction, ...] | None:
    """Amounts that cost no more than `most` and keep off the edges that do not belong to a cell, if any do."""
    costs, rows = program
    slack = len(costs)
    apart = list(_edges([guard for guard in cell.guards if 0 not in guard[1]]))
    _, strict = linear_rows(question, apart)
    kept: list[Row] = [({**factors, slack: _ONE}, bound + 1) for factors, bound in strict[: len(apart)]]
    capped: Row = ({place: -one for place, one in enumerate(costs) if one}, -most)
    found = least_cost([*([_ZERO] * slack), _ONE], [*rows, *kept, capped], budget)
    return None if found.amounts is None else found.amounts[:slack]


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
