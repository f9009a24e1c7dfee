"""Nash equilibrium: nobody gains by changing strategy alone."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import cast

from policygames.certificates import Certificate, Deviation, Kind, Refusal
from policygames.games import Candidate, MixedProfile, NormalFormGame
from policygames.games.profiles import flaw
from policygames.numerics.exact import shown
from policygames.registry import Concept
from policygames.results.explanations import explain_profiles

SOURCE = "Nash, Annals of Mathematics 54 (1951) 286-295"


def certify(game: NormalFormGame, candidate: Candidate) -> Certificate | Refusal:
    """A certificate that the exact mixed profile `candidate` is a Nash equilibrium, or the best deviation."""
    if problem := flaw(candidate, game.shape):
        return Refusal(problem)
    profile = cast("MixedProfile", candidate)  # no flaw was found
    found = list(deviations(game, profile))
    best = max(found, key=lambda deviation: deviation.gain)
    if best.gain > 0:
        player, action = game.players[best.player], game.actions[best.player][best.action]
        return Refusal(f"{player} gains {shown(best.gain)} by switching to {action}", best)
    losses = (-one.gain for one in found if not profile[one.player][one.action])
    return Certificate("nash", game.digest, candidate, Kind.EXACT, min(losses, default=None))


def deviations(game: NormalFormGame, profile: MixedProfile) -> Iterator[Deviation]:
    """Every change of one player to one pure action, with its exact gain (negative for a loss)."""
    for player, strategy in enumerate(profile):
        payoffs = game.deviation_payoffs(player, profile)
        expected = sum((p * u for p, u in zip(strategy, payoffs, strict=True)), Fraction(0))
        for action, payoff in enumerate(payoffs):
            yield Deviation(player, action, payoff - expected)


CONCEPT = Concept(
    id="nash",
    name="Nash equilibrium",
    plural="extreme Nash equilibria",
    source=SOURCE,
    games=(NormalFormGame,),
    certify=certify,
    explain=explain_profiles,
    always_exists=True,
    not_computed=("connected components and their index are not computed",),
)
