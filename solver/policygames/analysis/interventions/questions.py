"""What `intervene` is asked, by lever: read from what a caller writes, on a light install too."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from policygames.analysis.interventions import commitment, monitoring, parameters
from policygames.analysis.interventions.commitment import commitment_question
from policygames.analysis.interventions.monitoring import alarm_question
from policygames.analysis.interventions.parameters import Questions, parameter_questions
from policygames.errors import GameError, UnsupportedError
from policygames.games import NormalFormGame, RepeatedGame, SymmetricGame
from policygames.games.interventions import asking
from policygames.games.interventions.alarms import AlarmQuestion
from policygames.games.interventions.asking import payment_question
from policygames.games.interventions.commitments import CommitmentQuestion
from policygames.games.interventions.patience import PatienceQuestion, patience_question
from policygames.games.interventions.payments import PaymentQuestion
from policygames.games.interventions.repeated_payments import (
    RepeatedPaymentQuestion,
    judged_repeated,
    repeated_payment_question,
)
from policygames.games.written_out import profile_of, written_out
from policygames.results import Equilibrium

Question: TypeAlias = (
    PaymentQuestion | RepeatedPaymentQuestion | CommitmentQuestion | PatienceQuestion | AlarmQuestion | Questions
)


def _payment(
    game: Any, target: Any, *, punishment: Any = None, **options: Any
) -> PaymentQuestion | RepeatedPaymentQuestion:
    if isinstance(game, RepeatedGame):
        return repeated_payment_question(game, target, punishment=punishment, **options)
    if not isinstance(game, NormalFormGame):
        message = f"payments are computed for {', '.join(_PAID)}, not for a {type(game).__name__}"
        raise UnsupportedError(message, reason="UNSUPPORTED_GAME", path="game", choices=_PAID)
    if punishment is not None:
        raise GameError("only a repeated game has punishments", reason="OPTION_RANGE", path="punishment")
    return payment_question(game, target, **options)


def _options(described: Callable[..., Question]) -> tuple[str, ...]:
    return tuple(name for name in inspect.signature(described).parameters if name not in ("game", "target"))


_PAID = ("NormalFormGame", "RepeatedGame", "SymmetricGame")
_LEVERS: dict[str, tuple[Callable[..., Question], tuple[str, ...]]] = {
    "payment": (_payment, (*_options(payment_question), "punishment")),
    "commitment": (commitment_question, _options(commitment_question)),
    "discount": (patience_question, _options(patience_question)),
    "monitoring": (alarm_question, _options(alarm_question)),
    "parameters": (parameter_questions, _options(parameter_questions)),
}
"""By lever what reads its question, and its options."""
LEVERS = tuple(_LEVERS)


def question_for(game: Any, target: Any, lever: str, options: Mapping[str, Any]) -> Question:
    """The question of `intervene`. Raises UnsupportedError for an unknown lever, GameError for an unknown option."""
    if lever not in _LEVERS:
        message = f"there is no lever {lever!r}; there are {', '.join(LEVERS)}"
        raise UnsupportedError(message, reason="UNKNOWN_LEVER", path="lever", choices=LEVERS)
    read, known = _LEVERS[lever]
    for name in options:
        if name not in known:
            message = f"the lever {lever!r} has no option {name!r}; there are {', '.join(known)}"
            raise GameError(message, reason="UNKNOWN_OPTION", path=name)
    built = getattr(game, "game", None)
    if lever != "parameters" and callable(built):
        game = built()  # a scenario, at its own values
    if isinstance(target, Equilibrium):
        target = target.certificate.candidate
    if isinstance(game, SymmetricGame) and lever in ("payment", "commitment"):
        game, target = written_out(game), profile_of(game, target)
    return read(game, target, **options)


def judged(question: Question) -> Question:
    """The question itself, as it arrived from elsewhere. Raises GameError where a value in it is none."""
    if isinstance(question, PaymentQuestion):
        return asking.judged(question)
    if isinstance(question, RepeatedPaymentQuestion):
        return judged_repeated(question)
    if isinstance(question, CommitmentQuestion):
        return commitment.judged(question)
    if isinstance(question, tuple):
        return parameters.judged(question)
    return monitoring.judged(question) if isinstance(question, AlarmQuestion) else question
