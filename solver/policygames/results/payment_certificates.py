"""That promises work: the changed game, and the certificate that the target holds there."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from policygames import registry
from policygames.certificates import Certificate, Kind
from policygames.errors import CertificateError
from policygames.games import NormalFormGame, RepeatedGame
from policygames.games.action_sets import ActionSets, Conjecture
from policygames.games.action_sets import Elimination as Step
from policygames.games.distributions import Advice
from policygames.games.interventions.demands import Elimination
from policygames.games.interventions.dominance import least_advantage
from policygames.games.interventions.payments import Change, PaymentQuestion, changed


def played(question: PaymentQuestion, change: Change) -> NormalFormGame | RepeatedGame:
    """The game of a question once the promises are made."""
    stage = changed(question.game, change)
    return stage if question.reversion is None else question.reversion.game(stage)


def certified(question: PaymentQuestion, change: Change, order: tuple[Elimination, ...]) -> Certificate:
    """The certificate of the target in the changed game. Raises CertificateError where it does not hold there."""
    game = played(question, change)
    if question.goal == "dominant" and isinstance(game, NormalFormGame):
        return _dominant(game, question)
    concept, candidate = _claim(question, order)
    verdict = registry.concept(concept).certify(game, candidate)
    if not isinstance(verdict, Certificate):
        raise CertificateError(f"the target does not hold in the changed game: {verdict.reason}", path="certificate")
    return verdict


def _dominant(game: NormalFormGame, question: PaymentQuestion) -> Certificate:
    lead = least_advantage(game, question.profile)
    if lead is not None and lead < question.margin:
        raise CertificateError("the target is not dominant in the changed game", path="certificate")
    return Certificate("dominant", game.digest, question.target.profile, Kind.EXACT, lead)


def _claim(question: PaymentQuestion, order: tuple[Elimination, ...]) -> tuple[str, Any]:
    """The concept, and the target as it takes it; a lottery without an objective: nothing more is to be proven."""
    if question.reversion is not None:
        return "subgame_perfect", question.reversion.strategies(question.game, question.profile)
    if question.goal == "unique":
        return "rationalizable", _sets(question, order)
    if question.target.profile is None:
        zeros = tuple(Fraction(0) for _ in question.game.shape)
        return "correlated", Advice(question.game.shape, question.target.chances, zeros, zeros, ())
    return "nash", question.target.profile


def _sets(question: PaymentQuestion, order: tuple[Elimination, ...]) -> ActionSets:
    profile = question.profile
    steps = tuple(
        Step(number, step.player, step.action, ((step.by, Fraction(1)),)) for number, step in enumerate(order, 1)
    )
    last = len(order) + 1
    beliefs = tuple(
        Conjecture(last, player, action, (((*profile[:player], *profile[player + 1 :]), Fraction(1)),))
        for player, action in enumerate(profile)
    )
    return ActionSets(tuple((action,) for action in profile), last, None, steps, beliefs)
