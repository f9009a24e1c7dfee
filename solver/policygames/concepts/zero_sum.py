"""Optimal strategies of two-player games in which one player's gain is the other's loss."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction

from policygames.certificates import Certificate, Kind, Refusal
from policygames.concepts.nash import certify as certify_nash
from policygames.errors import CertificateError
from policygames.games import Candidate, NormalFormGame
from policygames.games.sums import constant_sum
from policygames.registry import Concept
from policygames.results.explanations import explain_profiles

TOLERANCE = Fraction(1, 10**6)
"""The largest gain from a deviation, as a share of the range of payoffs, that a bound may leave open."""


def certify(game: NormalFormGame, candidate: Candidate) -> Certificate | Refusal:
    """A certificate that both strategies are optimal: exact, or a bound on what each could still gain.

    By the minimax theorem optimal strategies are the equilibria of a zero-sum game, and all give the same value.
    Payoffs that sum to another constant are strategically the same.

    Source: von Neumann, Mathematische Annalen 100 (1928) 295-320.
    """
    if len(game.shape) != 2 or constant_sum(game) is None:
        return Refusal("the payoffs of the two players do not sum to a constant")
    verdict = certify_nash(game, candidate)
    if isinstance(verdict, Certificate):
        return replace(verdict, concept="zero_sum")
    if verdict.deviation is None or verdict.deviation.gain > TOLERANCE * _spread(game):
        return verdict
    return Certificate("zero_sum", game.digest, candidate, Kind.BOUND, -verdict.deviation.gain)


def check_complete(game: NormalFormGame, candidates: Collection[Candidate], proof: object) -> str:  # noqa: ARG001
    """Empty: exact strategies that cannot be improved prove the optimum. Raises CertificateError for others."""
    for candidate in candidates:
        verdict = certify(game, candidate)
        if not isinstance(verdict, Certificate) or verdict.kind is not Kind.EXACT:
            raise CertificateError("a bound on what can be gained does not prove an optimum", path="coverage")
    return ""


def _spread(game: NormalFormGame) -> Fraction:
    numerators = game.numerators[0]
    return Fraction(int(numerators.max()) - int(numerators.min()), game.denominators[0])


CONCEPT = Concept(
    id="zero_sum",
    name="pair of optimal strategies",
    plural="pairs of optimal strategies",
    source="von Neumann, Mathematische Annalen 100 (1928) 295-320",
    games=(NormalFormGame,),
    certify=certify,
    explain=explain_profiles,
    check_complete=check_complete,
    always_exists=True,
    optimum=True,
)
