"""What comes back: answers with their proofs, and the words for them."""

from typing import TypeAlias

from policygames.results.components import Component
from policygames.results.equilibrium import Equilibrium
from policygames.results.optimal_threshold import OptimalThreshold
from policygames.results.path_threshold import PathThreshold
from policygames.results.payoff_set import PayoffSet
from policygames.results.solution import Solution
from policygames.results.sweep import Sweep
from policygames.results.threshold import Shortfall, Threshold
from policygames.results.transfer_threshold import TransferThreshold

AnyThreshold: TypeAlias = Threshold | OptimalThreshold | PathThreshold | TransferThreshold
"""The least patience that sustains a profile, whatever answers deviations."""

__all__ = [
    "AnyThreshold",
    "Component",
    "Equilibrium",
    "OptimalThreshold",
    "PathThreshold",
    "PayoffSet",
    "Shortfall",
    "Solution",
    "Sweep",
    "Threshold",
    "TransferThreshold",
]
