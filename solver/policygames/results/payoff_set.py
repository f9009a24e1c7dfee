"""Sets of equilibrium payoffs of repeated games: what is proven to lie inside, what is proven to contain them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames import registry
from policygames.certificates import Certificate, Kind, PayoffBounds, Refusal
from policygames.errors import CertificateError, GameError
from policygames.games import PayoffPolytope, Point, RepeatedGame
from policygames.games.notebooks import repr_html
from policygames.games.tensors import opened, read_only
from policygames.numerics.clipped_hulls import in_hull
from policygames.numerics.exact import common_denominator, exact, nearest_float, over
from policygames.numerics.hull_distance import distance_bound
from policygames.results.strategy import Strategy
from policygames.results.supporting import supporting

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PayoffSet:
    """The payoffs, per period, of all equilibria of `game` by `concept`, enclosed by `bounds`.

    Without `bounds` nothing is proven: `approximate` then holds the vertices that floats gave, shape (k, n).
    """

    game: RepeatedGame
    concept: str
    bounds: PayoffBounds | None
    approximate: Floats | None = None

    @classmethod
    def approximated(cls, game: RepeatedGame, concept: str, vertices: Any) -> PayoffSet:
        """The set with these float vertices, of which nothing is proven."""
        array = np.array(vertices, dtype=np.float64).reshape(len(vertices), len(game.players))
        return cls(game, concept, None, read_only(array))

    @property
    def vertices(self) -> Floats:
        """The vertices of the inner set in floats, shape (k, n), counterclockwise in the plane."""
        if self.bounds is None:
            return self._array(()) if self.approximate is None else self.approximate
        return self._array(self.bounds.inner)

    @property
    def exact(self) -> tuple[Point, ...] | None:
        """The same as Fractions; None where nothing is proven."""
        return None if self.bounds is None else self.bounds.inner

    @property
    def outer(self) -> Floats | None:
        """The vertices of the outer set in floats, shape (k, n); None where nothing is proven."""
        return None if self.bounds is None else self._array(self.bounds.outer)

    @property
    def outer_exact(self) -> tuple[Point, ...] | None:
        """The same as Fractions."""
        return None if self.bounds is None else self.bounds.outer

    @property
    def points(self) -> Floats | None:
        """The payoffs one by one, shape (k, n), where the set is a finite list; None of games that never end else.

        Of a finite horizon with a public coin, which makes the set convex, they are its corners.
        """
        listed = self.bounds is not None and (self.bounds.points or self.game.periods is not None)
        return self.vertices if listed else None

    @property
    def is_exact(self) -> bool:
        """Whether the set is proven to be the inner one."""
        return self.bounds is not None and self.bounds.exact

    @property
    def is_empty(self) -> bool:
        """Whether there is proven to be no such equilibrium."""
        return self.bounds is not None and not self.bounds.outer

    @property
    def gap(self) -> float:
        """The Hausdorff distance between inner and outer set, rounded up, in payoff units; inf where unknown."""
        if self.is_exact or self.is_empty:
            return 0.0
        if self.bounds is None:
            return math.inf
        return max(distance_bound(point, self.bounds.inner) for point in self.bounds.outer)

    @property
    def certificate(self) -> Certificate | None:
        """The proof that the inner set lies in the set; None where there is none."""
        if self.bounds is None or not self.bounds.inner:
            return None
        return Certificate(self.concept, self.game.digest, PayoffPolytope(self.bounds.inner), Kind.EXACT, None)

    @property
    def joint_maximum(self) -> Fraction | None:
        """The largest sum of payoffs in the inner set; None where that is empty, or beyond the floats known."""
        return max((sum(point, Fraction(0)) for point in self._known()), default=None)

    @property
    def punishments(self) -> tuple[Fraction, ...] | None:
        """Each player's least payoff in the inner set; None as for `joint_maximum`."""
        known = self._known()
        return tuple(map(min, zip(*known, strict=True))) if known else None

    def verify(self) -> tuple[str, ...]:
        """Proves both bounds again, from the game alone; what could not be re-checked comes back in words.

        Raises CertificateError where a bound does not hold, or where nothing was proven.
        """
        concept = registry.concept(self.concept)
        if self.bounds is None or concept.check_bounds is None:
            raise CertificateError(_UNPROVEN, path="payoff_set")
        verdict = concept.certify(self.game, PayoffPolytope(self.bounds.inner)) if self.bounds.inner else None
        if isinstance(verdict, Refusal):
            raise CertificateError(f"the inner set is refused: {verdict.reason}", path="payoff_set.inner")
        note = concept.check_bounds(self.game, self.bounds)
        return (note,) if note else ()

    def contains(self, payoffs: Sequence[Any]) -> bool | None:
        """Whether `payoffs`, one per player, are those of an equilibrium; None where that is not proven either way.

        Raises GameError where they are not one number per player.
        """
        point = self._point(payoffs)
        if self.bounds is None:
            return None
        holds = _listed if self.bounds.points else _in_hull
        if holds(self.bounds.inner, point):
            return True
        return None if not self.bounds.exact and _in_hull(self.bounds.outer, point) else False  # a hull, unless exact

    def strategy_for(self, payoffs: Sequence[Any]) -> Strategy:
        """A strategy that pays exactly `payoffs`, one per player, and is a certified equilibrium of the game.

        Raises GameError where they lie outside the inner set, UnsupportedError for games for which none is made.
        """
        found = supporting(self.game, self.concept, PayoffPolytope(self.exact or ()), self._point(payoffs))
        automaton: Any = found.certificate.candidate  # no other candidates are made there
        return Strategy(self.game.stage_game, automaton, self.game.monitoring)

    _repr_html_ = repr_html

    def plot(self, ax: Any = None, *, target: Sequence[Any] | None = None) -> Any:
        """Draws the set of two players' payoffs on matplotlib axes, new ones without `ax`; gives the axes.

        `target` is one payoff per player to be marked. Raises GameError where it is not, UnsupportedError unless there
        are two players whose payoffs floats can show.
        """
        marked = None if target is None else self._point(target, "target")
        return import_module("policygames.report.payoff_sets").plot(self, ax, marked)

    def _known(self) -> tuple[Point, ...]:
        if self.bounds is not None:
            return self.bounds.inner
        if not np.isfinite(self.vertices).all():
            return ()
        return tuple(tuple(map(Fraction, row)) for row in self.vertices.tolist())

    def _array(self, points: Sequence[Point]) -> Floats:
        floats = [[nearest_float(value) for value in point] for point in points]
        return read_only(np.array(floats, dtype=np.float64).reshape(len(points), len(self.game.players)))

    def _point(self, payoffs: Any, path: str = "payoffs") -> Point:
        entries = opened(payoffs)
        if entries is None or len(entries) != len(self.game.players):
            given = repr(payoffs) if entries is None else f"{len(entries)} payoffs"
            message = f"{given} for {len(self.game.players)} players; allowed: one payoff per player"
            raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path)
        return tuple(exact(payoff, f"{path}[{player}]") for player, payoff in enumerate(entries))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PayoffSet):
            return NotImplemented
        mine, theirs = ((one.game, one.concept, one.bounds, one.vertices.tolist()) for one in (self, other))
        return mine == theirs

    def __hash__(self) -> int:
        return hash((self.game, self.concept, self.bounds))


def _listed(points: Sequence[Point], point: Point) -> bool:
    return point in points


def _in_hull(points: Sequence[Point], point: Point) -> bool:
    if not points:
        return False
    scale = common_denominator(value for one in points for value in one)
    return in_hull([tuple(over(one, scale)) for one in points], [value * scale for value in point])


_UNPROVEN = "nothing was proven about this set: solve again without certify=False"
