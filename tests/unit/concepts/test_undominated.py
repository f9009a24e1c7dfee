"""Iterated weak dominance: rounds, orders that matter, and what is particular to it; the rest with strict dominance."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.certificates import Coverage, Refusal
from policygames.concepts.undominated import certify
from policygames.games.action_sets import Elimination
from strategies import games
from textbook import pure_equilibria_by_definition

ORDERS = pg.NormalFormGame.from_bimatrix(
    [[1, 0], [1, 2], [0, 2]], [[1, 0], [1, 1], [0, 1]], ("Ann", "Bob"), (("T", "M", "B"), ("L", "R"))
)
"""Osborne and Rubinstein, A Course in Game Theory (1994) figure 63.1: two orders of elimination end differently."""


def found(game, **options):
    solution = pg.solve(game, "undominated", **options)
    assert solution.coverage is Coverage.ALL
    assert solution.verify() == ()
    return solution.equilibria[0].certificate.candidate


def test_the_order_matters_in_the_game_of_osborne_and_rubinstein():
    solution = pg.solve(ORDERS, "undominated")
    sets = found(ORDERS)
    assert solution.action_sets == (("M",), ("L", "R"))
    assert sets.another.survivors in {((0, 1), (0,)), ((1, 2), (1,))}
    assert "the order of elimination matters: another order leaves other actions" in solution.warnings
    assert "In another order, one action at a time" in solution.explain()
    assert "Ann drops “T”, weakly dominated by “M”; Ann drops “B”, weakly dominated by “M”" in solution.explain()


def test_an_order_that_does_not_matter_is_said_to():
    dilemma = pg.NormalFormGame.from_bimatrix([[2, 0], [3, 1]], [[2, 3], [0, 1]])
    solution = pg.solve(dilemma, "undominated")
    assert solution.action_sets == (("action 1",), ("action 1",))
    assert any("all orders of eliminating one action at a time were tried" in text for text in solution.warnings)
    assert "strictly dominated" in solution.explain() and "weakly" not in solution.explain()


def test_the_search_for_orders_is_bounded_and_says_so(monkeypatch):
    monkeypatch.setattr("policygames.games.elimination.MOST_ORDERS_WORK", 10)
    assert any("was not decided" in text for text in pg.solve(ORDERS, "undominated").warnings)


def guessing(most, rounds=None):
    """Two players who guess up to `most`; nearest to two thirds of the mean wins 1, a tie is shared."""

    def gain(own, other):
        target = Fraction(own + other, 3)
        near, far = abs(own - target), abs(other - target)
        return HALF if near == far else Fraction(int(near < far))

    own = [[gain(a, b) for b in range(most + 1)] for a in range(most + 1)]
    return pg.NormalFormGame([own, [list(column) for column in zip(*own, strict=True)]])


HALF = Fraction(1, 2)


def test_two_who_guess_two_thirds_of_the_mean():
    # Grosskopf and Nagel, Games and Economic Behavior 62 (2008) 93-99: with two players 0 is weakly dominant
    sets = found(guessing(6), rounds=1)
    assert sets.survivors == ((0,), (0,))


def test_rounds_stop_where_they_are_asked_to():
    # by hand: B goes first, then R, then T
    game = pg.NormalFormGame.from_bimatrix([[2, 1], [3, 0], [1, 0]], [[1, 0], [1, 0], [0, 3]])
    assert [found(game, rounds=count).survivors for count in (1, 2, "3", 4)] == [
        ((0, 1), (0, 1)),
        ((0, 1), (0,)),
        ((1,), (0,)),
        ((1,), (0,)),
    ]
    assert found(game).limit is None and found(game, rounds=4).rounds == 4
    assert found(game, rounds=3).another is None
    assert isinstance(certify(game, found(game, rounds=2), rounds=3), Refusal)
    assert isinstance(certify(game, replace(found(game, rounds=2), limit=None)), Refusal)


@pytest.mark.parametrize("rounds", [0, -1, 1.5, "x", True, "1/2"])
def test_other_numbers_of_rounds_are_refused(rounds):
    with pytest.raises(pg.GameError) as caught:
        pg.solve(ORDERS, "undominated", rounds=rounds)
    assert caught.value.path == "options.rounds"


@given(games(st.integers(2, 3), most=3))
def test_each_round_goes_further_and_beyond_strict_dominance(game):
    (strict,) = pg.solve(game, "rationalizable").equilibria
    once, whole = found(game, rounds=1).survivors, found(game).survivors
    assert all(set(end) <= set(first) for end, first in zip(whole, once, strict=True))
    assert all(set(end) <= set(kept) for end, kept in zip(whole, strict.certificate.candidate.survivors, strict=True))


@given(games(st.integers(2, 3), most=2))
def test_equilibria_of_what_is_left_are_equilibria(game):
    sets = found(game)
    for kept in (sets, sets.another or sets):
        left = pg.NormalFormGame(game.payoffs[np.ix_(range(len(game.shape)), *kept.survivors)])
        whole = {tuple(s.index(1) for s in profile) for profile in pure_equilibria_by_definition(game)}
        for profile in pure_equilibria_by_definition(left):
            cell = tuple(kept.survivors[player][s.index(1)] for player, s in enumerate(profile))
            assert cell in whole


OTHER = {
    "the same end": lambda sets: replace(sets.another, survivors=sets.survivors),
    "itself": lambda sets: replace(sets, another=None),
    "a limit": lambda sets: replace(sets.another, limit=9),
    "a third order": lambda sets: replace(sets.another, another=sets.another),
    "no steps": lambda sets: replace(sets.another, steps=()),
    "no conjectures": lambda sets: replace(sets.another, conjectures=()),
    "not to the end": lambda sets: replace(sets.another, steps=sets.another.steps[:-1], rounds=sets.another.rounds - 1),
    "not dominated": lambda sets: replace(
        sets.another, steps=(Elimination(1, 0, 1, ((0, Fraction(1)),)), *sets.another.steps[1:])
    ),
    "no sets": lambda sets: sets.survivors,
}


@pytest.mark.parametrize("other", OTHER)
def test_another_order_is_checked_too(other):
    sets = found(ORDERS)
    assert isinstance(certify(ORDERS, replace(sets, another=OTHER[other](sets))), Refusal)


def test_a_round_has_to_eliminate_all_that_are_dominated():
    sets = found(ORDERS)
    lazy = replace(sets, steps=sets.steps[:1], survivors=((1, 2), (0, 1)), another=None)
    assert certify(ORDERS, lazy).reason.startswith("in round 1 each survivor has a conjecture")


def test_conjectures_rule_nothing_out():
    sets = found(ORDERS)
    narrow = tuple(replace(one, chances=((one.chances[0][0], Fraction(1)),)) for one in sets.conjectures)
    assert "gives every profile of the others a chance" in certify(ORDERS, replace(sets, conjectures=narrow)).reason
