"""Pure Nash equilibrium: nobody gains by changing action alone, and nobody randomizes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import cast

from policygames.certificates import Certificate, Refusal
from policygames.concepts.nash import SOURCE
from policygames.concepts.nash import certify as certify_nash
from policygames.errors import CertificateError
from policygames.games import Candidate, MixedProfile, NormalFormGame
from policygames.games.profiles import pure_as_mixed
from policygames.numerics.best_responses import pure_equilibria
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


def check_complete(game: NormalFormGame, candidates: Collection[MixedProfile], proof: object) -> str:  # noqa: ARG001
    """Empty: all pure equilibria are found again. Raises CertificateError where `candidates` are others."""
    found = {pure_as_mixed(profile, game.shape) for profile in pure_equilibria(game.numerators) if profile}
    if found != set(candidates):
        message = f"there are {len(found)} pure equilibria, {len(candidates)} are listed, and they are not the same"
        raise CertificateError(message, path="equilibria")
    return ""


CONCEPT = Concept(
    id="pure_nash",
    name="pure Nash equilibrium",
    plural="pure Nash equilibria",
    source=SOURCE,
    games=(NormalFormGame,),
    certify=certify,
    check_complete=check_complete,
    explain=explain_profiles,
)
