"""Risk dominance: the strict equilibrium from which two players lose more by deviating to another than back from it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import cast

from policygames.certificates import Certificate, Refusal
from policygames.concepts.pure_nash import certify as certify_pure
from policygames.errors import CertificateError
from policygames.games import Candidate, MixedProfile, NormalFormGame
from policygames.games.profiles import pure_as_mixed, support
from policygames.games.risk import is_strict, risk_dominates, strict_equilibria
from policygames.registry import Concept
from policygames.results.risk_words import explain_risk

SOURCE = "Harsanyi and Selten, A General Theory of Equilibrium Selection in Games (1988), section 3.9"


def certify(game: NormalFormGame, candidate: Candidate) -> Certificate | Refusal:
    """A certificate that the profile is a strict equilibrium that no other strict one risk-dominates, pair by pair.

    In a tie both are. Each pair is compared in the 2x2 game of its actions, by the products of losses.
    """
    if len(game.shape) != 2:
        return Refusal(f"risk dominance compares equilibria of two players; there are {len(game.shape)}")
    verdict = certify_pure(game, candidate)
    if isinstance(verdict, Refusal):
        return verdict
    profile = tuple(support(strategy)[0] for strategy in cast("MixedProfile", candidate))  # no flaw was found
    if not is_strict(game, profile):
        return Refusal("the equilibrium is not strict: a player loses nothing by another action")
    for other in filter(None, strict_equilibria(game)):
        if risk_dominates(game, other, profile):
            names = ", ".join(actions[action] for actions, action in zip(game.actions, other, strict=True))
            return Refusal(f"the strict equilibrium ({names}) risk-dominates it")
    return replace(verdict, concept="risk_dominant")


def check_complete(game: NormalFormGame, listed: Collection[Candidate], proof: object) -> str:  # noqa: ARG001
    """Empty: all of them are found again. Raises CertificateError where `listed` are others."""
    pairs = (pure_as_mixed(profile, game.shape) for profile in strict_equilibria(game) if profile)
    found = {pair for pair in pairs if isinstance(certify(game, pair), Certificate)}
    if found != set(listed):
        message = f"there are {len(found)} risk-dominant equilibria, {len(listed)} listed: not the same"
        raise CertificateError(message, path="equilibria")
    return ""


CONCEPT = Concept(
    id="risk_dominant",
    name="risk-dominant equilibrium",
    plural="risk-dominant equilibria",
    source=SOURCE,
    games=(NormalFormGame,),
    certify=certify,
    explain=explain_risk,
    check_complete=check_complete,
)
