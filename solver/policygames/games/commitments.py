"""Commitments: what a leader binds themselves to, what the follower replies, and the proof that nothing gives more."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from policygames.games.profiles import MixedProfile, Strategy

if TYPE_CHECKING:
    from policygames.games.normal_form import NormalFormGame


@dataclass(frozen=True, slots=True)
class ReplyBound:
    """Why no commitment to which `reply` is a best reply gives the leader more than the supremum.

    `weights` and `prices` hold pairs of a reply of the follower and a number of at least 0. Weights sum to 1: for every
    action of the leader, what the leader gets against the replies so weighted, plus the prices times what `reply` gains
    the follower over their replies, is at most the supremum. Without weights the prices say that `reply` is a best
    reply only where another one is too: for every action of the leader that sum of gains is at most 0.
    """

    reply: int
    weights: tuple[tuple[int, Fraction], ...]
    prices: tuple[tuple[int, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """The commitment that a supremum is approached at, and one to which the reply is strictly best, to lean towards."""

    commitment: Strategy
    strict: Strategy


@dataclass(frozen=True, slots=True)
class Commitment:
    """A leader's mixed strategy and the follower's reply, as `profile`, in a game of two players.

    `followers` says how ties between best replies are broken: "strong" for the leader, "weak" against. `supremum` is
    what no commitment gives more than; `limit` shows that it is approached where the profile itself gives less.
    """

    leader: int
    followers: str
    profile: MixedProfile
    supremum: Fraction
    bounds: tuple[ReplyBound, ...]
    limit: Limit | None = None

    @property
    def commitment(self) -> Strategy:
        """The leader's strategy."""
        return self.profile[self.leader]

    @property
    def reply(self) -> int:
        """The action that the follower replies with."""
        return self.profile[1 - self.leader].index(Fraction(1))

    def payoffs_in(self, game: NormalFormGame) -> tuple[Fraction, ...]:
        """The expected payoff to each player."""
        return game.payoffs_of(self.profile)
