"""The picture of like players with two actions: what each pays, by how many of the others choose the first."""

from __future__ import annotations

from typing import Any

from policygames.errors import UnsupportedError
from policygames.games import SymmetricGame
from policygames.numerics.exact import nearest_float
from policygames.report.figures import new_axes


def plot(game: SymmetricGame, ax: Any = None) -> Any:
    """Draws a line per action. `ax` are matplotlib axes, new ones without. Gives the axes.

    Raises UnsupportedError where there is not one group with two actions.
    """
    if game.shape != (2,):
        message = "pictures are drawn for one group of like players with two actions"
        raise UnsupportedError(message, reason="UNSUPPORTED_GAME", path="game")
    axes = new_axes() if ax is None else ax
    first, second = game.actions[0]
    payoffs = [nearest_float(one) for one in game.payoffs_by_counts(0)]
    others = range(game.sizes[0])
    for label, row in ((first, payoffs[: len(others)]), (second, payoffs[len(others) :])):
        axes.plot(others, row, marker="o", label=label)
    axes.set_xticks(list(others))
    axes.set_xlabel(f"how many of the others choose: {first}")
    axes.set_ylabel("payoff")
    axes.legend(loc="best", frameon=False)
    return axes
