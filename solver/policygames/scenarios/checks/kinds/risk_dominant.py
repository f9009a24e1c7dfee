"""The equilibrium of two players that is the safer one to bet on."""

from __future__ import annotations

from policygames.scenarios.cases import Case
from policygames.scenarios.checks.answers import incomplete, pure
from policygames.scenarios.checks.check import Check, Options, Verdict, compared, undecided
from policygames.scenarios.checks.meanings import Profiles
from policygames.scenarios.fields import Record, Words
from policygames.search import solve


class RiskDominant(Record):
    """`equals` lists the risk-dominant equilibria: one, two in a tie, none where no equilibrium is strict."""

    kind: Words
    equals: Profiles


def decide(case: Case, options: Options) -> Verdict:
    """By comparing the products of losses, pair by pair (Harsanyi and Selten 1988)."""
    solution = solve(case.game, "risk_dominant", deadline=case.deadline)
    if problem := incomplete(solution):
        return undecided(problem)
    found = sorted(pure(one.exact) for one in solution.equilibria)
    claimed = sorted({case.profile(profile) for profile in options["equals"]})
    why = f"the risk-dominant equilibria are: {case.listed(found)}"
    return compared(found, claimed, why, case.listed(claimed))


CHECK = Check("risk_dominant", RiskDominant, decide)
