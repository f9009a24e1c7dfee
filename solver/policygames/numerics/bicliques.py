"""Maximal bicliques and connected components of small bipartite graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

Nodes = tuple[int, ...]
"""In ascending order."""


def maximal_bicliques(edges: Iterable[tuple[int, int]]) -> Iterator[tuple[Nodes, Nodes]]:
    """Every pair (left nodes, right nodes), all joined, to which no node can be added; each once.

    A maximal biclique is a closed set: the right nodes common to some left nodes, with all left nodes that share them.
    All closed sets arise by intersecting neighbourhoods one at a time.

    Source: Ganter and Wille, Formal Concept Analysis (1999), chapter 2.
    """
    neighbours = _neighbours(edges)
    seen: set[int] = set()
    todo = list(neighbours.values())
    while todo:
        right = todo.pop()
        if right and right not in seen:
            seen.add(right)
            yield tuple(left for left, joined in neighbours.items() if right & joined == right), _members(right)
            todo.extend({right & joined for joined in neighbours.values()})


def connected_edges(edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The positions of the edges, component by component, in the order of their first edge."""
    parents: dict[int, int] = {}
    for left, right in edges:  # left nodes stand for themselves, right ones for their complement
        parents[_root(parents, left)] = _root(parents, ~right)
    found: dict[int, list[int]] = {}
    for position, (left, _) in enumerate(edges):
        found.setdefault(_root(parents, left), []).append(position)
    return list(found.values())


def _root(parents: dict[int, int], node: int) -> int:
    """What stands for the component of a node; paths to it are halved (Tarjan and van Leeuwen 1984)."""
    while (parent := parents.setdefault(node, node)) != node:
        parents[node] = node = parents[parent]
    return node


def _neighbours(edges: Iterable[tuple[int, int]]) -> Mapping[int, int]:
    """The right nodes, as bits, that each left node is joined with; left nodes in ascending order."""
    neighbours: dict[int, int] = {}
    for left, right in sorted(edges):
        neighbours[left] = neighbours.get(left, 0) | 1 << right
    return neighbours


def _members(mask: int) -> Nodes:
    return tuple(place for place in range(mask.bit_length()) if mask >> place & 1)
