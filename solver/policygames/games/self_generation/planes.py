"""A repeated game whose payoff vectors lie in a plane, in whole numbers: all that the operators on polygons need."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from policygames.errors import UnsupportedError

if TYPE_CHECKING:
    from policygames.games.repeated import RepeatedGame


@dataclass(frozen=True)
class PlaneGame:
    """What a repeated game pays, as points of a plane, all whole numbers over one `denominator`.

    Player i gets the linear function `players[i]` = (a, b) of the point (x, y): a x + b y, up to a constant. For every
    profile `payoffs` holds the point g(a), and `temptations` what each player gets by the best deviation, in the same
    units as a x + b y at g(a). The discount factor is `kept` / `whole`, per coordinate in `kept` and per player in
    `patience`; they differ only where player i is coordinate i.
    """

    denominator: int
    payoffs: tuple[tuple[int, int], ...]
    players: tuple[tuple[int, int], ...]
    temptations: tuple[tuple[int, ...], ...]
    kept: tuple[int, int]
    patience: tuple[int, ...]
    whole: int

    def over(self, denominator: int) -> PlaneGame:
        """The same game over a multiple of its denominator."""
        factor = denominator // self.denominator
        if factor == 1:
            return self
        payoffs = tuple((x * factor, y * factor) for x, y in self.payoffs)
        temptations = tuple(tuple(one * factor for one in each) for each in self.temptations)
        return replace(self, denominator=denominator, payoffs=payoffs, temptations=temptations)

    @cached_property
    def minmax(self) -> tuple[int, ...]:
        """The pure minmax payoff of each player: the least best-reply payoff, whatever the others do."""
        return tuple(map(min, zip(*self.temptations, strict=True)))

    @property
    def is_even(self) -> bool:
        """Whether all players discount alike."""
        return len({*self.kept, *self.patience}) == 1


def plane_of(game: RepeatedGame) -> PlaneGame:
    """The two-player game in the plane of its payoffs. Raises UnsupportedError for other numbers of players."""
    stage, players = game.stage_game, len(game.players)
    if players != 2:
        message = f"polygons of payoffs are for two players; there are {players}"
        raise UnsupportedError(message, reason="UNSUPPORTED_PLAYERS", path="players")
    denominator = math.lcm(*stage.denominators)
    first, second = (
        [[value * (denominator // own) for value in row] for row in numerators.tolist()]
        for numerators, own in zip(stage.numerators, stage.denominators, strict=True)
    )
    best = [max(column) for column in zip(*first, strict=True)], [max(row) for row in second]
    cells = [(i, j) for i, row in enumerate(first) for j in range(len(row))]
    whole = math.lcm(*(factor.denominator for factor in game.discount))
    kept = tuple(int(factor * whole) for factor in game.discount)
    return PlaneGame(
        denominator,
        tuple((first[i][j], second[i][j]) for i, j in cells),
        ((1, 0), (0, 1)),
        tuple((best[0][j], best[1][i]) for i, j in cells),
        (kept[0], kept[1]),
        kept,
        whole,
    )
