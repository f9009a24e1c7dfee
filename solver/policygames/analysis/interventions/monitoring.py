"""The lever "monitoring": how likely deviations have to be detected for an outcome to last."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from policygames import registry
from policygames.certificates import Certificate
from policygames.errors import GameError, UnsupportedError
from policygames.games import MixedProfile, NormalFormGame, RepeatedGame
from policygames.games.interventions.alarms import AlarmQuestion, least_rate
from policygames.games.profiles import pure_as_mixed
from policygames.numerics.best_responses import pure_equilibria
from policygames.numerics.exact import exact
from policygames.results.monitoring_intervention import MonitoringIntervention, certified_alarm


def alarm_question(game: Any, target: Any, *, punishment: Any = None, false_alarms: Any = 0) -> AlarmQuestion:
    """The question, every option read; without a punishment the one that needs the lowest rate."""
    if not isinstance(game, RepeatedGame) or game.periods is not None or game.transfers or game.monitoring is not None:
        message = "monitoring is asked of a RepeatedGame without end, transfers and a signal of its own"
        raise UnsupportedError(message, reason="UNSUPPORTED_GAME", path="game", choices=("RepeatedGame",))
    rate = exact(false_alarms, "false_alarms")
    path = game.stage_game.pure_profile(target, "target")
    asked = [
        judged(AlarmQuestion(game.stage_game, game.discount, path, answer, rate))
        for answer in _punishments(game.stage_game, punishment)
    ]
    return min(asked, key=_rate)


def judged(question: AlarmQuestion) -> AlarmQuestion:
    """The question itself. Raises GameError for a rate that is none, and a punishment that is no stage equilibrium."""
    if not 0 <= question.false_alarms < 1:
        raise GameError(f"{question.false_alarms} is not in [0, 1)", reason="PROBABILITY_RANGE", path="false_alarms")
    verdict = registry.concept("nash").certify(question.stage_game, question.punishment)
    if not isinstance(verdict, Certificate):
        message = "the punishment is no equilibrium of the stage game"
        raise GameError(message, reason="NO_STAGE_EQUILIBRIUM", path="punishment")
    return question


def answered(question: AlarmQuestion) -> MonitoringIntervention:
    """The least rate of detection that answers a question."""
    rate, need = least_rate(question)
    return MonitoringIntervention(question, rate, certified_alarm(question, rate), need)


def _rate(question: AlarmQuestion) -> Fraction:
    rate, _ = least_rate(question)
    return Fraction(2) if rate is None else rate


def _punishments(stage: NormalFormGame, punishment: Any) -> Iterator[MixedProfile]:
    if punishment is not None:
        yield stage.mixed_profile(punishment, "punishment")
        return
    found = [profile for profile in pure_equilibria(stage.numerators) if profile is not None]
    if not found:
        message = "the stage game has no pure equilibrium to revert to; give one, mixed ones too, as punishment="
        raise UnsupportedError(message, reason="NO_STAGE_EQUILIBRIUM", path="punishment")
    yield from (pure_as_mixed(profile, stage.shape) for profile in found)
