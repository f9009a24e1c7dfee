"""The game of a regime, solved while there is time."""

from __future__ import annotations

import math

from policygames.budget import Budget
from policygames.errors import DeadlineError
from policygames.games import NormalFormGame, RepeatedGame
from policygames.results import Solution
from policygames.search import solve


def solved_in_time(game: NormalFormGame | RepeatedGame, kind: str, limits: Budget) -> Solution:
    """Its solution. Raises DeadlineError where the time is over before all of it is found."""
    left = limits.remaining()
    if left:
        solution = solve(game, kind, deadline=None if left == math.inf else left)
    if not left or not limits.remaining():
        raise DeadlineError("the games of the map were not solved within the deadline", path="deadline")
    return solution
