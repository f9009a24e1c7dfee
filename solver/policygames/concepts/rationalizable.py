"""Rationalizable actions: what survives the iterated elimination of actions that a mix strictly dominates."""

from __future__ import annotations

from collections.abc import Collection

from policygames.certificates import Certificate, Kind, Refusal
from policygames.games import Candidate, NormalFormGame
from policygames.games.elimination_proofs import STRICT, disproof
from policygames.registry import Concept
from policygames.results.action_set_words import explain_action_sets

SOURCE = "Bernheim, Econometrica 52 (1984) 1007-1028; Pearce, Econometrica 52 (1984) 1029-1050"
PAYOFFS = "the payoffs are what each player can be sure of by one surviving action, whichever of theirs the others play"


def certify(game: NormalFormGame, candidate: Candidate) -> Certificate | Refusal:
    """A certificate that just these actions survive, whatever the order of elimination.

    Each that is gone was strictly dominated by a mix of what was left; each survivor is a best reply, among all actions
    of its player, to a conjecture about the others' survivors. With more than two players conjectures may be correlated
    (Brandenburger and Dekel, Econometrica 55 (1987) 1391-1402); the slack says nothing.
    """
    problem = disproof(game, candidate, STRICT)
    if not problem and (candidate.limit is not None or candidate.another is not None):  # type: ignore[attr-defined]
        problem = "strict dominance is iterated to the end, and knows one end only"
    return Refusal(problem) if problem else Certificate("rationalizable", game.digest, candidate, Kind.EXACT, None)


def check_complete(game: NormalFormGame, candidates: Collection[Candidate], proof: object) -> str:  # noqa: ARG001
    """Empty: the certificate proves of every action whether it survives."""
    return ""


CONCEPT = Concept(
    id="rationalizable",
    name="set of rationalizable actions",
    plural="sets of rationalizable actions",
    source=SOURCE,
    games=(NormalFormGame,),
    certify=certify,
    explain=explain_action_sets,
    check_complete=check_complete,
    always_exists=True,
    optimum=True,
    not_computed=(PAYOFFS,),
)
