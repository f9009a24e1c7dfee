"""The proof that a list of bases holds all vertices of a best-response polytope, and its check."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from policygames.numerics.polytope import Basis, Vertex, first_basis


class ClosureError(ValueError):
    """The list of bases does not prove that no vertex is missing."""


def vertices_of_closed(rows: Sequence[Sequence[int]], cobases: Collection[int]) -> list[Vertex]:
    """All vertices but the origin of {x >= 0, rows · x <= 1}, given the cobases of all bases.

    Checked is that every basis is feasible once the right side is perturbed lexicographically, so that it is a vertex
    of a simple polytope, and that every edge leaving a listed vertex ends in a listed one: an edge lies on all but one
    of the facets of either end, so each such set of facets must occur exactly twice. The graph of a polytope is
    connected (Balinski, Pacific Journal of Mathematics 11 (1961) 431-434): a list closed in this sense misses none.

    Raises ClosureError where the list is no such proof.
    """
    listed = set(cobases)
    if len(listed) < len(cobases):
        raise ClosureError("a basis is listed twice")
    found: dict[int, Vertex] = {}
    for basis in _walked(first_basis(rows), _edges(listed, len(rows[0])), listed):
        vertex = basis.vertex()
        found.setdefault(vertex.labels, vertex)
    return [vertex for vertex in found.values() if any(vertex.point)]


def _edges(listed: Collection[int], size: int) -> Mapping[int, list[int]]:
    """For each edge, as the bitmask of its facets, the two listed vertices that it joins."""
    edges: dict[int, list[int]] = {}
    for cobasis in listed:
        if cobasis.bit_count() != size:
            raise ClosureError(f"a basis has {cobasis.bit_count()} nonbasic variables, not {size}")
        for variable in _members(cobasis):
            edges.setdefault(cobasis ^ (1 << variable), []).append(cobasis)
    if any(len(ends) != 2 for ends in edges.values()):
        raise ClosureError("an edge leads to a basis that is not listed")
    return edges


def _walked(start: Basis, edges: Mapping[int, list[int]], listed: Collection[int]) -> Iterator[Basis]:
    """Every listed basis, reached along listed edges and found feasible."""
    if start.cobasis not in listed:
        raise ClosureError("the basis of the origin is not listed")
    reached, todo = {start.cobasis}, [start]
    while todo:
        basis = todo.pop()
        yield basis
        here = basis.cobasis
        for column, entering in enumerate(basis.nonbasic):
            ends = edges[here ^ (1 << entering)]
            other = ends[0] if ends[1] == here else ends[1]
            if other not in reached:
                reached.add(other)
                todo.append(_feasible(basis, column, other))
    if len(reached) < len(listed):
        raise ClosureError("a listed basis is not connected with the others")


def _feasible(basis: Basis, column: int, cobasis: int) -> Basis:
    """The basis on the other end of an edge. Raises ClosureError where it is not feasible."""
    (leaving,) = _members(cobasis & ~basis.cobasis)
    row = basis.basic.index(leaving) if leaving in basis.basic else -1
    if row < 0 or basis.rows[row][column] <= 0:
        raise ClosureError("a listed basis is not feasible")
    after = basis.exchanged(row, column)
    if not all(_is_positive(after, row) for row in range(len(after.rows))):
        raise ClosureError("a listed basis is not feasible")
    return after


def _is_positive(basis: Basis, row: int) -> bool:
    """Whether the basic variable of `row` is positive once row j of the polytope has the right side 1 + e^(j+1)."""
    if basis.rows[row][-1]:
        return basis.rows[row][-1] > 0
    size = len(basis.nonbasic)
    columns = {variable: column for column, variable in enumerate(basis.nonbasic)}
    for slack in range(size, size + len(basis.rows)):
        entry = basis.rows[row][columns[slack]] if slack in columns else int(basis.basic[row] == slack)
        if entry:
            return entry > 0
    return False


def _members(mask: int) -> list[int]:
    return [variable for variable in range(mask.bit_length()) if mask >> variable & 1]
