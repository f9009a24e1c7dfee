"""Vertex enumeration by nashpy, a check of ours: floats find the equilibria, exact arithmetic states them."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import MixedProfile, NormalFormGame
from policygames.numerics.gauge import Matrix, gauged, scaled_floats, transposed
from policygames.numerics.indifference import making_indifferent
from policygames.registry import Method, Proposals

MOST_ACTIONS = 16
"""The most actions of both players together: Qhull cannot be interrupted, and takes seconds beyond."""
TOLERANCE = 1e-7
"""How near, on payoffs scaled to [1, 2] and on probabilities, a float lies to what it is taken for."""


def accepts(game: NormalFormGame) -> str:
    """Empty for two players with two actions or more each, not too many together."""
    if not isinstance(game, NormalFormGame) or len(game.shape) != 2:
        return "it takes games of two players"
    if min(game.shape) < 2 or sum(game.shape) > MOST_ACTIONS:
        return f"it takes at least 2 actions a player, at most {MOST_ACTIONS} together"
    return ""


def propose(game: NormalFormGame, budget: Budget) -> Proposals:
    """The equilibria that nashpy's vertex enumeration sees in floats, each made exact at its labels.

    Payoffs are brought to [1, 2] first: with others Qhull misses vertices. Nothing is proven about those that floats
    merge.
    """
    import nashpy  # only this method needs it
    from scipy.spatial import QhullError

    first, second = gauged(game.numerators[0]), gauged(game.numerators[1].T)
    bimatrix = nashpy.Game(scaled_floats(first), transposed(scaled_floats(second)))
    caught: list[str] = []
    try:
        for strategies in _recorded(bimatrix.vertex_enumeration(), caught):
            yield _exact(first, second, strategies)
    except QhullError as error:
        return Claim(Coverage.SOME, warnings=(f"Qhull gave up: {str(error).splitlines()[0]}",))
    return Claim(Coverage.SOME, warnings=tuple(f"nashpy: {text}" for text in caught))


def _recorded(items: Iterator[Any], caught: list[str]) -> Iterator[Any]:
    """The items, what the library warns of meanwhile going to `caught`; the caller's own warnings are left alone."""
    end = object()
    while True:
        with warnings.catch_warnings(record=True) as new:
            warnings.simplefilter("always")
            item = next(items, end)
        caught += [str(one.message) for one in new]
        if item is end:
            return
        yield item


def _exact(first: Matrix, second: Matrix, strategies: Sequence[Any]) -> MixedProfile | None:
    row, column = (tuple(map(float, strategy)) for strategy in strategies)
    exact_row = making_indifferent(second, list(_played(row)), list(_tied(second, row)))
    exact_column = making_indifferent(first, list(_played(column)), list(_tied(first, column)))
    return (exact_row, exact_column) if exact_row and exact_column else None


def _played(strategy: Sequence[float]) -> Iterator[int]:
    return (action for action, probability in enumerate(strategy) if probability > TOLERANCE)


def _tied(payoffs: Matrix, strategy: Sequence[float]) -> Iterator[int]:
    """The best replies to `strategy`, those that floats cannot tell apart included."""
    expected = [sum(u * p for u, p in zip(row, strategy, strict=True)) for row in scaled_floats(payoffs)]
    return (reply for reply, payoff in enumerate(expected) if payoff >= max(expected) - TOLERANCE)


METHOD = Method(
    id="nashpy_vertex_enumeration",
    concept="nash",
    source="Nisan, Roughgarden, Tardos and Vazirani, Algorithmic Game Theory (2007), algorithm 3.5, by nashpy",
    accepts=accepts,
    propose=propose,
    rank=50,
)
