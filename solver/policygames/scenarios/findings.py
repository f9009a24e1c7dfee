"""What a scenario states, checked on the game itself: by exact payoffs and by the solver's answers and coverage."""

from __future__ import annotations

from dataclasses import dataclass

from policygames.errors import PolicyGamesError
from policygames.scenarios.cases import Case
from policygames.scenarios.checks import Options, Verdict, check_of, checks_by_kind


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim, whether it holds, and why: what proves it, or a counterexample in words.

    `holds` is None where it could not be decided: the claim is then neither true nor false, and `why` says what lacks.
    """

    id: str
    claim: str
    holds: bool | None
    why: str


def check(case: Case, kind: str, options: Options) -> Verdict:
    """Whether the claim of this kind holds in `case`; of a claim that nothing here can decide, why not."""
    found = check_of(kind)
    if found is None:
        return Verdict(None, f"the check {kind} is not supported yet; there are {', '.join(checks_by_kind())}")
    try:
        return found.decide(case, found.completed(options))
    except PolicyGamesError as error:
        return Verdict(None, f"this could not be checked: {error}")
