"""The cheapest amounts that meet linear demands, in exact arithmetic, with the prices that prove them cheapest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from policygames.budget import UNLIMITED, Budget
from policygames.numerics.exact import common_denominator
from policygames.numerics.programs import Program
from policygames.numerics.stepwise import finished_in_time

Row: TypeAlias = tuple[Mapping[int, Fraction], Fraction]
"""The coefficients of a demand by variable, and the least that their sum has to come to."""
MOST_ENTRIES = 2**17
"""The most entries in the table of one block of demands: some ten seconds."""
_ZERO = Fraction(0)


class TooLargeError(ArithmeticError):
    """A block of demands that hang together is larger than MOST_ENTRIES."""


@dataclass(frozen=True, slots=True)
class Least:
    """The cheapest `amounts`, one per variable, None where none meet all demands; `prices`, one per demand, prove it.

    For each variable prices times coefficients sum to no more than its cost, and prices times demands to the least
    cost; where nothing meets the demands they sum to 0 or less for each variable, and to more than 0.
    """

    amounts: tuple[Fraction, ...] | None
    prices: tuple[Fraction, ...]


def least_cost(costs: Sequence[Fraction], rows: Sequence[Row], budget: Budget = UNLIMITED) -> Least:
    """The least cost of amounts >= 0 with coefficients · amounts >= demand in every row; costs are at least 0.

    Demands that share no variable are met one block at a time. Raises TooLargeError for a block that is too large,
    DeadlineError once the time of the budget is over.

    Source: Dantzig, Linear Programming and Extensions (1963), for duality and the alternative of Farkas.
    """
    amounts, prices = [_ZERO] * len(costs), [_ZERO] * len(rows)
    for block in _blocks(rows):
        variables = sorted({variable for row in block for variable in rows[row][0]})
        within = [_within(rows[row], variables) for row in block]
        found = _solved([costs[variable] for variable in variables], within, budget)
        if found.amounts is None:
            return Least(None, _placed(found.prices, block, len(rows)))
        for variable, amount in zip(variables, found.amounts, strict=True):
            amounts[variable] = amount
        for row, price in zip(block, found.prices, strict=True):
            prices[row] = price
    return Least(tuple(amounts), tuple(prices))


def bound_flaw(
    costs: Sequence[Fraction], rows: Sequence[Row], prices: Sequence[Fraction], bound: Fraction | None
) -> str:
    """Why `prices` do not prove that meeting all demands costs at least `bound`, or, for None, that nothing does.

    In words; empty where they do.
    """
    if any(price < 0 for price in prices):
        return "a price is negative"
    limits = [_ZERO] * len(costs) if bound is None else costs
    if any(worth > limit for worth, limit in zip(_worths(rows, prices, len(costs)), limits, strict=True)):
        return "the prices make an amount worth more than it costs"
    value = sum((price * demand for price, (_, demand) in zip(prices, rows, strict=True)), _ZERO)
    if bound is None:
        return "" if value > 0 else "the prices do not prove that nothing meets the demands"
    return "" if value >= bound else "the prices do not prove that nothing costs less"


def unmet(rows: Sequence[Row], amounts: Sequence[Fraction]) -> str:
    """Why the amounts do not meet the demands, in words; empty where they do."""
    if any(amount < 0 for amount in amounts):
        return "amounts are at least 0"
    for coefficients, bound in rows:
        if sum((factor * amounts[variable] for variable, factor in coefficients.items()), _ZERO) < bound:
            return "a demand is not met"
    return ""


def cost_of(costs: Sequence[Fraction], amounts: Sequence[Fraction]) -> Fraction:
    """What the amounts cost."""
    return sum((cost * amount for cost, amount in zip(costs, amounts, strict=True) if amount), _ZERO)


def _worths(rows: Sequence[Row], prices: Sequence[Fraction], count: int) -> list[Fraction]:
    worths = [_ZERO] * count
    for (coefficients, _), price in zip(rows, prices, strict=True):
        for variable, factor in coefficients.items() if price else ():
            worths[variable] += price * factor
    return worths


def _blocks(rows: Sequence[Row]) -> Iterable[list[int]]:
    """The rows that say anything, together with those that share a variable with them."""
    chosen = [row for row, (factors, bound) in enumerate(rows) if bound > 0 or min(factors.values(), default=0) < 0]
    by_variable: dict[int, list[int]] = {}
    for row in chosen:
        for variable in rows[row][0]:
            by_variable.setdefault(variable, []).append(row)
    left = dict.fromkeys(chosen)
    while left:
        yield sorted(_connected(next(iter(left)), rows, by_variable, left))


def _connected(
    start: int, rows: Sequence[Row], by_variable: dict[int, list[int]], left: dict[int, None]
) -> Iterable[int]:
    waiting = [start]
    del left[start]
    while waiting:
        yield (row := waiting.pop())
        for variable in rows[row][0]:
            for other in by_variable.pop(variable, ()):
                if other in left:
                    del left[other]
                    waiting.append(other)


def _within(row: Row, variables: Sequence[int]) -> list[Fraction]:
    """The coefficients of the variables, and the demand."""
    return [*(row[0].get(variable, _ZERO) for variable in variables), row[1]]


def _placed(prices: Sequence[Fraction], block: Sequence[int], count: int) -> tuple[Fraction, ...]:
    placed = [_ZERO] * count
    for row, price in zip(block, prices, strict=True):
        placed[row] = price
    return tuple(placed)


def _solved(costs: Sequence[Fraction], rows: Sequence[Sequence[Fraction]], budget: Budget) -> Least:
    """One block, by the dual program: its solution are the prices, and its reduced costs the amounts."""
    if len(costs) * (len(rows) + len(costs)) > MOST_ENTRIES:
        raise TooLargeError(f"{len(rows)} demands on {len(costs)} amounts hang together")
    scales = [common_denominator(row) for row in rows]
    whole = [[int(entry * scale) for entry in row] for row, scale in zip(rows, scales, strict=True)]
    unit = common_denominator(costs)
    table = [
        [*(row[variable] for row in whole), *(int(variable == other) for other in range(len(costs)))]
        for variable in range(len(costs))
    ]
    objective = [*(row[-1] for row in whole), *([0] * len(costs))]
    if not table:
        return Least(None, tuple(Fraction(int(row[-1] > 0)) for row in whole))  # nothing can be paid, something is due
    program = Program(table, [int(cost * unit) for cost in costs])
    finished_in_time(program.feasible(), budget)
    if not finished_in_time(program.maximized(objective), budget):
        return Least(None, _impossible(table, objective, scales, budget))
    prices = [price * scale / unit for price, scale in zip(program.solution(), scales, strict=False)]
    return Least(tuple(program.reduced(range(len(rows), len(rows) + len(costs)))), tuple(prices))


def _impossible(
    table: Sequence[Sequence[int]], objective: Sequence[int], scales: Sequence[int], budget: Budget
) -> tuple[Fraction, ...]:
    """Prices that sum to at most 1 and are worth nothing for any amount, though the demands are."""
    count, width = len(scales), len(table[0])
    summed = [*([1] * count), *([0] * (width - count)), 1]
    program = Program([*([*row, 0] for row in table), summed], [*([0] * len(table)), 1])
    finished_in_time(program.feasible(), budget)
    finished_in_time(program.maximized([*objective, 0]), budget)
    return tuple(price * scale for price, scale in zip(program.solution(), scales, strict=False))
