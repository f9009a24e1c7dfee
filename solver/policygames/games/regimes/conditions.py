"""What decides which equilibria there are: the signs of some forms, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from policygames.numerics.forms import Form

Signs: TypeAlias = Callable[[Form], int]
"""The sign, -1, 0 or 1, of a form at the point that is looked at."""
Outcome: TypeAlias = tuple[tuple[int, ...], ...]
"""What one equilibrium looks like: for each player the actions that are played with positive probability."""
Regime: TypeAlias = frozenset[Outcome]


@dataclass(frozen=True, slots=True, eq=False)
class Conditions:
    """Forms such that `regime`, what there is at a point, depends on nothing but their signs there."""

    forms: tuple[Form, ...]
    regime: Callable[[Signs], Regime]


def distinct(forms: Iterable[Form]) -> tuple[Form, ...]:
    """The forms that can change their signs, each once, without common factors of their coefficients."""
    wanted = {form.primitive() for form in forms if form.is_open}
    return tuple(sorted(wanted, key=lambda form: (len(form.terms), form.terms)))


def signs_by(sign: Callable[[Form], int]) -> Signs:
    """Signs of all forms from those of what `distinct` gives, each asked once."""
    known: dict[Form, int] = {}

    def of(form: Form) -> int:
        if not form.is_open:
            value = form.terms[0][1] if form.terms else 0
            return (value > 0) - (value < 0)
        plain = form.primitive()
        if plain not in known:
            known[plain] = sign(plain)
        return known[plain] if plain.terms[-1][1] * form.terms[-1][1] > 0 else -known[plain]

    return of
