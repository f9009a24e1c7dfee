"""Why less patience does not do with side payments: what deviations gain together is more than punishments cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames.certificates import Deviation
from policygames.games import NormalFormGame, Point
from policygames.numerics.exact import read_back, spelled
from policygames.results.plain_points import (
    plain_deviation,
    plain_number,
    plain_point,
    read_deviation,
    read_number,
    read_point,
)


@dataclass(frozen=True, slots=True)
class LiquidityShortfall:
    """Why less patience does not do: the `deviations`, one a player, gain `liquidity` together once.

    Each is answered by the player's payoff in `punishments`, the worst that can be enforced by players a little less
    patient than the value, so that together they lose `surplus` in each period ever after: too little at every discount
    factor below the value. Both are None where such players have no equilibrium at all. In payoff units of one period.
    """

    deviations: tuple[Deviation, ...]
    liquidity: Fraction
    punishments: Point | None
    surplus: Fraction | None

    @property
    def threshold(self) -> Fraction | None:
        """The least discount factor at which these punishments would do; None where none below 1 is."""
        if self.surplus is None or self.surplus <= 0:
            return None
        return self.liquidity / (self.liquidity + self.surplus)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact."""
        return {
            "deviations": [plain_deviation(one) for one in self.deviations],
            "liquidity": spelled(self.liquidity),
            "punishments": None if self.punishments is None else plain_point(self.punishments),
            "surplus": plain_number(self.surplus),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], game: NormalFormGame, path: str) -> LiquidityShortfall:
        """What `to_dict` wrote about `game`. Raises GameError, its place under `path`, or KeyError for a bad field."""
        held, deviations = data["punishments"], enumerate(data["deviations"])
        return cls(
            deviations=tuple(read_deviation(one, game, f"{path}.deviations[{place}]") for place, one in deviations),
            liquidity=read_back(data["liquidity"], f"{path}.liquidity"),
            punishments=None if held is None else read_point(held, f"{path}.punishments", len(game.players)),
            surplus=read_number(data["surplus"], f"{path}.surplus"),
        )
