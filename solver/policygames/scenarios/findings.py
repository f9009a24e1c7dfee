"""What a scenario states, checked on the game itself: by exact payoffs and by the solver's answers and coverage."""

from __future__ import annotations

from policygames.errors import PolicyGamesError
from policygames.results.finding import Finding
from policygames.scenarios.cases import Case
from policygames.scenarios.checks import Options, Verdict, check_of, checks_by_kind

__all__ = ["Finding", "check"]


def check(case: Case, kind: str, options: Options) -> Verdict:
    """Whether the claim of this kind holds in `case`; of a claim that nothing here can decide, why not."""
    found = check_of(kind)
    if found is None:
        return Verdict(None, f"the check {kind} is not supported yet; there are {', '.join(checks_by_kind())}")
    try:
        return found.decide(case, found.completed(options))
    except PolicyGamesError as error:
        return Verdict(None, f"this could not be checked: {error}")
