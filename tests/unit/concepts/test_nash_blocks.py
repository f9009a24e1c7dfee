"""Blocks are certified like their profiles one by one, whatever they hold: right ones, wrong ones, no profiles."""

import random
from fractions import Fraction
from itertools import product

import policygames as pg
import pytest
from policygames.certificates import Certificate, Refusal
from policygames.concepts import nash
from policygames.games.profile_block import ProfileBlock, strategies_of

ENTRIES = {
    "ties": lambda source: source.randint(0, 2),
    "generic": lambda source: source.randint(-100, 100),
    "thirds": lambda source: Fraction(source.randint(-9, 9), source.choice([1, 3, 7])),
    "long": lambda source: source.getrandbits(200) - (1 << 199),
    "floats": lambda source: source.choice([0.1, 0.3, 1e-6, 1e6 + 0.1]),
    "offset": lambda source: 10**18 + source.randint(0, 3),
}


def game_of(source, entry, rows, columns):
    """A game of two players, payoffs drawn by `entry`."""
    return pg.NormalFormGame([[[entry(source) for _ in range(columns)] for _ in range(rows)] for _ in "12"])


def weights_of(source, count, most):
    """A strategy in whole numbers, some of them 0."""
    while not any(weights := [source.choice([0, source.randint(1, most)]) for _ in range(count)]):
        pass
    return tuple(weights)


def one_by_one(game, block):
    """What the definition's certifier says of each profile, and what it pays where it is one."""
    for pair in block.pairs:
        candidate = tuple(strategies_of(block.key(pair)))
        verdict = nash.certify(game, candidate)
        yield verdict, game.payoffs_of(candidate) if isinstance(verdict, Certificate) else ()


@pytest.mark.parametrize("most", [1, 3, 10**20])
@pytest.mark.parametrize("family", ENTRIES)
def test_a_block_is_certified_like_its_profiles(family, most):
    source = random.Random(f"{family} {most}")
    holds = 0
    for _ in range(40):
        shape = source.randint(1, 4), source.randint(1, 4)
        game = game_of(source, ENTRIES[family], *shape)
        weights = tuple([weights_of(source, count, most) for _ in range(4)] for count in shape)
        block = ProfileBlock(weights, list(product(range(4), repeat=2)))
        found = list(nash.certify_many(game, block))
        assert found == list(one_by_one(game, block))
        holds += sum(isinstance(verdict, Certificate) for verdict, _ in found)
    assert holds or family == "long"


def test_the_equilibria_of_a_game_and_their_mixtures():
    source = random.Random(4)
    for _ in range(60):
        game = game_of(source, ENTRIES["ties"], 3, 3)
        solution = pg.solve(game, "nash")
        strategies = [list(dict.fromkeys(one.exact[player] for one in solution.equilibria)) for player in (0, 1)]
        weights = tuple([tuple(int(chance * 5040) for chance in one) for one in own] for own in strategies)
        block = ProfileBlock(weights, list(product(*(range(len(own)) for own in strategies))))
        assert list(nash.certify_many(game, block)) == list(one_by_one(game, block))


@pytest.mark.parametrize(
    "weights",
    [
        ([(1, -1)], [(1, 0)]),
        ([(0, 0)], [(1, 0)]),
        ([(1, 0, 0)], [(1, 0)]),
        ([(1,)], [(1, 0)]),
        ([(1, 0)], [(2, -1)]),
    ],
)
def test_what_is_no_profile_is_refused(weights):
    game = pg.NormalFormGame([[[1, 0], [0, 1]]] * 2)
    ((verdict, payoffs),) = nash.certify_many(game, ProfileBlock(weights, [(0, 0)]))
    assert isinstance(verdict, Refusal)
    assert payoffs == ()


def test_three_players_have_no_blocks():
    game = pg.NormalFormGame([[[[1, 0], [0, 1]]] * 2] * 3)
    ((verdict, _),) = nash.certify_many(game, ProfileBlock(([(1, 0)], [(1, 0)]), [(0, 0)]))
    assert isinstance(verdict, Refusal)


def test_nothing_proposed_is_nothing_certified():
    assert nash.certify_many(pg.NormalFormGame([[[1]], [[1]]]), ProfileBlock(([], []), [])) == []
