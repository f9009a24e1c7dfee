"""The least common patience that sustains a profile under the harshest credible punishment."""

from __future__ import annotations

from typing import Annotated

from policygames.scenarios.cases import Case
from policygames.scenarios.checks.answers import amount
from policygames.scenarios.checks.check import Check, Options, Verdict, compared
from policygames.scenarios.checks.meanings import Formula, Profile
from policygames.scenarios.fields import Record, Words, one_of
from policygames.scenarios.patience import threshold


class CriticalDiscount(Record):
    """`path` can be played for ever if and only if the common discount factor is at least `equals`."""

    kind: Words
    path: Profile
    punishment: Annotated[str, one_of("optimal", "grim")] = "optimal"
    equals: Formula


def decide(case: Case, options: Options) -> Verdict:
    """By the solver's threshold, proven on both sides."""
    answer = threshold(case, case.profile(options["path"]), options["punishment"])
    answer.verify()
    claimed = amount(case, options["equals"])
    return compared(answer.exact, claimed, answer.explain(), str(claimed))


CHECK = Check("critical_discount", CriticalDiscount, decide)
