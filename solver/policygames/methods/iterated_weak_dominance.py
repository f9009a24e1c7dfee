"""Iterated elimination of weakly dominated actions, all at once in each round, each program solved exactly."""

from __future__ import annotations

from typing import Any

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import NormalFormGame
from policygames.games.elimination import surviving, with_another_order
from policygames.games.elimination_proofs import WEAK
from policygames.games.options import count_of
from policygames.registry import Method, Proposals

MATTERS = "the order of elimination matters: another order leaves other actions"
SAME = "all orders of eliminating one action at a time were tried, and leave the same actions"
OPEN = "whether another order of elimination leaves other actions was not decided"


def propose(game: NormalFormGame, budget: Budget, rounds: Any = None) -> Proposals:
    """The actions that survive `rounds` rounds or, by default, until none goes; then whether the order matters."""
    limit = None if rounds is None else count_of(rounds, "options.rounds")
    found = yield from surviving(game, WEAK, limit)
    if limit is not None or not found.steps:
        yield found
        return Claim(Coverage.ALL)
    found, decided = yield from with_another_order(game, found)
    yield found
    return Claim(Coverage.ALL, warnings=(MATTERS if found.another else SAME if decided else OPEN,))


METHOD = Method(
    id="iterated_weak_dominance",
    concept="undominated",
    source="Moulin, Econometrica 47 (1979) 1337-1351; Pearce, Econometrica 52 (1984) 1029-1050, lemma 4",
    accepts=lambda game: "",
    propose=propose,
)
