"""The principal branch of quantal responses as a curve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from policygames.errors import CertificateError, not_installed
from policygames.games import NormalFormGame
from policygames.games.notebooks import repr_html
from policygames.games.spread import spread_floats
from policygames.numerics.deviations import action_payoffs, largest_gain
from policygames.results.saved import (
    check_profiles,
    game_of,
    plain,
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
        tables, places = spread_floats(self.game), range(len(self.precisions))
        return np.array([largest_gain(tables, [own[place] for own in self.profiles]) for place in places])

    _repr_html_ = repr_html

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

    def verify(self) -> tuple[str, ...]:
        """Checks again, in floats, that at each point the logit answers to the others are what is played there.

        Raises CertificateError where they are not; that nothing is proven comes back in words.
        """
        tables = spread_floats(self.game)
        for place, precision in enumerate(self.precisions.tolist()):
            check_point(tables, [own[place] for own in self.profiles], precision, f"profiles[:, {place}]")
        return (_FLOATS,)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, floats as they are."""
        return plain(
            "quantal_branch",
            self.game,
            precisions=self.precisions.tolist(),
            profiles=[own.tolist() for own in self.profiles],
            turning_points=list(self.turning_points),
            warnings=list(self.warnings),
        )

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> QuantalBranch:
        """The branch that `to_dict` wrote. Raises GameError, naming the field, where one is missing or bad."""
        fields = ("precisions", "profiles", "turning_points", "warnings")
        game = game_of(data, "quantal_branch", fields, NormalFormGame)
        with reading("quantal_branch"):
            precisions = read_reals(data["precisions"], "precisions")
            profiles = tuple(read_table(own, f"profiles[{at}]") for at, own in enumerate(data["profiles"]))
            turns, notes = tuple(map(int, data["turning_points"])), tuple(map(str, data["warnings"]))
        return checked(cls(game, precisions, profiles, turns, notes))

    def __eq__(self, other: object) -> bool:
        return same(self, other)

    def __hash__(self) -> int:
        return hash((self.game, len(self.precisions)))

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


def checked(branch: QuantalBranch) -> QuantalBranch:
    """The branch, if its arrays fit its game. Raises GameError where they do not."""
    check_profiles(branch.profiles, len(branch.precisions), branch.game.shape)
    return branch


def check_point(tables: Sequence[Reals], profile: Sequence[Reals], precision: float, path: str) -> None:
    """Raises CertificateError unless each strategy is, to within floats, the logit answer to the others."""
    for player, (own, table) in enumerate(zip(profile, tables, strict=True)):
        worth = precision * action_payoffs(table, player, profile)
        answer = np.exp(worth - worth.max())
        if not abs(answer / answer.sum() - own).max() <= OFF * (1 + abs(worth).max()):
            raise CertificateError(f"player {player} does not answer by logit choice", path=path)


OFF = 1e-6
"""How far an answer may be off, for each unit of what is compared."""
_FLOATS = "that points between these belong to the same branch was not re-checked: it is followed in floats"
