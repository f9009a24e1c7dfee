"""The precision of logit responses that makes observed choices likeliest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from policygames.analysis.quantal_response_path import CROSSED, MOST_STEPS
from policygames.errors import GameError
from policygames.games import NormalFormGame
from policygames.games.spread import spread_floats
from policygames.games.tensors import opened
from policygames.numerics.exact import exact, nearest_float
from policygames.numerics.logit_path import LogitField, Point, at_precision, followed
from policygames.results.precision_estimate import PrecisionEstimate
from policygames.results.quantal_branch import Reals

FAR = 1e4
"""The precision, times the range of payoffs, to which the branch is followed."""
MULTIPLE = "the principal branch bends back: several of its points have this precision, the likeliest is given"


def estimate_precision(game: NormalFormGame, counts: Any) -> PrecisionEstimate:
    """The maximum-likelihood estimate of the precision, from how often each player chose each action.

    `counts` holds a list per player, one number of at least 0 per action: counts, or shares times the number of
    observations, where only those were published. All points of the principal branch are compared,
    turning points included. Raises GameError for counts that are none, or all 0.

    Source: McKelvey and Palfrey, Games and Economic Behavior 10 (1995) 6-38, section 4.
    """
    if not isinstance(game, NormalFormGame):
        raise GameError("quantal responses are those of a NormalFormGame", reason="MISSING_GAME", path="game")
    table = _counts(game, counts)
    flat = np.array([count for own in table for count in own], dtype=np.float64)
    field = LogitField(spread_floats(game))
    points = _points(field)
    values = np.array([flat @ point.logs for point in points])
    best = _likeliest(values, float(flat.sum()))
    inside = 0 < best < len(points) - 1
    at = points[best]
    precision, logs = _refined(field, points, best, flat) if inside else (at.precision, at.logs)
    crossed = (CROSSED,) if any(point.crossed for point in points[: best + 1]) else ()
    bent = (MULTIPLE,) if _passes(points, precision) > 1 else ()
    return PrecisionEstimate(
        game=game,
        counts=table,
        precision=math.inf if best == len(points) - 1 and best else precision,
        profile=tuple(field.split(np.exp(logs))),
        log_likelihood=float(flat @ logs),
        random=float(values[0]),
        standard_error=_error(field, logs, precision, flat) if inside else None,
        warnings=(*crossed, *bent),
    )


def _counts(game: NormalFormGame, counts: Any) -> tuple[tuple[float, ...], ...]:
    rows = opened(counts)
    if rows is None or len(rows) != len(game.shape):
        message = f"counts hold a list per player, {len(game.shape)} in all"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="counts")
    table = tuple(_row(own, game.shape[player], f"counts[{player}]") for player, own in enumerate(rows))
    if not any(map(any, table)):
        raise GameError("nobody chose anything: all counts are 0", reason="OPTION_RANGE", path="counts")
    return table


def _row(own: Any, size: int, path: str) -> tuple[float, ...]:
    entries = opened(own)
    if entries is None or len(entries) != size:
        message = f"there should be {size} counts, one per action"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path)
    for action, count in enumerate(entries):
        if exact(count, f"{path}[{action}]") < 0:
            message = f"{count!r} is no count; allowed: numbers of at least 0"
            raise GameError(message, reason="OPTION_RANGE", path=f"{path}[{action}]")
    return tuple(nearest_float(exact(count)) for count in entries)


def _likeliest(values: Reals, total: float) -> int:
    """Where the log-likelihood is largest; an end, where that is as large but for what floats cannot tell."""
    close = values >= values.max() - 1e-9 * total
    return len(values) - 1 if close[-1] else 0 if close[0] else int(values.argmax())


def _points(field: LogitField) -> list[Point]:
    points: list[Point] = []
    for count, point in enumerate(followed(field)):
        if point is not None:
            points.append(point)
            if point.precision * field.unit > FAR:
                break
        if count >= MOST_STEPS:
            break
    return points


def _refined(field: LogitField, points: Sequence[Point], best: int, counts: Reals) -> tuple[float, Reals]:
    """The likeliest point between the neighbours of the best, both searched by Brent's method."""
    from scipy.optimize import minimize_scalar

    found = (points[best].precision, points[best].logs)
    for first, second in pairwise(points[best - 1 : best + 2]):

        def unlikely(precision: float, first: Point = first, second: Point = second) -> float:
            return -float(counts @ at_precision(field, first, second, precision))

        ends = sorted((first.precision, second.precision))
        if ends[0] < ends[1]:
            searched = minimize_scalar(unlikely, bounds=ends, method="bounded", options={"xatol": 1e-10 * ends[1]})
            if -searched.fun > counts @ found[1]:
                found = (float(searched.x), at_precision(field, first, second, float(searched.x)))
    return found


def _error(field: LogitField, logs: Reals, precision: float, counts: Reals) -> float | None:
    """1 over the root of the observed information, by second differences along the branch; None where it is none."""
    width = 1e-3 * precision
    sides = []
    for other in (precision - width, precision + width):
        start = Point(logs, precision, crossed=False)
        sides.append(float(counts @ at_precision(field, start, Point(logs, other, crossed=False), other)))
    information = (2 * float(counts @ logs) - sum(sides)) / width**2
    return 1 / math.sqrt(information) if information > 0 else None


def _passes(points: Sequence[Point], precision: float) -> int:
    """How often the branch passes a precision."""
    above = np.array([point.precision > precision for point in points])
    return int((above[1:] != above[:-1]).sum())
