"""All vertices of a best-response polytope, by exact lexicographic pivoting."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from policygames.numerics.linear import Row, exchanged, pivoted

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Vertex:
    """A vertex x of {x >= 0, rows · x <= 1}: bit i of `labels` says x[i] = 0, bit m + j that row j is tight."""

    labels: int
    point: tuple[int, ...]
    """x up to a positive factor: whole numbers, one per coordinate."""

    def lowest(self) -> tuple[int, ...]:
        """The point in lowest terms."""
        divisor = math.gcd(*self.point)
        return tuple([coordinate // divisor for coordinate in self.point])

    def strategy(self) -> tuple[Fraction, ...]:
        """The point scaled to sum 1."""
        total = sum(self.point)
        return tuple(Fraction(coordinate, total) if coordinate else _ZERO for coordinate in self.point)


@dataclass(frozen=True, slots=True)
class Basis:
    """A feasible basis as a condensed integer tableau: a column per nonbasic variable, then the right side.

    Variables below m are coordinates of x, the others slacks of the rows. Everything is over `divisor`.
    """

    rows: list[Row]
    basic: tuple[int, ...]
    nonbasic: tuple[int, ...]
    divisor: int

    @property
    def cobasis(self) -> int:
        """The nonbasic variables as a bitmask: it identifies the basis."""
        bits = 0
        for variable in self.nonbasic:
            bits |= 1 << variable
        return bits

    def vertex(self) -> Vertex:
        """The vertex that the basis describes."""
        labels, size = self.cobasis, len(self.nonbasic)
        point = [0] * size
        for row, variable in zip(self.rows, self.basic, strict=True):
            if row[-1] == 0:
                labels |= 1 << variable
            elif variable < size:
                point[variable] = row[-1]
        return Vertex(labels, tuple(point))

    def exchanged(self, row: int, column: int) -> Basis:
        """The basis after the variable of `row` has left it for that of `column`."""
        return Basis(
            rows=exchanged(self.rows, row, column, self.divisor),
            basic=(*self.basic[:row], self.nonbasic[column], *self.basic[row + 1 :]),
            nonbasic=(*self.nonbasic[:column], self.basic[row], *self.nonbasic[column + 1 :]),
            divisor=self.rows[row][column],
        )


def vertices(rows: Sequence[Sequence[int]]) -> Iterator[Vertex | None]:
    """Every vertex but the origin of {x >= 0, rows · x <= 1}, each once; None for every pivot that gives nothing new.

    `rows` hold positive whole numbers, so that the polytope is bounded and has full dimension. All bases that stay
    feasible when the right side is perturbed lexicographically are visited, and every vertex belongs to at least one of
    them: none is missed.

    Source: Avis, Rosenberg, Savani and von Stengel, Economic Theory 42 (2010) 9-37, sections 3 and 4.
    """
    found = {first_basis(rows).vertex().labels}
    for basis in walked(rows):
        vertex = None if basis is None else basis.vertex()
        yield None if vertex is None or vertex.labels in found else vertex
        if vertex is not None:
            found.add(vertex.labels)


def bases(rows: Sequence[Sequence[int]]) -> Iterator[Basis]:
    """Every basis, once, that is feasible when the right side of row j is 1 + e^(j+1) for all small e > 0."""
    return (basis for basis in walked(rows) if basis is not None)


def walked(rows: Sequence[Sequence[int]]) -> Iterator[Basis | None]:
    """The same, with a None for each pivot examined in vain; memory holds one tableau per step from the origin.

    Reverse search: the simplex method with Bland's rule leads from every basis to the origin, which alone minimizes
    the sum of x, since every lexicographic pivot makes the perturbed sum smaller. So its pivots form a tree, which is
    walked from the origin outwards: a pivot is taken if it is the one that the simplex method would take back.

    Source: Avis and Fukuda, Discrete and Computational Geometry 8 (1992) 295-313.
    """
    start = first_basis(rows)
    todo = [(start, [-1] * len(rows[0]), 0)]
    yield start
    while todo:
        basis, costs, column = todo.pop()
        if column + 1 < len(costs):
            todo.append((basis, costs, column + 1))
        child = _child(basis, costs, column)
        if child is not None:
            todo.append((*child, 0))
        yield child and child[0]


def _child(basis: Basis, costs: Row, column: int) -> tuple[Basis, Row] | None:
    """The basis after a pivot in `column` and its reduced costs; None where the simplex method would not come back.

    `costs` say by how much minus the sum of x grows with each nonbasic variable, over the basis' divisor.
    """
    if costs[column] >= 0:
        return None
    row = _leaving_row(basis, column)
    pivot, leaving = basis.rows[row], basis.basic[row]
    after = [
        (cost * pivot[column] - costs[column] * above) // basis.divisor
        for cost, above in zip(costs, pivot[:-1], strict=True)
    ]
    after[column] = 0  # of the variable that left: it is the one to come back
    if any(cost > 0 and variable < leaving for cost, variable in zip(after, basis.nonbasic, strict=True)):
        return None
    after[column] = -costs[column]
    return basis.exchanged(row, column), after


def vertex_at(rows: Sequence[Sequence[int]], labels: int, cobasis: int) -> Vertex:
    """The vertex with these labels, from one of its bases: the variables that are 0 there and determine it, as bits."""
    size = len(rows[0])
    played = [column for column in range(size) if not cobasis >> column & 1]
    system = [[*(row[column] for column in played), 1] for j, row in enumerate(rows) if cobasis >> (size + j) & 1]
    last = 1
    for column in range(len(played)):
        pivot = next(row for row in range(column, len(system)) if system[row][column])
        system[column], system[pivot] = system[pivot], system[column]
        system, last = pivoted(system, column, column, last), system[column][column]
    weights = dict(zip(played, (abs(row[-1]) for row in system), strict=True))  # all of one sign, that of the divisor
    return Vertex(labels, tuple(weights.get(coordinate, 0) for coordinate in range(size)))


def first_basis(rows: Sequence[Sequence[int]]) -> Basis:
    """The basis of the origin: all slacks are basic."""
    count, size = len(rows), len(rows[0])
    return Basis([[*row, 1] for row in rows], tuple(range(size, size + count)), tuple(range(size)), 1)


def _leaving_row(basis: Basis, column: int) -> int:
    """The row of the lexicographically least ratio: the slacks' columns, in order, break ties of the right side."""
    tied = _least(basis, [index for index, row in enumerate(basis.rows) if row[column] > 0], column, -1)
    if len(tied) == 1:
        return tied[0]
    columns = {variable: place for place, variable in enumerate(basis.nonbasic)}
    homes = {variable: row for row, variable in enumerate(basis.basic)}
    size = len(columns)
    for slack in range(size, size + len(basis.rows)):
        if slack in columns:
            tied = _least(basis, tied, column, columns[slack])
        elif homes[slack] in tied:  # a unit vector: positive there, 0 in the other rows
            tied.remove(homes[slack])
        if len(tied) == 1:
            break
    return tied[0]


def _least(basis: Basis, candidates: Sequence[int], column: int, value: int) -> list[int]:
    """The candidate rows with the least ratio of the entry in column `value` to the (positive) one in `column`."""
    best: list[int] = []
    for row in candidates:
        here, there = basis.rows[row], basis.rows[best[0] if best else row]
        difference = here[value] * there[column] - there[value] * here[column]
        if difference <= 0:
            best = [*best, row] if difference == 0 else [row]
    return best
