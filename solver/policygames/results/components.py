"""The structure of all equilibria of a two-player game: components, the convex pieces they consist of, their index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from policygames.games import MixedProfile, Strategy
from policygames.numerics.bicliques import connected_edges, maximal_bicliques
from policygames.numerics.dimension import affine_dimension

NashSubset: TypeAlias = tuple[tuple[Strategy, ...], ...]
"""A maximal Nash subset: per player the exact strategies whose convex hulls multiply to it."""
MOST_SUBSETS = 10_000
"""The most maximal Nash subsets of a component that are listed: there can be exponentially many."""


@dataclass(frozen=True, slots=True)
class Component:
    """A connected component of the equilibria.

    `equilibria` are positions in the solution's list of extreme equilibria, `subsets` the maximal Nash subsets, whose
    union the component is; `dimension` is the largest dimension of one. Where `index` is not 0 the component cannot
    vanish by a small change of payoffs; it is None where the bases that it is read off are not at hand.
    """

    equilibria: tuple[int, ...]
    subsets: tuple[NashSubset, ...]
    index: int | None
    dimension: int


def components(
    extreme: Sequence[MixedProfile], perturbed: Iterable[tuple[MixedProfile, int]] | None
) -> tuple[Component, ...] | None:
    """The components spanned by all `extreme` equilibria, with the indices of those that `perturbed` ones tend to.

    All equilibria are convex combinations of extreme ones that can be exchanged with one another: the maximal Nash
    subsets are the maximal bicliques of the graph whose edges are the extreme equilibria, and its components are those
    of all equilibria. None where a component has more than MOST_SUBSETS maximal Nash subsets.

    Source: Avis, Rosenberg, Savani and von Stengel, Economic Theory 42 (2010) 9-37, section 2; Jansen, Naval Research
    Logistics Quarterly 28 (1981) 311-319.
    """
    first, second = (_numbered(profile[player] for profile in extreme) for player in (0, 1))
    edges = [(first[row], second[column]) for row, column in extreme]
    strategies = (list(first), list(second))
    indices = None if perturbed is None else _summed(perturbed)
    found = [_component(positions, extreme, edges, strategies, indices) for positions in connected_edges(edges)]
    whole = [one for one in found if one is not None]
    return tuple(whole) if len(whole) == len(found) else None


def _component(
    positions: Sequence[int],
    extreme: Sequence[MixedProfile],
    edges: Sequence[tuple[int, int]],
    strategies: tuple[list[Strategy], list[Strategy]],
    indices: dict[MixedProfile, int] | None,
) -> Component | None:
    bicliques = list(islice(maximal_bicliques(edges[place] for place in positions), MOST_SUBSETS + 1))
    if len(bicliques) > MOST_SUBSETS:
        return None
    subsets = sorted(
        tuple(tuple(named[node] for node in sorted(nodes)) for named, nodes in zip(strategies, pair, strict=True))
        for pair in bicliques
    )
    return Component(
        equilibria=tuple(positions),
        subsets=tuple(subsets),
        index=None if indices is None else sum(indices.get(extreme[place], 0) for place in positions),
        dimension=max(sum(affine_dimension(hull) for hull in subset) for subset in subsets),
    )


def _numbered(strategies: Iterable[Strategy]) -> dict[Strategy, int]:
    return {strategy: number for number, strategy in enumerate(dict.fromkeys(strategies))}


def _summed(perturbed: Iterable[tuple[MixedProfile, int]]) -> dict[MixedProfile, int]:
    sums: dict[MixedProfile, int] = {}
    for profile, index in perturbed:
        sums[profile] = sums.get(profile, 0) + index
    return sums
