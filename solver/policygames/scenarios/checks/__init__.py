"""The closed vocabulary of checks: what a finding may claim, and how each claim is decided on the game."""

from policygames.scenarios.checks.check import Check, Options, Verdict
from policygames.scenarios.checks.registry import check_of, checks_by_kind

__all__ = ["Check", "Options", "Verdict", "check_of", "checks_by_kind"]
