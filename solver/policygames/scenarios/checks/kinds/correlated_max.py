"""The largest total that a mediator's confidential advice can reach."""

from __future__ import annotations

from fractions import Fraction

from policygames.scenarios.cases import Case, number
from policygames.scenarios.checks.answers import amount, incomplete
from policygames.scenarios.checks.check import Check, Options, Verdict, compared, undecided
from policygames.scenarios.checks.meanings import Formula
from policygames.scenarios.fields import Record, Words
from policygames.search import solve


class CorrelatedMax(Record):
    """The largest total of all payoffs in a correlated equilibrium is `equals`."""

    kind: Words
    equals: Formula


def decide(case: Case, options: Options) -> Verdict:
    """By the correlated equilibrium of largest total, which is proven to be so."""
    solution = solve(case.game, "correlated", objective="welfare", deadline=case.deadline)
    if (problem := incomplete(solution)) or not solution.equilibria:
        return undecided(problem or "no correlated equilibrium was found in time")
    found = sum(solution.equilibria[0].exact_payoffs, Fraction(0))
    claimed = amount(case, options["equals"])
    why = f"the largest total of all correlated equilibria, proven so, is {number(found)}"
    return compared(found, claimed, why, number(claimed))


CHECK = Check("correlated_max", CorrelatedMax, decide)
