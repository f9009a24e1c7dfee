"""What very patient players can sustain under a public signal: scores by direction, their half-planes, and ranks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.errors import CertificateError, GameError
from policygames.games import PayoffPolytope, Point, PureProfile, RepeatedGame
from policygames.games.notebooks import repr_html
from policygames.games.public_signals.limit_set import LimitSet
from policygames.games.public_signals.scores import ranks
from policygames.games.tensors import read_only
from policygames.numerics.exact import common_denominator, exact, nearest_float, over
from policygames.numerics.stepwise import finished
from policygames.results.plain_points import plain_points, read_points
from policygames.results.saved import check_as_saved, game_of, plain, reading
from policygames.results.wording import listed, number


@dataclass(frozen=True, slots=True)
class Identification:
    """How well deviations from a pure profile can be told by the signals: exact ranks, and those that are full.

    `individual` holds per player the rank of the odds of signals over the own actions, `individual_full` what it would
    have to be; `pairwise` and `pairwise_full` the same per pair of players, over the actions of both.
    """

    profile: PureProfile
    individual: tuple[int, ...]
    individual_full: tuple[int, ...]
    pairwise: tuple[tuple[tuple[int, int], int], ...]
    pairwise_full: tuple[tuple[tuple[int, int], int], ...]

    @property
    def tells_actions(self) -> bool:
        """Individual full rank: each player's deviations can be told from one another."""
        return self.individual == self.individual_full

    @property
    def tells_players(self) -> bool:
        """Pairwise full rank: for each pair it can be told as well which of the two deviated."""
        return self.pairwise == self.pairwise_full


@dataclass(frozen=True)
class LimitPayoffs:
    """The payoffs of equilibria in public strategies as a common discount factor goes to 1.

    `exact` holds the vertices of the polygon of two players, counterclockwise; None for more players, of whom there are
    scores. `is_exact` says that it is proven to be the whole intersection of half-planes; else it contains that.
    `identification` is of every pure profile.
    """

    game: RepeatedGame
    exact: tuple[Point, ...] | None
    is_exact: bool
    identification: tuple[Identification, ...]

    @classmethod
    def of(cls, game: RepeatedGame) -> LimitPayoffs:
        """The limit payoffs of a game, computed."""
        found: tuple[Any, bool] = (
            finished(LimitSet(game, mixed=True).polygon()) if len(game.players) == 2 else (None, False)
        )
        vertices = None if found[0] is None else tuple(found[0])
        cells = product(*map(range, game.stage_game.shape))
        return cls(game, vertices, found[1], tuple(_identified(game, cell) for cell in cells))

    def score(self, direction: Sequence[Any]) -> Fraction | None:
        """How far patient players can get in a direction, one weight a player; None where no profile can be held.

        Exact. No equilibrium in pure public strategies pays more in this direction, at any common discount factor. For
        two players, in a negative multiple of an axis, the player's mixed minmax profile is taken into account too.

        Raises GameError where there is not one number per player, or all are 0.
        """
        if len(direction) != len(self.game.players):
            message = f"{len(direction)} weights for {len(self.game.players)} players"
            raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="direction")
        weights = [exact(weight, f"direction[{player}]") for player, weight in enumerate(direction)]
        if not any(weights):
            raise GameError("all weights are 0; allowed: any other direction", reason="OPTION_RANGE", path="direction")
        unit = common_denominator(weights)
        whole = over(weights, unit)
        common = int(np.gcd.reduce(np.array(whole, dtype=object)))
        level = finished(LimitSet(self.game, mixed=True).level([weight // common for weight in whole]))
        return None if level is None else level * common / unit

    @property
    def payoff_set(self) -> PayoffPolytope | None:
        """The polygon of two players; None for more."""
        return None if self.exact is None else PayoffPolytope(self.exact)

    @property
    def vertices(self) -> NDArray[np.float64] | None:
        """Its vertices in floats, shape (k, 2)."""
        if self.exact is None:
            return None
        floats = [[nearest_float(value) for value in point] for point in self.exact]
        return read_only(np.array(floats, dtype=np.float64).reshape(len(floats), len(self.game.players)))

    @property
    def has_full_dimension(self) -> bool | None:
        """Whether the polygon is more than a segment, so that the limit theorem applies; None where it is not known."""
        return None if self.exact is None else len(self.exact) > 2

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a careful reader should know."""
        return tuple(self._warnings())

    def _warnings(self) -> Iterator[str]:
        yield _PURE
        if self.exact is None:
            yield "with more than two players only scores are computed"
        elif not self.has_full_dimension:
            yield _FLAT
        elif not self.is_exact:
            yield "the polygon is an outer bound: further directions might cut it"

    def verify(self) -> None:
        """Proves scores, polygon and ranks again, from the game alone. Raises CertificateError for a difference."""
        again = LimitPayoffs.of(self.game)
        for path in ("exact", "is_exact", "identification"):
            if getattr(self, path) != getattr(again, path):
                raise CertificateError("this is not what the game gives", path=path)

    _repr_html_ = repr_html

    def explain(self) -> str:
        """What patience can reach, what the signals can tell, and what is proven, in sentences."""
        notes = [f"Note: {text}." for text in self.warnings]
        return "\n".join([*self._reached(), self._identified(), *notes])

    def _reached(self) -> Iterator[str]:
        if self.exact is None:
            return
        if not self.exact:
            yield "No pure profile can be held by any rewards, however patient the players are."
            return
        corners = listed([f"({', '.join(map(number, point))})" for point in self.exact])
        best = max(sum(point, Fraction(0)) for point in self.exact)
        where = "nothing but" if len(self.exact) == 1 else "at most what lies between"
        yield f"However patient, players can sustain {where} {corners}: {number(best)} in all."
        cells = product(*map(range, self.game.stage_game.shape))
        stage = self.game.stage_game
        seen = max(stage.payoff(0, cell) + stage.payoff(1, cell) for cell in cells)
        if seen > best:
            yield f"The stage game offers {number(seen)} in all: {number(seen - best)} of that is out of reach."

    def _identified(self) -> str:
        names = [self._named(one.profile) for one in self.identification if one.tells_actions and one.tells_players]
        blurred = [self._named(one.profile) for one in self.identification if not one.tells_actions]
        alike = [self._named(one.profile) for one in self.identification if one.tells_actions and not one.tells_players]
        told = {
            "the signals tell both what was done and by whom": names,
            "the signals tell what one player did, but not which player deviated": alike,
            "the signals do not tell all deviations of one player apart": blurred,
        }
        return " ".join(f"{_some(profiles)} {text}." for text, profiles in told.items() if profiles)

    def _named(self, profile: PureProfile) -> str:
        actions = zip(profile, self.game.stage_game.actions, strict=True)
        return f"({', '.join(names[action] for action, names in actions)})"

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact."""
        identification = [
            {
                "profile": list(one.profile),
                "individual": list(one.individual),
                "individual_full": list(one.individual_full),
                "pairwise": [[*pair, value] for pair, value in one.pairwise],
                "pairwise_full": [[*pair, value] for pair, value in one.pairwise_full],
            }
            for one in self.identification
        ]
        vertices = None if self.exact is None else plain_points(self.exact)
        fields = {"vertices": vertices, "exact": self.is_exact, "identification": identification}
        return plain("limit_payoffs", self.game, **fields)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> LimitPayoffs:
        """What `to_dict` wrote; nothing is believed until `verify` has passed.

        Raises GameError, naming the field, where one is missing or bad; CertificateError for another game's digest.
        """
        game = game_of(data, "limit_payoffs", ("vertices", "exact", "identification"), RepeatedGame)
        with reading("limit payoffs"):
            vertices = data["vertices"]
            found = cls(
                game=game,
                exact=None if vertices is None else read_points(vertices, "vertices", len(game.players)),
                is_exact=bool(data["exact"]),
                identification=tuple(map(_read_identification, data["identification"])),
            )
            check_as_saved(data, found.to_dict())
            return found


def _read_identification(data: Mapping[str, Any]) -> Identification:
    return Identification(
        profile=tuple(map(int, data["profile"])),
        individual=tuple(map(int, data["individual"])),
        individual_full=tuple(map(int, data["individual_full"])),
        pairwise=_read_pairs(data["pairwise"]),
        pairwise_full=_read_pairs(data["pairwise_full"]),
    )


def _read_pairs(rows: Iterable[Sequence[Any]]) -> tuple[tuple[tuple[int, int], int], ...]:
    return tuple(((int(one), int(other)), int(value)) for one, other, value in rows)


_PURE = (
    "scores are those of pure profiles, downwards along an axis of the mixed minmax too: with mixed profiles patient "
    "players may reach more"
)
_FLAT = (
    "the polygon has no full dimension, so that the limit theorem does not apply: it bounds the equilibrium payoffs at "
    "every discount factor, but they need not fill it"
)


def _some(profiles: Sequence[str]) -> str:
    return f"At {listed(profiles)}" if len(profiles) <= 4 else f"At {len(profiles)} profiles"


def _identified(game: RepeatedGame, profile: PureProfile) -> Identification:
    shape = game.stage_game.shape
    own, pairs = ranks(game, profile)
    full = tuple((pair, shape[pair[0]] + shape[pair[1]] - 1) for pair in pairs)
    return Identification(profile, tuple(own), tuple(shape), tuple(pairs.items()), full)
