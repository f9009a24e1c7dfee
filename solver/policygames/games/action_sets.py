"""What is left of each player's actions once dominated ones are eliminated, with a proof of every step."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from policygames.games.profiles import PureProfile
from policygames.numerics.whole_arrays import block

if TYPE_CHECKING:
    from policygames.games.normal_form import NormalFormGame

Sets: TypeAlias = tuple[tuple[int, ...], ...]
"""Per player some actions, ascending."""


@dataclass(frozen=True, slots=True)
class Elimination:
    """In round `round`, counted from 1, `action` goes: the mix of (action, probability) pairs dominates it."""

    round: int
    player: int
    action: int
    mix: tuple[tuple[int, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Conjecture:
    """What makes `action` a best reply in round `round`: profiles of the others, in player order, and their chances."""

    round: int
    player: int
    action: int
    chances: tuple[tuple[PureProfile, Fraction], ...]


@dataclass(frozen=True, slots=True)
class ActionSets:
    """The actions that survive `rounds` rounds, the last of which eliminates none unless `limit` rounds were asked for.

    `conjectures` prove that survivors survive. `another` is an order of elimination that ends with other sets, if one
    was found: only weak dominance has such.
    """

    survivors: Sets
    rounds: int
    limit: int | None
    steps: tuple[Elimination, ...]
    conjectures: tuple[Conjecture, ...]
    another: ActionSets | None = None

    def payoffs_in(self, game: NormalFormGame) -> tuple[Fraction, ...]:
        """What each player can be sure of by one surviving action, whichever of theirs the others play."""
        return tuple(sure_payoff(game, player, self.survivors) for player in range(len(self.survivors)))


def sure_payoff(game: NormalFormGame, player: int, sets: Sets) -> Fraction:
    """The most that a player can be sure of by one action, whatever the others do, all within these sets."""
    left = np.moveaxis(block(game.numerators[player], sets), player, 0)
    worst = left.reshape(len(left), -1).min(axis=1)
    return Fraction(int(worst.max()), game.denominators[player])
