"""Words for components: which equilibria are corners of a continuum, and what may be mixed there."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from policygames.games import NormalFormGame
from policygames.games.profiles import support
from policygames.results.components import Component, NashSubset
from policygames.results.wording import listed, ratio

MOST_SUBSETS_TOLD = 8
"""The most maximal Nash subsets of a component that are put into words."""


def component_words(game: NormalFormGame, component: Component) -> str:
    """What a continuum of equilibria holds, and whether small changes of the payoffs can make it vanish."""
    corners = listed([str(position + 1) for position in component.equilibria])
    opening = f"Equilibria {corners} are corners of a continuum of dimension {component.dimension}"
    told = component.subsets[:MOST_SUBSETS_TOLD]
    left = len(component.subsets) - len(told)
    more = f"; {left} more such sets" if left else ""
    return f"{opening}: {'; or '.join(_subset_words(game, subset) for subset in told)}{more}.{_index_words(component)}"


def _subset_words(game: NormalFormGame, subset: NashSubset) -> str:
    return ", while ".join(_hull_words(game, player, hull) for player, hull in enumerate(subset))


def _hull_words(game: NormalFormGame, player: int, hull: Sequence[Sequence[Fraction]]) -> str:
    words = [_strategy_words(game, player, strategy) for strategy in hull]
    return f"{game.players[player]} plays {words[0] if len(words) == 1 else f'any mix of {listed(words)}'}"


def _strategy_words(game: NormalFormGame, player: int, strategy: Sequence[Fraction]) -> str:
    played = support(tuple(strategy))
    names = [f"“{game.actions[player][action]}”" for action in played]
    if len(played) == 1:
        return names[0]
    odds = [f"{name} {ratio(strategy[action])}" for name, action in zip(names, played, strict=True)]
    return f"({', '.join(odds)})"


def _index_words(component: Component) -> str:
    if component.index is None:
        return ""
    if component.index == 0:
        return " Its index is 0: small changes of the payoffs may make it vanish."
    return f" Its index is {component.index}: no small change of the payoffs makes it vanish."
