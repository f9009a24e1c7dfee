"""The profiles with the largest total payoff."""

from __future__ import annotations

from fractions import Fraction

from policygames.results.analysis_result import Welfare
from policygames.scenarios.cases import Case

__all__ = ["Welfare", "largest_total"]


def largest_total(case: Case) -> Welfare:
    """The largest total over all pure profiles of the stage game, exact."""
    totals = {profile: sum(case.payoffs(profile), Fraction(0)) for profile in case.profiles()}
    best = max(totals.values())
    profiles = tuple(profile for profile, total in totals.items() if total == best)
    return Welfare(best, profiles, tuple(case.words(profile) for profile in profiles))
