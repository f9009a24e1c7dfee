"""Undominated actions: what survives iterated admissibility, all weakly dominated ones going at once in each round."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from policygames.certificates import Certificate, Kind, Refusal
from policygames.games import ActionSets, Candidate, NormalFormGame
from policygames.games.elimination_proofs import WEAK, WEAK_IN_ANY_ORDER, disproof
from policygames.games.options import count_of
from policygames.registry import Concept
from policygames.results.action_set_words import explain_action_sets

SOURCE = (
    "Luce and Raiffa, Games and Decisions (1957) chapter 5; Moulin, Econometrica 47 (1979) 1337-1351; "
    "Brandenburger, Friedenberg and Keisler, Econometrica 76 (2008) 307-352"
)
PAYOFFS = "the payoffs are what each player can be sure of by one surviving action, whichever of theirs the others play"


def certify(game: NormalFormGame, candidate: Candidate, *, rounds: Any = None) -> Certificate | Refusal:
    """A certificate that each round eliminated all weakly dominated actions and no others, up to `rounds` rounds.

    Each that is gone was weakly dominated by a mix of what was left; each that stayed is a best reply to a conjecture
    that rules out none of the others' actions left. One round gives the admissible actions. Where the order matters,
    another order that ends with other sets may be stated: it is checked too.
    """
    problem = disproof(game, candidate, WEAK) or _other_order_disproof(game, candidate)
    if problem:
        return Refusal(problem)
    limit = None if rounds is None else count_of(rounds, "options.rounds")
    if rounds is not None and candidate.limit != limit:  # type: ignore[attr-defined]  # no flaw was found
        return Refusal("the elimination went on for another number of rounds than was asked for")
    return Certificate("undominated", game.digest, candidate, Kind.EXACT, None)


def _other_order_disproof(game: NormalFormGame, found: Any) -> str:
    other: ActionSets | None = found.another
    if other is None:
        return ""
    if not isinstance(other, ActionSets):
        return "another order of elimination is told as the first is"
    if found.limit is not None or other.limit is not None or other.another is not None:
        return "orders of elimination are compared where they have come to their ends"
    if other.survivors == found.survivors:
        return "the other order leaves the same actions"
    return disproof(game, other, WEAK_IN_ANY_ORDER)


def check_complete(game: NormalFormGame, candidates: Collection[Candidate], proof: object) -> str:  # noqa: ARG001
    """Empty: the certificate proves of every action whether it survives."""
    return ""


CONCEPT = Concept(
    id="undominated",
    name="set of undominated actions",
    plural="sets of undominated actions",
    source=SOURCE,
    games=(NormalFormGame,),
    certify=certify,
    explain=explain_action_sets,
    options=("rounds",),
    check_complete=check_complete,
    always_exists=True,
    optimum=True,
    not_computed=(PAYOFFS,),
)
