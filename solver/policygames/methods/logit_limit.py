"""One equilibrium of three and more players: a pure one, one with a small support, or the limit of logit responses."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import Candidate, Game, NormalFormGame
from policygames.games.deciders import deciders
from policygames.games.enclosures import proposed
from policygames.games.profiles import pure_as_mixed
from policygames.numerics.best_responses import pure_equilibria
from policygames.numerics.logit_path import LogitField, followed
from policygames.numerics.multilinear.cells import Face
from policygames.numerics.multilinear.newton import stable_zero
from policygames.numerics.multilinear.payoffs import Reals, gauged_tensors, unit_floats
from policygames.numerics.multilinear.pieces import MixedPieces
from policygames.numerics.multilinear.supports import supports_by_size
from policygames.numerics.multilinear.zeros import zero_near
from policygames.numerics.ties import Supports, Ties
from policygames.registry import Method, Proposals

Tensors = tuple[NDArray[Any], ...]
SMALL = 25
"""Supports that are tried for each step along the path: fractions of a millisecond each."""
MOST_POINTS = 4000
FAR = 1e7
"""The precision, per unit of the range of payoffs, at which the limit counts as reached."""
USED = (0.5, 0.25, 0.1, 0.05, 0.01, 1e-3)
"""Shares of the likeliest action's probability from which another one counts as in use, along the path."""


def accepts(game: Game) -> str:
    """Empty for three and more players in normal form."""
    several = isinstance(game, NormalFormGame) and len(game.shape) > 2
    return "" if several else "it takes games of three and more players in normal form"


def propose(game: NormalFormGame, budget: Budget) -> Proposals:
    """Equilibria among those who have a choice, each with what the others cannot but play."""
    smaller = deciders(game, 3)
    return (yield from smaller.lifted(_among(smaller.game)))


def _among(game: NormalFormGame) -> Generator[Candidate | None, None, Claim]:
    """Pure equilibria; small supports; then zeros near points of the principal logit branch, and near its end.

    The branch leads from play at random to a Nash equilibrium (McKelvey and Palfrey 1995, theorem 3): where the actions
    in use are guessed rightly, Newton's method on their ties finds it, and it is proven like any other.
    """
    for profile in pure_equilibria(game.numerators):
        yield profile and pure_as_mixed(profile, game.shape)
    gauged = gauged_tensors(game.numerators)
    yield None
    small, path = _small(gauged), _along_path(game, unit_floats(gauged))
    while True:
        found = [*islice(small, SMALL), *islice(path, 1)]
        if not found:
            return Claim(Coverage.SOME)
        yield from found


def _small(gauged: Tensors) -> Iterator[Candidate | None]:
    """Equilibria in which one or two players mix."""
    for supports in supports_by_size(gauged):
        yield None
        if supports is not None and sum(len(used) > 1 for used in supports) <= 2:
            yield from MixedPieces(gauged, supports).profiles()


def _along_path(game: NormalFormGame, floats: tuple[Reals, ...]) -> Iterator[Candidate | None]:
    field = LogitField(floats)
    for point in islice(followed(field), MOST_POINTS):
        yield None
        if point is None:
            continue
        chances = field.split(np.exp(point.logs))
        for supports in dict.fromkeys(_in_use(chances, least) for least in USED):
            yield _polished(game, Face(floats, supports), chances)
        if point.precision > FAR:
            return


def _in_use(chances: list[Reals], least: float) -> Supports:
    """The actions that are played with `least` of the probability of the likeliest."""
    return tuple(tuple(np.flatnonzero(own >= least * own.max()).tolist()) for own in chances)


def _polished(game: NormalFormGame, face: Face, chances: list[Reals]) -> Candidate | None:
    """The zero near a point of the branch; None where floats see none that is stable, or nothing is proven."""
    if not face.free:
        return None
    kept = [own[list(used)] for own, used in zip(chances, face.supports, strict=True)]
    start = stable_zero(face, [own / own.sum() for own in kept])
    if start is None:
        return None
    equations = Ties(game.numerators, face.supports)
    zero = zero_near(equations, start)
    return None if zero is None else proposed(zero, equations)


METHOD = Method(
    id="logit_limit",
    concept="nash",
    source="McKelvey and Palfrey, GEB 10 (1995) 6-38; Turocy, GEB 51 (2005) 243-263",
    accepts=accepts,
    propose=propose,
    rank=60,
    single=True,
)
