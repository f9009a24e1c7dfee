"""How play evolves under a process of learning or selection: frequencies over time, and whether it settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from policygames.errors import CertificateError, not_installed
from policygames.games import NormalFormGame
from policygames.games.notebooks import repr_html
from policygames.games.spread import spread_floats
from policygames.numerics.deviations import largest_gain
from policygames.results.saved import (
    check_profiles,
    game_of,
    plain,
    plain_real,
    read_real,
    read_reals,
    read_table,
    reading,
    same,
)
from policygames.results.wording import listed

if TYPE_CHECKING:
    import pandas as pd

Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
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

    def verify(self) -> tuple[str, ...]:
        """Checks again, in floats, what deviating at the end gains or is regretted; what is not re-checked, in words.

        Raises CertificateError where it is another amount.
        """
        tables = spread_floats(self.game)
        unit = max(float(table.max()) for table in tables) or 1.0
        if not abs(self._gain(tables) - self.gain) <= _ROUNDED * unit:
            raise CertificateError("deviating at the end gains another amount", path="gain")
        return (_STEPS,)

    def _gain(self, tables: list[Reals]) -> float:
        if self.distribution is not None:
            return _regret(tables, self.distribution)
        last = self.last * 2 if self.populations == 1 else self.last
        return largest_gain(tables, last)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, floats as they are."""
        return plain(
            "learning_path",
            self.game,
            process=self.process,
            times=self.times.tolist(),
            profiles=[own.tolist() for own in self.profiles],
            gain=plain_real(self.gain),
            converged=self.converged,
            ending=self.ending,
            populations=self.populations,
            distribution=None if self.distribution is None else self.distribution.ravel().tolist(),
            seed=self.seed,
            warnings=list(self.warnings),
        )

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> LearningPath:
        """The path that `to_dict` wrote. Raises GameError, naming the field, where one is missing or bad."""
        game = game_of(data, "learning_path", _FIELDS, NormalFormGame)
        with reading("learning_path"):
            played = data["distribution"]
            read = cls(
                game=game,
                process=str(data["process"]),
                times=read_reals(data["times"], "times"),
                profiles=tuple(read_table(own, f"profiles[{at}]") for at, own in enumerate(data["profiles"])),
                gain=read_real(data["gain"], "gain"),
                converged=bool(data["converged"]),
                ending=str(data["ending"]),
                populations=int(data["populations"]),
                distribution=None if played is None else read_reals(played, "distribution").reshape(game.shape),
                seed=None if data["seed"] is None else int(data["seed"]),
                warnings=tuple(map(str, data["warnings"])),
            )
        return checked(read)

    def __eq__(self, other: object) -> bool:
        return same(self, other)

    def __hash__(self) -> int:
        return hash((self.game, self.process, self.seed))

    _repr_html_ = repr_html

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


def checked(path: LearningPath) -> LearningPath:
    """The path, if its arrays fit its game. Raises GameError where they do not."""
    counts = path.game.shape[:1] if path.populations == 1 else path.game.shape
    check_profiles(path.profiles, len(path.times), counts)
    return path


def _regret(tables: list[Reals], distribution: Reals) -> float:
    """The most that a player would have gained by one action throughout, at least 0."""
    regrets = [0.0]
    for player, table in enumerate(tables):
        others = distribution.sum(axis=player, keepdims=True)
        axes = tuple(axis for axis in range(table.ndim) if axis != player)
        regrets.append(float((table * others).sum(axis=axes).max() - (table * distribution).sum()))
    return max(regrets)


_FIELDS = (
    "process",
    "times",
    "profiles",
    "gain",
    "converged",
    "ending",
    "populations",
    "distribution",
    "seed",
    "warnings",
)
_ROUNDED = 1e-9
_STEPS = "that each step follows from the one before was not re-checked: the process would have to run again"
