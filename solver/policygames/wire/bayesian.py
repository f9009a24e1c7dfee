"""Games of incomplete information as messages and back, every number exact."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from policygames.errors import GameError
from policygames.games import BayesianGame
from policygames.games.limits import MAX_PAYOFFS
from policygames.v1 import games_pb2 as pb
from policygames.wire.numbers import number_text, number_texts


def bayesian_message(game: BayesianGame) -> pb.BayesianGame:
    """The message of a game, names and all."""
    rows = zip(game.numerators, game.denominators, strict=True)
    return pb.BayesianGame(
        type_counts=game.type_counts,
        shape=game.shape,
        prior=number_texts(tuple(game.prior.ravel().tolist())),
        payoffs=[number_text(Fraction(value, scale)) for own, scale in rows for value in own.ravel().tolist()],
        players=game.players,
        types=[pb.ActionNames(names=names) for names in game.types],
        actions=[pb.ActionNames(names=names) for names in game.actions],
    )


def read_bayesian(message: pb.BayesianGame) -> BayesianGame:
    """The game of a message. Raises GameError, naming the field, for anything that is none."""
    kinds, shape = tuple(message.type_counts), tuple(message.shape)
    if not kinds or len(kinds) != len(shape) or min(*kinds, *shape) < 1:
        text = f"{len(kinds)} counts of types and {len(shape)} of actions; wanted: one of each per player, at least 1"
        variables = {"types": len(kinds), "actions": len(shape)}
        raise GameError(text, reason="SHAPE_DATA_MISMATCH", path="shape", variables=variables)
    prior = _nested(message.prior, kinds, "prior")
    payoffs = _nested(message.payoffs, (len(kinds), *kinds, *shape), "payoffs")
    types, actions = ([list(one.names) for one in names] or None for names in (message.types, message.actions))
    return BayesianGame(payoffs, prior, list(message.players) or None, types, actions)


def _nested(texts: Sequence[str], shape: Sequence[int], path: str) -> Any:
    """The texts as nested lists of this shape. Raises GameError where there are more or fewer."""
    wanted = math.prod(shape)
    if len(texts) != wanted or wanted > MAX_PAYOFFS:
        message = f"{len(texts)} numbers; wanted: {wanted}, and up to {MAX_PAYOFFS}"
        variables = {"given": len(texts), "wanted": wanted, "limit": MAX_PAYOFFS}
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path, variables=variables)
    level: list[Any] = list(texts)
    for count in reversed(shape[1:]):
        level = [level[start : start + count] for start in range(0, len(level), count)]
    return level
