"""The largest total that a mediator's confidential advice can reach."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from pydantic import Field

from policygames.results import Equilibrium
from policygames.scenarios.cases import Case, number
from policygames.scenarios.checks.answers import amount, incomplete, words
from policygames.scenarios.checks.check import Check, Options, Verdict, compared, undecided
from policygames.scenarios.checks.meanings import Formula, Profile
from policygames.scenarios.fields import Record, Words
from policygames.search import solve


class CorrelatedMax(Record):
    """The largest total of all payoffs in a correlated equilibrium is `equals`.

    With `without` it can be reached by advice that never leads to that profile.
    """

    kind: Words
    equals: Formula
    without: Profile = Field(default_factory=dict)


def decide(case: Case, options: Options) -> Verdict:
    """By the correlated equilibrium of largest total, which is proven to be so."""
    solution = solve(case.game, "correlated", objective="welfare", deadline=case.deadline)
    if (problem := incomplete(solution)) or not solution.equilibria:
        return undecided(problem or "no correlated equilibrium was found in time")
    found = sum(solution.equilibria[0].exact_payoffs, Fraction(0))
    claimed = amount(case, options["equals"])
    why = f"the largest total of all correlated equilibria, proven so, is {number(found)}"
    if options["without"] and found == claimed:
        return _without(case, solution.equilibria[0], options["without"], why)
    return compared(found, claimed, why, number(claimed))


def _without(case: Case, best: Equilibrium, profile: Mapping[str, str], why: str) -> Verdict:
    chance = best.exact[case.profile(profile)]
    told = f"{why}, by advice that leads to {words(case, profile)} with probability {number(chance)}"
    return Verdict(holds=True, why=told) if not chance else undecided(f"{told}; other advice may do as well")


CHECK = Check("correlated_max", CorrelatedMax, decide)
