"""The nearest value of one parameter at which all demands hold, payoffs having one form or several along it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from policygames.budget import UNLIMITED, Budget
from policygames.games.game_pieces import GamePiece, piece_at
from policygames.games.interventions.parameters import (
    Nearest,
    NotRationalError,
    ParameterDemand,
    ParameterQuestion,
)
from policygames.games.regimes.line import Place, places
from policygames.numerics.polynomials import Polynomial, sign_at
from policygames.numerics.roots import Root, sign_near

WIDTH = Fraction(1, 10**13)
"""How closely a value that is irrational, or not attained, is enclosed, in shares of the parameter's range."""
MISSING = "the nearest value was not found"
_ZERO = Fraction(0)
_ORIGIN = Root.at(_ZERO)


@dataclass(frozen=True, slots=True)
class _Way:
    """A piece as it is met on the way from where the parameter stands: positions run from 0, `near`, to 1, `far`."""

    demands: tuple[ParameterDemand, ...]
    near: Fraction
    far: Fraction
    has_near: bool
    has_far: bool

    def polynomials(self) -> list[Polynomial]:
        """What the demands are along it."""
        return [one.form.along((self.near,), (self.far,)) for one in self.demands]

    def places(self, polys: Sequence[Polynomial]) -> Iterator[Place]:
        """Those that belong to it, the nearest first."""
        if self.near == self.far:
            yield Place(_ORIGIN, _ORIGIN, _ZERO)
            return
        for place in places(set(polys)):
            end = place.sample if place.is_point else None
            if (end == 0 and not self.has_near) or (end == 1 and not self.has_far):
                continue
            yield place

    def distance(self, position: Fraction, stood: Fraction) -> Fraction:
        """How far a position is from where the parameter stands."""
        return abs(self.near + position * (self.far - self.near) - stood)


@dataclass(frozen=True, slots=True)
class _Met:
    """Where on its way demands begin to hold, at or just beyond `root`, and those that fail just before.

    `beyond` is a rational position farther on up to which they all hold, None where that is the root alone.
    """

    way: _Way
    root: Root
    beyond: Fraction | None
    is_attained: bool
    binding: tuple[ParameterDemand, ...]

    def low(self, stood: Fraction) -> Fraction:
        """The least that it may be from where the parameter stands."""
        return self.way.distance(self.root.low, stood)

    def high(self, stood: Fraction) -> Fraction:
        """The most that it may be from there."""
        return self.way.distance(self.root.high, stood)

    def halved(self) -> _Met:
        """The same, known more closely."""
        return replace(self, root=self.root.halved())


def nearest_value(question: ParameterQuestion, budget: Budget = UNLIMITED) -> Nearest:
    """The nearest value at which all demands hold; enclosed where it is irrational, or where there is no nearest one.

    Between two roots of what the demands are along a piece none of them changes its sign, so that it is enough to ask
    at the roots and between them, piece by piece, on the way to either end of the range; the first answer is nearest.
    Raises DeadlineError once the time of the budget is over.
    """
    (axis,), (stood,) = question.axes, question.start
    failing = _failing_at(question, stood)
    if not failing:
        return Nearest(question.start, _ZERO, _ZERO, ())
    found = [_first(question, end, failing, budget) for end in (axis.low, axis.high)]
    met = _told_apart([one for one in found if one is not None], stood, WIDTH * (axis.high - axis.low))
    if not met:
        return Nearest(None, None, None, failing)
    best = min(met, key=lambda one: (one.high(stood), not one.is_attained))
    value, low = _value(best, WIDTH * (axis.high - axis.low)), min(one.low(stood) for one in met)
    return Nearest((value,), abs(value - stood), low, best.binding, is_attained=best.is_attained)


def _failing_at(question: ParameterQuestion, value: Fraction) -> tuple[ParameterDemand, ...]:
    within = question.within(piece_at(question.pieces, value))
    return tuple(one for one in within.demands() if one.form.sign_at((value,)) > 0)


def _first(
    question: ParameterQuestion, end: Fraction, failing: tuple[ParameterDemand, ...], budget: Budget
) -> _Met | None:
    """Where the demands begin to hold on the way to one end; `failing` are those that do not where it begins."""
    for way in _ways(question, end):
        budget.check(MISSING)
        polys = way.polynomials()
        on_the_way = way.places(polys)
        for place in on_the_way:
            here = _failing(way.demands, polys, place)
            if not here:
                return _met(way, polys, place, next(on_the_way, None), failing)
            failing = here
    return None


def _met(
    way: _Way, polys: Sequence[Polynomial], place: Place, following: Place | None, failing: tuple[ParameterDemand, ...]
) -> _Met:
    if not place.is_point:
        return _Met(way, place.low, place.sample, is_attained=False, binding=failing)
    goes_on = following is not None and not _failing(way.demands, polys, following)
    return _Met(way, place.low, following.sample if following and goes_on else None, is_attained=True, binding=failing)


def _failing(
    demands: Sequence[ParameterDemand], polys: Sequence[Polynomial], place: Place
) -> tuple[ParameterDemand, ...]:
    def sign(poly: Polynomial) -> int:
        return sign_near(poly, place.low) if place.sample is None else sign_at(poly, place.sample)

    return tuple(one for one, poly in zip(demands, polys, strict=True) if poly and sign(poly) > 0)


def _ways(question: ParameterQuestion, end: Fraction) -> Iterator[_Way]:
    """The pieces on the way from where the parameter stands to one end, the nearest first."""
    (stood,) = question.start
    rises = end > stood
    for piece in question.pieces if rises else reversed(question.pieces):
        near, far = (piece.low, piece.high) if rises else (piece.high, piece.low)
        near = max(near, stood) if rises else min(near, stood)
        if (far > stood) if rises else (far < stood):
            yield _way(question, piece, near, far)


def _way(question: ParameterQuestion, piece: GamePiece, near: Fraction, far: Fraction) -> _Way:
    demands = tuple(question.within(piece).demands())
    return _Way(demands, near, far, has_near=piece.contains(near), has_far=piece.contains(far))


def _told_apart(met: list[_Met], stood: Fraction, width: Fraction) -> list[_Met]:
    """The same so closely enclosed that it is known which is nearer, unless they are within `width` of one another."""
    closer = [_within(one, width) for one in met]
    if len(closer) < 2 or len([one for one in closer if one.root.is_exact]) != 1:
        return closer
    known, other = sorted(closer, key=lambda one: not one.root.is_exact)
    while other.low(stood) <= known.low(stood) <= other.high(stood):  # one is rational, the other is not
        other = other.halved()
    return [known, other] if known.low(stood) < other.low(stood) else [other]


def _within(one: _Met, width: Fraction) -> _Met:
    """The same, enclosed within a width."""
    length = abs(one.way.far - one.way.near)
    return replace(one, root=one.root.within(width / length)) if length else one


def _value(met: _Met, width: Fraction) -> Fraction:
    """The value itself, or one just beyond it at which all demands hold."""
    way = met.way
    length = way.far - way.near
    if met.root.is_exact and met.is_attained:
        return way.near + met.root.low * length
    if met.beyond is None:
        raise NotRationalError
    if not met.is_attained:
        return way.near + min(met.beyond, width / abs(length)) * length
    return way.near + _beyond(met.root, met.beyond) * length


def _beyond(root: Root, most: Fraction) -> Fraction:
    """A position beyond a root, and not beyond another position that is."""
    while root.high > most:
        root = root.halved()
    return root.high
