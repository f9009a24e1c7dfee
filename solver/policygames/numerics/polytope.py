"""All vertices of a best-response polytope, by exact lexicographic pivoting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from policygames.numerics.linear import Row, pivoted


@dataclass(frozen=True, slots=True)
class Vertex:
    """A vertex x of {x >= 0, rows · x <= 1}: bit i of `labels` says x[i] = 0, bit m + j that row j is tight."""

    labels: int
    point: tuple[int, ...]
    """x up to a positive factor: whole numbers, one per coordinate."""

    def strategy(self) -> tuple[Fraction, ...]:
        """The point scaled to sum 1."""
        total = sum(self.point)
        return tuple(Fraction(coordinate, total) for coordinate in self.point)


@dataclass(frozen=True, slots=True)
class _Basis:
    """A feasible basis as an integer tableau: columns of x, of the slacks, and the right side, all over `divisor`."""

    rows: list[Row]
    basic: tuple[int, ...]
    divisor: int


def vertices(rows: Sequence[Sequence[int]]) -> Iterator[Vertex | None]:
    """Every vertex but the origin of {x >= 0, rows · x <= 1}, each once; None for every basis that gives nothing new.

    `rows` hold positive whole numbers, so that the polytope is bounded and has full dimension. All bases that are
    feasible after a lexicographic perturbation of the right side are visited: they are the vertices of a simple
    polytope, whose graph is connected, and every vertex of the polytope itself belongs to at least one of them. So none
    is missed.

    Source: Avis, Rosenberg, Savani and von Stengel, Economic Theory 42 (2010) 9-37, sections 3 and 4; Balinski, Pacific
    Journal of Mathematics 11 (1961) 431-434 (connectedness).
    """
    start = _first_basis(rows)
    visited, found = {frozenset(start.basic)}, {_vertex(start).labels}
    todo = [start]
    while todo:
        basis = todo.pop()
        for neighbour in _neighbours(basis, visited):
            visited.add(frozenset(neighbour.basic))
            todo.append(neighbour)
            vertex = _vertex(neighbour)
            yield None if vertex.labels in found else vertex
            found.add(vertex.labels)


def _first_basis(rows: Sequence[Sequence[int]]) -> _Basis:
    count, size = len(rows), len(rows[0])
    slack = [[int(row == column) for column in range(count)] for row in range(count)]
    return _Basis([[*row, *slack[j], 1] for j, row in enumerate(rows)], tuple(range(size, size + count)), 1)


def _neighbours(basis: _Basis, visited: set[frozenset[int]]) -> Iterator[_Basis]:
    for entering in set(range(len(basis.rows[0]) - 1)) - set(basis.basic):
        leaving = _leaving_row(basis, entering)
        basic = (*basis.basic[:leaving], entering, *basis.basic[leaving + 1 :])
        if frozenset(basic) not in visited:
            rows = pivoted(basis.rows, leaving, entering, basis.divisor)
            yield _Basis(rows, basic, basis.rows[leaving][entering])


def _leaving_row(basis: _Basis, entering: int) -> int:
    """The row of the lexicographically least ratio: the slack columns, in order, break ties of the right side."""
    rows = [index for index, row in enumerate(basis.rows) if row[entering] > 0]
    width = len(basis.rows[0])
    for column in (width - 1, *range(width - 1 - len(basis.rows), width - 1)):
        if len(rows) == 1:
            break
        rows = _least(basis.rows, rows, column, entering)
    return rows[0]


def _least(tableau: list[Row], rows: list[int], column: int, entering: int) -> list[int]:
    best = [rows[0]]
    for row in rows[1:]:
        here, there = tableau[row], tableau[best[0]]
        difference = here[column] * there[entering] - there[column] * here[entering]
        if difference <= 0:
            best = [*best, row] if difference == 0 else [row]
    return best


def _vertex(basis: _Basis) -> Vertex:
    width = len(basis.rows[0]) - 1
    values = [0] * width
    for row, variable in zip(basis.rows, basis.basic, strict=True):
        values[variable] = row[-1]
    labels = sum(1 << variable for variable, value in enumerate(values) if value == 0)
    return Vertex(labels, tuple(values[: width - len(basis.rows)]))
