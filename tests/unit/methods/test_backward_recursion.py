"""Payoffs of finitely many periods: theorems of Benoit and Krishna, and every strategy profile of short games."""

from fractions import Fraction
from itertools import product

import numpy as np
import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames import registry
from policygames.certificates import Certificate, Coverage, PayoffBounds, Refusal
from policygames.errors import CertificateError
from policygames.games import PayoffPolytope

CONCEPT = registry.concept("subgame_perfect")
PD = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]])
HALF = Fraction(1, 2)
TWO_EQUILIBRIA = pg.NormalFormGame([[[3, 0, 0], [4, 1, 0], [0, 0, HALF]], [[3, 4, 0], [0, 1, 0], [0, 0, HALF]]])
"""A prisoner's dilemma with a third action, both playing which is an equilibrium that pays 1/2 instead of 1."""


def solved(game, discount, periods, **options):
    return pg.solve(pg.RepeatedGame(game, discount, periods=periods, **options), "subgame_perfect")


@pytest.mark.parametrize("coin", [True, False])
@pytest.mark.parametrize("discount", [0, "1/2", 1])
def test_a_finitely_repeated_dilemma_has_only_its_stage_equilibrium(discount, coin):
    solution = solved(PD, discount, 7, public_randomization=coin)
    assert (solution.payoff_set.exact, solution.coverage) == (((1, 1),), Coverage.ALL)
    assert solution.payoff_set.points.tolist() == [[1, 1]]
    assert solution.verify() == ()


def test_two_equilibria_sustain_cooperation_before_the_end():
    # at d = 1 cooperating gains 1 at most by deviating; each period with the better equilibrium can be lost: 1/2.
    # So cooperation needs two periods after it: none of 2 periods, and of 3 the mean is (3 + 1 + 1) / 3
    assert max(x for x, _ in solved(TWO_EQUILIBRIA, 1, 2).payoff_set.exact) == 1
    assert (Fraction(5, 3), Fraction(5, 3)) in solved(TWO_EQUILIBRIA, 1, 3).payoff_set.exact
    assert (Fraction(5, 3), Fraction(5, 3)) in solved(TWO_EQUILIBRIA, 1, 3, public_randomization=False).payoff_set.exact


def test_long_horizons_come_near_to_everything():
    # Benoit and Krishna (1985), theorem 3.7: cooperation but in the last two periods
    assert solved(TWO_EQUILIBRIA, 1, 20).payoff_set.joint_maximum >= 2 * Fraction(18 * 3 + 2, 20)


def test_without_stage_equilibria_there_is_nothing():
    pennies = pg.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
    for coin in (True, False):
        solution = solved(pennies, 1, 3, public_randomization=coin)
        assert solution.coverage is Coverage.NONE_EXIST
        solution.verify()


def perfect_payoffs(game, discounts, periods):
    """Sums of discounted payoffs of all pure subgame-perfect equilibria, from all ways to continue after each profile.

    A profile may be followed by any continuation after itself and any after each unilateral deviation.
    """
    shape, table = game.shape, game.payoffs
    later = {(Fraction(0),) * len(shape)}
    for _ in range(periods):
        found = set()
        for cell in product(*map(range, shape)):
            for follow in later:
                stays = [table[(i, *cell)] + discounts[i] * follow[i] for i in range(len(shape))]
                holds = all(
                    any(
                        table[(i, *cell[:i], b, *cell[i + 1 :])] + discounts[i] * answer[i] <= stays[i]
                        for answer in later
                    )
                    for i in range(len(shape))
                    for b in range(shape[i])
                    if b != cell[i]
                )
                if holds:
                    found.add(tuple(stays))
        later = found
    return later


GAMES = st.lists(st.integers(0, 3), min_size=8, max_size=8).map(
    lambda entries: pg.NormalFormGame(np.array(entries).reshape(2, 2, 2).tolist())
)


@settings(max_examples=40)
@given(GAMES, st.sampled_from([(1, 1), ("1/2", "1/2"), ("1/2", 1), (0, "2/3")]), st.integers(1, 3))
def test_lists_are_those_of_the_definition(game, discounts, periods):
    factors = tuple(map(Fraction, discounts))
    weights = [sum(factor**t for t in range(periods)) for factor in factors]
    wanted = {tuple(v / w for v, w in zip(p, weights, strict=True)) for p in perfect_payoffs(game, factors, periods)}
    solution = solved(game, discounts, periods, public_randomization=False)
    assert set(solution.payoff_set.exact) == wanted
    convex = solved(game, discounts, periods)
    assert all(convex.payoff_set.contains(point) for point in wanted)  # a coin can always be ignored
    convex.verify()


def test_three_players_are_solved():
    table = np.random.default_rng(1).integers(0, 4, (3, 2, 2, 2))
    game = pg.NormalFormGame(table.tolist())
    wanted = {tuple(v / 2 for v in p) for p in perfect_payoffs(game, (1, 1, 1), 2)}
    assert set(solved(game, 1, 2, public_randomization=False).payoff_set.exact) == wanted


def test_what_grows_too_large_says_so():
    solution = solved(TWO_EQUILIBRIA, "9/10", 40, public_randomization=False)
    assert solution.coverage is Coverage.SOME
    assert any("longer than" in warning for warning in solution.warnings)
    assert set(solution.payoff_set.exact) == {(1, 1), (HALF, HALF)}
    assert solution.payoff_set.contains((2, 2)) is None and solution.payoff_set.contains((9, 9)) is False


@pytest.mark.parametrize("coin", [True, False])
def test_wrong_bounds_are_refused(coin):
    game = pg.RepeatedGame(TWO_EQUILIBRIA, 1, periods=3, public_randomization=coin)
    right = pg.solve(game, "subgame_perfect").payoff_set.bounds
    assert isinstance(CONCEPT.certify(game, PayoffPolytope(right.inner)), Certificate)
    beyond = (*right.inner, (Fraction(3), Fraction(3)))
    assert isinstance(CONCEPT.certify(game, PayoffPolytope(beyond)), Refusal)
    wrong = [
        (beyond, beyond, True),
        (right.inner[:-1], right.inner[:-1], True),
        ((), right.outer[1:], False),
        ((), (), True),
    ]
    for inner, outer, exact in wrong:
        with pytest.raises(CertificateError):
            CONCEPT.check_bounds(game, PayoffBounds(inner, outer, exact, points=not coin))
