"""Quantal responses: profiles near which everybody answers the others by logit choice."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from policygames.games.profiles import MixedProfile

if TYPE_CHECKING:
    from policygames.games.normal_form import NormalFormGame


@dataclass(frozen=True, slots=True)
class QuantalResponse:
    """A profile, each of whose probabilities is within `residual` of the logit answers to it.

    A player's logit answer gives each action a probability proportional to exp(precision times its payoff). Within
    `radius` of the profile, in every probability, lies exactly one true quantal response equilibrium, which is
    irrational as a rule; it is None where only the residual is proven.
    """

    precision: Fraction
    profile: MixedProfile
    radius: Fraction | None
    residual: Fraction

    def payoffs_in(self, game: NormalFormGame) -> tuple[Fraction, ...]:
        """The expected payoff to each player of the profile itself."""
        return game.payoffs_of(self.profile)
