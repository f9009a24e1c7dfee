"""Games of many players, and what can be said about them by definition: sums over all profiles, slowly."""

import itertools
from fractions import Fraction

import numpy as np
import policygames as pg


def full_game(game):
    """The symmetric game with its whole table, players group by group."""
    counts = [size for size in game.sizes for _ in range(size)]
    owner = [group for group, size in enumerate(game.sizes) for _ in range(size)]
    shape = [game.shape[group] for group in owner]
    table = np.empty((len(counts), *shape), dtype=object)
    orders = []
    for group in range(len(game.sizes)):
        others = [
            [row for row in itertools.product(range(n + 1), repeat=m) if sum(row) == n]
            for n, m in zip((size - (h == group) for h, size in enumerate(game.sizes)), game.shape, strict=True)
        ]
        orders.append({rows: place for place, rows in enumerate(itertools.product(*others))})
    for profile in itertools.product(*map(range, shape)):
        for player, action in enumerate(profile):
            group = owner[player]
            rows = tuple(
                tuple(
                    sum(profile[k] == a for k in range(len(profile)) if owner[k] == h and k != player)
                    for a in range(game.shape[h])
                )
                for h in range(len(game.sizes))
            )
            own = game.payoffs_by_counts(group)
            table[(player, *profile)] = own[action * len(orders[group]) + orders[group][rows]]
    return pg.NormalFormGame(table.tolist())


def payoff_by_definition(game, player, profile):
    """The expected payoff, summed over all profiles of actions."""
    total = Fraction(0)
    for actions in itertools.product(*map(range, game.shape)):
        chance = Fraction(1)
        for strategy, action in zip(profile, actions, strict=True):
            chance *= strategy[action]
        if chance:
            total += chance * game.payoff(player, actions)
    return total


def gain_by_definition(game, profile):
    """The most that anybody gains by a change of action."""
    gains = []
    for player, count in enumerate(game.shape):
        now = payoff_by_definition(game, player, profile)
        for action in range(count):
            changed = list(profile)
            changed[player] = tuple(Fraction(a == action) for a in range(count))
            gains.append(payoff_by_definition(game, player, changed) - now)
    return max(gains)


NINE = np.zeros((3, 2, 2, 2), dtype=int)
NINE[:, 0, 0, 0], NINE[:, 1, 1, 0], NINE[:, 1, 0, 1], NINE[:, 0, 1, 1] = (9, 8, 12), (9, 8, 2), (3, 4, 6), (3, 4, 4)
"""McKelvey and McLennan, Handbook of Computational Economics 1 (1996) 87-142: nine equilibria, two totally mixed."""

IRRATIONAL = np.moveaxis(
    np.array([[[[3, 0, 2], [1, 0, 0]], [[0, 2, 0], [0, 1, 0]]], [[[0, 1, 0], [0, 3, 0]], [[1, 0, 0], [2, 0, 3]]]]), 3, 0
)
"""Nau, Gomez Canovas and Hansen, International Journal of Game Theory 32 (2004) 443-453: the only one is irrational."""


def volunteers(count, *, worth=5, cost=2):
    """Diekmann, Journal of Conflict Resolution 29 (1985) 605-610: one who volunteers is enough."""
    return pg.SymmetricGame(
        players=count,
        actions=("volunteer", "wait"),
        payoff=lambda action, counts: worth * (counts["volunteer"] > 0) - cost * (action == "volunteer"),
    )
