"""Pure Nash equilibrium: nobody gains by changing action alone, and nobody randomizes."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from policygames.certificates import Certificate, Refusal
from policygames.concepts.nash import SOURCE
from policygames.concepts.nash import certify as certify_nash
from policygames.games import Candidate, MixedProfile, NormalFormGame
from policygames.registry import Concept
from policygames.results.explanations import explain_profiles


def certify(game: NormalFormGame, candidate: Candidate) -> Certificate | Refusal:
    """A certificate that `candidate`, a profile that plays one action each, is a Nash equilibrium, or a refusal."""
    verdict = certify_nash(game, candidate)
    if isinstance(verdict, Refusal):
        return verdict
    if any(max(strategy) != 1 for strategy in cast("MixedProfile", candidate)):  # no flaw was found
        return Refusal("a player randomizes")
    return replace(verdict, concept="pure_nash")


CONCEPT = Concept(
    id="pure_nash",
    name="pure Nash equilibrium",
    plural="pure Nash equilibria",
    source=SOURCE,
    games=(NormalFormGame,),
    certify=certify,
    explain=explain_profiles,
)
