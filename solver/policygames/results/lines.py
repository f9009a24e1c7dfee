"""Components of equilibria of any number of players, as far as exact equilibria show them: lines along one strategy."""

from __future__ import annotations

from collections.abc import Sequence

from policygames.games import Candidate, MixedProfile, NormalFormGame, Strategy
from policygames.games.regular import regular_index
from policygames.numerics.dimension import affine_dimension
from policygames.results.components import Component, NashSubset


def line_components(game: NormalFormGame, candidates: Sequence[Candidate]) -> tuple[Component, ...]:
    """The equilibria joined wherever only one player's strategy differs, each component with the sets that join it.

    If two equilibria differ in one player's strategy only, all between them are equilibria: that player is indifferent
    among best responses, and the payoffs of all others are linear in between. `dimension` is that of the largest such
    set: the component may be larger. Equilibria that are known within a box stand alone, without a subset. `index` is
    that of a regular equilibrium alone, None for others.
    """
    exact = {place: one for place, one in enumerate(candidates) if isinstance(one, tuple)}
    lines = _lines(exact)
    found, left = [], dict.fromkeys(range(len(candidates)))
    while left:
        positions = _connected(next(iter(left)), lines)
        for place in positions:
            del left[place]
        inside = [line for line in lines if line[1][0] in positions]
        subsets = [_subset(exact, *line) for line in inside] or [
            _point(exact[place]) for place in positions if place in exact
        ]
        dimension = max((affine_dimension(hull) for subset in subsets for hull in subset), default=0)
        index = regular_index(game, candidates[min(positions)]) if len(positions) == 1 else None
        found.append(Component(tuple(sorted(positions)), tuple(sorted(subsets)), index, dimension))
    return tuple(found)


Line = tuple[int, list[int]]
"""A player, and the places of equilibria that differ in that player's strategy only."""


def _lines(exact: dict[int, MixedProfile]) -> list[Line]:
    groups: dict[tuple[int, tuple[Strategy, ...]], list[int]] = {}
    for place, profile in exact.items():
        for player in range(len(profile)):
            groups.setdefault((player, (*profile[:player], *profile[player + 1 :])), []).append(place)
    return [(player, places) for (player, _), places in groups.items() if len(places) > 1]


def _connected(start: int, lines: Sequence[Line]) -> set[int]:
    found, waiting = {start}, [start]
    while waiting:
        place = waiting.pop()
        fresh = {other for _, places in lines if place in places for other in places} - found
        found |= fresh
        waiting += fresh
    return found


def _subset(exact: dict[int, MixedProfile], player: int, places: Sequence[int]) -> NashSubset:
    profile = exact[places[0]]
    hull = tuple(sorted(exact[place][player] for place in places))
    return tuple(hull if index == player else (strategy,) for index, strategy in enumerate(profile))


def _point(profile: MixedProfile) -> NashSubset:
    return tuple((strategy,) for strategy in profile)
