"""Quantal response equilibrium: better actions are likelier, by logit choice of a given precision."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from policygames.certificates import Certificate, Kind, Refusal
from policygames.errors import CertificateError
from policygames.games import Candidate, NormalFormGame, QuantalResponse
from policygames.games.deciders import deciders
from policygames.games.options import precision_of
from policygames.games.profiles import flaw
from policygames.games.quantal_proofs import answers, lies_within, only_one, residual
from policygames.numerics.exact import shown
from policygames.registry import Concept
from policygames.results.quantal_words import explain_quantal

SOURCE = "McKelvey and Palfrey, Games and Economic Behavior 10 (1995) 6-38"
TOLERANCE = Fraction(1, 10**9)
"""The most that a profile may be off, in any probability."""


def certify(game: NormalFormGame, candidate: Candidate, *, precision: Any = None) -> Certificate | Refusal:
    """A certificate that the profile is within its radius of exactly one true quantal response, or its residual.

    INTERVAL where the radius is proven, else a BOUND on the residual. With `precision` it has to be the one asked for.
    """
    if problem := _flaw(game, candidate):
        return Refusal(problem)
    found: QuantalResponse = candidate  # type: ignore[assignment]  # no flaw was found
    if precision is not None and precision_of(precision) != found.precision:
        return Refusal("the precision is another than was asked for")
    choosing = deciders(game)
    smaller, profile = choosing.game, choosing.of(found.profile)
    off = residual(profile, answers(smaller, found.precision, profile))
    if off > found.residual:
        return Refusal(f"some logit answer may be {shown(off)} off the profile, more than the residual stated")
    if found.radius is None:
        return Certificate("quantal_response", game.digest, found, Kind.BOUND, None)
    if not lies_within(smaller, found.precision, profile, found.radius):
        return Refusal("nothing proves that a quantal response lies within the radius", undecided=True)
    return Certificate("quantal_response", game.digest, found, Kind.INTERVAL, None)


def _flaw(game: NormalFormGame, candidate: Candidate) -> str:
    if not isinstance(candidate, QuantalResponse):
        return "a quantal response is a profile with its precision"
    if problem := flaw(candidate.profile, game.shape):
        return problem
    numbers = (candidate.precision, candidate.residual, *([] if candidate.radius is None else [candidate.radius]))
    if not all(isinstance(number, Fraction) and number >= 0 for number in numbers):
        return "precision, residual and radius are exact Fractions of at least 0"
    return f"a profile may be off by no more than {TOLERANCE}" if max(numbers[1:]) > TOLERANCE else ""


def check_complete(game: NormalFormGame, candidates: Sequence[Candidate], proof: object) -> str:  # noqa: ARG001
    """Empty: it is proven again that there is only one. Raises CertificateError where it is not."""
    (found, *others) = candidates
    if others or not isinstance(found, QuantalResponse) or not only_one(deciders(game).game, found.precision):
        raise CertificateError("nothing proves that there is no other quantal response", path="coverage")
    return ""


CONCEPT = Concept(
    id="quantal_response",
    name="logit quantal response equilibrium",
    plural="logit quantal response equilibria",
    source=SOURCE,
    games=(NormalFormGame,),
    certify=certify,
    explain=explain_quantal,
    options=("precision",),
    check_complete=check_complete,
    always_exists=True,
)
