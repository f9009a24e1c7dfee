"""What payments that make a path last cost at least, however deviations are answered: by more than one profile, too."""

from __future__ import annotations

from fractions import Fraction

from policygames.games.action_sets import sure_payoff
from policygames.games.elimination_proofs import all_actions
from policygames.games.interventions.demands import profile_with
from policygames.games.interventions.payments import PaymentQuestion
from policygames.games.interventions.reversion import Reversion

_ZERO = Fraction(0)


def least_of_any_answer(question: PaymentQuestion) -> Fraction | None:
    """What is paid on the path in any equilibrium that plays it; None where nothing is known.

    Payments from outside take nothing from anybody, so that each can still secure what the best action gets at worst,
    period after period, whatever the answer; and the deviation itself pays at least what it pays without promises.
    Source: the minmax bound of Fudenberg and Maskin, Econometrica 54 (1986) 533-554, by pure actions of the deviator.
    """
    terms, reversion = question.terms, question.reversion
    if reversion is None or terms.payers or terms.instruments != "payments" or question.cost != "paid":
        return None
    return sum((_lack(question, reversion, player) for player in range(len(question.game.shape))), _ZERO)


def _lack(question: PaymentQuestion, reversion: Reversion, player: int) -> Fraction:
    game, path, discount = question.game, question.profile, reversion.discount[player]
    others = (*path[:player], *path[player + 1 :])
    deviations = [
        game.payoff(player, profile_with(others, player, action))
        for action in range(game.shape[player])
        if action != path[player]
    ]
    if not deviations:
        return _ZERO
    worth = (1 - discount) * max(deviations) + discount * sure_payoff(game, player, all_actions(game))
    return max(_ZERO, worth + question.margin - game.payoff(player, path))
