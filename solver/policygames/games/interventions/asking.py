"""What is asked of payments, read from what a caller writes, every option judged."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from policygames.errors import GameError, UnsupportedError
from policygames.games.interventions.flows import CONTINGENT, INSTRUMENTS, Terms
from policygames.games.interventions.payments import COSTS, GOALS, PaymentQuestion
from policygames.games.interventions.target import target_of
from policygames.games.normal_form import NormalFormGame
from policygames.numerics.exact import exact

MOST_DEMANDS = 2**15
"""The most deviations that a goal may rule out."""


def payment_question(  # noqa: PLR0913 - one keyword for each thing that may be asked
    game: NormalFormGame,
    target: Any,
    goal: str = "equilibrium",
    *,
    margin: Any = 0,
    budget: Any = None,
    payers: str | Sequence[str | int] = "outside",
    instruments: str = "payments",
    contingent: str = "profile",
    cost: str | None = None,
) -> PaymentQuestion:
    """The question, every option read. Raises GameError for what is none, UnsupportedError for what has no answer."""
    return judged(
        PaymentQuestion(
            game=game,
            target=target_of(game, target),
            goal=goal,
            margin=exact(margin, "margin"),
            terms=Terms(instruments, contingent, _payers(game, payers)),
            cost=cost or ("paid" if instruments == "payments" else "promised"),
            budget=tuple(_budget(game, budget)),
        )
    )


def judged(question: PaymentQuestion) -> PaymentQuestion:
    """The question itself. Raises GameError where a value is none that is allowed, UnsupportedError for no answer."""
    chosen("goal", question.goal, GOALS)
    chosen("instruments", question.terms.instruments, INSTRUMENTS)
    chosen("contingent", question.terms.contingent, CONTINGENT)
    chosen("cost", question.cost, COSTS)
    _check_goal(question)
    if question.reversion is not None:
        _check_repeated(question)
    if question.terms.payers and question.terms.instruments == "sanctions":
        raise GameError("sanctions come from outside: nobody pays them", reason="OPTION_RANGE", path="payers")
    for player, _ in question.budget:
        if player is not None:
            question.game.player_index(player, "budget")
    if any(most < 0 for _, most in question.budget):
        raise GameError("a budget is at least 0", reason="OPTION_RANGE", path="budget")
    _check_size(question)
    return question


def _check_goal(question: PaymentQuestion) -> None:
    goal, target = question.goal, question.target
    if goal != "equilibrium" and (target.pure is None or target.profile is None):
        message = f"only one action for each player can be made {goal}; a mixed or drawn target: 'equilibrium'"
        raise UnsupportedError(message, reason="UNSUPPORTED_TARGET", path="target", choices=("equilibrium",))
    if question.margin < 0 or (goal == "unique" and not question.margin):
        message = "a margin is at least 0; the goal 'unique' needs one above 0, as its least cost is not attained"
        raise GameError(message, reason="OPTION_RANGE", path="margin")


def _check_repeated(question: PaymentQuestion) -> None:
    """Raises an error for what payments in a repeated game do not bring about."""
    if question.goal != "equilibrium" or question.target.pure is None or question.target.profile is None:
        message = (
            "in a repeated game payments make one profile, played for ever, an equilibrium; ask for other goals and "
            "for mixed targets about the stage game"
        )
        raise UnsupportedError(message, reason="UNSUPPORTED_TARGET", path="target", choices=("equilibrium",))
    if question.terms.payers and question.terms.contingent == "action":
        message = "players who pay one another in a repeated game promise by profile: contingent='profile'"
        raise UnsupportedError(message, reason="UNSUPPORTED_TARGET", path="contingent", choices=("profile",))
    if question.reversion is None or not question.reversion.fits(question.game):
        message = "each player has a discount factor in [0, 1), and a profile that answers a deviation"
        raise GameError(message, reason="OPTION_RANGE", path="punishment")


def chosen(name: str, value: Any, allowed: Sequence[str]) -> None:
    """Raises GameError where `value` is none of those allowed."""
    if value not in allowed:
        message = f"{name} is {value!r}; allowed: {', '.join(map(repr, allowed))}"
        raise GameError(message, reason="OPTION_RANGE", path=name)


def _payers(game: NormalFormGame, payers: Any) -> tuple[int, ...]:
    if payers is None or payers == "outside":
        return ()
    named = [payers] if isinstance(payers, (str, int)) else list(payers)
    return tuple(sorted({game.player_index(one, f"payers[{place}]") for place, one in enumerate(named)}))


def _budget(game: NormalFormGame, budget: Any) -> Iterator[tuple[int | None, Fraction]]:
    given = budget if isinstance(budget, Mapping) else {None: budget}
    for player, most in given.items() if budget is not None else ():
        yield (None if player is None else game.player_index(player, "budget")), exact(most, "budget")


def _check_size(question: PaymentQuestion) -> None:
    shape = question.game.shape
    others = [1 if question.goal == "equilibrium" else math.prod(shape) // count for count in shape]
    deviations = sum((count - 1) * times for count, times in zip(shape, others, strict=True))
    if deviations > MOST_DEMANDS:
        message = f"the goal rules out {deviations} deviations; allowed: up to {MOST_DEMANDS}"
        raise UnsupportedError(message, reason="GAME_TOO_LARGE", path="game")
