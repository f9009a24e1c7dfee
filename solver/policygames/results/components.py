"""The structure of all equilibria of a two-player game: components, the convex pieces they consist of, their index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeAlias

from policygames.certificates import ProfileGraph
from policygames.errors import CertificateError
from policygames.games import MixedProfile, Strategy
from policygames.games.profile_block import Weights
from policygames.games.profiles import whole_weights
from policygames.numerics.bicliques import Nodes, connected_edges, maximal_bicliques
from policygames.numerics.dimension import rank

NashSubset: TypeAlias = tuple[tuple[Strategy, ...], ...]
"""A maximal Nash subset: per player the exact strategies whose convex hulls multiply to it."""
MOST_SUBSETS = 10_000
"""The most maximal Nash subsets of a component that are listed: there can be exponentially many."""


@dataclass(frozen=True, slots=True)
class Component:
    """A connected component of the equilibria.

    `equilibria` are positions in the solution's list of extreme equilibria, `subsets` the maximal Nash subsets, whose
    union the component is; `dimension` is the largest dimension of one. Where `index` is not 0 the component cannot
    vanish by a small change of payoffs; it is None where the bases that it is read off are not at hand and, of
    three and more players, where it is not one regular equilibrium.
    """

    equilibria: tuple[int, ...]
    subsets: tuple[NashSubset, ...]
    index: int | None
    dimension: int


def components(extreme: Sequence[MixedProfile], graph: ProfileGraph) -> tuple[Component, ...] | None:
    """The components spanned by all `extreme` equilibria, `graph` being theirs.

    All equilibria are convex combinations of extreme ones that can be exchanged with one another: the maximal Nash
    subsets are the maximal bicliques of the graph whose edges are the extreme equilibria, and its components are those
    of all equilibria. None where a component has more than MOST_SUBSETS maximal Nash subsets.

    Source: Avis, Rosenberg, Savani and von Stengel, Economic Theory 42 (2010) 9-37, section 2; Jansen, Naval Research
    Logistics Quarterly 28 (1981) 311-319.
    """
    ends = zip(*graph.edges, strict=True)
    played = zip(*extreme, strict=True)
    strategies = [dict(zip(numbers, own, strict=True)) for numbers, own in zip(ends, played, strict=True)]
    found = []
    for positions in connected_edges(graph.edges):
        edges = [graph.edges[place] for place in positions]
        bicliques = _bicliques(edges)
        if len(bicliques) > MOST_SUBSETS:
            return None
        found.append(
            Component(
                equilibria=tuple(positions),
                subsets=tuple(_subset(strategies, pair) for pair in bicliques),
                index=None if graph.indices is None else sum(graph.indices.get(place, 0) for place in positions),
                dimension=_highest(bicliques, graph.weights),
            )
        )
    return tuple(found)


def surely_few(edges: Collection[tuple[int, int]]) -> bool:
    """Whether no graph of some of these edges has more than MOST_SUBSETS maximal bicliques; False where that is open.

    The right nodes of a maximal biclique determine it, and are among the neighbours of each of its left nodes: there
    are at most 2^d for each left node of degree d. So it is with sides exchanged.
    """
    return any(
        sum(1 << min(degree, _BEYOND) for degree in Counter(ends).values()) <= MOST_SUBSETS
        for ends in zip(*edges, strict=True)
    )


_BEYOND = MOST_SUBSETS.bit_length()  # 2 to this power is more than MOST_SUBSETS


def _bicliques(edges: Sequence[tuple[int, int]]) -> list[tuple[Nodes, Nodes]]:
    """In order; no more than one too many are looked for."""
    left, right = map(set, zip(*edges, strict=True))
    if len(edges) == len(left) * len(right):  # all are joined
        return [(tuple(sorted(left)), tuple(sorted(right)))]
    return sorted(islice(maximal_bicliques(edges), MOST_SUBSETS + 1))


def _highest(bicliques: Sequence[tuple[Nodes, Nodes]], weights: Sequence[Sequence[Weights]]) -> int:
    """The highest dimension of one: k points span at most k - 1, so that most need no closer look."""
    highest, bounds = 0, [len(left) + len(right) - 2 for left, right in bicliques]
    for bound, pair in sorted(zip(bounds, bicliques, strict=True), reverse=True):
        if bound <= highest:
            break
        hulls = ([own[node] for node in nodes] for own, nodes in zip(weights, pair, strict=True))
        highest = max(highest, sum(map(_dimension, hulls)))
    return highest


def _dimension(hull: Sequence[Weights]) -> int:
    """That of the hull of different vertices of one polytope: no three lie on a line, and none at the origin."""
    return len(hull) - 1 if len(hull) <= 3 else rank(hull) - 1


def _subset(strategies: Sequence[Mapping[int, Strategy]], nodes: Sequence[Sequence[int]]) -> NashSubset:
    return tuple(tuple([named[node] for node in own]) for named, own in zip(strategies, nodes, strict=True))


def confirmed(stated: Sequence[Component] | None, found: Sequence[Component] | None, *, complete: bool) -> str:
    """Empty where `stated` are the components that were found again; words where these are without their index.

    Raises CertificateError where they are others, or the indices of a complete list do not sum to 1.
    """
    if stated == found:
        return ""
    indices = [one.index for one in stated or () if one.index is not None]
    without = tuple(replace(one, index=None) for one in stated or ())
    if not complete or not stated or len(indices) < len(stated) or sum(indices) != 1 or without != found:
        raise CertificateError("the components are not those of the equilibria", path="components")
    return _NO_INDEX


_NO_INDEX = "the index of the components was not re-checked: it is read off the bases"


def graph_of(extreme: Sequence[MixedProfile], perturbed: Iterable[tuple[MixedProfile, int]] | None) -> ProfileGraph:
    """The graph of all `extreme` equilibria, with the indices of those that `perturbed` ones tend to.

    Strategies are numbered in the order in which they occur.
    """
    first, second = (_numbered(profile[player] for profile in extreme) for player in (0, 1))
    edges = [(first[row], second[column]) for row, column in extreme]
    weights = ([_whole(strategy) for strategy in first], [_whole(strategy) for strategy in second])
    if perturbed is None:
        return ProfileGraph(edges, weights, None)
    places = {profile: place for place, profile in enumerate(extreme)}
    indices: dict[int, int] = {}
    for profile, index in perturbed:
        if profile in places:
            indices[places[profile]] = indices.get(places[profile], 0) + index
    return ProfileGraph(edges, weights, indices)


def _whole(strategy: Strategy) -> Weights:
    chances, _ = whole_weights(strategy)
    return tuple(chances.get(action, 0) for action in range(len(strategy)))


def numbered(extreme: Sequence[MixedProfile], graph: ProfileGraph) -> ProfileGraph | None:
    """`graph` with strategies numbered as in `graph_of`; None where it is not that of `extreme`.

    Looked at is which strategies are the same, and whether the indices sum to 1, as they do by theorem.
    """
    if len(graph.edges) != len(extreme) or (graph.indices is not None and sum(graph.indices.values()) != 1):
        return None
    numbers: tuple[dict[int, int], dict[int, int]] = {}, {}
    known: tuple[dict[int, Strategy], dict[int, Strategy]] = {}, {}
    edges = []
    for (left, right), (own, other) in zip(graph.edges, extreme, strict=True):
        edges.append((numbers[0].setdefault(left, len(numbers[0])), numbers[1].setdefault(right, len(numbers[1]))))
        if not (_same(known[0].setdefault(left, own), own) and _same(known[1].setdefault(right, other), other)):
            return None
    first, second = ([own[end] for end in number] for own, number in zip(graph.weights, numbers, strict=True))
    if len(set(first)) < len(first) or len(set(second)) < len(second):
        return None
    return ProfileGraph(edges, (first, second), graph.indices)


def _same(one: Strategy, other: Strategy) -> bool:
    return one is other or one == other  # mostly the first, which takes less time


def _numbered(strategies: Iterable[Strategy]) -> dict[Strategy, int]:
    return {strategy: number for number, strategy in enumerate(dict.fromkeys(strategies))}
