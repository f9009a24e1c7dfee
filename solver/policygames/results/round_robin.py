"""A tournament: every strategy against every other, what each is paid exactly, and who does best."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from policygames.games import NormalFormGame
from policygames.games.notebooks import repr_html
from policygames.games.tensors import read_only
from policygames.numerics.exact import nearest_float
from policygames.results.wording import number, ratio


@dataclass(frozen=True, slots=True)
class RoundRobin:
    """exact[i][j] holds what both players get per period when player 0 follows names[i] and player 1 names[j].

    `discount` is the players' common discount factor; 1 stands for the average over infinitely many periods.
    """

    game: NormalFormGame
    names: tuple[str, ...]
    discount: Fraction
    exact: tuple[tuple[tuple[Fraction, ...], ...], ...]

    @property
    def payoffs(self) -> NDArray[np.float64]:
        """The same in floats, shape (k, k, 2) for k strategies."""
        rows = [[[nearest_float(value) for value in pair] for pair in row] for row in self.exact]
        return read_only(np.array(rows, dtype=np.float64))

    def means(self, player: int | str = 0) -> dict[str, Fraction]:
        """What each strategy pays on average against all of them, itself included, in the role of `player`."""
        role = self.game.player_index(player)
        count = len(self.names)
        pairs = {
            name: [self.exact[at][other] if role == 0 else self.exact[other][at] for other in range(count)]
            for at, name in enumerate(self.names)
        }
        return {name: sum((pair[role] for pair in found), Fraction(0)) / count for name, found in pairs.items()}

    def ranking(self, player: int | str = 0) -> tuple[str, ...]:
        """The strategies in the role of `player`, best mean first, ties in the order in which they were given."""
        means = self.means(player)
        return tuple(sorted(self.names, key=lambda name: -means[name]))

    _repr_html_ = repr_html

    def explain(self) -> str:
        """The ranking in each role, with the means."""
        weighed = (
            "on average over all periods" if self.discount == 1 else f"at the discount factor {ratio(self.discount)}"
        )
        lines = [f"Every strategy met every other and itself; payoffs are exact, per period, {weighed}."]
        for player, name in enumerate(self.game.players):
            means = self.means(player)
            order = ", ".join(f"{one} ({number(means[one])})" for one in self.ranking(player))
            lines.append(f"As {name}: {order}.")
        return "\n".join(lines)
