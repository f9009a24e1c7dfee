"""All pure-action equilibrium payoffs of any number of players, with a public coin, in exact arithmetic."""

from __future__ import annotations

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage, PayoffBounds
from policygames.games import RepeatedGame
from policygames.games.payoff_sets.frame import frame_of
from policygames.games.payoff_sets.studies import Study, in_time, too_large
from policygames.registry import Method, Proposals

HURRIED = "time ran out before the bounds were as close as they could be"


def accepts(game: RepeatedGame) -> str:
    """Empty for endless games with perfect monitoring and a public coin, without transfers, that are not too large."""
    if game.monitoring is not None:
        return "it takes games with perfect monitoring"
    if game.periods is not None or game.transfers:
        return "it takes endless games without transfers"
    return too_large(game) if game.public_randomization else "it takes games with public randomization"


def propose(game: RepeatedGame, budget: Budget) -> Proposals:
    """Bounds of the set of payoffs, exact where that can be proven."""
    study = Study(frame_of(game), budget.clock)
    for hurried in in_time(study, budget):
        if hurried:
            return _claim(study, (HURRIED,))
        yield None
    return _claim(study)


def _claim(study: Study, warnings: tuple[str, ...] = ()) -> Claim:
    frame, outer = study.frame, study.outer()
    exact = study.around.exact or not outer
    inside = frame.listed(study.inner if outer else ())
    bounds = PayoffBounds(inside, frame.listed(outer), exact)
    if not outer:
        return Claim(Coverage.NONE_EXIST, bounds=bounds)
    return (
        Claim(Coverage.ALL, bounds=bounds)
        if exact
        else Claim(Coverage.SOME, warnings=warnings, bounds=bounds, hurried=bool(warnings))
    )


METHOD = Method(
    id="judd_yeltekin_conklin",
    concept="subgame_perfect",
    source="Judd, Yeltekin and Conklin, Econometrica 71 (2003) 1239-1254; Abreu, Pearce and Stacchetti (1990)",
    accepts=accepts,
    propose=propose,
    rank=50,
)
