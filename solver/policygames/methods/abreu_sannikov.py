"""All pure-action equilibrium payoffs of two equally patient players with a public coin, by compiled kernels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage, PayoffBounds
from policygames.games import NormalFormGame, Point, RepeatedGame
from policygames.games.discount_factors import discount_factor, out_of_range
from policygames.games.self_generation import PlaneGame, iterates
from policygames.games.self_generation.constant_play import with_constant_play
from policygames.games.self_generation.determined import GRID_BITS, drawn_to
from policygames.games.self_generation.inner import polygons_within
from policygames.numerics.exact import nearest_float
from policygames.numerics.polygons import hull
from policygames.registry import Method, Proposals

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from policygames.numerics.abreu_sannikov.enclosures import Enclosure
    from policygames.numerics.abreu_sannikov.stages import ScaledGame

    Floats: TypeAlias = NDArray[np.float64]
    Polygon: TypeAlias = Sequence[tuple[Fraction, Fraction]]
    Columns: TypeAlias = tuple[NDArray[np.int64], Floats, list[tuple[str, ...]]]

STILL_MOVING = "the iteration was stopped while the set still shrank: the set may be much smaller than what contains it"
BLURRED = (
    "the discount factor is so close to 1 that rounding moves the vertices by more than 1e-10 of the payoffs' range"
)
_FEW = 2  # exact iterates: they take a quarter of the time of a proof by contraction
_SPAN = 8
"""Bits of the range of payoffs of either player, or fewer where both are narrower: floats are equally fine in both."""


def accepts(game: RepeatedGame) -> str:
    """Empty for endless games of two equally patient players who see all actions and a public coin, and pay nothing."""
    if game.monitoring is not None:
        return "it takes games with perfect monitoring"
    if game.periods is not None or game.transfers:
        return "it takes endless games without transfers"
    if not game.public_randomization:
        return "it takes games with public randomization"
    if len(game.discount) != 2:
        return "it takes games of two players"
    return "" if game.discount == game.discount[:1] * 2 else "it takes games of players with the same discount factor"


def propose(game: RepeatedGame, budget: Budget) -> Proposals:
    """Bounds of the set of payoffs: floats rounded outward contain it, simple fractions near them generate themselves.

    They are exact where the set is proven to be the inner polygon. Anything is found in an equivalent game: payoffs are
    moved to begin at 0, and scaled by powers of two to ranges alike.
    """
    from policygames.numerics.abreu_sannikov.enclosures import Enclosure  # loads a compiler

    stage = _prepared(game.stage_game)
    if not game.discount[0]:
        return _claim(stage.in_units(_played_once(stage.plane)))
    enclosure = Enclosure(stage.equivalent, game.discount[0])
    while (status := enclosure.advance()) is None:
        yield None
    if status == _EMPTY:
        return _claim(())
    yield None
    plane = stage.plane_at(game.discount[0])
    inner: Polygon = ()
    for step, inner in enumerate(polygons_within(plane, enclosure.corners())):
        yield _enclosed(stage, inner, enclosure, status) if step else None  # the first one is at hand at once
    if inner and _is_all(plane, inner, enclosure):
        return _claim(stage.in_units(inner))
    yield None
    wider = with_constant_play(plane, inner)
    if set(wider) != set(inner) and _is_all(plane, wider, enclosure):
        return _claim(stage.in_units(wider))
    return _enclosed(stage, wider, enclosure, status)


def _enclosed(stage: _Stage, inner: Polygon, enclosure: Enclosure, status: int) -> Claim:
    """That the set lies between the two polygons."""
    bounds = PayoffBounds(stage.in_units(inner), stage.in_units(enclosure.polygon()), exact=False)
    return Claim(Coverage.SOME, warnings=_warnings(status), bounds=bounds)


def _is_all(plane: PlaneGame, inner: Polygon, enclosure: Enclosure) -> bool:
    """Whether a polygon that generates itself is proven to be the set: mostly the first exact iterate lies in it."""
    first = islice(iterates(plane, GRID_BITS), _FEW)
    return any(iterate.lies_in(inner) for iterate in first) or drawn_to(plane, inner, enclosure.polygon())


def _claim(vertices: tuple[Point, ...]) -> Claim:
    """That the set is the hull of `vertices`."""
    coverage = Coverage.ALL if vertices else Coverage.NONE_EXIST
    return Claim(coverage, bounds=PayoffBounds(vertices, vertices, exact=True))


def _played_once(plane: PlaneGame) -> list[tuple[Fraction, Fraction]]:
    """The corners of all payoffs where tomorrow counts for nothing: the hull of the pure stage equilibria."""
    pairs = zip(plane.payoffs, plane.temptations, strict=True)
    corners = hull(now for now, best in pairs if now == best)
    return [(Fraction(x, plane.denominator), Fraction(y, plane.denominator)) for x, y in corners]


def approximate(game: RepeatedGame) -> tuple[Floats, tuple[str, ...]]:
    """The vertices in floats, counterclockwise, shape (k, 2), and warnings; empty where there are no equilibria."""
    from policygames.numerics.abreu_sannikov.enclosures import shown  # loads a compiler

    stage = _prepared(game.stage_game)
    corners, status, blurred = shown(stage.presented, game.discount[0])
    return stage.in_floats(corners), _warnings(status, blurred)


def sweep(game: RepeatedGame, discounts: Sequence[Any]) -> Columns:
    """The same for many discount factors in [0, 1) for both players, in place of the game's own.

    Columns: offsets (N + 1,), vertices (offsets[-1], 2), and warnings (N). The vertices at the i-th discount factor are
    the rows offsets[i] : offsets[i + 1].

    Raises GameError for anything that is no such factor.
    """
    from policygames.numerics.abreu_sannikov.enclosures import sweep as swept  # loads a compiler

    factors = [_factor(value, f"discounts[{index}]") for index, value in enumerate(discounts)]
    stage = _prepared(game.stage_game)
    offsets, corners, statuses, blurred = swept(stage.presented, factors)
    return offsets, stage.in_floats(corners), list(map(_warnings, statuses.tolist(), blurred.tolist()))


def _factor(value: Any, path: str) -> Fraction | float:
    if not isinstance(value, float):
        return discount_factor(value, path)
    if not 0 <= value < 1:
        raise out_of_range(value, path)
    return value


def _warnings(status: int, blurred: bool = False) -> tuple[str, ...]:  # noqa: FBT001, FBT002 - facts, not switches
    """What is to be said about an iteration that ended so."""
    moving = (STILL_MOVING,) if status == _MOVING else ()
    return (*moving, BLURRED) if blurred else moving


_EMPTY, _MOVING = 1, 2  # as in iteration.Status, which loads a compiler


@dataclass(frozen=True)
class _Stage:
    """What depends on the stage game alone: `scaled` shows payoffs in its units, `equivalent` in those of `plane`."""

    game: NormalFormGame
    scaled: ScaledGame

    @cached_property
    def _span(self) -> int:
        return min(_SPAN, max(self.scaled.bits))

    @cached_property
    def equivalent(self) -> ScaledGame:
        return self.scaled.in_units((self._span, self._span))

    @property
    def presented(self) -> ScaledGame:
        """What shows corners as `in_floats` takes them."""
        return self.scaled if self.scaled.is_finite else self.equivalent

    def in_floats(self, corners: Floats) -> Floats:
        """The corners that `presented` shows, in the caller's payoffs; infinite where no float is near."""
        if self.scaled.is_finite:
            return corners
        points = self.in_units([(Fraction(first), Fraction(second)) for first, second in corners.tolist()])
        return np.array([[nearest_float(payoff) for payoff in point] for point in points]).reshape(-1, 2)

    @cached_property
    def plane(self) -> PlaneGame:
        """The equivalent game; its discount factor is a placeholder."""
        parts = max(0, max(self.scaled.bits) - self._span)
        shifts = [parts + self._span - bits for bits in self.scaled.bits]
        columns = zip(self.game.numerators, self.scaled.leasts, shifts, strict=True)
        first, second = (
            [[int(value) - least << shift for value in row] for row in own.tolist()] for own, least, shift in columns
        )
        best = [max(column) for column in zip(*first, strict=True)], [max(row) for row in second]
        payoffs = tuple(zip(chain(*first), chain(*second), strict=True))
        temptations = tuple((one, other) for other in best[1] for one in best[0])
        return PlaneGame(1 << parts, payoffs, ((1, 0), (0, 1)), temptations, (0, 0), (0, 0), 1)

    def plane_at(self, discount: Fraction) -> PlaneGame:
        """The equivalent game with this discount factor."""
        kept = (discount.numerator, discount.numerator)
        return replace(self.plane, kept=kept, patience=kept, whole=discount.denominator)

    def in_units(self, points: Sequence[tuple[Fraction, Fraction]]) -> tuple[Point, ...]:
        """Payoffs of the equivalent game in those of the caller's."""
        return tuple(
            tuple(
                Fraction(zero * value.denominator + unit * value.numerator, by * value.denominator)
                for value, (zero, unit, by) in zip(point, self._units, strict=True)
            )
            for point in points
        )

    @cached_property
    def _units(self) -> list[tuple[int, int, int]]:
        """For each player what 0 and 1 more in the equivalent game are in the caller's, times the third number."""
        each = zip(self.scaled.leasts, self.scaled.bits, self.scaled.denominators, strict=True)
        shifts = ((least, bits - self._span, by) for least, bits, by in each)
        return [
            (least, 1 << shift, by) if shift >= 0 else (least << -shift, 1, by << -shift) for least, shift, by in shifts
        ]


_KEPT = "_abreu_sannikov"


def _prepared(game: NormalFormGame) -> _Stage:
    """What was prepared for this game, kept beside its payoffs: to ask for its digest takes longer than to solve."""
    known: _Stage | None = vars(game).get(_KEPT)
    if known is None:
        from policygames.numerics.abreu_sannikov.stages import scaled_game  # loads a compiler

        known = vars(game)[_KEPT] = _Stage(game, scaled_game(game.numerators, game.denominators, game.floats))
    return known


METHOD = Method(
    id="abreu_sannikov",
    concept="subgame_perfect",
    source="Abreu and Sannikov, Theoretical Economics 9 (2014) 313-338",
    accepts=accepts,
    propose=propose,
    rank=10,
    approximate=approximate,
    sweep=sweep,
)
