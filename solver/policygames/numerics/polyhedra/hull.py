"""The half-spaces whose intersection is the convex hull of given points, whatever the dimension of these."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from fractions import Fraction

from policygames.numerics.linear import solved
from policygames.numerics.polyhedra.polytope import Polytope, Whole, cut, primitive, whole
from policygames.numerics.stepwise import finished


def hull_rows(points: Sequence[Whole]) -> tuple[Whole, ...]:
    """The facets of the hull of at least one point, and two opposite rows per equation of its affine hull."""
    return finished(hull_rows_stepwise(points))


def hull_rows_stepwise(points: Sequence[Whole]) -> Generator[None, None, tuple[Whole, ...]]:
    """The same, with a None after each point that made a difference.

    In coordinates that determine all others on the affine hull, the rows that hold at all points form a pointed cone;
    its extreme rays are the facets. It is cut out point by point, starting from a simplex.

    Source: Fukuda and Prodon, LNCS 1120 (1996) 91-111.
    """
    unique = list(dict.fromkeys(points))
    basis, chosen = _independent(unique)
    pivots = sorted(basis)
    seen = [tuple(point[pivot] for pivot in pivots) for point in unique]
    cone = _simplex([seen[index] for index in chosen])
    for point in seen:
        after = cut(cone, point)
        if after is not cone:
            cone = after
            yield None
    size = len(unique[0])
    facets = (_lifted(facet, pivots, size) for facet in cone.points if any(facet[1:]))
    return (*facets, *_equations(basis, size))


def _independent(points: Sequence[Whole]) -> tuple[dict[int, list[Fraction]], list[int]]:
    """A reduced basis of the span of the points by pivot column, and the indices of points that span the same."""
    basis: dict[int, list[Fraction]] = {}
    chosen: list[int] = []
    for index, point in enumerate(points):
        rest = _reduced(list(map(Fraction, point)), basis)
        pivot = next((column for column, value in enumerate(rest) if value), None)
        if pivot is None:
            continue
        one = [value / rest[pivot] for value in rest]
        basis = {column: _reduced(row, {pivot: one}) for column, row in basis.items()} | {pivot: one}
        chosen.append(index)
        if len(basis) == len(point):
            break
    return basis, chosen


def _reduced(row: list[Fraction], basis: dict[int, list[Fraction]]) -> list[Fraction]:
    for pivot, one in basis.items():
        if factor := row[pivot]:
            row = [value - factor * other for value, other in zip(row, one, strict=True)]
    return row


def _simplex(corners: Sequence[Whole]) -> Polytope:
    """The rows that hold at independent points, as a cone: its rays are the facets, the points its rows."""
    matrix = [list(map(Fraction, corner)) for corner in corners]
    everywhere = (1 << len(corners)) - 1
    rays = []
    for index in range(len(corners)):
        values = solved(matrix, [Fraction(index == other) for other in range(len(corners))])
        rays.append(whole(values))
    return Polytope(tuple(corners), tuple(rays), tuple(everywhere ^ 1 << index for index in range(len(corners))))


def _lifted(facet: Whole, pivots: Sequence[int], size: int) -> Whole:
    values = dict(zip(pivots, facet, strict=True))
    return tuple(values.get(column, 0) for column in range(size))


def _equations(basis: dict[int, list[Fraction]], size: int) -> Iterable[Whole]:
    """For each coordinate that the others determine, both rows of the equation."""
    for column in range(size):
        if column not in basis:
            values = [Fraction(0)] * size
            values[column] = Fraction(1)
            for pivot, one in basis.items():
                values[pivot] = -one[column]
            row = whole(values)
            yield row
            yield primitive(tuple(-value for value in row))
