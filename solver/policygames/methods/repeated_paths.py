"""Equilibrium payoffs without a public coin: single ones from inside, those with a public coin from outside."""

from __future__ import annotations

from collections.abc import Sequence

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage, PayoffBounds
from policygames.games import Point, RepeatedGame
from policygames.games.payoff_sets.frame import Frame, frame_of
from policygames.games.payoff_sets.inner import played_for_ever
from policygames.games.payoff_sets.points import grown
from policygames.games.payoff_sets.proofs import MOST_STEPS, Surrounding, holds_all
from policygames.games.payoff_sets.studies import Study, in_time, too_large
from policygames.numerics.polyhedra.polytope import Whole
from policygames.registry import Method, Proposals

MOST_PATHS = 256
SOME_PATHS = (
    "without public randomization only the payoffs of some paths are proven to be sustained; the outer set holds those "
    "that public randomization would allow"
)


def accepts(game: RepeatedGame) -> str:
    """Empty for endless games with perfect monitoring, without a public coin and transfers, that are not too large."""
    if game.monitoring is not None:
        return "it takes games with perfect monitoring"
    if game.periods is not None or game.transfers:
        return "it takes endless games without transfers"
    return "it takes games without public randomization" if game.public_randomization else too_large(game)


def propose(game: RepeatedGame, budget: Budget) -> Proposals:
    """Profiles played for ever under the worst punishment among them, and paths of other profiles that lead there.

    Exact where nobody cares about the future, and where the outer set is a point or empty.
    """
    frame = frame_of(game)
    points = played_for_ever(frame)
    if not any(game.discount):
        listed = tuple(sorted(set(map(frame.payoffs, points))))
        bounds = PayoffBounds(listed, listed, exact=True, points=True)
        return Claim(Coverage.ALL if points else Coverage.NONE_EXIST, bounds=bounds)
    for _ in range(2):
        for point in grown(frame, list(points), MOST_PATHS):
            if point is not None:
                points.append(point)
        yield None
    study = Study(frame)
    for hurried in in_time(study, budget):
        if hurried:
            break
        yield None
    around = Surrounding(frame, study.outer())
    for _ in around.steps(MOST_STEPS) if study.outer() and not study.around.exact else ():
        yield None
        if budget.remaining() <= 0 or holds_all(around.now, study.outer()):
            break
    proven = study.around.exact or holds_all(around.now, study.outer())
    found = study.outer() if proven else Surrounding(frame, ()).now.polytope.points
    return _claim(frame, found, tuple(sorted(set(map(frame.payoffs, points)))))


def _claim(frame: Frame, found: Sequence[Whole], inner: tuple[Point, ...]) -> Claim:
    outer = frame.listed(found)
    if not outer:
        return Claim(Coverage.NONE_EXIST, bounds=PayoffBounds((), (), exact=True, points=True))
    exact = len(outer) == 1 and inner == outer
    bounds = PayoffBounds(inner, outer, exact, points=True)
    return Claim(Coverage.ALL, bounds=bounds) if exact else Claim(Coverage.SOME, warnings=(SOME_PATHS,), bounds=bounds)


METHOD = Method(
    id="repeated_paths",
    concept="subgame_perfect",
    source="Abreu, Econometrica 56 (1988) 383-396; Abreu, Pearce and Stacchetti, Econometrica 58 (1990) 1041-1063",
    accepts=accepts,
    propose=propose,
    rank=50,
)
