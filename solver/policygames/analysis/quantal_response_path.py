"""The whole principal branch of logit quantal responses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from policygames.errors import GameError
from policygames.games import NormalFormGame
from policygames.games.options import positive
from policygames.games.spread import spread_floats
from policygames.numerics.exact import nearest_float
from policygames.numerics.logit_path import LogitField, Point, followed
from policygames.results.quantal_branch import QuantalBranch, Reals

MOST_STEPS = 20_000
NEAR = 1e-4
"""Without a largest precision the branch ends where nobody gains more than this share of the range of payoffs."""
CROSSED = "another branch crosses this one: symmetry, or payoffs that tie, leave open which goes on"
STUCK = "the branch could not be followed further: steps became too small"


def quantal_response_path(game: NormalFormGame, *, largest: Any = None) -> QuantalBranch:
    """The branch of quantal responses that starts with play at random at precision 0, turning points and all.

    It is followed to the precision `largest` or, without it, until it comes near an equilibrium. Raises GameError for
    another kind of game, and a precision that is not positive.

    Source: McKelvey and Palfrey, Games and Economic Behavior 10 (1995) 6-38, theorem 3; Turocy, Games and Economic
    Behavior 51 (2005) 243-263.
    """
    if not isinstance(game, NormalFormGame):
        raise GameError("quantal responses are those of a NormalFormGame", reason="MISSING_GAME", path="game")
    most = None if largest is None else nearest_float(positive(largest, "largest"))
    field = LogitField(spread_floats(game))
    points, ended = _points(field, most)
    crossed = (CROSSED,) if any(point.crossed for point in points) else ()
    return QuantalBranch(
        game=game,
        precisions=np.array([point.precision for point in points]),
        profiles=tuple(np.array(parts) for parts in zip(*(_profile(field, point) for point in points), strict=True)),
        turning_points=_turns([point.precision for point in points]),
        warnings=crossed if ended else (*crossed, STUCK),
    )


def _profile(field: LogitField, point: Point) -> list[Reals]:
    chances = field.split(np.exp(point.logs))
    return [own / own.sum() for own in chances]


def _points(field: LogitField, largest: float | None) -> tuple[list[Point], bool]:
    """The points, and whether the end that was asked for was reached."""
    points: list[Point] = []
    for count, point in enumerate(followed(field)):
        if point is not None:
            points.append(point)
            if _ends(field, point, largest):
                return points, True
        if count >= MOST_STEPS:
            break
    return points, False


def _ends(field: LogitField, point: Point, largest: float | None) -> bool:
    if largest is not None:
        return point.precision >= largest
    chances = _profile(field, point)
    worths = (field.worth(player, chances) for player in range(len(chances)))
    return all(worth.max() - own @ worth <= NEAR for worth, own in zip(worths, chances, strict=True))


def _turns(precisions: Iterable[float]) -> tuple[int, ...]:
    steps = np.sign(np.diff(np.fromiter(precisions, dtype=np.float64)))
    return tuple((np.flatnonzero(steps[1:] * steps[:-1] < 0) + 1).tolist())
