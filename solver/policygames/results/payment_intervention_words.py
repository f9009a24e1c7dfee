"""Payments that bring a target about, in words."""

from __future__ import annotations

from fractions import Fraction

from policygames.games import NormalFormGame
from policygames.games.interventions.demands import Demand
from policygames.games.interventions.flows import Flow
from policygames.games.interventions.payments import PaymentQuestion
from policygames.games.interventions.reversion import PathDemand, Reversion
from policygames.games.interventions.target import Target
from policygames.results.payment_intervention import PaymentIntervention
from policygames.results.wording import listed, number, profile_words, ratio

MOST_TOLD = 6
"""The most promises and deviations that are told one by one."""
GOALS = {
    "equilibrium": "an equilibrium",
    "dominant": "best for each player whatever the others do",
    "unique": "the only rationalizable outcome",
}
COSTS = {
    "paid": "what falls due while the target is played, in payoff units added up; promises never called are free",
    "promised": "the most that may fall due in any one profile, in payoff units added up",
}


def explain_payments(found: PaymentIntervention) -> str:
    """What is promised, what it costs, and what is proven, in a paragraph."""
    question = found.question
    what, goal = target_words(question.game, question.target), GOALS[question.goal]
    if question.reversion is not None:
        what, goal = f"{what}, period after period{_answers(question, question.reversion)}", "sustained"
    margin = f", by a margin of at least {number(question.margin)}," if question.margin else ""
    if found.cost is None:
        within = " within the budget" if question.budget else ""
        return f"{what}: no promises{within} make this {goal}{margin.rstrip(',')}. {_least(found)}"
    if not found.change:
        return f"{what}: this is {goal}{margin} without any change."
    return " ".join(
        [
            f"{what}: this becomes {goal}{margin} {_promises(found)}.",
            _cost(found),
            _least(found),
            *(_however(found) if found.is_least_of_all else ()),
            *_notes(found),
        ]
    )


def _answers(question: PaymentQuestion, reversion: Reversion) -> str:
    """How deviations are answered, in words."""
    names, answers = question.game.players, reversion.answers
    if len(set(answers)) == 1:
        return f", until somebody deviates, and from then on {_names(question.game, answers[0])}"
    each = [f"{_names(question.game, answer)} if it is {name}" for name, answer in zip(names, answers, strict=True)]
    return f", until somebody deviates, and from then on {listed(each)}"


def target_words(game: NormalFormGame, target: Target) -> str:
    """What the target is, in words."""
    if target.profile is not None:
        return profile_words(game, target.profile)
    drawn = [f"{_names(game, profile)} with probability {ratio(chance)}" for profile, chance in target.chances]
    return f"A mediator draws {listed(drawn)}"


def _names(game: NormalFormGame, profile: tuple[int, ...]) -> str:
    return "(" + ", ".join(names[action] for names, action in zip(game.actions, profile, strict=True)) + ")"


def _promises(found: PaymentIntervention) -> str:
    told = [_promise(found.question.game, flow, amount) for flow, amount in found.change[:MOST_TOLD]]
    more = len(found.change) - len(told)
    return f"once it is promised that {listed([*told, *([f'{more} promises more'] if more > 0 else [])])}"


def _promise(game: NormalFormGame, flow: Flow, amount: Fraction) -> str:
    name = game.players[flow.player]
    if isinstance(flow.when, tuple):
        when = f"at {_names(game, flow.when)}"
    elif flow.bond:
        when = f"wherever {game.players[flow.of]} plays “{game.actions[flow.of][flow.when]}”"
    else:
        when = f"for playing “{game.actions[flow.of][flow.when]}”"
    if flow.sanction:
        return f"{name} loses {number(amount)} {when}"
    payer = "" if flow.payer is None else f" from {game.players[flow.payer]}"
    return f"{name} gets {number(amount)}{payer} {when}"


def _cost(found: PaymentIntervention) -> str:
    rate = "" if found.question.reversion is None else " a period"
    return f"That costs {number(found.cost or Fraction(0))}{rate}: {COSTS[found.question.cost]}."


def _least(found: PaymentIntervention) -> str:
    if found.least is None:
        return "Nothing can cost less."
    if found.least.searched and found.cost is None:
        return "Proven: every order in which the other actions can go was tried, and none is within the budget."
    if found.least.searched:
        return "Nothing less does: every order in which the other actions can go was tried, and costs as much or more."
    if not found.least.deviations:
        return f"Proven is only that it costs at least {number(found.low or Fraction(0))}."
    deviations = [_deviation(found.question.game, one) for one in found.least.deviations[:MOST_TOLD]]
    more = len(found.least.deviations) - len(deviations)
    named = listed([*deviations, *([f"one of {more} more" if more > 1 else "one more"] if more > 0 else [])])
    start = "Proven" if found.cost is None else "Nothing less does"
    if found.low != found.cost:
        start = f"Proven is that it costs at least {number(found.low or Fraction(0))}"
    pays = "otherwise it pays" if len(deviations) + max(more, 0) == 1 else "otherwise at least one of these pays:"
    return f"{start}: {pays} {named}."


def _however(found: PaymentIntervention) -> tuple[str, ...]:
    if not found.cost:
        return ()
    return ("This is so however deviations are answered: each can be sure of as much as the answer leaves.",)


def _deviation(game: NormalFormGame, demand: Demand | PathDemand) -> str:
    names, player = game.actions[demand.player], game.players[demand.player]
    return f"{player} to play “{names[demand.other]}” rather than “{names[demand.action]}”{_against(game, demand)}"


def _against(game: NormalFormGame, demand: Demand | PathDemand) -> str:
    if len(demand.against) > 1:
        return ""
    others = [name for player, name in enumerate(game.actions) if player != demand.player]
    return " against " + ", ".join(
        f"“{names[action]}”" for names, action in zip(others, demand.against[0][0], strict=True)
    )


def _notes(found: PaymentIntervention) -> list[str]:
    return [f"Note: {warning}." for warning in found.warnings]
