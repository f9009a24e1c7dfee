"""How many extreme equilibria there are, mixed ones included."""

from __future__ import annotations

from policygames.scenarios.cases import Case
from policygames.scenarios.checks.answers import incomplete
from policygames.scenarios.checks.check import Check, Options, Verdict, compared, undecided
from policygames.scenarios.fields import Record, Whole, Words
from policygames.search import solve


class EquilibriumCount(Record):
    """`equals` is the number of extreme equilibria: every other one is a mixture of some of them."""

    kind: Words
    equals: Whole


def decide(case: Case, options: Options) -> Verdict:
    """By a list of all that is proven complete."""
    solution = solve(case.game, "nash", deadline=case.deadline)
    if problem := incomplete(solution):
        return undecided(problem)
    found = len(solution.equilibria)
    why = f"the list of all extreme equilibria, proven complete by {solution.method}, holds {found}"
    return compared(found, options["equals"], why, str(options["equals"]))


CHECK = Check("equilibrium_count", EquilibriumCount, decide)
