"""Many games of one shape at once."""

from policygames.batch.solving import solve_many
from policygames.results.solution_batch import SolutionBatch

__all__ = ["SolutionBatch", "solve_many"]
