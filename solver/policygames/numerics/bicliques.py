"""Maximal bicliques and connected components of small bipartite graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

Nodes = frozenset[int]


def maximal_bicliques(edges: Iterable[tuple[int, int]]) -> Iterator[tuple[Nodes, Nodes]]:
    """Every pair (left nodes, right nodes), all joined, to which no node can be added; each once.

    A maximal biclique is a closed set: the right nodes common to some left nodes, with all left nodes that share them.
    All closed sets arise by intersecting neighbourhoods one at a time.

    Source: Ganter and Wille, Formal Concept Analysis (1999), chapter 2.
    """
    neighbours = _neighbours(edges)
    seen: set[Nodes] = set()
    todo = list(neighbours.values())
    while todo:
        right = todo.pop()
        if right and right not in seen:
            seen.add(right)
            yield frozenset(left for left, joined in neighbours.items() if right <= joined), right
            todo.extend(right & joined for joined in neighbours.values())


def connected_edges(edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The positions of the edges, component by component, in the order of their first edge."""
    component: dict[tuple[str, int], list[int]] = {}
    for position, (left, right) in enumerate(edges):
        ends = (("left", left), ("right", right))
        joined = [component[end] for end in ends if end in component]
        merged = sorted({place for one in joined for place in one} | {position})
        for end, old in list(component.items()):
            if any(old is one for one in joined):
                component[end] = merged
        component.update(dict.fromkeys(ends, merged))
    return [list(one) for one in sorted({tuple(one) for one in component.values()})]


def _neighbours(edges: Iterable[tuple[int, int]]) -> Mapping[int, Nodes]:
    found: dict[int, set[int]] = {}
    for left, right in edges:
        found.setdefault(left, set()).add(right)
    return {left: frozenset(right) for left, right in found.items()}
