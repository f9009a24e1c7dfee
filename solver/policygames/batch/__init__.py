"""Many games of one shape at once."""

from policygames.batch.solutions import SolutionBatch
from policygames.batch.solving import solve_many

__all__ = ["SolutionBatch", "solve_many"]
