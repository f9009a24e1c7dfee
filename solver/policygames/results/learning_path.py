"""How play evolves under a process of learning or selection: frequencies over time, and whether it settled."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from policygames.errors import not_installed
from policygames.games import NormalFormGame
from policygames.results.wording import listed

if TYPE_CHECKING:
    import pandas as pd

Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LearningPath:
    """Frequencies of actions over time; `converged` is said, never assumed.

    `times` has shape (k,); `profiles` holds an array of shape (k, m) per player — of one population, where the game is
    symmetric and `populations` is 1. `gain` is what deviating from the last profile gains at most, or for regret
    matching the largest average regret, in payoff units. `distribution` is how often each profile was played, in the
    shape of the game, where that matters; `seed` is that of the random numbers drawn, None for none.
    """

    game: NormalFormGame
    process: str
    times: Reals
    profiles: tuple[Reals, ...]
    gain: float
    converged: bool
    ending: str
    populations: int = 2
    distribution: Reals | None = None
    seed: int | None = None
    warnings: tuple[str, ...] = ()

    @property
    def last(self) -> tuple[Reals, ...]:
        """The frequencies at the end, an array per player or population."""
        return tuple(own[-1] for own in self.profiles)

    def explain(self) -> str:
        """Where the process ends, whether it settled there, and how near that is to an equilibrium."""
        names = ("the population",) if self.populations == 1 else self.game.players
        played = "; ".join(
            f"{name}: {listed([f'“{action}” {share:.4f}' for action, share in zip(actions, own, strict=True)])}"
            for name, actions, own in zip(names, self.game.actions, self.last, strict=False)
        )
        settled = "It settled" if self.converged else "It did not settle"
        seed = "" if self.seed is None else f" (seed {self.seed})"
        lines = [f"{self.process}{seed} ends at time {self.times[-1]:g} with {played}. {settled}: {self.ending}."]
        return "\n".join([*lines, *(f"Note: {text}." for text in self.warnings)])

    def plot(self, ax: Any = None) -> Any:
        """Draws the frequencies over time on matplotlib axes, new ones without `ax`; gives the axes."""
        return import_module("policygames.report.learning_paths").plot(self, ax)

    def to_frame(self) -> pd.DataFrame:
        """A row per time, player and action: its frequency."""
        try:
            import pandas as pd
        except ModuleNotFoundError as error:
            raise not_installed(error) from error
        names = ("population",) if self.populations == 1 else self.game.players
        rows = [
            (time, name, action, own[place, index])
            for place, time in enumerate(self.times.tolist())
            for name, actions, own in zip(names, self.game.actions, self.profiles, strict=False)
            for index, action in enumerate(actions)
        ]
        return pd.DataFrame(rows, columns=["time", "player", "action", "frequency"])
