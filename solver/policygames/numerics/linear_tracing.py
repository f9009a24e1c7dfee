"""The linear tracing procedure for two players, exactly: from best replies to a prior to an equilibrium."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from policygames.numerics.exact import common_denominator, over
from policygames.numerics.lexicographic import Dictionary, leaving, pivoted, with_ties

Strategies: TypeAlias = tuple[tuple[Fraction, ...], tuple[Fraction, ...]]


def traced(first: Any, second: Any, prior: Strategies) -> Iterator[tuple[Fraction, Strategies]]:
    """Where the path bends: the weight t of the game against the prior, and an equilibrium of that mixture.

    `first` and `second` hold whole payoffs, shape (m, n). At weight t a player gets t times what the other's strategy
    pays and 1 - t times what the prior pays. The path starts where t is 0 and ends where it is 1; ties of best replies
    go to the lowest index and, along the path, by the lexicographic rule.

    Source: Harsanyi, International Journal of Game Theory 4 (1975) 61-94; van den Elzen and Talman, Methods of
    Operations Research 64 (1991) 3-21; von Stengel, van den Elzen and Talman, Econometrica 70 (2002) 693-715.
    """
    here, column = _first(first, second, prior)
    shape = (len(first), len(first[0]))
    size = sum(shape)
    yield Fraction(0), _start(here, shape)
    while True:
        row = leaving(here, column)
        if row is None:
            raise ArithmeticError("the tracing procedure ends in a ray")
        gone, here = here.basic[row], pivoted(here, row, column)
        weight = 1 - _value(here, 2 * size)
        if weight:
            x, y = (
                [_value(here, start + k) / weight for k in range(count)]
                for start, count in zip((0, shape[0]), shape, strict=True)
            )
            yield weight, (tuple(x), tuple(y))
        if gone == 2 * size:
            return
        column = here.nonbasic.index((gone + size) % (2 * size))


def _value(here: Dictionary, variable: int) -> Fraction:
    if variable not in here.basic:
        return Fraction(0)
    return Fraction(here.rows[here.basic.index(variable)][len(here.nonbasic)], here.divisor)


def _start(here: Dictionary, shape: tuple[int, int]) -> Strategies:
    """The best replies to the prior with which the path starts: those without slack."""
    size = sum(shape)
    tight = [variable - size for variable in here.nonbasic if variable >= size]
    row, column = sorted(tight)
    return (
        tuple(Fraction(int(k == row)) for k in range(shape[0])),
        tuple(Fraction(int(k == column - shape[0])) for k in range(shape[1])),
    )


def _first(first: Any, second: Any, prior: Strategies) -> tuple[Dictionary, int]:
    """The basis at the prior, and the column that enters.

    Variables are x, then y, each strategy times t; after them the slacks of their actions; last 1 - t. With the best
    replies r and c to the prior, the basis holds x[r], 1 - t and all slacks but theirs: sum x = sum y = t.
    """
    m, n = len(first), len(first[0])
    a = [_expected(prior[1], row) for row in first]
    b = [_expected(prior[0], column) for column in zip(*second, strict=True)]
    r, c = a.index(max(a)), b.index(max(b))
    others = [i for i in range(m) if i != r]
    free = [j for j in range(n) if j != c]
    head = [
        [*(1 for _ in others), *(-1 for _ in range(n)), 0, 0, 0],
        [*(0 for _ in others), *(1 for _ in range(n)), 0, 0, 1],
    ]
    rows = [_of_row(first, i, r, a, n) for i in others] + [_of_column(second, j, c, b, (r, others)) for j in free]
    size = m + n
    basic = [r, 2 * size, *(size + i for i in others), *(size + m + j for j in free)]
    nonbasic = [*others, *(m + j for j in range(n)), size + r, size + m + c]
    return with_ties([*head, *map(_whole, rows)], basic, nonbasic), len(others) + c


def _expected(chances: Sequence[Fraction], payoffs: Sequence[Any]) -> Fraction:
    pairs = zip(chances, payoffs, strict=True)
    return sum((chance * int(payoff) for chance, payoff in pairs), Fraction(0))


def _of_row(first: Any, i: int, r: int, a: Sequence[Fraction], n: int) -> list[Fraction]:
    """slack[i] - slack[r] - ((A[r] - A[i]) - (a[r] - a[i])) y = a[r] - a[i]."""
    lead = a[r] - a[i]
    entries = [lead - (int(first[r][j]) - int(first[i][j])) for j in range(n)]
    return [*(Fraction(0) for _ in range(len(first) - 1)), *entries, Fraction(-1), Fraction(0), lead]


def _of_column(second: Any, j: int, c: int, b: Sequence[Fraction], rows: tuple[int, Sequence[int]]) -> list[Fraction]:
    """The same for the other player, with x[r] = sum y - sum of the other x."""
    r, others = rows
    lead = b[c] - b[j]
    gains = [int(row[c]) - int(row[j]) for row in second]
    entries = [Fraction(gains[r] - gains[i]) for i in others]
    return [*entries, *(lead - gains[r] for _ in range(len(second[0]))), Fraction(0), Fraction(-1), lead]


def _whole(row: Sequence[Fraction]) -> list[int]:
    """The row in whole numbers: its slack counts in another unit, which changes no sign."""
    return over(list(row), common_denominator(row))
