"""What would it take for a wanted outcome to hold: the least change, that it works, and that nothing less does."""

from __future__ import annotations

from typing import Any

from policygames.analysis.critical_discount import critical_discount
from policygames.analysis.deadlines import seconds_left
from policygames.analysis.interventions import commitment, monitoring, parameters, payment
from policygames.analysis.interventions.questions import Question, question_for
from policygames.budget import UNLIMITED, Budget, budget_for
from policygames.games.interventions.alarms import AlarmQuestion
from policygames.games.interventions.commitments import CommitmentQuestion
from policygames.games.interventions.patience import PatienceQuestion
from policygames.games.interventions.payments import PaymentQuestion
from policygames.games.interventions.repeated_payments import RepeatedPaymentQuestion
from policygames.results import AnyThreshold
from policygames.results.intervention import Intervention
from policygames.results.patience_intervention import PatienceIntervention


def intervene(
    game: Any, target: Any, lever: str = "payment", *, deadline: float | None = None, **options: Any
) -> Intervention:
    """The least change by `lever` after which `target` holds, with a proof that it does, and that nothing less will do.

    `target` holds one action per player, by name or index. What is changed, and what counts as cost, is

    - "payment": payments or sanctions that are promised. `goal` is "equilibrium", "dominant" (best whatever the others
      do) or "unique" (the only rationalizable outcome); `margin`, in payoff units, is by how much deviations lose, and
      above 0 for "unique", whose least cost is not attained; `instruments` are "payments", "sanctions" or "both",
      `contingent` on the "profile" or on one "action", of who is paid or who pays; `payers` are players, or nobody;
      `budget` is the most in all, or by player; the `cost` is what is "paid" at the target, or the most "promised" in
      any profile. To be an equilibrium the target may be mixed, or {profile: probability}, drawn by a mediator. Of a
      RepeatedGame amounts are per period, and the target, one profile, is to be played for ever: who deviates is
      answered for ever by `punishment`, a profile that has to be a stage equilibrium once promises are made, "grim",
      the one that is worst for the deviator as things stand, or without by the profile with which the cost is least.
      Of a SymmetricGame the target may say how many play each action.
    - "commitment": who commits to what. Without `leader` all are bound who are tempted; the cost is what they forfeit.
      With one, of two players, he mixes as near to the target as he can; the cost is the probability of departing.
    - "discount": patience, the options and the threshold being those of `critical_discount`.
    - "monitoring", of a RepeatedGame: the probability with which an alarm rings after a deviation; `false_alarms` is
      that without one, `punishment` the stage equilibrium that all then play for ever.
    - "parameters", of a scenario: its values. `over` names those that may move, with their ranges or within their own;
      `values` sets others. The cost is how far one moves, in its unit, or for several, in which payoffs have to be
      linear, by `norm` the "largest" share of its range that one moves, or the "sum" of all shares. Of a repeated game
      deviations are answered by `punishment`, a profile, for ever, by default the one with which the cost is least.

    Raises GameError for what is none of these, UnsupportedError for a lever or a game that is not offered, and
    DeadlineError where nothing is proven within `deadline`, in seconds. Of payments for a "unique" outcome what was
    found by then comes back, with the least that it may cost.

    Source: Monderer and Tennenholtz, Journal of Artificial Intelligence Research 21 (2004) 37-62; for unique outcomes
    Segal, Journal of Economic Theory 113 (2003) 147-181; for the others those of their functions.
    """
    budget = budget_for(deadline)
    return answer(question_for(game, target, lever, options), budget)


def answer(question: Question, budget: Budget = UNLIMITED) -> Intervention:
    """The least change that answers a question. Raises DeadlineError where the time of the budget is over before."""
    budget.check("the question was not read")
    if isinstance(question, PaymentQuestion):
        return payment.answered(question, budget)
    if isinstance(question, RepeatedPaymentQuestion):
        return payment.answered_repeated(question, budget)
    if isinstance(question, CommitmentQuestion):
        return commitment.answered(question, budget)
    if isinstance(question, AlarmQuestion):
        return monitoring.answered(question)
    if isinstance(question, tuple):
        return parameters.answered(question, budget)
    return PatienceIntervention(_patience(question, budget))


def _patience(question: PatienceQuestion, budget: Budget) -> AnyThreshold:
    return critical_discount(
        question.game,
        question.path,
        punishment=question.punishment,
        transfers=question.transfers,
        deadline=seconds_left(budget, "the threshold was not found"),
    )
