"""Games solved one after the other by the loop, each within the same amount of work: a row each, whatever happens."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pyarrow as pa

from policygames.budget import Budget
from policygames.games import BayesianGame, Game
from policygames.numerics.exact import nearest_float
from policygames.numerics.stepwise import finished
from policygames.results import Equilibrium, Solution
from policygames.results.columns import whole_numbers
from policygames.search import stream
from policygames.studies.answers import FIELDS, check_uninterrupted, described

_WORDS = 2**63
DEFAULT_LIMIT = 100_000
"""Steps of one game's search: seconds to minutes."""
REPEATED_LIMIT, LARGE_REPEATED_LIMIT = 200, 20
"""The same where payoffs of repeated play are sought, and where its stage game is large: about a second, or a few."""


class Steps:
    """A clock that counts how often it is asked: a search bounded by it does the same work on every machine."""

    def __init__(self) -> None:
        self.taken = 0

    def __call__(self) -> float:
        """The steps so far, this one included."""
        self.taken += 1
        return float(self.taken)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of each game: a concept, and the most steps of its search, 0 for no limit."""

    concept: str
    limit: int

    def budget(self) -> Budget:
        """A budget of its own for one game."""
        return Budget(expires=float(self.limit) if self.limit else math.inf, clock=Steps())


def solution_of(game: Game, question: Question) -> Solution:
    """What the loop finds within the limit. Raises what `pg.solve` raises."""
    return finished(stream(game, question.concept, None, question.budget(), {}))


def solved_one_by_one(games: Sequence[Game | str], question: Question) -> tuple[pa.Table, list[str | None]]:
    """The answers, and for each game a label where `numerators` do not say what was found."""
    rows = [_row(game, question) for game in games]
    table = pa.Table.from_pylist([row for row, _ in rows], schema=pa.schema(FIELDS))
    return table, [label for _, label in rows]


def _row(game: Game | str, question: Question) -> tuple[dict[str, Any], str | None]:
    if isinstance(game, str):
        return {"error": game}, None
    try:
        solution = solution_of(game, question)
        check_uninterrupted(solution.termination)
        return _answers(solution), _label(solution)
    except Exception as error:  # noqa: BLE001 - the border: one game's failure is a row, and the run goes on
        return {"error": described(error)}, None


def _answers(solution: Solution) -> dict[str, Any]:
    found = list(solution.equilibria)
    row: dict[str, Any] = {"coverage": solution.coverage.value, "route": "search", "equilibria": len(found)}
    row["payoffs"] = [nearest_float(payoff) for one in found for payoff in one.exact_payoffs]
    profiles = _profiles(found)
    if profiles is None:
        return row
    numbers = [number for profile in profiles for number in whole_numbers(profile)]
    long = max(numbers, default=0) >= _WORDS
    return row | ({"long_numerators": list(map(str, numbers))} if long else {"numerators": numbers})


def _profiles(found: Sequence[Equilibrium]) -> list[tuple[tuple[Fraction, ...], ...]] | None:
    """The exact mixed profiles, None where some equilibrium has none."""
    profiles = [one.exact_profile for one in found]
    return None if None in profiles else [profile for profile in profiles if profile is not None]


def _by_type(equilibrium: Equilibrium, game: BayesianGame) -> str:
    """What each player does, type by type: (hold / yield, buy)."""
    pairs = zip(equilibrium.exact, game.actions, strict=True)
    plays = [" / ".join(_played(strategy, names) for strategy in types) for types, names in pairs]
    return f"({', '.join(plays)})"


def _played(strategy: Sequence[Fraction], names: Sequence[str]) -> str:
    return "+".join(name for name, chance in zip(names, strategy, strict=True) if chance > 0)


def _label(solution: Solution) -> str | None:
    if isinstance(solution.game, BayesianGame) and _profiles(list(solution.equilibria)):
        return " | ".join(sorted({_by_type(one, solution.game) for one in solution.equilibria}))
    if solution.equilibria and _profiles(list(solution.equilibria)) is not None:
        return None
    sets = solution.action_sets if solution.concept in ("rationalizable", "undominated") else None
    if sets is not None:
        return "; ".join(", ".join(names) for names in sets)
    if not solution.equilibria:
        return None
    return f"{len(solution.equilibria)} found by {solution.method}"
