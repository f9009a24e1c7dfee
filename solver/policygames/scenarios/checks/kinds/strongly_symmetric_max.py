"""The best that like players sustain by doing the same after every public history."""

from __future__ import annotations

from policygames.scenarios.cases import Case, number
from policygames.scenarios.checks.answers import amount, played
from policygames.scenarios.checks.check import Check, Options, Verdict, compared, undecided
from policygames.scenarios.checks.meanings import Formula
from policygames.scenarios.checks.sustained import best_symmetric
from policygames.scenarios.fields import Record, Words


class StronglySymmetricMax(Record):
    """The best strongly symmetric payoff per period, at the file's patience and signals, is `equals`."""

    kind: Words
    equals: Formula


def decide(case: Case, options: Options) -> Verdict:
    """By the exact interval of all strongly symmetric payoffs."""
    found = best_symmetric(case, played(case))
    if found is None:
        return undecided("the interval of payoffs is not proven")
    claimed = amount(case, options["equals"])
    return compared(found, claimed, f"the best strongly symmetric payoff is {number(found)}", number(claimed))


CHECK = Check("strongly_symmetric_max", StronglySymmetricMax, decide)
