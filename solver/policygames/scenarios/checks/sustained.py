"""What like players sustain under a public signal."""

from __future__ import annotations

from fractions import Fraction

from policygames.certificates import Coverage
from policygames.games import RepeatedGame
from policygames.scenarios.cases import Case
from policygames.search import solve


def best_symmetric(case: Case, repeated: RepeatedGame) -> Fraction | None:
    """The largest strongly symmetric payoff per period; None where it is not proven."""
    solution = solve(repeated, "strongly_symmetric", deadline=case.deadline)
    known = solution.payoff_set
    if solution.coverage is not Coverage.ALL or known is None or not known.is_exact or not known.exact:
        return None
    return max(point[0] for point in known.exact)
