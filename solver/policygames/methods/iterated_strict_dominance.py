"""Iterated elimination of strictly dominated actions, each program solved exactly."""

from __future__ import annotations

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import NormalFormGame
from policygames.games.elimination import surviving
from policygames.games.elimination_proofs import STRICT
from policygames.registry import Method, Proposals

CORRELATED = (
    "with more than two players conjectures about the others may be correlated; independent ones may rule out more"
)


def propose(game: NormalFormGame, budget: Budget) -> Proposals:
    """The actions that survive, each with a conjecture; a mix for each that does not."""
    yield (yield from surviving(game, STRICT, None))
    return Claim(Coverage.ALL, warnings=(CORRELATED,) if len(game.shape) > 2 else ())


METHOD = Method(
    id="iterated_strict_dominance",
    concept="rationalizable",
    source="Pearce, Econometrica 52 (1984) 1029-1050; Brandenburger and Dekel, Econometrica 55 (1987) 1391-1402",
    accepts=lambda game: "",
    propose=propose,
)
