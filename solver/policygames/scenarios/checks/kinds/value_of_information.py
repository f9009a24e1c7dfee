"""What a player gains by learning another's type before acting."""

from __future__ import annotations

from policygames.analysis.value_of_information import value_of_information
from policygames.scenarios.cases import Case, number
from policygames.scenarios.checks.answers import amount
from policygames.scenarios.checks.check import Check, Options, Verdict, compared, undecided
from policygames.scenarios.checks.meanings import Formula, PlayerId
from policygames.scenarios.checks.types import bayesian
from policygames.scenarios.fields import Record, Words


class ValueOfInformation(Record):
    """Learning the type of `about`, which all know it does, `player` gains `equals`."""

    kind: Words
    player: PlayerId
    about: PlayerId
    equals: Formula


def decide(case: Case, options: Options) -> Verdict:
    """By all equilibria without and with the news."""
    player, about = case.player(options["player"]), case.player(options["about"])
    answer = value_of_information(bayesian(case), player, about, deadline=case.deadline)
    if answer.value is None:
        return undecided(answer.explain())
    claimed = amount(case, options["equals"])
    return compared(answer.value, claimed, answer.explain(), number(claimed))


CHECK = Check("value_of_information", ValueOfInformation, decide)
