"""Definitions as they stand in textbooks, written slowly and without a line of the package: what tests compare with."""

from fractions import Fraction
from itertools import combinations, product
from math import prod

ZERO, ONE = Fraction(0), Fraction(1)


def expected_payoff(payoffs, player, profile):
    """The sum over all pure profiles of their probability times what they pay."""
    cells = product(*(range(len(strategy)) for strategy in profile))
    return sum(
        (prod(s[a] for s, a in zip(profile, cell, strict=True)) * payoffs[(player, *cell)] for cell in cells), ZERO
    )


def pure(action, count):
    """The strategy that plays one action."""
    return tuple(ONE if index == action else ZERO for index in range(count))


def replaced(profile, player, strategy):
    """The profile in which one player plays another strategy."""
    return (*profile[:player], strategy, *profile[player + 1 :])


def gains_by_definition(game, profile):
    """What each player gains by each change to a pure action, keyed by (player, action)."""
    return {
        (player, action): expected_payoff(game.payoffs, player, replaced(profile, player, pure(action, count)))
        - expected_payoff(game.payoffs, player, profile)
        for player, count in enumerate(game.shape)
        for action in range(count)
    }


def pure_equilibria_by_definition(game):
    """All pure profiles from which nobody gains by changing action alone."""
    cells = product(*map(range, game.shape))
    profiles = [tuple(pure(a, count) for a, count in zip(cell, game.shape, strict=True)) for cell in cells]
    return {profile for profile in profiles if max(gains_by_definition(game, profile).values()) <= 0}


def solved_by_elimination(rows):
    """The only solution of an augmented square system in Fractions; None where there is none or more than one."""
    rows, size = [[Fraction(entry) for entry in row] for row in rows], len(rows)
    for column in range(size):
        pivot = next((r for r in range(column, size) if rows[r][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [entry / rows[column][column] for entry in rows[column]]
        for r in range(size):
            if r != column and rows[r][column]:
                rows[r] = [entry - rows[r][column] * base for entry, base in zip(rows[r], rows[column], strict=True)]
    return [row[size] for row in rows]


def vertices_by_definition(replies):
    """All vertices x of {(x, v): x >= 0, sum x = 1, replies · x <= v}, each with the inequalities that are tight.

    replies[j][i] is what the opponent's reply j pays the opponent against action i. Tight inequalities are ("zero", i)
    and ("best", j). Every choice of as many inequalities as there are unknowns is tried.
    """
    size, found = len(replies[0]), {}
    total = [*[1] * size, 0, 1]
    zero = {("zero", i): [*(int(i == k) for k in range(size)), 0, 0] for i in range(size)}
    tight = {("best", j): [*reply, -1, 0] for j, reply in enumerate(replies)}
    for chosen in combinations([*zero.items(), *tight.items()], size):
        point = solved_by_elimination([total, *(row for _, row in chosen)])
        if point and min(point[:size]) >= 0:
            slacks = [point[size] - sum(u * x for u, x in zip(reply, point, strict=False)) for reply in replies]
            if min(slacks) >= 0:
                found[tuple(point[:size])] = {("zero", i) for i in range(size) if not point[i]} | {
                    ("best", j) for j, slack in enumerate(slacks) if not slack
                }
    return found


def extreme_equilibria_by_definition(game):
    """All pairs of vertices in which every action is unplayed or a best reply.

    Source: Avis, Rosenberg, Savani and von Stengel, Economic Theory 42 (2010) 9-37, proposition 2.
    """
    first, second = game.payoffs[0].tolist(), game.payoffs[1].T.tolist()
    rows, columns = vertices_by_definition(second), vertices_by_definition(first)
    m, n = game.shape
    return {
        (x, y)
        for x, at_x in rows.items()
        for y, at_y in columns.items()
        if all(("zero", i) in at_x or ("best", i) in at_y for i in range(m))
        and all(("zero", j) in at_y or ("best", j) in at_x for j in range(n))
    }


def value_by_definition(matrix):
    """The value of a zero-sum game to the row player: the best guaranteed payoff over all vertices."""
    replies = [[-entry for entry in column] for column in zip(*matrix, strict=True)]
    return max(
        min(-sum(u * p for u, p in zip(reply, x, strict=True)) for reply in replies)
        for x in vertices_by_definition(replies)
    )
