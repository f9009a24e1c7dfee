"""The folk set: payoffs that are feasible and leave every player at least what the others can hold him to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.errors import CertificateError, GameError
from policygames.games import NormalFormGame, Point
from policygames.games.notebooks import repr_html
from policygames.games.tensors import read_only
from policygames.numerics.clipped_hulls import clipped_hull, in_hull
from policygames.numerics.exact import exact, nearest_float, spelled
from policygames.numerics.hull_distance import distance_bound
from policygames.results.minmax import Minmax, plain_minmax, read_minmax
from policygames.results.plain_points import plain_points, read_points
from policygames.results.saved import check_as_saved, game_of, plain, reading
from policygames.results.wording import listed, number

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class FolkSet:
    """The payoffs of public lotteries over pure profiles that give each player at least the minmax payoff.

    `minmaxes` holds each player's, for `strategies` "pure" or "mixed". Where one is only enclosed so is the set:
    `inner`, with the upper bounds, lies in it, `outer`, with the lower ones, contains it. Both are exact vertices,
    counterclockwise in the plane, else sorted; without any the polytope is empty.
    """

    game: NormalFormGame
    strategies: str
    minmaxes: tuple[Minmax, ...]
    exact: tuple[Point, ...]
    outer_exact: tuple[Point, ...]

    @property
    def vertices(self) -> Floats:
        """The vertices of the inner set in floats, shape (k, n)."""
        return self._array(self.exact)

    @property
    def outer(self) -> Floats:
        """The vertices of the outer set in floats, shape (k, n)."""
        return self._array(self.outer_exact)

    @property
    def is_exact(self) -> bool:
        """Whether the set is proven to be the inner one."""
        return self.exact == self.outer_exact

    @property
    def is_empty(self) -> bool:
        """Whether no feasible payoffs are individually rational, proven."""
        return not self.outer_exact

    @property
    def gap(self) -> float:
        """The Hausdorff distance between inner and outer set, rounded up, in payoff units; inf if only one is empty."""
        if self.is_exact:
            return 0.0
        return max(distance_bound(point, self.exact) for point in self.outer_exact)

    @property
    def joint_maximum(self) -> Fraction | None:
        """The largest sum of payoffs in the inner set; None where that is empty."""
        return max((sum(point, Fraction(0)) for point in self.exact), default=None)

    @property
    def punishments(self) -> Point | None:
        """Each player's least payoff in the inner set; None where that is empty."""
        return tuple(map(min, zip(*self.exact, strict=True))) if self.exact else None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a careful reader should know."""
        return tuple(warning for one in self.minmaxes for warning in one.warnings)

    def contains(self, payoffs: Sequence[Any]) -> bool:
        """Whether `payoffs`, one per player, are proven to lie in the set: in the inner polytope, boundary included.

        Raises GameError where they are not one number per player.
        """
        point = self._point(payoffs)
        if any(value < one.high for value, one in zip(point, self.minmaxes, strict=True)):
            return False
        scaled = [value * whole for value, whole in zip(point, self.game.denominators, strict=True)]
        return in_hull(pure_payoffs(self.game), scaled)

    def verify(self) -> None:
        """Proves the minmax payoffs and both polytopes again, from the game alone.

        Raises CertificateError where one does not hold.
        """
        asked = [(one.player, one.strategies, one.game) for one in self.minmaxes]
        if asked != [(name, self.strategies, self.game) for name in self.game.players]:
            raise CertificateError("one minmax payoff per player is needed, in their order", path="minmaxes")
        for one in self.minmaxes:
            one.verify()
        for path, again in zip(("exact", "outer_exact"), between(self.game, self.minmaxes), strict=True):
            if getattr(self, path) != again:
                raise CertificateError("these are not the vertices of feasible and rational payoffs", path=path)

    _repr_html_ = repr_html

    def explain(self) -> str:
        """Which payoffs are meant, how many corners they have, and what is proven, in sentences."""
        held = listed([f"{one.player} {_bounds(one)}" for one in self.minmaxes])
        how = "actions" if self.strategies == "pure" else "independent mixed strategies"
        start = f"By {how} the others can hold each player to the minmax payoff: {held}."
        notes = [f"Note: {text}." for text in self.warnings]
        return " ".join([start, self._shape(), _PATIENCE, *notes])

    def _shape(self) -> str:
        if self.is_empty:
            return "No feasible payoffs give everybody that much."
        if not self.exact:
            return "Whether feasible payoffs give everybody that much is not proven."
        corners = [f"({', '.join(map(number, point))})" for point in self.exact[:_MOST_CORNERS]]
        left = len(self.exact) - len(corners)
        told = listed([*corners, *([f"{left} more"] if left else [])])
        what = "one point" if len(self.exact) == 1 else f"all between {len(self.exact)} corners"
        more = "" if self.is_exact else f" There may be more, at most {self.gap:.3g} farther out."
        return f"These feasible payoffs give everybody at least that much: {what}, {told}.{more}"

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact."""
        return plain(
            "folk_set",
            self.game,
            strategies=self.strategies,
            minmax=[[spelled(bound) for bound in one.interval] for one in self.minmaxes],
            minmaxes=[plain_minmax(one) for one in self.minmaxes],
            inner=plain_points(self.exact),
            outer=plain_points(self.outer_exact),
            exact=self.is_exact,
        )

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> FolkSet:
        """The set that `to_dict` wrote; nothing is believed until `verify` has passed.

        Raises GameError, naming the field, where one is missing or bad; CertificateError for another game's digest.
        """
        game = game_of(data, "folk_set", _FIELDS, NormalFormGame)
        count = len(game.players)
        with reading("folk set"):
            minmaxes = enumerate(data["minmaxes"])
            found = cls(
                game=game,
                strategies=str(data["strategies"]),
                minmaxes=tuple(read_minmax(one, game, f"minmaxes[{player}].") for player, one in minmaxes),
                exact=read_points(data["inner"], "inner", count),
                outer_exact=read_points(data["outer"], "outer", count),
            )
            check_as_saved(data, found.to_dict())
            return found

    def _array(self, points: Sequence[Point]) -> Floats:
        floats = [[nearest_float(value) for value in point] for point in points]
        return read_only(np.array(floats, dtype=np.float64).reshape(len(points), len(self.game.players)))

    def _point(self, payoffs: Sequence[Any]) -> Point:
        if len(payoffs) != len(self.game.players):
            message = f"{len(payoffs)} payoffs for {len(self.game.players)} players"
            raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="payoffs")
        return tuple(exact(payoff, f"payoffs[{player}]") for player, payoff in enumerate(payoffs))


_FIELDS = ("strategies", "minmax", "minmaxes", "inner", "outer", "exact")
_MOST_CORNERS = 8
_PATIENCE = (
    "Players who are equally patient and see all actions have no equilibrium in such strategies outside; "
    "the folk theorems say when great patience reaches all inside."
)


def pure_payoffs(game: NormalFormGame) -> list[tuple[int, ...]]:
    """What the pure profiles pay, each vector once, every player's over the own denominator."""
    return list(dict.fromkeys(zip(*(one.ravel().tolist() for one in game.numerators), strict=True)))


def between(game: NormalFormGame, minmaxes: Sequence[Minmax]) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """The vertices of the inner and of the outer set."""
    inner = individually_rational(game, [one.high for one in minmaxes])
    if all(one.exact is not None for one in minmaxes):
        return inner, inner
    return inner, individually_rational(game, [one.low for one in minmaxes])


def individually_rational(game: NormalFormGame, floors: Sequence[Fraction]) -> tuple[Point, ...]:
    """The vertices of the feasible payoffs that give each player at least what `floors` say."""
    scaled = [low * whole for low, whole in zip(floors, game.denominators, strict=True)]
    found = clipped_hull(pure_payoffs(game), scaled)
    return tuple(tuple(map(Fraction, point, game.denominators)) for point in found)


def _bounds(minmax: Minmax) -> str:
    if minmax.exact is not None:
        return number(minmax.exact)
    return f"between {number(minmax.low)} and {number(minmax.high)}"
