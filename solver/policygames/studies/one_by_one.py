"""Games solved one after the other by the loop, each within the same amount of work: a row each, whatever happens."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pyarrow as pa

from policygames.budget import Budget
from policygames.games import Game
from policygames.numerics.exact import nearest_float
from policygames.numerics.stepwise import finished
from policygames.results import Equilibrium, Solution
from policygames.results.columns import whole_numbers
from policygames.search import stream
from policygames.studies.answers import FIELDS, check_uninterrupted, described
from policygames.studies.labelled import Actions, label_of

_WORDS = 2**63
DEFAULT_LIMIT = 100_000
"""Steps of one game's search: seconds to minutes."""
REPEATED_LIMIT, LARGE_REPEATED_LIMIT = 200, 20
"""The same where payoffs of repeated play are sought, and where its stage game is large: about a second, or a few."""
SIGNAL_LIMIT = 4_000
"""The same under public signals: half a second a draw in the catalogue, which decides in all what can be played."""


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


def solved_one_by_one(
    games: Sequence[Game | str], question: Question, actions: Actions | None = None
) -> tuple[pa.Table, list[str | None]]:
    """The answers, and for each game a label where `numerators` do not say what was found.

    `actions` is what the actions of each player are called there; without, no label is made.
    """
    rows = [_row(game, question, actions) for game in games]
    table = pa.Table.from_pylist([row for row, _ in rows], schema=pa.schema(FIELDS))
    return table, [label for _, label in rows]


def _row(game: Game | str, question: Question, actions: Actions | None) -> tuple[dict[str, Any], str | None]:
    if isinstance(game, str):
        return {"error": game}, None
    try:
        solution = solution_of(game, question)
        check_uninterrupted(solution.termination)
        return _answers(solution), None if actions is None else label_of(solution, actions)
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
