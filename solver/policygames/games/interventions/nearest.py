"""The nearest value of one parameter, or of several in which payoffs are linear, at which all demands hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from policygames.games.interventions.parameters import ParameterDemand, ParameterQuestion, Point
from policygames.numerics.least_cost import Row, cost_of, least_cost
from policygames.numerics.polynomials import Polynomial, sign_at
from policygames.numerics.roots import Root, roots_between, sign_near

WIDTH = Fraction(1, 10**13)
"""How closely an irrational value is enclosed, in shares of the parameter's range."""
_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest `values` at which the demands hold, None where they hold nowhere in the ranges, and what they cost.

    The cost lies in (low, cost], or is it where both are one. `binding` are the demands that do not hold a little
    nearer: of one parameter those that fail there; of several those with a price, which `prices` prove.
    """

    values: Point | None
    cost: Fraction | None
    low: Fraction | None
    binding: tuple[ParameterDemand, ...]
    prices: tuple[Fraction, ...] = ()


class NotLinearError(ArithmeticError):
    """Several parameters move, and payoffs are not linear in them."""


class NotRationalError(ArithmeticError):
    """The demands hold at an irrational value alone, and not beyond it."""


def nearest(question: ParameterQuestion) -> Nearest:
    """The nearest values at which the demands hold, exact but where a single parameter's is irrational."""
    return _one(question) if len(question.axes) == 1 else _several(question)


def _one(question: ParameterQuestion) -> Nearest:
    """By the roots of what the demands are along the parameter: the nearest value is one of them, or where it stands.

    Where demands begin to hold, one of them is 0; so only roots need be tried, in order, on both sides.
    """
    (axis,) = question.axes
    demands = list(question.demands())
    polys = [one.form.along((axis.low,), (axis.high,)) for one in demands]
    width = axis.high - axis.low
    start = (question.start[0] - axis.low) / width
    if _holds(polys, Root.at(start)):
        return Nearest(question.start, _ZERO, _ZERO, ())
    sides = [_side(polys, start, _ZERO), _side(polys, start, _ONE)]
    found = min((one for one in sides if one is not None), key=lambda one: _distance(one, start)[1], default=None)
    if found is None:
        return Nearest(None, None, None, _failing(demands, polys, start))
    low, high = _distance(found, start)
    value = start + high if found.low >= start else start - high
    if not found.is_exact and not _holds(polys, Root.at(value)):
        raise NotRationalError
    before = start + low if found.low >= start else start - low
    nearer = _between(found, polys, before, start)
    return Nearest((axis.low + width * value,), width * high, width * low, _failing(demands, polys, nearer))


def _side(polys: Sequence[Polynomial], start: Fraction, end: Fraction) -> Root | None:
    """The root nearest to the start, on its way to one end, at which all hold."""
    low, high = min(start, end), max(start, end)
    roots = [root for poly in set(polys) if poly for root in (roots_between(poly, low, high) if low < high else ())]
    roots.append(Root.at(end))
    holding = [_sharp(root) for root in roots if _holds(polys, root)]
    return min(holding, key=lambda root: _distance(root, start)[1], default=None)


def _sharp(root: Root) -> Root:
    """The root itself where it is rational, else enclosed closely."""
    return root.rational().within(WIDTH)


def _holds(polys: Sequence[Polynomial], root: Root) -> bool:
    return all(not poly or sign_near(poly, root) <= 0 for poly in polys)


def _failing(
    demands: Sequence[ParameterDemand], polys: Sequence[Polynomial], point: Fraction
) -> tuple[ParameterDemand, ...]:
    return tuple(one for one, poly in zip(demands, polys, strict=True) if poly and sign_at(poly, point) > 0)


def _distance(root: Root, start: Fraction) -> tuple[Fraction, Fraction]:
    """How far a root is from the start, at least and at most."""
    return (root.low - start, root.high - start) if root.low >= start else (start - root.high, start - root.low)


def _between(found: Root, polys: Sequence[Polynomial], before: Fraction, start: Fraction) -> Fraction:
    """A point between the start and the value, so near to this that no other root lies between."""
    if not found.is_exact:
        return before
    low, high = min(before, start), max(before, start)
    roots = [root for poly in set(polys) if poly for root in roots_between(poly, low, high)]
    ends = [_clear_of(root, before) for root in roots]
    edge = max([start, *(one.high for one in ends)]) if before > start else min([start, *(one.low for one in ends)])
    return (before + edge) / 2


def _clear_of(root: Root, point: Fraction) -> Root:
    """The same root in an interval that does not end at a point that it is not."""
    while point in (root.low, root.high) and not root.is_exact:
        root = root.halved()
    return root


def _several(question: ParameterQuestion) -> Nearest:
    demands = list(question.demands())
    costs, rows = linear_rows(question, demands)
    found = least_cost(costs, rows)
    binding = tuple(one for one, price in zip(demands, found.prices, strict=False) if price)
    if found.amounts is None:
        return Nearest(None, None, None, binding, found.prices)
    cost = cost_of(costs, found.amounts)
    amounts = _thrifty(costs, rows, cost) or found.amounts
    return Nearest(tuple(_moved(question, amounts)), cost, cost, binding, found.prices)


def _thrifty(costs: Sequence[Fraction], rows: Sequence[Row], cost: Fraction) -> tuple[Fraction, ...] | None:
    """Of all that cost as little, amounts that move the least in all: no parameter moves without need."""
    capped: Row = ({place: -one for place, one in enumerate(costs) if one}, -cost)
    return least_cost([_ONE] * len(costs), [*rows, capped]).amounts


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
