"""A profile that pays every player more than another one."""

from __future__ import annotations

from policygames.scenarios.cases import Case, number
from policygames.scenarios.checks.answers import paid
from policygames.scenarios.checks.check import Check, Options, Verdict
from policygames.scenarios.checks.meanings import Profile
from policygames.scenarios.fields import Record, Words


class ParetoDominates(Record):
    """All players get strictly more at `profile` than at `over`."""

    kind: Words
    profile: Profile
    over: Profile


def decide(case: Case, options: Options) -> Verdict:
    """By comparing payoffs, player by player."""
    new, old = paid(case, options["profile"]), paid(case, options["over"])
    losers = [name for name in new if new[name] <= old[name]]
    pairs = [f"{name} gets {number(new[name])} instead of {number(old[name])}" for name in losers or new]
    return Verdict(not losers, "; ".join(pairs))


CHECK = Check("pareto_dominates", ParetoDominates, decide)
