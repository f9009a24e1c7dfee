"""What comes back: answers with their proofs, and the words for them."""

from policygames.results.components import Component
from policygames.results.equilibrium import Equilibrium
from policygames.results.payoff_set import PayoffSet
from policygames.results.solution import Solution
from policygames.results.threshold import Shortfall, Threshold

__all__ = ["Component", "Equilibrium", "PayoffSet", "Shortfall", "Solution", "Threshold"]
