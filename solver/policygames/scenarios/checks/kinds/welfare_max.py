"""Where the total of all payoffs is largest."""

from __future__ import annotations

from fractions import Fraction

from policygames.scenarios.cases import Case, number
from policygames.scenarios.checks.check import Check, Options, Verdict
from policygames.scenarios.checks.meanings import Profiles
from policygames.scenarios.fields import Record, Words
from policygames.scenarios.welfare import largest_total


class WelfareMax(Record):
    """`equals` lists every pure profile with the largest total."""

    kind: Words
    equals: Profiles


def decide(case: Case, options: Options) -> Verdict:
    """By adding up every profile."""
    best = largest_total(case)
    claimed = sorted({case.profile(profile) for profile in options["equals"]})
    why = f"the largest total is {number(best.total)}, at {case.listed(list(best.profiles))}"
    if claimed == sorted(best.profiles):
        return Verdict(holds=True, why=why)
    totals = [f"{case.words(profile)} has {number(sum(case.payoffs(profile), Fraction(0)))}" for profile in claimed]
    return Verdict(holds=False, why=f"{why}; claimed: {' and '.join(totals) or 'none'}")


CHECK = Check("welfare_max", WelfareMax, decide)
