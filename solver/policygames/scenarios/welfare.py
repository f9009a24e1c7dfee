"""The profiles with the largest total payoff."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import prod

import numpy as np

from policygames.errors import UnsupportedError
from policygames.games import SymmetricGame
from policygames.numerics.compositions import compositions, number_of, places
from policygames.results.analysis_result import Welfare
from policygames.scenarios.cases import Case

__all__ = ["Welfare", "largest_total"]

MAX_CROWDS = 20_000
"""The most ways to count who chooses what that are added up: some seconds."""


def largest_total(case: Case) -> Welfare:
    """The largest total over all pure profiles of the stage game, exact.

    Of groups of like players over all counts: `profiles` is empty then, and `words` say how many choose what.
    """
    if isinstance(case.stage, SymmetricGame):
        return _of_crowds(case.stage)
    totals = {profile: sum(case.payoffs(profile), Fraction(0)) for profile in case.profiles()}
    best = max(totals.values())
    profiles = tuple(profile for profile, total in totals.items() if total == best)
    return Welfare(best, profiles, tuple(case.words(profile) for profile in profiles))


def _of_crowds(game: SymmetricGame) -> Welfare:
    cases = prod(number_of(size, len(own)) for size, own in zip(game.sizes, game.actions, strict=True))
    if cases > MAX_CROWDS:
        message = f"{cases} ways to count who chooses what; allowed for welfare: up to {MAX_CROWDS}"
        raise UnsupportedError(message, reason="GAME_TOO_LARGE", path="players")
    rows = [compositions(size, len(own)).tolist() for size, own in zip(game.sizes, game.actions, strict=True)]
    best, words = None, list[str]()
    for crowd in product(*rows):
        total = sum(_paid(game, crowd), Fraction(0))
        if best is None or total > best:
            best, words = total, []
        if total == best:
            words.append(_counted(game, crowd))
    return Welfare(best or Fraction(0), (), tuple(words))


def _paid(game: SymmetricGame, crowd: tuple[list[int], ...]) -> Iterator[Fraction]:
    """What those get together who choose the same in one group."""
    for group, counts in enumerate(crowd):
        for action, number in enumerate(counts):
            if number:
                place = tuple(_place(other, at == group, action) for at, other in enumerate(crowd))
                value = int(game.numerators[group][(action, *place)])
                yield Fraction(number * value, game.denominators[group])


def _place(counts: list[int], is_own: bool, action: int) -> int:  # noqa: FBT001 - whether one is left out
    """The place of what the others of a group choose."""
    others = [number - (is_own and index == action) for index, number in enumerate(counts)]
    return int(places(np.array([others], dtype=np.int64), sum(others))[0])


def _counted(game: SymmetricGame, crowd: tuple[list[int], ...]) -> str:
    said = (
        f"{number} {action}"
        for counts, names in zip(crowd, game.actions, strict=True)
        for number, action in zip(counts, names, strict=True)
        if number
    )
    return f"({', '.join(said)})"
