"""What an automaton pays in the long run: the exact average payoffs of its states, the limit of their values."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from policygames.games.dynamics import Situation
from policygames.numerics.generating import classes, successors
from policygames.numerics.linear import solved


def average_payoffs(found: Sequence[Situation], player: int) -> list[Fraction]:
    """For each situation the average payoff over infinitely many periods: the limit of its value as patience grows.

    A closed class of states pays its stationary average; other states what they are expected to end in.

    Source: Puterman, Markov Decision Processes (1994), section 8.2, and corollary 8.2.5 for the limit.
    """
    chain = [situation.after.weights for situation in found]
    reached = successors(chain)
    known: dict[int, Fraction] = {}
    for members in classes(reached):
        if reached[members[0]] == sum(1 << state for state in members):
            chances = _stationary(found, members)
            payoff = sum(
                (p * found[state].payoffs[player] for p, state in zip(chances, members, strict=True)), Fraction(0)
            )
            known |= dict.fromkeys(members, payoff)
    passing = [state for state in range(len(found)) if state not in known]
    known |= zip(passing, _expected_end(found, passing, known), strict=True)
    return [known[state] for state in range(len(found))]


def _stationary(found: Sequence[Situation], members: Sequence[int]) -> list[Fraction]:
    """The only distribution over a closed class that its moves leave as it is."""
    place = {state: index for index, state in enumerate(members)}
    rows = [[Fraction(-(row == column)) for column in range(len(members))] for row in range(len(members))]
    for state in members:
        for to, chance in found[state].after:
            rows[place[to]][place[state]] += chance
    return solved([*rows, [Fraction(1)] * len(members)], [Fraction(0)] * len(members) + [Fraction(1)])


def _expected_end(found: Sequence[Situation], passing: Sequence[int], known: dict[int, Fraction]) -> list[Fraction]:
    place = {state: index for index, state in enumerate(passing)}
    rows, right = [], []
    for state in passing:
        row, constant = [Fraction(place[state] == column) for column in range(len(passing))], Fraction(0)
        for to, chance in found[state].after:
            if to in place:
                row[place[to]] -= chance
            else:
                constant += chance * known[to]
        rows.append(row)
        right.append(constant)
    return solved(rows, right) if rows else []
