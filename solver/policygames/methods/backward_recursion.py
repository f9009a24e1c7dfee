"""All pure-action equilibrium payoffs of finitely many periods, from the last period backwards, in exact arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage, PayoffBounds
from policygames.games import Point, RepeatedGame
from policygames.games.payoff_sets.frame import Frame, frame_of
from policygames.games.payoff_sets.horizons import TooLongError, payoffs_of_horizon, stage_equilibria
from policygames.games.payoff_sets.operators import hull_of
from policygames.games.payoff_sets.proofs import Surrounding
from policygames.games.payoff_sets.studies import too_large
from policygames.numerics.polyhedra.polytope import Whole
from policygames.registry import Method, Proposals


def accepts(game: RepeatedGame) -> str:
    """Empty for finitely many periods, with perfect monitoring and without transfers, that are not too large."""
    if game.periods is None:
        return "it takes games of finitely many periods"
    if game.monitoring is not None or game.transfers:
        return "it takes games with perfect monitoring and without transfers"
    return too_large(game)


def propose(game: RepeatedGame, budget: Budget) -> Proposals:
    """The set of payoffs, exact: a hull where there is a public coin, else a list.

    Where that grows too large, what repeating stage equilibria pays is given, and what nobody can exceed.
    """
    frame, coin = frame_of(game), game.public_randomization
    try:
        points = yield from payoffs_of_horizon(frame, game.periods or 1, coin=coin)
    except TooLongError as error:
        return _partial(frame, coin=coin, why=str(error))
    listed = frame.listed(points) if coin else _sorted(frame, points)
    bounds = PayoffBounds(listed, listed, exact=True, points=not coin)
    return Claim(Coverage.ALL if points else Coverage.NONE_EXIST, bounds=bounds)


def _partial(frame: Frame, *, coin: bool, why: str) -> Claim:
    points = stage_equilibria(frame)
    inner = frame.listed(hull_of(points).points) if coin and points else _sorted(frame, points)
    outer = frame.listed(Surrounding(frame, ()).now.polytope.points)
    warnings = (f"{why}: only what the repetition of stage equilibria gives is known to be sustained",)
    return Claim(Coverage.SOME, warnings=warnings, bounds=PayoffBounds(inner, outer, exact=False, points=not coin))


def _sorted(frame: Frame, points: Sequence[Whole]) -> tuple[Point, ...]:
    return tuple(sorted(set(map(frame.payoffs, points))))


METHOD = Method(
    id="backward_recursion",
    concept="subgame_perfect",
    source="Benoit and Krishna, Econometrica 53 (1985) 905-922",
    accepts=accepts,
    propose=propose,
    rank=20,
)
