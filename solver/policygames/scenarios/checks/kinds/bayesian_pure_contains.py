"""A pure equilibrium of players of several types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policygames.scenarios.cases import Case
from policygames.scenarios.checks.check import Check, Options, Verdict
from policygames.scenarios.checks.meanings import TypedProfile
from policygames.scenarios.checks.types import pure_by_agent, remaining_types, told
from policygames.scenarios.fields import Record, Words


class BayesianPureContains(Record):
    """`profile` gives each player's action, or one for each type, of a pure equilibrium; there may be others."""

    kind: Words
    profile: TypedProfile


def decide(case: Case, options: Options) -> Verdict:
    """By all pure equilibria of the game between the types."""
    claimed, found = _claimed(case, options["profile"]), pure_by_agent(case)
    listed = "; ".join(told(case, one) for one in found) or "there are none"
    return Verdict(claimed in found, f"the pure equilibria, proven complete, are: {listed}")


def _claimed(case: Case, profile: Mapping[str, Any]) -> tuple[int, ...]:
    """The action of each agent; types that have no chance do not count."""
    return tuple(
        case.action(index, _answer(profile[player.id], kind))
        for index, player in enumerate(case.document.players)
        for kind in remaining_types(case, index)
    )


def _answer(answer: str | Mapping[str, str], kind: str) -> str:
    return answer if isinstance(answer, str) else answer[kind]


CHECK = Check("bayesian_pure_contains", BayesianPureContains, decide)
