"""The game of a regime, solved while there is time, and compared with what its payoffs say."""

from __future__ import annotations

from collections.abc import Sequence

from policygames.analysis.deadlines import seconds_left
from policygames.budget import Budget
from policygames.errors import CertificateError
from policygames.games.regimes.conditions import Outcome
from policygames.results import Solution
from policygames.results.regime_map import SolvedGame, outcomes_of
from policygames.search import solve

MISSING = "the games of the map were not solved"


def solved(game: SolvedGame, kind: str, outcomes: Sequence[Outcome], limits: Budget) -> Solution:
    """The solution of a game that has these outcomes.

    Raises DeadlineError where the time is over before all of it is found, CertificateError where it has others.
    """
    solution = solve(game, kind, deadline=seconds_left(limits, MISSING))
    limits.check(MISSING)
    if outcomes_of(solution) != set(outcomes):
        raise CertificateError("the solver and the signs of the payoffs disagree", path="regimes")
    return solution
