"""Between two yields every method does a bounded amount of work, so that a search can always be stopped soon."""

import sys
from math import prod
from pathlib import Path

import numpy as np
import policygames as pg
import pytest
from policygames import registry
from policygames.budget import Budget
from strategies import NEEDED_OPTIONS

OURS = str(Path(pg.__file__).parent)
random = np.random.default_rng(5)
GAMES = {
    "3 x 3": pg.NormalFormGame(random.integers(0, 4, (2, 3, 3))),
    "6 x 6": pg.NormalFormGame(random.integers(0, 4, (2, 6, 6))),
    "8 x 8": pg.NormalFormGame(random.integers(0, 3, (2, 8, 8))),
    "1 x 9": pg.NormalFormGame(random.integers(0, 3, (2, 1, 9))),
    "no ties": pg.NormalFormGame(random.permutation(98).reshape(2, 7, 7)),
    "zero-sum": pg.NormalFormGame(np.stack([own := random.integers(0, 9, (9, 9)), -own])),
    "3 players": pg.NormalFormGame(random.integers(0, 2, (3, 4, 4, 4))),
    "repeated": pg.RepeatedGame(pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]]), "1/2"),
}

WATCHED = 300_000
"""Calls after which a long search is not looked at any further."""
PIVOTS, PROOFS = 100, 2_500
"""Times the payoffs: some hundred pivots, which touch every entry once; or one proof about a set or a box."""


def calls_between_yields(method, game):
    """The calls of our own functions between two yields, in order; those of libraries are not counted."""
    counts = [0]

    def count(frame, event, argument):
        counts[-1] += event == "call" and frame.f_code.co_filename.startswith(OURS)

    proposals = method.propose(game, Budget(), **NEEDED_OPTIONS.get(method.concept, {}))
    sys.setprofile(count)
    try:
        while next(proposals, counts) is not counts and sum(counts) < WATCHED:
            counts.append(0)
    finally:
        sys.setprofile(None)
    return counts


def cases():
    """Every method with every game that it takes."""
    for name, game in GAMES.items():
        for concept in registry.concepts():
            for method in registry.methods(concept.id) if isinstance(game, concept.games) else ():
                if not method.accepts(game):
                    yield pytest.param(method, game, id=f"{method.id}, {name}")


def payoffs(game):
    """How many payoffs a game has."""
    stage_game = getattr(game, "stage_game", game)
    return len(stage_game.shape) * prod(stage_game.shape)


@pytest.mark.parametrize(("method", "game"), [*cases()])
def test_work_between_two_yields_is_bounded_by_the_size_of_the_game(method, game):
    proves = isinstance(game, pg.RepeatedGame) or len(game.shape) > 2
    assert max(calls_between_yields(method, game)) <= (PROOFS if proves else PIVOTS) * payoffs(game)
