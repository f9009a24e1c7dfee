"""The lever "commitment": who has to commit to what, so that the target results."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from policygames.budget import Budget
from policygames.errors import GameError, UnsupportedError
from policygames.games import NormalFormGame, Strategy
from policygames.games.interventions.commitments import CommitmentQuestion, mix_rows
from policygames.numerics.exact import exact
from policygames.numerics.least_cost import least_cost
from policygames.results.commitment_intervention import (
    CommitmentIntervention,
    bound_strategies,
    certified_commitment,
)


def commitment_question(game: Any, target: Any, *, margin: Any = 0, leader: Any = None) -> CommitmentQuestion:
    """The question, every option read."""
    if not isinstance(game, NormalFormGame):
        raise GameError("the game is a NormalFormGame", reason="MISSING_GAME", path="game")
    who = None if leader is None else game.player_index(leader, "leader")
    return judged(CommitmentQuestion(game, game.pure_profile(target, "target"), exact(margin, "margin"), who))


def judged(question: CommitmentQuestion) -> CommitmentQuestion:
    """The question itself. Raises GameError for a bad margin, UnsupportedError for a leader of other than two."""
    if question.margin < 0:
        raise GameError("a margin is at least 0", reason="OPTION_RANGE", path="margin")
    if question.leader is not None and len(question.game.shape) != 2:
        message = "a leader's mix is computed for two players; without leader= each is bound to one action"
        raise UnsupportedError(message, reason="UNSUPPORTED_PLAYERS", path="leader")
    return question


def answered(question: CommitmentQuestion, budget: Budget) -> CommitmentIntervention:
    """The least commitments that answer a question. Raises DeadlineError once the time of the budget is over."""
    if question.leader is not None:
        return _mixed(question, question.leader, budget)
    bonds = question.bonds()
    change = bound_strategies(question, bonds)
    cost = sum((bond.amount for bond in bonds), Fraction(0))
    return CommitmentIntervention(question, cost, change, certified_commitment(question, change), ())


def _mixed(question: CommitmentQuestion, leader: int, budget: Budget) -> CommitmentIntervention:
    costs, rows = mix_rows(question, leader)
    found = least_cost(costs, rows, budget)
    if found.amounts is None:
        return CommitmentIntervention(question, None, (), None, found.prices)
    strategy = _strategy(question, leader, found.amounts)
    change = ((leader, strategy),)
    cost = sum(found.amounts, Fraction(0))
    return CommitmentIntervention(question, cost, change, certified_commitment(question, change), found.prices)


def _strategy(question: CommitmentQuestion, leader: int, away: tuple[Fraction, ...]) -> Strategy:
    own = question.target[leader]
    return (*away[:own], 1 - sum(away, Fraction(0)), *away[own:])
