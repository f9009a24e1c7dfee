"""The picture of a process of learning or selection: a line per action."""

from __future__ import annotations

from typing import Any

from policygames.errors import not_installed
from policygames.results.learning_path import LearningPath

STYLES = ("-", "--", ":", "-.")
"""One per player, in turn."""


def plot(path: LearningPath, ax: Any = None) -> Any:
    """Draws how often each action is played over time, players told by the style of their lines. Gives the axes."""
    axes = _new_axes() if ax is None else ax
    names = ("population",) if path.populations == 1 else path.game.players
    for player, (name, actions, own) in enumerate(zip(names, path.game.actions, path.profiles, strict=False)):
        for index, action in enumerate(actions):
            style = STYLES[player % len(STYLES)]
            axes.plot(path.times, own[:, index], style, color=f"C{index % 10}", label=f"{name}: {action}")
    axes.set_xlabel("time")
    axes.set_ylabel("frequency")
    axes.set_ylim(-0.02, 1.02)
    axes.set_title(path.process if path.converged else f"{path.process} (not settled)")
    axes.legend(loc="best", frameon=False)
    return axes


def _new_axes() -> Any:
    try:
        from matplotlib.figure import Figure
    except ModuleNotFoundError as error:
        raise not_installed(error) from error
    return Figure(figsize=(6, 4), layout="constrained").subplots()
