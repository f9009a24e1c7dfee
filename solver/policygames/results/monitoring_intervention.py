"""How well deviations have to be detected for an outcome to last: the least rate, that it works, and why no less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames import registry
from policygames.certificates import Certificate
from policygames.errors import CertificateError, GameError
from policygames.games import NormalFormGame, RepeatedGame
from policygames.games.interventions.alarms import AlarmQuestion, Need, greatest_rate, least_rate
from policygames.games.notebooks import repr_html
from policygames.games.profiles import flaw
from policygames.numerics.exact import nearest_float, read_back, spelled
from policygames.results.plain import plain_certificate, read_certificate
from policygames.results.saved import reading

HARSHER = "a punishment harsher than equilibria of the stage game might do with less"


@dataclass(frozen=True, slots=True)
class MonitoringIntervention:
    """The least rate of detection at which the path of `question` can be played until an alarm rings.

    `cost` is that rate, None where none will do. `certificate` proves that it works, `least` names the deviation that
    pays at anything less, or at any rate; it is None where the rate is no more than that of false alarms. The path
    lasts, with this punishment, at all rates from `cost` to `ceiling`, and at no others.
    """

    question: AlarmQuestion
    cost: Fraction | None
    certificate: Certificate | None
    least: Need | None

    @property
    def lever(self) -> str:
        """What is changed."""
        return "monitoring"

    @property
    def value(self) -> float | None:
        """The rate as a float; None where none will do."""
        return None if self.cost is None else nearest_float(self.cost)

    @property
    def change(self) -> Fraction | None:
        """The rate of detection: the change is that an alarm rings so often after a deviation."""
        return self.cost

    @property
    def ceiling(self) -> Fraction | None:
        """The greatest rate that will do, where an alarm is a reward for somebody; None where a sure alarm will."""
        most, lure = greatest_rate(self.question)
        return None if self.cost is None or lure is None else most

    @property
    def game(self) -> RepeatedGame:
        """The repeated game with that alarm; without a rate that will do, with certain detection."""
        return self.question.game(Fraction(1) if self.cost is None else self.cost)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a careful reader should know."""
        return () if self.least is None else (HARSHER,)

    def verify(self) -> tuple[str, ...]:
        """Checks both proofs again, from the question alone; nothing is left unchecked, and () comes back.

        Raises CertificateError where one does not hold.
        """
        stage = self.question.stage_game
        try:
            stage.pure_profile(self.question.path)
            self.question.game(Fraction(1))
        except GameError as error:
            raise CertificateError(error.message, path="question") from error
        if problem := flaw(self.question.punishment, stage.shape):
            raise CertificateError(problem, path="question.punishment")
        if not isinstance(registry.concept("nash").certify(stage, self.question.punishment), Certificate):
            raise CertificateError("the punishment is no equilibrium of the stage game", path="question.punishment")
        if (self.cost, self.least) != least_rate(self.question):
            raise CertificateError("another rate is the least", path="cost")
        if self.certificate != certified_alarm(self.question, self.cost):
            raise CertificateError("the certificate is not that of the changed game", path="certificate")
        certified_alarm(self.question, self.ceiling)
        return ()

    _repr_html_ = repr_html

    def explain(self) -> str:
        """A paragraph that can be read aloud: the rates, what follows an alarm, what is proven."""
        from policygames.results.monitoring_words import explain_monitoring

        return explain_monitoring(self)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact, with the words."""
        question = self.question
        return {
            "kind": "intervention",
            "lever": self.lever,
            "stage_game": question.stage_game.to_dict(),
            "discount": [spelled(factor) for factor in question.discount],
            "path": list(question.path),
            "punishment": [[spelled(chance) for chance in strategy] for strategy in question.punishment],
            "false_alarms": spelled(question.false_alarms),
            "cost": None if self.cost is None else spelled(self.cost),
            "ceiling": None if self.ceiling is None else spelled(self.ceiling),
            "certificate": None if self.certificate is None else plain_certificate(self.certificate),
            "least": None if self.least is None else _plain_need(self.least),
            "explanation": self.explain(),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> MonitoringIntervention:
        """What `to_dict` wrote; nothing is believed until `verify` has passed. Raises GameError for anything else."""
        with reading("intervention"):
            certificate, cost, least = data["certificate"], data["cost"], data["least"]
            return cls(
                question=_read_question(data),
                cost=None if cost is None else read_back(cost, "cost"),
                certificate=None if certificate is None else read_certificate(certificate, "certificate"),
                least=None if least is None else _read_need(least),
            )


def certified_alarm(question: AlarmQuestion, rate: Fraction | None) -> Certificate | None:
    """The certificate of the strategies at this rate. Raises CertificateError where they are no equilibrium there."""
    if rate is None:
        return None
    verdict = registry.concept("public_perfect").certify(question.game(rate), question.automaton())
    if not isinstance(verdict, Certificate):
        raise CertificateError(f"the path is not sustained at {rate}: {verdict.reason}", path="certificate")
    return verdict


def _plain_need(need: Need) -> dict[str, Any]:
    return {"player": need.player, "action": need.action, "gain": spelled(need.gain), "loss": spelled(need.loss)}


def _read_need(data: Mapping[str, Any]) -> Need:
    gain, loss = read_back(data["gain"], "least.gain"), read_back(data["loss"], "least.loss")
    return Need(int(data["player"]), int(data["action"]), gain, loss)


def _read_question(data: Mapping[str, Any]) -> AlarmQuestion:
    return AlarmQuestion(
        stage_game=NormalFormGame.from_dict(data["stage_game"]),
        discount=tuple(read_back(factor, "discount") for factor in data["discount"]),
        path=tuple(map(int, data["path"])),
        punishment=tuple(
            tuple(read_back(chance, "punishment") for chance in strategy) for strategy in data["punishment"]
        ),
        false_alarms=read_back(data["false_alarms"], "false_alarms"),
    )
