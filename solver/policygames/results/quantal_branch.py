"""The principal branch of quantal responses as a curve, and where on it observed choices are likeliest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
class QuantalBranch:
    """Points of the principal branch, from play at random on, in the order in which they lie on it.

    `precisions` has shape (k,), and may fall as well as rise: the branch can bend back. `profiles` holds an array of
    shape (k, m) per player. `turning_points` are positions at which the precision is largest or least among its
    neighbours. All are floats: nothing is proven; `pg.solve(game, "quantal_response", precision=…)` proves a point.
    """

    game: NormalFormGame
    precisions: Reals
    profiles: tuple[Reals, ...]
    turning_points: tuple[int, ...]
    warnings: tuple[str, ...] = ()

    @property
    def gains(self) -> Reals:
        """How much a player could still gain by deviating, the most of all players', at each point, shape (k,)."""
        return np.array(
            [_gain(self.game, [own[place] for own in self.profiles]) for place in range(len(self.precisions))]
        )

    def explain(self) -> str:
        """Where the branch starts, where it turns and what it comes near, in a paragraph."""
        turns = [f"{self.precisions[place]:.4g}" for place in self.turning_points]
        bends = f"It turns at precision {listed(turns)}." if turns else "It does not turn back."
        players = zip(self.game.players, self.game.actions, self.profiles, strict=True)
        ends = "; ".join(f"{name} plays {_odds(names, own[-1])}" for name, names, own in players)
        notes = [f"Note: {text}." for text in self.warnings]
        opening = f"From play at random the branch is followed to precision {self.precisions[-1]:.4g}. {bends}"
        most = f"There nobody gains more than {self.gains[-1]:.2g} by deviating."
        return "\n".join(
            [f"{opening} It ends near this: {ends}. {most} Followed in floats: nothing is proven.", *notes]
        )

    def to_frame(self) -> pd.DataFrame:
        """A row per point, player and action: its probability."""
        try:
            import pandas as pd
        except ModuleNotFoundError as error:
            raise not_installed(error) from error
        rows = [
            (place, precision, name, action, own[place, index])
            for place, precision in enumerate(self.precisions.tolist())
            for name, names, own in zip(self.game.players, self.game.actions, self.profiles, strict=True)
            for index, action in enumerate(names)
        ]
        return pd.DataFrame(rows, columns=["point", "precision", "player", "action", "probability"])


def _odds(names: Sequence[str], chances: Reals) -> str:
    return listed([f"“{name}” {chance:.4f}" for name, chance in zip(names, chances, strict=True)])


def _gain(game: NormalFormGame, profile: list[Reals]) -> float:
    gains = []
    for player, own in enumerate(profile):
        table: Any = game.floats[player]
        for axis in reversed(range(len(profile))):
            if axis != player:
                table = np.tensordot(table, profile[axis], axes=(axis, 0))
        gains.append(float(table.max() - own @ table))
    return max(0.0, *gains)


@dataclass(frozen=True, slots=True)
class PrecisionEstimate:
    """The precision at which observed choices are likeliest, on the principal branch.

    `precision` is infinite where choices are the likelier the higher it is, and 0 where play at random is likeliest.
    `standard_error` is that of the precision by the curvature of the log-likelihood, None at those two ends.
    `log_likelihood` leaves out what depends on counts alone; `random` is that of play at random. Floats: not proven.
    """

    game: NormalFormGame
    counts: tuple[tuple[float, ...], ...]
    precision: float
    profile: tuple[Reals, ...]
    log_likelihood: float
    random: float
    standard_error: float | None
    warnings: tuple[str, ...] = ()

    def explain(self) -> str:
        """The estimate, how sure it is, and how much better than play at random it fits."""
        if np.isinf(self.precision):
            found = "The higher the precision, the likelier are these choices: no finite one is the likeliest."
        else:
            error = "" if self.standard_error is None else f" (standard error {self.standard_error:.3g})"
            found = f"These choices are likeliest at precision {self.precision:.4g}{error}."
        fit = f"The log-likelihood is {self.log_likelihood:.2f}, that of play at random {self.random:.2f}."
        return "\n".join([f"{found} {fit}", *(f"Note: {text}." for text in self.warnings)])
