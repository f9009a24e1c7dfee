"""Exactly these pure equilibria, of the game that is played once or in each period."""

from __future__ import annotations

from policygames.scenarios.cases import Case
from policygames.scenarios.checks.answers import pure_equilibria
from policygames.scenarios.checks.check import Check, Options, Verdict, compared, undecided
from policygames.scenarios.checks.meanings import Profiles
from policygames.scenarios.fields import Record, Words


class PureEquilibria(Record):
    """`equals` lists all pure equilibria; the empty list says that there is none."""

    kind: Words
    equals: Profiles


def decide(case: Case, options: Options) -> Verdict:
    """By trying every profile."""
    found, problem = pure_equilibria(case)
    if problem:
        return undecided(problem)
    claimed = sorted({case.profile(profile) for profile in options["equals"]})
    why = f"the pure equilibria, proven complete, are: {case.listed(found)}"
    return compared(found, claimed, why, case.listed(claimed))


CHECK = Check("pure_equilibria", PureEquilibria, decide)
