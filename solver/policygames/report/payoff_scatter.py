"""The picture of a game of two players: what each gets in every pure profile, and which are equilibria."""

from __future__ import annotations

from itertools import product
from typing import Any

from policygames.errors import UnsupportedError
from policygames.games import NormalFormGame, PureProfile
from policygames.numerics.best_responses import pure_equilibria
from policygames.numerics.exact import nearest_float
from policygames.report.figures import new_axes

MOST_NAMED = 9
"""The most profiles whose actions are written beside them."""


def plot(game: NormalFormGame, ax: Any = None) -> Any:
    """Draws a point per pure profile, at the payoffs of both players; pure equilibria are filled.

    `ax` are matplotlib axes, new ones without. Gives the axes. Raises UnsupportedError where there are not two players.
    """
    if len(game.players) != 2:
        message = f"pictures are drawn for two players; there are {len(game.players)}"
        raise UnsupportedError(message, reason="UNSUPPORTED_PLAYERS", path="players")
    axes = new_axes() if ax is None else ax
    profiles, stable = list(product(*map(range, game.shape))), set(pure_equilibria(game.numerators))
    places = {one: tuple(nearest_float(game.payoff(player, one)) for player in (0, 1)) for one in profiles}
    for label, chosen, style in (
        ("pure profile", [one for one in profiles if one not in stable], {"facecolors": "none"}),
        ("pure equilibrium", [one for one in profiles if one in stable], {}),
    ):
        if chosen:
            points = zip(*(places[one] for one in chosen), strict=True)
            axes.scatter(*points, edgecolors="tab:blue", label=label, **style)
    if len(profiles) <= MOST_NAMED:
        _name(axes, game, places)
    axes.margins(x=0.3, y=0.15)
    axes.set_xlabel(game.players[0])
    axes.set_ylabel(game.players[1])
    axes.legend(loc="best", frameon=False)
    return axes


def _name(axes: Any, game: NormalFormGame, places: dict[PureProfile, tuple[float, ...]]) -> None:
    """Writes the actions beside each point; profiles that pay the same share a place."""
    together: dict[tuple[float, ...], list[str]] = {}
    for profile, place in places.items():
        words = ",\n".join(game.actions[player][action] for player, action in enumerate(profile))
        together.setdefault(place, []).append(words)
    for place, told in together.items():
        axes.annotate("\nand ".join(told), place, textcoords="offset points", xytext=(4, 4), fontsize=6)
