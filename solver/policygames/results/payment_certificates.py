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
from policygames.games.interventions.reversion import Reversion


def played(question: PaymentQuestion, change: Change) -> NormalFormGame | RepeatedGame:
    """The game of a question once the promises are made."""
    stage = changed(question.game, change)
    return stage if question.reversion is None else question.reversion.game(stage)


def certified(question: PaymentQuestion, change: Change, order: tuple[Elimination, ...]) -> Certificate:
    """The certificate of the target in the changed game. Raises CertificateError where it does not hold there."""
    game = changed(question.game, change)
    if question.reversion is not None:
        return _sustained(question, question.reversion, game)
    if question.goal == "dominant":
        return _dominant(game, question)
    candidate = _candidate(question, order)
    concept = {True: "rationalizable", False: "nash"}[question.goal == "unique"]
    if question.target.profile is None:
        concept = "correlated"
    verdict = registry.concept(concept).certify(game, candidate)
    if not isinstance(verdict, Certificate):
        raise CertificateError(f"the target does not hold in the changed game: {verdict.reason}", path="certificate")
    return verdict


def _sustained(question: PaymentQuestion, reversion: Reversion, stage: NormalFormGame) -> Certificate:
    candidate = reversion.strategies(stage, question.profile)
    verdict = registry.concept("subgame_perfect").certify(reversion.game(stage), candidate)
    if not isinstance(verdict, Certificate):
        raise CertificateError(f"the path does not last in the changed game: {verdict.reason}", path="certificate")
    return verdict


def _dominant(game: NormalFormGame, question: PaymentQuestion) -> Certificate:
    lead = least_advantage(game, question.profile)
    if lead is not None and lead < question.margin:
        raise CertificateError("the target is not dominant in the changed game", path="certificate")
    return Certificate("dominant", game.digest, question.target.profile, Kind.EXACT, lead)


def _candidate(question: PaymentQuestion, order: tuple[Elimination, ...]) -> Any:
    """The target as the concept takes it; a lottery without an objective, so that nothing more is to be proven."""
    zeros = tuple(Fraction(0) for _ in question.game.shape)
    if question.goal == "unique":
        return _sets(question, order)
    if question.target.profile is None:
        return Advice(question.game.shape, question.target.chances, zeros, zeros, ())
    return question.target.profile


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
