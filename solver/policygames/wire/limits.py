"""Payoffs of very patient players as messages and back; the reader brings the game."""

from __future__ import annotations

from collections.abc import Iterable

from policygames.games import RepeatedGame
from policygames.results.limit_payoffs import Identification, LimitPayoffs
from policygames.v1 import folk_sets_pb2 as pb
from policygames.wire.payoff_sets import read_vector, vector_message
from policygames.wire.profiles import pure_message, read_pure
from policygames.wire.solutions import check_digest

Pairs = tuple[tuple[tuple[int, int], int], ...]


def limit_message(limit: LimitPayoffs) -> pb.LimitPayoffs:
    polygon = None
    if limit.exact is not None:
        polygon = pb.LimitPolygon(vertices=map(vector_message, limit.exact), exact=limit.is_exact)
    identification = map(_identification_message, limit.identification)
    return pb.LimitPayoffs(game_digest=limit.game.digest, polygon=polygon, identification=identification)


def _identification_message(one: Identification) -> pb.Identification:
    individual = zip(one.individual, one.individual_full, strict=True)
    pairwise = zip(one.pairwise, one.pairwise_full, strict=True)
    return pb.Identification(
        profile=pure_message(one.profile),
        individual=[pb.Rank(rank=rank, full=full) for rank, full in individual],
        pairwise=[
            pb.PairRank(first=first, second=second, rank=pb.Rank(rank=rank, full=full))
            for ((first, second), rank), (_, full) in pairwise
        ],
    )


def read_limit(message: pb.LimitPayoffs, game: RepeatedGame) -> LimitPayoffs:
    """The limit payoffs of a message about `game`; nothing is believed until their `verify` has passed.

    Raises GameError, its path under `limit.`, for anything that is none, CertificateError for another game's.
    """
    check_digest(message.game_digest, game, "limit.game_digest")
    vertices, players = enumerate(message.polygon.vertices), len(game.players)
    exact = tuple(read_vector(one, players, f"limit.polygon.vertices[{index}]") for index, one in vertices)
    known = message.HasField("polygon")
    identification = tuple(map(_read_identification, message.identification))
    return LimitPayoffs(game, exact if known else None, message.polygon.exact, identification)


def _read_identification(message: pb.Identification) -> Identification:
    return Identification(
        profile=read_pure(message.profile),
        individual=tuple(one.rank for one in message.individual),
        individual_full=tuple(one.full for one in message.individual),
        pairwise=_pairs((one, one.rank.rank) for one in message.pairwise),
        pairwise_full=_pairs((one, one.rank.full) for one in message.pairwise),
    )


def _pairs(ranks: Iterable[tuple[pb.PairRank, int]]) -> Pairs:
    return tuple(((one.first, one.second), rank) for one, rank in ranks)
