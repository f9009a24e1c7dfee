"""Coarse correlated equilibrium: nobody gains by refusing all advice before it is given."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from policygames.certificates import Certificate, Deviation, Refusal
from policygames.concepts.correlated import check_complete, judged
from policygames.games import Candidate, NormalFormGame
from policygames.games.advice_proofs import draws, flaw_of_advice
from policygames.games.distributions import Advice
from policygames.numerics.advice_programs import by_action, losses
from policygames.numerics.exact import shown
from policygames.registry import Concept
from policygames.results.advice_words import explain_advice

SOURCE = "Moulin and Vial, International Journal of Game Theory 7 (1978) 201-221"


def certify(game: NormalFormGame, candidate: Candidate, *, objective: Any = None) -> Certificate | Refusal:
    """A certificate that nobody gains by one action against all advice, and that no such advice is better.

    Players bind themselves to follow, or to an action, before they hear their advice. Else as for `correlated`.
    """
    if problem := flaw_of_advice(game, candidate, advised=False):
        return Refusal(problem)
    return judged(game, candidate, _joined, "coarse_correlated", objective)


def _joined(game: NormalFormGame, advice: Advice) -> Fraction | Refusal | None:
    """The least loss from an action played whatever is advised; what is always advised is no deviation."""
    counts, scale = draws(advice)
    least: Fraction | None = None
    for player in range(len(game.players)):
        total = losses(game.roomy(player, 2 * scale), counts, player).sum(axis=0).tolist()
        times = by_action(counts, player).sum(axis=1).tolist()
        others = [loss for action, loss in enumerate(total) if times[action] != scale]
        if not others:
            continue
        loss = Fraction(min(others), scale * game.denominators[player])
        if loss < 0:
            return _tempted(game, Deviation(player, total.index(min(others)), -loss))
        least = loss if least is None else min(least, loss)
    return least


def _tempted(game: NormalFormGame, deviation: Deviation) -> Refusal:
    player, action = game.players[deviation.player], game.actions[deviation.player][deviation.action]
    return Refusal(f"{player} gains {shown(deviation.gain)} by playing {action} whatever is advised", deviation)


CONCEPT = Concept(
    id="coarse_correlated",
    name="best coarse correlated equilibrium",
    plural="best coarse correlated equilibria",
    source=SOURCE,
    games=(NormalFormGame,),
    certify=certify,
    explain=explain_advice,
    options=("objective",),
    check_complete=check_complete,
    always_exists=True,
    optimum=True,
)
