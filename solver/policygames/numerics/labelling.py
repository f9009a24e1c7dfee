"""Vertices found by their labels: which of many have all of some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policygames.numerics.polytope import Vertex


class Labelled:
    """Vertices, with a bitset of positions for each label: a look-up takes one intersection per label asked for."""

    def __init__(self, vertices: Sequence[Vertex]) -> None:
        self._vertices = vertices
        self._having: dict[int, int] = {}
        for position, vertex in enumerate(vertices):
            for label in _members(vertex.labels):
                self._having[label] = self._having.get(label, 0) | (1 << position)

    def having(self, labels: int) -> Iterator[Vertex]:
        """The vertices that have every label of the bitmask `labels`."""
        return (self._vertices[position] for position in self.places(labels))

    def places(self, labels: int) -> Iterator[int]:
        """Where these stand in the list."""
        positions = (1 << len(self._vertices)) - 1
        for label in _members(labels):
            positions &= self._having.get(label, 0)
        return _members(positions)


def _members(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
