"""Risk dominance and what goes with it, compared with its definition."""

from fractions import Fraction
from itertools import product

import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames import registry
from policygames.games.risk import dominance_threshold, strict_equilibria
from strategies import games, tied_games_of
from textbook import pure

# Harsanyi and Selten (1988), figure 3.2: (U1, U2) is risk-dominant, (V1, V2) pays both more
STAG = pg.NormalFormGame([[[9, 0], [8, 7]], [[9, 8], [0, 7]]])
CERTIFY = registry.concept("risk_dominant").certify


def strict_by_definition(game):
    """All profiles from which every change of action by one player costs that player something."""
    found = set()
    for cell in product(*map(range, game.shape)):
        changed = [
            (player, (*cell[:player], action, *cell[player + 1 :]))
            for player, count in enumerate(game.shape)
            for action in range(count)
            if action != cell[player]
        ]
        if all(game.payoff(player, other) < game.payoff(player, cell) for player, other in changed):
            found.add(cell)
    return found


def riskier(game, cell, other):
    """Whether deviations from `cell` to `other` cost less, multiplied, than those back."""
    (a, b), (c, d) = cell, other
    here = (game.payoff(0, (a, b)) - game.payoff(0, (c, b))) * (game.payoff(1, (a, b)) - game.payoff(1, (a, d)))
    there = (game.payoff(0, (c, d)) - game.payoff(0, (a, d))) * (game.payoff(1, (c, d)) - game.payoff(1, (c, b)))
    return here < there


def mixed(game, cell):
    return tuple(pure(action, count) for action, count in zip(cell, game.shape, strict=True))


@given(games(most=4))
def test_all_that_nothing_risk_dominates_are_found(game):
    strict = strict_by_definition(game)
    assert {cell for cell in strict_equilibria(game) if cell} == strict
    wanted = {mixed(game, cell) for cell in strict if not any(riskier(game, cell, other) for other in strict)}
    solution = pg.solve(game, "risk_dominant")
    assert {one.exact for one in solution.equilibria} == wanted
    assert solution.coverage is (pg.Coverage.ALL if wanted else pg.Coverage.NONE_EXIST)
    solution.verify()
    for cell in product(*map(range, game.shape)):
        assert isinstance(CERTIFY(game, mixed(game, cell)), pg.Certificate) is (mixed(game, cell) in wanted)


@given(tied_games_of((2, 2)), st.fractions(Fraction(1, 9), 9), st.fractions(Fraction(1, 9), 9), st.integers(-9, 9))
def test_affine_payoffs_change_nothing(game, first, second, shift):
    moved = pg.NormalFormGame([game.payoffs[0] * first + shift, game.payoffs[1] * second])
    assert {one.exact for one in pg.solve(moved, "risk_dominant").equilibria} == {
        one.exact for one in pg.solve(game, "risk_dominant").equilibria
    }


def test_the_stag_hunt_of_harsanyi_and_selten():
    (found,) = pg.solve(STAG, "risk_dominant").equilibria
    assert found.exact == ((0, 1), (0, 1))
    words = pg.solve(STAG, "risk_dominant").explain()
    assert "the losses from deviating multiply to 49, there to 1. There everybody would get more." in words


def test_a_tie_gives_both():
    solution = pg.solve(pg.NormalFormGame([[[1, 0], [0, 1]], [[1, 0], [0, 1]]]), "risk_dominant")
    assert len(solution.equilibria) == 2
    assert "They tie" in solution.explain()


def is_p_dominant(game, cell, p):
    """Whether each action is a best reply to every belief that gives the other's at least p: extreme ones decide."""
    for player, (own, other) in enumerate(zip(cell, cell[::-1], strict=True)):
        for rest in range(game.shape[1 - player]):
            paid = [
                sum(
                    chance * game.payoff(player, (action, seen) if player == 0 else (seen, action))
                    for seen, chance in ((other, p), (rest, 1 - p))
                )
                for action in range(game.shape[player])
            ]
            if paid[own] < max(paid):
                return False
    return True


@given(games(most=3))
def test_the_threshold_of_p_dominance_is_the_least(game):
    for cell in strict_by_definition(game):
        least = dominance_threshold(game, cell)
        assert is_p_dominant(game, cell, least)
        assert not least or not is_p_dominant(game, cell, least * Fraction(999, 1000))


@given(st.lists(st.integers(-3, 3), min_size=4, max_size=4))
def test_in_symmetric_games_of_two_actions_it_is_half_dominance(entries):
    a, b, c, d = entries
    game = pg.NormalFormGame([[[a, b], [c, d]], [[a, c], [b, d]]])
    for one in pg.solve(game, "risk_dominant").equilibria:
        cell = tuple(own.index(1) for own in one.exact)
        if cell[0] == cell[1]:
            assert dominance_threshold(game, cell) <= Fraction(1, 2)


def test_three_players_are_refused():
    game = pg.NormalFormGame([[[[1, 1], [1, 1]], [[1, 1], [1, 1]]]] * 3)
    assert "two players" in CERTIFY(game, ((1, 0),) * 3).reason
    with pytest.raises(pg.UnsupportedError, match="two players"):
        pg.solve(game, "risk_dominant")
