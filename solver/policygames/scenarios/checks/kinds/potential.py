"""Whether one function rises with every gain, so that gainful changes one by one must end."""

from __future__ import annotations

from policygames.analysis.potential import potential
from policygames.errors import UnsupportedError
from policygames.games import BayesianGame
from policygames.scenarios.cases import Case
from policygames.scenarios.checks.check import Check, Options, Verdict
from policygames.scenarios.fields import Record, Truth, Words


class PotentialCheck(Record):
    """The game has an exact potential (`exists: true`) or has none."""

    kind: Words
    exists: Truth


def decide(case: Case, options: Options) -> Verdict:
    """By building it, or by a round of changes along which gains do not cancel."""
    if isinstance(case.stage, BayesianGame):
        raise UnsupportedError("potentials are those of games without types", reason="UNSUPPORTED_SCENARIO")
    found = potential(case.stage)
    found.verify()
    return Verdict(found.exists is options["exists"], found.explain())


CHECK = Check("potential", PotentialCheck, decide)
