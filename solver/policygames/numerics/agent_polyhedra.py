"""Vertices of best-response polyhedra whose strategies are several distributions: one for each type of a player."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import TypeAlias

from policygames.numerics.lexicographic import Dictionary, leaving, neighbour, pivoted, with_ties

Reply: TypeAlias = Sequence[int]
"""What a reply pays against each action of each type, whole numbers in the order of the actions."""


@dataclass(frozen=True, slots=True)
class AgentVertex:
    """A vertex: a distribution per type, and its labels as a bitmask.

    Bit k is set where the k-th of all actions of all types is not played; the bits after those, where the k-th of all
    replies of all opponents' types is a best one of that type.
    """

    strategies: tuple[tuple[Fraction, ...], ...]
    labels: int


def vertices(sizes: Sequence[int], replies: Sequence[Sequence[Reply]]) -> Iterator[AgentVertex | None]:
    """All vertices of {(x, v): x a distribution per type, replies[k] · x <= v[k] for each opponent's type k}.

    `sizes` counts the actions of each type. A None comes with every basis. All lexicographically feasible bases are
    visited: their graph is connected, and every vertex has one.

    Source: Koller, Megiddo and von Stengel, Games and Economic Behavior 14 (1996) 247-259, for the polyhedron; Dantzig,
    Orden and Wolfe, Pacific Journal of Mathematics 5 (1955) 183-195, for the rule.
    """
    first = _first(sizes, replies)
    seen, waiting, known = {frozenset(first.nonbasic)}, [first], set[int]()
    while waiting:
        here = waiting.pop()
        vertex = _vertex(here, sizes)
        if vertex.labels not in known:
            known.add(vertex.labels)
            yield vertex
        for column in range(len(here.nonbasic)):
            yield None
            row = leaving(here, column)
            if row is None or neighbour(here, row, column) in seen:
                continue
            seen.add(neighbour(here, row, column))
            waiting.append(pivoted(here, row, column))


def _first(sizes: Sequence[int], replies: Sequence[Sequence[Reply]]) -> Dictionary:
    """The basis in which every type plays their first action, and one best reply of each opponent's type is tight."""
    starts = [0, *accumulate(sizes)]
    heads, others = starts[:-1], [action for action in range(starts[-1]) if action not in starts[:-1]]
    head_of = {action: start for start, size in zip(heads, sizes, strict=True) for action in range(start, start + size)}
    tight, slack = _split(replies, heads)
    table = [[int(head_of[action] == head) for action in others] + [0] * len(tight) + [1] for head in heads]
    offset = starts[-1]
    for agent, reply, _ in slack:
        best = replies[agent][tight[agent][0]]
        lead = [above - below for above, below in zip(best, replies[agent][reply], strict=True)]
        own = [lead[head_of[action]] - lead[action] for action in others]
        table.append([*own, *(-int(one == agent) for one in range(len(tight))), sum(lead[head] for head in heads)])
    return with_ties(
        table,
        (*heads, *(offset + number for _, _, number in slack)),
        (*others, *(offset + number for _, number in tight)),
    )


def _split(
    replies: Sequence[Sequence[Reply]], heads: Sequence[int]
) -> tuple[list[tuple[int, int]], list[tuple[int, int, int]]]:
    """Of each opponent's type the best reply with its number among all; the other ones, each with type and number."""
    tight, slack, number = [], [], 0
    for agent, own in enumerate(replies):
        paid = [sum(reply[head] for head in heads) for reply in own]
        best = paid.index(max(paid))
        tight.append((best, number + best))
        slack += [(agent, reply, number + reply) for reply in range(len(own)) if reply != best]
        number += len(own)
    return tight, slack


def _vertex(here: Dictionary, sizes: Sequence[int]) -> AgentVertex:
    place = len(here.nonbasic)
    worth = {variable: row[place] for variable, row in zip(here.basic, here.rows, strict=True)}
    labels = sum(1 << variable for variable in here.nonbasic)
    labels += sum(1 << variable for variable, value in worth.items() if not value)
    starts = [0, *accumulate(sizes)]
    strategies = tuple(
        tuple(Fraction(worth.get(action, 0), here.divisor) for action in range(start, start + size))
        for start, size in zip(starts[:-1], sizes, strict=True)
    )
    return AgentVertex(strategies, labels)
