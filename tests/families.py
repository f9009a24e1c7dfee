"""Families of games for the tests: payoffs that are forms in a few unknowns."""

from types import SimpleNamespace

import numpy as np
from policygames.games.game_forms import GameForms
from policygames.numerics.forms import Form


class Family:
    """Payoffs whole linear forms in unknowns: `tables` holds an array (n, m0, m1, …) for 1 and for each unknown."""

    def __init__(self, tables, names=("x", "y"), values=(0, 0), discounts=None):
        tables = np.array(tables)
        self.names = names[: len(tables) - 1]
        self.parameters = {
            name: SimpleNamespace(value=value, unit="") for name, value in zip(self.names, values, strict=False)
        }
        shape, count = tables.shape[2:], len(self.names)
        actions = tuple(tuple(f"{'abcdef'[axis]}{k}" for k in range(size)) for axis, size in enumerate(shape))
        payoffs = tuple(_forms(tables[:, player], count) for player in range(tables.shape[1]))
        one = Form.constant(1, count)
        self.forms = GameForms(
            self.names,
            tuple(f"player {i}" for i in range(len(payoffs))),
            actions,
            payoffs,
            (one,) * len(payoffs),
            discounts,
        )

    def payoff_forms(self, names, **values):
        assert tuple(names) == self.names and not values
        return self.forms


def _forms(tables, count):
    ring = [Form.constant(1, count), *(Form.unknown(index, count) for index in range(count))]
    flat = [
        sum((base.times(int(one)) for base, one in zip(ring, column, strict=True)), Form(()))
        for column in tables.reshape(len(tables), -1).T
    ]
    return np.array(flat, dtype=object).reshape(tables.shape[1:])
