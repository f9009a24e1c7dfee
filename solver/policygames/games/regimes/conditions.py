"""What decides which equilibria there are: the signs of some forms, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from policygames.numerics.forms import Form

Signs: TypeAlias = Sequence[int]
"""The sign, -1, 0 or 1, of each condition at the point that is looked at, and a 1 at the end."""
Reference: TypeAlias = tuple[int, int]
"""The place of a condition in the signs, the last one for what is none, and what its sign is to be multiplied by."""
Outcome: TypeAlias = tuple[tuple[int, ...], ...]
"""What one equilibrium looks like: for each player the actions that are played with positive probability."""
Regime: TypeAlias = frozenset[Outcome]


@dataclass(frozen=True, slots=True, eq=False)
class Conditions:
    """Forms such that `regime`, what there is at a point of a box, depends on nothing but their signs there."""

    forms: tuple[Form, ...]
    regime: Callable[[Signs], Regime]

    def at(self, sign: Callable[[Form], int]) -> Regime:
        """What there is where each of the forms has this sign."""
        return self.regime([*map(sign, self.forms), 1])


Box: TypeAlias = tuple[tuple[Fraction, ...], tuple[Fraction, ...]]
"""The least and the greatest corner of the points that are looked at."""


class Register:
    """The conditions that are met, each once: those with the same zeros are one, those without any in `box` none."""

    def __init__(self, box: Box) -> None:
        self._box = box
        self._places: dict[Form, int] = {}
        self._known: dict[Form, Reference] = {}

    @property
    def forms(self) -> tuple[Form, ...]:
        """All of them, by place."""
        return tuple(self._places)

    def of(self, form: Form) -> Reference:
        """Where to find the sign of a form."""
        if form not in self._known:
            self._known[form] = self._new(form)
        return self._known[form]

    def _new(self, form: Form) -> Reference:
        least, most = form.bounds(*self._box)
        if least > 0 or most < 0 or least == most:
            return -1, (least > 0) - (most < 0)
        sign = 1 if form.terms[-1][1] > 0 else -1
        return self._places.setdefault(form.primitive(), len(self._places)), sign


def sign_of(reference: Reference, signs: Signs) -> int:
    """The sign of the form that a reference stands for."""
    return reference[1] * signs[reference[0]]


def never_positive(reference: Reference) -> bool:
    """Whether the form is not positive at any point."""
    return reference[0] == -1 and reference[1] <= 0


def always_positive(reference: Reference) -> bool:
    """Whether the form is positive at all points."""
    return reference == (-1, 1)
