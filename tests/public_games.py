"""Repeated games with public signals, shared by tests: a prisoner's dilemma under noise, and random ones."""

from fractions import Fraction
from itertools import product

import numpy as np
import policygames as pg

PD = pg.NormalFormGame([[[2, -1], [3, 0]], [[2, 3], [-1, 0]]], actions=[["effort", "shirk"]] * 2)
"""Mailath and Samuelson (2006), figure 2.5.1."""


def noisy(p, q, r):
    """Good or bad news, good with probability p if both make an effort, q if one does, r if nobody does."""
    both, one, none = ([Fraction(chance), 1 - Fraction(chance)] for chance in (p, q, r))
    return pg.PublicMonitoring(["good", "bad"], [[both, one], [one, none]])


def seen(shape):
    """Perfect monitoring as a public signal: it names the profile."""
    cells = list(product(*map(range, shape)))
    rows = np.zeros((*shape, len(cells)), dtype=int)
    for place, cell in enumerate(cells):
        rows[(*cell, place)] = 1
    return pg.PublicMonitoring([str(cell) for cell in cells], rows)


def random_monitoring(random, shape, signals):
    """Random odds of signals, some of them 0."""
    weights = random.integers(0, 4, (*shape, signals))
    weights[..., 0] += 1
    rows = [[Fraction(int(one), int(row.sum())) for one in row] for row in weights.reshape(-1, signals)]
    nested = np.array(rows, dtype=object).reshape(*shape, signals)
    return pg.PublicMonitoring([f"signal {k}" for k in range(signals)], nested.tolist())


def random_game(random, shape, signals, discount):
    """A random repeated game with small whole payoffs, many of them tied."""
    stage = pg.NormalFormGame(random.integers(-3, 4, (len(shape), *shape)))
    return pg.RepeatedGame(stage, discount, random_monitoring(random, shape, signals))
