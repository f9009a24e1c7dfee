"""A line through parameter space, cut where the regime changes: exactly, at every root of every condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key
from itertools import groupby, pairwise

from policygames.budget import UNLIMITED, Budget
from policygames.games.regimes.conditions import Conditions, Regime
from policygames.numerics.forms import Form
from policygames.numerics.polynomials import Polynomial, sign_at
from policygames.numerics.roots import Root, compared, roots_between, sign_near, simplest_inside

_START, _END = Root.at(Fraction(0)), Root.at(Fraction(1))


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the line, or all that lies between two points next to each other; positions run from 0 to 1.

    `sample` is a rational position in it, None for an irrational point.
    """

    low: Root
    high: Root
    sample: Fraction | None

    @property
    def is_point(self) -> bool:
        """Whether it is one point."""
        return self.low is self.high


@dataclass(frozen=True, slots=True)
class Stretch:
    """Places next to each other that have the same regime."""

    places: tuple[Place, ...]
    regime: Regime

    @property
    def low(self) -> Root:
        """Where it begins."""
        return self.places[0].low

    @property
    def high(self) -> Root:
        """Where it ends."""
        return self.places[-1].high

    @property
    def has_low(self) -> bool:
        """Whether its beginning belongs to it."""
        return self.places[0].is_point

    @property
    def has_high(self) -> bool:
        """Whether its end belongs to it."""
        return self.places[-1].is_point

    def contains(self, position: Fraction) -> bool:
        """Whether a rational position belongs to it."""
        below, above = self.low.compared_with(position), self.high.compared_with(position)
        return (below < 0 or (not below and self.has_low)) and (above > 0 or (not above and self.has_high))

    @property
    def sample(self) -> Fraction | None:
        """The simplest rational position in it; None where it is an irrational point."""
        inside = [place.sample for place in self.places if place.sample is not None and not place.is_point]
        known = inside or [place.sample for place in self.places if place.sample is not None]
        return min(known, key=lambda one: (one.denominator, one), default=None)


def stretches(
    conditions: Conditions, start: Sequence[Fraction], end: Sequence[Fraction], budget: Budget = UNLIMITED
) -> list[Stretch]:
    """The regimes from `start` to `end`, both included, in their order; those next to each other differ.

    Between two roots of the conditions that are next to each other no sign changes, so that nothing else does. Raises
    DeadlineError once the time of the budget is over.
    """
    polys = {form: form.along(start, end) for form in conditions.forms}
    found = []
    for place in places(set(polys.values())):
        budget.check("the regimes were not derived")
        found.append((place, _regime(conditions, polys, place)))
    return [
        Stretch(tuple(place for place, _ in group), regime) for regime, group in groupby(found, key=lambda one: one[1])
    ]


def places(polys: set[Polynomial]) -> Iterator[Place]:
    """The points at which one of the polynomials is 0, both ends, and what lies between: no sign changes within one."""
    points = [_START, *inner_points(polys), _END]
    for here, there in pairwise(points):
        yield _point(here)
        yield Place(here, there, between(here, there))
    yield _point(_END)


def _point(root: Root) -> Place:
    return Place(root, root, root.low if root.is_exact else None)


def inner_points(polys: set[Polynomial]) -> list[Root]:
    """All roots strictly between 0 and 1, each once, in ascending order, rational ones as such."""
    found = [root.rational() for poly in polys if poly for root in roots_between(poly, Fraction(0), Fraction(1))]
    ordered = sorted(found, key=cmp_to_key(compared))
    return [root for index, root in enumerate(ordered) if not index or compared(ordered[index - 1], root)]


def between(here: Root, there: Root) -> Fraction:
    """A rational number strictly between two roots, the lesser one first."""
    while here.high > there.low or (here.high == there.low and (here.is_exact or there.is_exact)):
        here, there = here.halved(), there.halved()
    return here.high if here.high == there.low else simplest_inside(here.high, there.low)


def _regime(conditions: Conditions, polys: dict[Form, Polynomial], place: Place) -> Regime:
    def sign(form: Form) -> int:
        poly = polys[form]
        if not poly:
            return 0
        return sign_near(poly, place.low) if place.sample is None else sign_at(poly, place.sample)

    return conditions.at(sign)
