"""The least that must be promised for a profile to become an equilibrium."""

from __future__ import annotations

from policygames.analysis.intervene import intervene
from policygames.scenarios.cases import Case, number
from policygames.scenarios.checks.answers import amount
from policygames.scenarios.checks.check import Check, Options, Verdict, compared
from policygames.scenarios.checks.meanings import Formula, Profile
from policygames.scenarios.fields import Record, Words


class LeastPayment(Record):
    """`target` becomes an equilibrium by payments of `equals` in all, from outside, and by nothing less."""

    kind: Words
    target: Profile
    equals: Formula


def decide(case: Case, options: Options) -> Verdict:
    """By the cheapest promises, proven on both sides: they work, and nothing less does."""
    found = intervene(case.game, case.profile(options["target"]), "payment")
    found.verify()
    claimed = amount(case, options["equals"])
    return compared(found.cost, claimed, found.explain(), number(claimed))


CHECK = Check("least_payment", LeastPayment, decide)
