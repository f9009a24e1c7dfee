"""The profiles with the largest total payoff."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from policygames.games import PureProfile
from policygames.scenarios.cases import Case, number


@dataclass(frozen=True, slots=True)
class Welfare:
    """The largest total of all players' payoffs in pure profiles, all `profiles` that reach it, and them in words."""

    total: Fraction
    profiles: tuple[PureProfile, ...]
    words: tuple[str, ...]

    def explain(self) -> str:
        """A sentence that can be read aloud."""
        return f"The largest total, {number(self.total)}, is reached at {' and '.join(self.words)}."


def largest_total(case: Case) -> Welfare:
    """The largest total over all pure profiles of the stage game, exact."""
    totals = {profile: sum(case.payoffs(profile), Fraction(0)) for profile in case.profiles()}
    best = max(totals.values())
    profiles = tuple(profile for profile, total in totals.items() if total == best)
    return Welfare(best, profiles, tuple(case.words(profile) for profile in profiles))
