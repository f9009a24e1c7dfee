"""How an explanation ends: what is proven, by which method, why the search ended, and what else to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygames.certificates import Coverage, Reason

if TYPE_CHECKING:
    from policygames.results.solution import Solution

_ENDED = {
    Reason.DEADLINE: "The search was stopped by its deadline",
    Reason.CANCELLED: "The search was cancelled",
    Reason.LIMIT: "The search stopped at the number that was asked for",
}


def closing(solution: Solution, opening: str, proven: str) -> str:
    """The last sentences, after `opening`; `proven` is what certificates prove where the coverage is ALL."""
    ended = _ENDED.get(solution.termination.reason)
    partly = "" if solution.coverage is Coverage.ALL else "; nothing is proven about others"
    first = [f"{opening}."] if opening else []
    last = [f"{ended}."] if ended else []
    notes = [f"Note: {text}." for text in solution.warnings]
    return "\n".join([" ".join([*first, f"Proven: {proven}{partly} (method {solution.method}).", *last]), *notes])
