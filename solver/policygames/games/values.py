"""What an automaton is worth: the exact discounted payoffs of its states."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from policygames.games.automaton import Automaton, State
from policygames.games.dynamics import Situation, situations
from policygames.numerics.exact import common_denominator, over
from policygames.numerics.lifting import solved_by_lifting
from policygames.numerics.linear import solved

if TYPE_CHECKING:
    from policygames.games.repeated import RepeatedGame

Values = dict[State, tuple[Fraction, ...]]
"""Per state, the payoff to each player from there on, in units of one period."""


def values(game: RepeatedGame, automaton: Automaton) -> Values:
    """The exact value of every state to every player. Raises GameError where the automaton does not fit the game."""
    found = situations(game.stage_game, game.monitoring, automaton)
    columns = [player_values(found, player, discount) for player, discount in enumerate(game.discount)]
    return {one.state: tuple(column[row] for column in columns) for row, one in enumerate(found)}


def player_values(found: Sequence[Situation], player: int, discount: Fraction) -> list[Fraction]:
    """The exact value of each situation to one player: V = (1 - d) g + d T V, T the moves on the path of play."""
    worth = _along_paths(found, player, discount)
    left = [position for position in range(len(found)) if position not in worth]
    if left:
        worth |= zip(left, _of_random(found, left, worth, player, discount), strict=True)
    return [worth[position] for position in range(len(found))]


def _along_paths(found: Sequence[Situation], player: int, discount: Fraction) -> dict[int, Fraction]:
    """The values of situations whose path of play is certain: each path is followed to its cycle or a known end."""
    worth: dict[int, Fraction] = {}
    random: set[int] = set()
    for start in range(len(found)):
        path: dict[int, None] = {}  # a set in the order of insertion
        here = start
        while here not in path and here not in worth and here not in random and found[here].after.certain is not None:
            path[here] = None
            here = found[here].after.weights[0][0]
        steps = list(path)
        if here in path:
            worth[here] = _of_cycle([found[one].payoffs[player] for one in steps[steps.index(here) :]], discount)
        elif here not in worth:
            random.update([here, *steps])
            continue
        for one in reversed(steps):
            worth.setdefault(
                one, (1 - discount) * found[one].payoffs[player] + discount * worth[found[one].after.weights[0][0]]
            )
    return worth


def _of_cycle(payoffs: Sequence[Fraction], discount: Fraction) -> Fraction:
    """(1 - d) (u_0 + d u_1 + … + d^(L-1) u_(L-1)) / (1 - d^L), in whole numbers but for the last division."""
    top, base, scale = discount.numerator, discount.denominator, common_denominator(payoffs)
    total, weight = 0, 1
    for payoff in reversed(over(payoffs, scale)):  # Horner's rule, times base^(L-1)
        total, weight = total * top + payoff * weight, weight * base
    return Fraction((base - top) * total, (weight - top ** len(payoffs)) * scale)


def _of_random(
    found: Sequence[Situation], left: Sequence[int], worth: dict[int, Fraction], player: int, discount: Fraction
) -> list[Fraction]:
    """The values of the situations in `left`, from a linear system in them and what is known of all others."""
    column = {position: index for index, position in enumerate(left)}
    matrix, right = [], []
    for position in left:
        row, constant = [Fraction(0)] * len(left), (1 - discount) * found[position].payoffs[player]
        row[column[position]] += 1
        for target, chance in found[position].after:
            if target in column:
                row[column[target]] -= discount * chance
            else:
                constant += discount * chance * worth[target]
        matrix.append(row)
        right.append(constant)
    return _solved(matrix, right)


_DENSE = 24  # unknowns up to which pivots in whole numbers are faster than lifting


def _solved(matrix: list[list[Fraction]], right: list[Fraction]) -> list[Fraction]:
    if len(matrix) <= _DENSE:
        return solved(matrix, right)
    scales = [common_denominator([*row, value]) for row, value in zip(matrix, right, strict=True)]
    rows = [over(row, scale) for row, scale in zip(matrix, scales, strict=True)]
    return solved_by_lifting(rows, [int(value * scale) for value, scale in zip(right, scales, strict=True)]).fractions()
