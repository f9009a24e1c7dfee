"""What is left of a deadline, for a step that takes one of its own."""

from __future__ import annotations

import math

from policygames.budget import Budget
from policygames.errors import DeadlineError


def seconds_left(budget: Budget, missing: str) -> float | None:
    """The deadline of the next step, None where nobody set one.

    Raises DeadlineError, saying what is `missing`, once the time is over: 0 seconds are a deadline of nothing.
    """
    left = budget.remaining()
    if not left:
        raise DeadlineError(f"{missing} within the deadline", path="deadline")
    return None if left == math.inf else left
