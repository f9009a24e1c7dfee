"""Best advice, best commitments and dominance by their definitions, in loops and in floats by scipy's HiGHS."""

from fractions import Fraction
from itertools import pairwise, product

import numpy as np
from scipy.optimize import linprog

CLOSE = 1e-9
"""Below this a float is taken for 0: payoffs are small whole numbers, whose ratios are not as small."""


def profiles(game):
    """All pure profiles of a game."""
    return list(product(*map(range, game.shape)))


def changed(profile, player, action):
    """The profile in which one player plays another action."""
    return (*profile[:player], action, *profile[player + 1 :])


def conditions(game, coarse):
    """What each deviation gains in each profile, a row per deviation: after advice, or against all advice."""
    rows = []
    for player, count in enumerate(game.shape):
        for told, other in product([None] if coarse else range(count), range(count)):
            rows.append(
                [
                    float(game.payoff(player, changed(profile, player, other)) - game.payoff(player, profile))
                    if told in (None, profile[player])
                    else 0.0
                    for profile in profiles(game)
                ]
            )
    return rows


def best_advice(game, weights, coarse=False):
    """The largest weighted sum of payoffs or, with `weights` None, largest least payoff of advice that is followed."""
    rows, cells = conditions(game, coarse), profiles(game)
    paid = [[float(game.payoff(player, cell)) for cell in cells] for player in range(len(game.shape))]
    total = [1.0] * len(cells)
    if weights is not None:
        costs = [-sum(float(w) * u for w, u in zip(weights, column, strict=True)) for column in zip(*paid, strict=True)]
        return -solved(costs, rows, [0.0] * len(rows), total)
    rows = [[*row, 0.0] for row in rows] + [[*(-u for u in own), 1.0] for own in paid]
    bounds = [(0, None)] * len(cells) + [(None, None)]
    return -solved([0.0] * len(cells) + [-1.0], rows, [0.0] * len(rows), [*total, 0.0], bounds)


def solved(costs, rows, right, total, bounds=(0, None)):
    """The optimum of a program whose variables sum to 1; None where nothing is feasible."""
    result = linprog(costs, rows or None, right or None, [total], [1.0], bounds=bounds, method="highs")
    return result.fun if result.status == 0 else None


def best_commitment(leading, following):
    """What the leader gets from the best commitment where ties are broken for them; a column per reply."""
    found = []
    for reply in range(leading.shape[1]):
        rows = [(following[:, other] - following[:, reply]).tolist() for other in range(leading.shape[1])]
        value = solved((-leading[:, reply]).tolist(), rows, [0.0] * len(rows), [1.0] * len(leading))
        found += [] if value is None else [-value]
    return max(found)


def weak_value(leading, following, share):
    """What a leader of two actions gets from playing the first with probability `share`, ties broken against them."""
    mix = (share, 1 - share)
    given = [sum(x * Fraction(int(u)) for x, u in zip(mix, column, strict=True)) for column in following.T]
    paid = [sum(x * Fraction(int(u)) for x, u in zip(mix, column, strict=True)) for column in leading.T]
    return min(payoff for payoff, worth in zip(paid, given, strict=True) if worth == max(given))


def weak_supremum(leading, following):
    """The supremum of that, exact, and whether it is attained: between two breakpoints the best replies do not change.

    A linear function on an open interval has its supremum at an end, approached from within.
    """
    points = {Fraction(0), Fraction(1)}
    for one, other in product(range(leading.shape[1]), repeat=2):
        for table in (leading, following):
            slope = [Fraction(int(table[row, one] - table[row, other])) for row in (0, 1)]
            if slope[0] != slope[1]:
                points.add(slope[1] / (slope[1] - slope[0]))
    ends = sorted(point for point in points if 0 <= point <= 1)
    attained = max(weak_value(leading, following, point) for point in ends)
    inside = [attained]
    for low, high in pairwise(ends):
        thirds = [low + (high - low) * Fraction(k, 3) for k in (1, 2)]
        first, second = (weak_value(leading, following, point) for point in thirds)
        inside += [2 * first - second, 2 * second - first]  # linear: its limits at both ends
    return max(inside), max(inside) == attained


def dominated(table, row, strict):
    """Whether a mix of rows beats a row everywhere or, not `strict`, nowhere loses to it and somewhere beats it."""
    ahead = table - table[row]
    rows, columns = ahead.shape
    if strict:
        conditions = np.hstack([-ahead.T, np.ones((columns, 1))]).tolist()
        bounds = [(0, None)] * rows + [(None, None)]
        value = solved([0.0] * rows + [-1.0], conditions, [0.0] * columns, [1.0] * rows + [0.0], bounds)
    else:
        value = solved((-ahead.sum(axis=1)).tolist(), (-ahead.T).tolist(), [0.0] * columns, [1.0] * rows)
    return -value > CLOSE


def survivors(game, strict, rounds=None):
    """The actions that survive, all dominated ones going at once in each round."""
    sets, done = [list(range(count)) for count in game.shape], 0
    while rounds is None or done < rounds:
        tables = [
            np.moveaxis(game.floats[player][np.ix_(*sets)], player, 0).reshape(len(own), -1)
            for player, own in enumerate(sets)
        ]
        kept = [
            [action for row, action in enumerate(own) if not dominated(table, row, strict)]
            for own, table in zip(sets, tables, strict=True)
        ]
        if kept == sets:
            break
        sets, done = kept, done + 1
    return tuple(map(tuple, sets))
