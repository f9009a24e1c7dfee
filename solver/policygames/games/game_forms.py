"""Games whose payoffs are rational functions of some unknowns: parameters left open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.errors import GameError
from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import PureProfile
from policygames.games.repeated import RepeatedGame
from policygames.numerics.forms import Form


@dataclass(frozen=True, slots=True, eq=False)
class GameForms:
    """A game in normal form for every value of `unknowns`, or, with `discounts`, one that is repeated for ever.

    `payoffs` holds for each player the numerators, an array of Forms of shape (m0, m1, …), and `denominators` a Form
    that divides them all; `discounts` for each player numerator and denominator of the discount factor. Denominators
    are positive wherever the game is looked at.
    """

    unknowns: tuple[str, ...]
    players: tuple[str, ...]
    actions: tuple[tuple[str, ...], ...]
    payoffs: tuple[NDArray[Any], ...]
    denominators: tuple[Form, ...]
    discounts: tuple[tuple[Form, Form], ...] | None = None

    @property
    def digest(self) -> str:
        """None: it is not one game."""
        return ""

    @property
    def shape(self) -> tuple[int, ...]:
        """How many actions each player has."""
        return tuple(map(len, self.actions))

    def profiles(self) -> Iterator[PureProfile]:
        """All pure profiles."""
        return product(*map(range, self.shape))

    def gain(self, player: int, profile: PureProfile, action: int) -> Form:
        """What the player gains by another action, times a positive number."""
        found: Form = self.payoffs[player][_with(profile, player, action)] - self.payoffs[player][profile]
        return found

    def others(self, player: int, profile: PureProfile) -> Iterator[int]:
        """The actions that the player does not play in the profile."""
        return (action for action in range(self.shape[player]) if action != profile[player])

    def fixed(self, index: int, value: Fraction) -> GameForms:
        """The games with a number for one unknown."""
        powers = [powers[index] for form in self._every() for powers, _ in form.terms]
        degree = max(powers, default=0)

        def settled(form: Form) -> Form:
            return form.fixed(index, value, degree).without(index)

        return GameForms(
            (*self.unknowns[:index], *self.unknowns[index + 1 :]),
            self.players,
            self.actions,
            tuple(_mapped(table, settled) for table in self.payoffs),
            tuple(map(settled, self.denominators)),
            self.discounts and tuple((settled(top), settled(bottom)) for top, bottom in self.discounts),
        )

    def divisors(self) -> Iterator[Form]:
        """All that payoffs and discount factors are divided by."""
        yield from self.denominators
        yield from (bottom for _, bottom in self.discounts or ())

    def _every(self) -> Iterator[Form]:
        for table in self.payoffs:
            yield from table.ravel()
        yield from (top for top, _ in self.discounts or ())
        yield from self.divisors()

    def at(self, point: Sequence[Fraction]) -> NormalFormGame | RepeatedGame:
        """The game at a point. Raises GameError where a denominator is not positive there."""
        bases = [form.at(point) for form in self.denominators]
        if min(bases) <= 0:
            message = f"payoffs are not defined at {', '.join(map(str, point))}"
            raise GameError(message, reason="PARAMETER_RANGE", path="over")
        tables = [
            np.array([form.at(point) / base for form in table.ravel()], dtype=object).reshape(self.shape).tolist()
            for table, base in zip(self.payoffs, bases, strict=True)
        ]
        stage = NormalFormGame(tables, self.players, self.actions)
        if self.discounts is None:
            return stage
        return RepeatedGame(stage, [top.at(point) / bottom.at(point) for top, bottom in self.discounts])


def _mapped(table: NDArray[Any], form: Callable[[Form], Form]) -> NDArray[Any]:
    return np.array([form(one) for one in table.ravel()], dtype=object).reshape(table.shape)


def _with(profile: PureProfile, player: int, action: int) -> PureProfile:
    return (*profile[:player], action, *profile[player + 1 :])
