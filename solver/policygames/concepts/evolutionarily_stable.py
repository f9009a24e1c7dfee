"""Evolutionarily stable strategies: a population that plays one drives out every small group of mutants."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import cast

from policygames.certificates import Certificate, Refusal
from policygames.concepts.nash import certify as certify_nash
from policygames.errors import CertificateError
from policygames.games import Candidate, MixedProfile, NormalFormGame
from policygames.games.evolution import UndecidedError, asymmetry, candidates, invaders
from policygames.registry import Concept
from policygames.results.explanations import explain_profiles

SOURCE = "Maynard Smith and Price, Nature 246 (1973) 15-18"


def certify(game: NormalFormGame, candidate: Candidate) -> Certificate | Refusal:
    """A certificate that both play the same strategy, a best reply to itself that does better against each mutant.

    Exact, by strict copositivity. Refused as undecided where there are too many alternative best replies.
    """
    if problem := asymmetry(game):
        return Refusal(problem)
    verdict = certify_nash(game, candidate)
    if isinstance(verdict, Refusal):
        return verdict
    first, second = cast("MixedProfile", candidate)  # no flaw was found
    if first != second:
        return Refusal("the two players play different strategies")
    try:
        mutants = invaders(game, first)
    except UndecidedError as error:
        return Refusal(str(error), undecided=True)
    if mutants is not None:
        names = ", ".join(game.actions[0][action] for action in mutants)
        return Refusal(f"mutants that play more of {names} are not driven out")
    return replace(verdict, concept="evolutionarily_stable")


def check_complete(game: NormalFormGame, listed: Collection[Candidate], proof: object) -> str:  # noqa: ARG001
    """Empty: all of them are found again. Raises CertificateError where `listed` are others."""
    pairs = ((strategy, strategy) for strategy in candidates(game) if strategy)
    found = {pair for pair in pairs if isinstance(certify(game, pair), Certificate)}
    if found != set(listed):
        message = f"there are {len(found)} evolutionarily stable strategies, {len(listed)} listed: not the same"
        raise CertificateError(message, path="equilibria")
    return ""


CONCEPT = Concept(
    id="evolutionarily_stable",
    name="evolutionarily stable strategy",
    plural="evolutionarily stable strategies",
    source=SOURCE,
    games=(NormalFormGame,),
    certify=certify,
    explain=explain_profiles,
    check_complete=check_complete,
)
