"""The search: a method is chosen, it proposes, the concept certifies, the budget says when to stop."""

from policygames.search.asking import solve, unproven
from policygames.search.choice import checked_concept, chosen_method
from policygames.search.loop import Found, stream

__all__ = ["Found", "checked_concept", "chosen_method", "solve", "stream", "unproven"]
