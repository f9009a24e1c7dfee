"""The least that must be promised for a profile to be played."""

from __future__ import annotations

from typing import Annotated

from policygames.analysis.intervene import intervene
from policygames.scenarios.cases import Case, number
from policygames.scenarios.checks.answers import amount
from policygames.scenarios.checks.check import Check, Options, Verdict, compared
from policygames.scenarios.checks.meanings import Formula, Profile
from policygames.scenarios.fields import Record, Words, one_of
from policygames.scenarios.vocabulary import GOALS, INSTRUMENTS


class LeastPayment(Record):
    """`target` becomes an equilibrium by payments of `equals` in all, from outside, and by nothing less.

    With the `goal` dominant it is best whatever others do, with the goal unique it is all that survives the elimination
    of what is dominated, both by a `margin`. What counts is what falls due at the target; where `instruments` are
    sanctions, or both, it is the most that may fall due in any one profile.
    """

    kind: Words
    target: Profile
    goal: Annotated[str, one_of(*GOALS)] = "equilibrium"
    margin: Formula = "0"
    instruments: Annotated[str, one_of(*INSTRUMENTS)] = "payments"
    equals: Formula


def decide(case: Case, options: Options) -> Verdict:
    """By the cheapest promises, proven on both sides: they work, and nothing less does."""
    how = {"goal": options["goal"], "instruments": options["instruments"], "margin": amount(case, options["margin"])}
    found = intervene(case.stage, case.seats(options["target"]), "payment", **how, deadline=case.deadline)
    found.verify()
    claimed = amount(case, options["equals"])
    return compared(found.cost, claimed, found.explain(), number(claimed))


CHECK = Check("least_payment", LeastPayment, decide)
