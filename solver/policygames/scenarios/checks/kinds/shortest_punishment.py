"""The shortest punishment after a public alarm, or after a deviation, that keeps players to a path."""

from __future__ import annotations

from policygames.scenarios.cases import Case
from policygames.scenarios.checks.check import Check, Options, Verdict, undecided
from policygames.scenarios.checks.kinds import limited_punishment
from policygames.scenarios.checks.meanings import Profile, SignalId
from policygames.scenarios.fields import Record, Whole, Words


class ShortestPunishment(Record):
    """`path`, and after the signal `alarm`, or a deviation that is seen, `punishment` for so many `periods`.

    The strategy is an equilibrium at the file's discount factors, and with fewer periods, one at least, it is none.
    """

    kind: Words
    path: Profile
    punishment: Profile
    alarm: SignalId = ""
    periods: Whole


def decide(case: Case, options: Options) -> Verdict:
    """By every one-shot deviation in every state, exactly, for each length up to the one that is claimed."""
    told, longest = [], options["periods"]
    if longest < 1:
        return undecided("a punishment of no period is none")
    for periods in range(longest, 0, -1):  # the claimed one first: it says at once what is too long to write out
        asked = {**options, "periods": periods, "holds": periods == longest, "value": {}}
        verdict = limited_punishment.decide(case, asked)
        told.append(f"{periods} period{'s' if periods > 1 else ''}: {verdict.why}")
        if not verdict.holds:
            return Verdict(holds=False, why=told[-1])
    return Verdict(holds=True, why="; ".join(told))


CHECK = Check("shortest_punishment", ShortestPunishment, decide)
