"""Sets of payoffs as messages and back; the reader brings the game."""

from __future__ import annotations

from collections.abc import Sequence

from policygames.certificates import PayoffBounds
from policygames.errors import GameError
from policygames.games import Game, Point, RepeatedGame
from policygames.results import PayoffSet
from policygames.v1 import payoff_sets_pb2 as pb
from policygames.wire.numbers import number_texts, read_numbers


def payoff_set_message(payoff_set: PayoffSet | None) -> pb.PayoffSet | None:
    """The message of a set; None for None."""
    if payoff_set is None:
        return None
    if payoff_set.bounds is None:
        floats = payoff_set.vertices.ravel().tolist()
        return pb.PayoffSet(approximate=pb.ApproximateVertices(payoffs=floats))
    return pb.PayoffSet(bounds=bounds_message(payoff_set.bounds))


def bounds_message(bounds: PayoffBounds) -> pb.PayoffBounds:
    return pb.PayoffBounds(
        inner=_vectors(bounds.inner), outer=_vectors(bounds.outer), exact=bounds.exact, points=bounds.points
    )


def _vectors(points: Sequence[Point]) -> list[pb.PayoffVector]:
    return [vector_message(point) for point in points]


def vector_message(point: Point) -> pb.PayoffVector:
    return pb.PayoffVector(payoffs=number_texts(point))


def read_payoff_set(message: pb.PayoffSet, game: Game, concept: str, path: str = "payoff_set") -> PayoffSet:
    """The set of a message about `game`; nothing is believed until its `verify` has passed.

    Raises GameError, its path under `path`, for anything that is none.
    """
    if not isinstance(game, RepeatedGame):
        raise GameError(f"a {type(game).__name__} has no set of payoffs", reason="BAD_RESULT", path=path)
    kind, players = message.WhichOneof("kind"), len(game.players)
    if kind == "bounds":
        return PayoffSet(game, concept, read_bounds(message.bounds, players, f"{path}.bounds"))
    floats = list(message.approximate.payoffs)
    if kind is None or len(floats) % players:
        text = f"bounds or vertices of {players} payoffs each are needed"
        raise GameError(text, reason="SHAPE_DATA_MISMATCH", path=path)
    rows = [floats[start : start + players] for start in range(0, len(floats), players)]
    return PayoffSet.approximated(game, concept, rows)


def read_bounds(message: pb.PayoffBounds, players: int, path: str) -> PayoffBounds:
    """The bounds of a message, one payoff per player each."""
    inner = _read_vectors(message.inner, players, f"{path}.inner")
    outer = _read_vectors(message.outer, players, f"{path}.outer")
    return PayoffBounds(inner, outer, exact=message.exact, points=message.points)


def _read_vectors(vectors: Sequence[pb.PayoffVector], players: int, path: str) -> tuple[Point, ...]:
    return tuple(read_vector(one, players, f"{path}[{index}]") for index, one in enumerate(vectors))


def read_vector(message: pb.PayoffVector, players: int, path: str) -> Point:
    """The payoffs of a message, one per player."""
    point = read_numbers(message.payoffs, path)
    if len(point) != players:
        raise GameError(
            f"a payoff vector has {players} entries here",
            reason="SHAPE_DATA_MISMATCH",
            path=path,
            variables={"players": players},
        )
    return point
