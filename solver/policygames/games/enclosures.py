"""Boxes that are proven to hold exactly one profile at which all actions in use tie: irrational equilibria."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from policygames.games.profiles import MixedProfile, Strategy
from policygames.numerics.krawczyk import Interval, contracts
from policygames.numerics.multilinear.zeros import Zero
from policygames.numerics.ties import Supports, Ties, gain_between, unknowns

if TYPE_CHECKING:
    from policygames.games.normal_form import NormalFormGame


UNPROVEN = "it is not proven that the box holds exactly one profile at which the actions in use tie"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A rational box around an equilibrium, and the rational matrix with which Krawczyk's test proves it.

    `low` and `high` bound each player's probabilities, both 0 for an action that is not played. Unknown are those of
    all actions in use but each player's last, which has the rest. `preconditioner` has a row and a column per unknown,
    player by player; without it there is one unknown, and a change of sign is the proof. Equilibria of symmetric games
    have a strategy per group, which all its players follow.
    """

    low: MixedProfile
    high: MixedProfile
    preconditioner: tuple[Strategy, ...] = ()

    def supports(self) -> Supports:
        """Per player the actions in use."""
        return tuple(tuple(action for action, top in enumerate(tops) if top) for tops in self.high)

    def bounds(self) -> list[list[Interval]]:
        """Per player both bounds of each probability."""
        return [list(zip(low, high, strict=True)) for low, high in zip(self.low, self.high, strict=True)]

    def midpoint(self) -> MixedProfile:
        """The profile in the middle of the box: near the equilibrium, but none itself."""
        return tuple(
            tuple((one + other) / 2 for one, other in zip(low, high, strict=True))
            for low, high in zip(self.low, self.high, strict=True)
        )

    def payoffs_in(self, game: NormalFormGame) -> tuple[Fraction, ...]:
        """What the profile in the middle pays: near what the equilibrium pays."""
        return game.payoffs_of(self.midpoint())


def around(centre: Sequence[Strategy], radius: Fraction, preconditioner: Sequence[Strategy] = ()) -> Enclosure:
    """The box of this radius around the unknown probabilities of `centre`, the last one in use having the rest."""
    pairs = [_ends(strategy, radius) for strategy in centre]
    low, high = (tuple(pair[side] for pair in pairs) for side in (0, 1))
    return Enclosure(low, high, tuple(preconditioner))


def proposed(zero: Zero, equations: Ties) -> MixedProfile | Enclosure | None:
    """What is to be certified about a zero: its exact profile, or its box; None unless it lies inside the simplices."""
    if not zero.is_inside(equations):
        return None
    return around(zero.profile, zero.radius, zero.preconditioner) if zero.radius else zero.profile


def _ends(strategy: Strategy, radius: Fraction) -> tuple[Strategy, Strategy]:
    used = [action for action, chance in enumerate(strategy) if chance]
    if len(used) == 1:
        return strategy, strategy
    radii = dict.fromkeys(used[:-1], radius) | {used[-1]: radius * (len(used) - 1)}
    low, high = (
        tuple(chance + sign * radii.get(action, 0) for action, chance in enumerate(strategy)) for sign in (-1, 1)
    )
    return low, high


def box_flaw(enclosure: Enclosure, shape: Sequence[int]) -> str:
    """What keeps an enclosure from being a box of profiles of a game of this shape; empty where nothing does."""
    rows = (enclosure.low, enclosure.high)
    if any(not isinstance(row, tuple) or tuple(map(len, row)) != tuple(shape) for row in rows):
        return f"a box bounds the probabilities of {', '.join(map(str, shape))} actions"
    strategies = list(zip(*rows, strict=True))
    if any(not isinstance(end, Fraction) for pair in strategies for ends in pair for end in ends):
        return "the bounds of a box are exact Fractions"
    return next((problem for pair in strategies if (problem := _strategy_flaw(*pair))), "")


def _strategy_flaw(low: Strategy, high: Strategy) -> str:
    used = [action for action, top in enumerate(high) if top]
    if len(used) == 1 and high[used[0]] == 1 and low == high:
        return ""
    unplayed = [low[action] for action, top in enumerate(high) if not top]
    if len(used) < 2 or any(unplayed) or any(not 0 < low[one] < high[one] for one in used):
        return "a box holds probabilities above 0 of what is played, and 0 of what is not"
    *free, last = used
    rest = (1 - sum(high[one] for one in free), 1 - sum(low[one] for one in free))
    return "" if rest == (low[last], high[last]) else "the last action in use has the rest of the probability"


def is_proven(game: NormalFormGame, enclosure: Enclosure) -> bool:
    """Whether exactly one profile in the box makes all actions in use tie, for each player."""
    supports = enclosure.supports()
    free, bounds, matrix = unknowns(supports), enclosure.bounds(), enclosure.preconditioner
    if not free or len(matrix) != len(free) or any(len(row) != len(free) for row in matrix):
        return False
    equations = Ties(game.numerators, supports)
    values, slopes = equations.values(enclosure.midpoint()), equations.slopes(bounds)
    return contracts(matrix, values, slopes, [bounds[player][action] for player, action in free])


def losses(game: NormalFormGame, enclosure: Enclosure) -> list[tuple[int, int, Interval]]:
    """For each action not in use: its player, the action, and bounds of what a change to it loses, in payoffs."""
    found, bounds = [], enclosure.bounds()
    for player, used in enumerate(enclosure.supports()):
        for action in set(range(game.shape[player])) - set(used):
            low, high = gain_between(game.numerators[player], player, (used[-1], action), bounds)
            found.append((player, action, (low / game.denominators[player], high / game.denominators[player])))
    return found
