"""What is asked of payments in a repeated game: the stage game's question, and how deviations are answered."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from policygames.errors import GameError, UnsupportedError
from policygames.games.grim import worst_pure_equilibria
from policygames.games.interventions.asking import judged, payment_question
from policygames.games.interventions.payments import PaymentQuestion
from policygames.games.interventions.reversion import Reversion
from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import PureProfile
from policygames.games.repeated import RepeatedGame
from policygames.numerics.best_responses import pure_equilibria

GRIM = "grim"
MOST_ANSWERS = 64
"""The most profiles that are tried as answers; with more it is the equilibria of the stage game."""
Answers = tuple[PureProfile, ...]
"""For each deviator the profile that is played for ever after."""


@dataclass(frozen=True, slots=True)
class RepeatedPaymentQuestion:
    """What payments make a path of `game` last; `stage` is the question but for the answers, of which one is chosen."""

    game: RepeatedGame
    stage: PaymentQuestion
    answers: tuple[Answers, ...]

    def each(self) -> Iterator[PaymentQuestion]:
        """The question for each way to answer deviations."""
        for answers in self.answers:
            yield replace(self.stage, reversion=reversion_of(self.game, answers))


def reversion_of(game: RepeatedGame, answers: Answers) -> Reversion:
    """How deviations are answered in a game."""
    return Reversion(game.discount, answers, game.public_randomization)


def repeated_payment_question(
    game: RepeatedGame, target: Any, *, punishment: Any = None, **options: Any
) -> RepeatedPaymentQuestion:
    """The question, every option read: those of `payment_question`, and `punishment`, a profile or GRIM.

    Raises GameError for what is none, UnsupportedError for what has no answer.
    """
    asked = payment_question(game.stage_game, target, **options)
    return judged_repeated(
        RepeatedPaymentQuestion(game, asked, tuple(dict.fromkeys(_answers(game.stage_game, punishment))))
    )


def judged_repeated(question: RepeatedPaymentQuestion) -> RepeatedPaymentQuestion:
    """The question itself. Raises GameError where a value is none that is allowed, UnsupportedError for no answer."""
    _check_game(question.game)
    if not question.answers:
        raise GameError("deviations are answered by a profile", reason="OPTION_RANGE", path="punishment")
    for one in question.each():
        judged(one)
    return question


def _check_game(game: RepeatedGame) -> None:
    if game.monitoring is None and game.periods is None and not game.transfers:
        return
    message = (
        "payments are computed for games that are repeated for ever, all actions seen, without transfers; ask about "
        "the stage game, or for a noisy signal by lever='monitoring'"
    )
    raise UnsupportedError(message, reason="UNSUPPORTED_GAME", path="game", choices=("NormalFormGame", "RepeatedGame"))


def _answers(stage: NormalFormGame, punishment: Any) -> Iterator[Answers]:
    players = len(stage.players)
    if punishment is None:
        yield from _every(stage)
    elif punishment == GRIM:
        if (worst := _worst(stage)) is None:
            raise _none()
        yield worst
    else:
        yield (stage.pure_profile(punishment, "punishment"),) * players


def _every(stage: NormalFormGame) -> Iterator[Answers]:
    """One profile that answers all deviations, each in turn, and the equilibria that are worst for each deviator."""
    players, worst = len(stage.players), _worst(stage)
    if worst is not None:
        yield worst
    if math.prod(stage.shape) <= MOST_ANSWERS:
        yield from ((profile,) * players for profile in product(*map(range, stage.shape)))
    elif worst is None:
        raise _none()
    else:
        found = [profile for profile in pure_equilibria(stage.numerators) if profile is not None]
        yield from ((profile,) * players for profile in found[:MOST_ANSWERS])


def _worst(stage: NormalFormGame) -> Answers | None:
    found = worst_pure_equilibria(stage)
    if found is None:
        return None
    return tuple(tuple(strategy.index(1) for strategy in profile) for profile in found)


def _none() -> UnsupportedError:
    message = (
        "the stage game has no pure equilibrium to revert to; name a profile that payments may make one: punishment="
    )
    return UnsupportedError(message, reason="NO_STAGE_EQUILIBRIUM", path="punishment")
