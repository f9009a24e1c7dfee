"""Where each outcome holds: maps along one parameter or two, with exact boundaries."""

from policygames.analysis.regimes.mapping import regimes

__all__ = ["regimes"]
