"""Pure Nash equilibrium: nobody gains by changing action alone, and nobody randomizes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from policygames.certificates import Certificate, Refusal
from policygames.concepts.nash import SOURCE
from policygames.concepts.nash import certify as certify_nash
from policygames.errors import CertificateError
from policygames.games import Candidate, Crowd, NormalFormGame, SymmetricGame
from policygames.games.profiles import pure_as_mixed
from policygames.numerics.best_responses import pure_equilibria
from policygames.numerics.like_players import pure_counts
from policygames.registry import Concept
from policygames.results.explanations import explain_profiles


def certify(game: NormalFormGame | SymmetricGame, candidate: Candidate) -> Certificate | Refusal:
    """A certificate that `candidate`, a profile that plays one action each, is a Nash equilibrium, or a refusal."""
    verdict = certify_nash(game, candidate)
    if isinstance(verdict, Refusal):
        return verdict
    if not _is_pure(candidate):
        return Refusal("a player randomizes")
    return replace(verdict, concept="pure_nash")


def _is_pure(candidate: Candidate) -> bool:
    if isinstance(candidate, Crowd):
        return candidate.is_pure
    return isinstance(candidate, tuple) and all(max(strategy) == 1 for strategy in candidate)


def check_complete(
    game: NormalFormGame | SymmetricGame,
    candidates: Collection[Candidate],
    proof: object,  # noqa: ARG001
) -> str:
    """Empty: all pure equilibria are found again. Raises CertificateError where `candidates` are others."""
    found = _found_again(game)
    if found != set(candidates):
        message = f"there are {len(found)} pure equilibria, {len(candidates)} are listed, and they are not the same"
        raise CertificateError(message, path="equilibria")
    return ""


def _found_again(game: NormalFormGame | SymmetricGame) -> set[Candidate]:
    if isinstance(game, SymmetricGame):
        return {Crowd.of_counts(counts) for counts in pure_counts(game.numerators, game.sizes) if counts}
    return {pure_as_mixed(profile, game.shape) for profile in pure_equilibria(game.numerators) if profile}


CONCEPT = Concept(
    id="pure_nash",
    name="pure Nash equilibrium",
    plural="pure Nash equilibria",
    source=SOURCE,
    games=(NormalFormGame, SymmetricGame),
    certify=certify,
    check_complete=check_complete,
    explain=explain_profiles,
)
