"""Of large games vertex enumeration tells the pure equilibria at once, and all of them once only."""

import numpy as np
import policygames as pg
import pytest
from policygames.budget import Budget
from policygames.certificates import Certificate, Coverage
from policygames.concepts.nash import certify_many
from policygames.games.profile_block import ProfileBlock, strategy_of
from policygames.methods.vertex_enumeration import propose
from policygames.results.components import numbered


def drawn(shape, highest):
    """A game of whole numbers, and its pure equilibria by the definition."""
    game = pg.NormalFormGame(np.random.default_rng(shape).integers(1, highest + 1, (2, *shape)).tolist())
    first, second = game.numerators
    cells = np.ndindex(shape)
    return game, [(i, j) for i, j in cells if first[i, j] == max(first[:, j]) and second[i, j] == max(second[i])]


def played(weights):
    """What a strategy plays for certain, or None."""
    return weights.index(max(weights)) if sum(map(bool, weights)) == 1 else None


def proposed(game):
    """All pairs of weights in order, and the claim."""
    proposals, found = propose(game, Budget()), []
    while True:
        try:
            block = next(proposals)
        except StopIteration as end:
            return found, end.value
        found += map(block.key, block.pairs) if isinstance(block, ProfileBlock) else []


@pytest.mark.parametrize("shape", [(11, 11), (3, 19), (1, 70), (19, 2)], ids=str)
def test_pure_equilibria_come_first_and_count_once(shape):
    game, pure = drawn(shape, 3)
    found, claim = proposed(game)
    assert [tuple(map(played, pair)) for pair in found[: len(pure)]] == pure
    profiles = [tuple(map(strategy_of, pair)) for pair in dict.fromkeys(found)]
    assert len(profiles) == len(found) - len(pure)
    assert numbered(profiles, claim.graph) is not None
    solution = pg.solve(game)
    assert [one.exact for one in solution.equilibria] == profiles
    assert solution.coverage is Coverage.ALL
    assert sum(component.index for component in solution.components) == 1
    assert solution.verify() == ()


def test_a_game_that_is_too_large_still_shows_them():
    game, pure = drawn((40, 40), 30)
    block = next(proposal for proposal in propose(game, Budget()) if proposal is not None)
    assert [tuple(map(played, block.key(pair))) for pair in block.pairs] == pure != []
    assert all(isinstance(verdict, Certificate) for verdict, _ in certify_many(game, block))


def test_more_than_one_block_of_them():
    game = pg.NormalFormGame(np.ones((2, 20, 20), dtype=np.int64))
    assert len(pg.solve(game).equilibria) == 400
    assert len(pg.solve(game, max_equilibria=300, method="vertex_enumeration").equilibria) == 300
