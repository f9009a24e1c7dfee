"""Correlated equilibrium: a mediator advises each player privately, and nobody gains by doing otherwise."""

from __future__ import annotations

from collections.abc import Callable, Collection
from fractions import Fraction
from typing import Any, TypeAlias

from policygames.certificates import Certificate, Deviation, Kind, Refusal
from policygames.games import Candidate, NormalFormGame
from policygames.games.advice_proofs import draws, flaw_of_advice, shortfall
from policygames.games.distributions import Advice
from policygames.games.options import objective_of
from policygames.numerics.advice_programs import by_action, losses
from policygames.numerics.exact import shown
from policygames.registry import Concept
from policygames.results.advice_words import explain_advice

SOURCE = "Aumann, Journal of Mathematical Economics 1 (1974) 67-96; Econometrica 55 (1987) 1-18"
Incentives: TypeAlias = Callable[[NormalFormGame, Advice], Fraction | Refusal | None]
"""The least that a deviation loses, None where there is none, or who gains by one."""


def certify(game: NormalFormGame, candidate: Candidate, *, objective: Any = None) -> Certificate | Refusal:
    """A certificate that nobody gains by disobeying the advice, and that no such advice is better by its objective.

    With `objective` that has to be the one asked for. The proof of the optimum is a solution of the dual program.
    """
    if problem := flaw_of_advice(game, candidate, advised=True):
        return Refusal(problem)
    return judged(game, candidate, _obeyed, "correlated", objective)


def judged(
    game: NormalFormGame, candidate: Any, incentives: Incentives, concept: str, objective: Any
) -> Certificate | Refusal:
    """A certificate that advice without a flaw is followed, by `incentives`, and is the best by its objective."""
    advice: Advice = candidate
    if objective is not None and objective_of(game, objective) != advice.objective:
        return Refusal("the advice is the best by another objective than was asked for")
    slack = incentives(game, advice)
    if isinstance(slack, Refusal):
        return slack
    if problem := shortfall(game, advice):
        return Refusal(problem)
    return Certificate(concept, game.digest, advice, Kind.EXACT, slack)


def _obeyed(game: NormalFormGame, advice: Advice) -> Fraction | Refusal | None:
    """The least loss from doing otherwise than advised, in expectation given the advice."""
    counts, scale = draws(advice)
    least: Fraction | None = None
    for player in range(len(game.players)):
        table = losses(game.roomy(player, 2 * scale), counts, player).tolist()
        times = by_action(counts, player).sum(axis=1).tolist()
        for action, row in enumerate(table):
            others = [loss for other, loss in enumerate(row) if other != action]
            if not times[action] or not others:
                continue
            loss = Fraction(min(others), times[action] * game.denominators[player])
            if loss < 0:
                return _tempted(game, Deviation(player, row.index(min(others)), -loss), action)
            least = loss if least is None else min(least, loss)
    return least


def _tempted(game: NormalFormGame, deviation: Deviation, action: int) -> Refusal:
    player, names = game.players[deviation.player], game.actions[deviation.player]
    told, other, gain = names[action], names[deviation.action], shown(deviation.gain)
    return Refusal(f"{player}, advised to play {told}, gains {gain} by playing {other}", deviation)


def check_complete(game: NormalFormGame, candidates: Collection[Candidate], proof: object) -> str:  # noqa: ARG001
    """Empty: each certificate holds the proof that nothing is better."""
    return ""


CONCEPT = Concept(
    id="correlated",
    name="best correlated equilibrium",
    plural="best correlated equilibria",
    source=SOURCE,
    games=(NormalFormGame,),
    certify=certify,
    explain=explain_advice,
    options=("objective",),
    check_complete=check_complete,
    always_exists=True,
    optimum=True,
)
