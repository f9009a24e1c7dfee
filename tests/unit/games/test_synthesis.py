"""Strategies made for payoffs: certified on the game, paying exactly what was asked for."""

from fractions import Fraction
from itertools import product

import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.certificates import Certificate
from policygames.concepts.subgame_perfect import certify
from policygames.games import PayoffPolytope
from policygames.games.synthesis import path_and_answers, strategy_for
from strategies import tied_games_of
from textbook import pure_equilibria_by_definition

PD = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]])


def points(*pairs):
    """A polytope from numbers as texts."""
    return PayoffPolytope(tuple(tuple(map(Fraction, pair)) for pair in pairs))


def payoffs_at(game, cell):
    """What all players get."""
    return tuple(game.payoff(player, cell) for player in range(len(game.shape)))


def sustained_by_reversion(repeated):
    """What is paid by every profile that reversion to the worst pure stage equilibria sustains, those included.

    Its hull generates itself: each of these points is played for ever, and no threat is milder in the hull.
    """
    game = repeated.stage_game
    equilibria = [tuple(s.index(1) for s in profile) for profile in pure_equilibria_by_definition(game)]
    if not equilibria:
        return ()
    worst = [min(game.payoff(i, cell) for cell in equilibria) for i in range(len(game.shape))]

    def holds(cell):
        for player, d in enumerate(repeated.discount):
            paid = game.payoff(player, cell)
            best = max(game.payoff(player, (*cell[:player], b, *cell[player + 1 :])) for b in range(game.shape[player]))
            if (1 - d) * (best - paid) > d * (paid - worst[player]):
                return False
        return True

    cells = [cell for cell in product(*map(range, game.shape)) if holds(cell)]
    return tuple(dict.fromkeys(payoffs_at(game, cell) for cell in cells))


def assert_supports(repeated, polytope, target):
    """The strategy is an equilibrium that pays the target."""
    automaton = strategy_for(repeated, polytope, target)
    assert isinstance(certify(repeated, automaton), Certificate)
    assert repeated.payoffs_of(automaton) == tuple(target)
    return automaton


SHAPES = st.sampled_from([(2, 2), (3, 2), (2, 2, 2)])
DISCOUNTS = st.sampled_from(["0", "1/3", "3/5", "9/10"])


@settings(max_examples=60)
@given(SHAPES.flatmap(tied_games_of), st.data())
def test_every_payoff_of_a_self_generating_set_is_supported(game, data):
    discounts = data.draw(st.one_of(DISCOUNTS, st.lists(DISCOUNTS, min_size=len(game.shape), max_size=len(game.shape))))
    repeated = pg.RepeatedGame(game, discounts)
    vertices = sustained_by_reversion(repeated)
    if vertices:
        weights = data.draw(st.lists(st.integers(0, 3), min_size=len(vertices), max_size=len(vertices)).filter(any))
        target = tuple(
            sum(Fraction(w, sum(weights)) * v[i] for w, v in zip(weights, vertices, strict=True))
            for i in range(len(game.shape))
        )
        automaton = assert_supports(repeated, PayoffPolytope(vertices), target)
        assert len(automaton.starts) <= len(game.shape) + 1


FULL = points(("1", "1"), ("7/3", "1"), ("2", "2"), ("1", "7/3"))
"""All subgame-perfect payoffs of the prisoner's dilemma at 3/4: 7/3 for one while the other gets no less than 1."""


@pytest.mark.parametrize("target", [*FULL.vertices, ("3/2", "3/2"), ("4/3", "5/4"), ("1", "5/3")], ids=str)
def test_all_that_patience_sustains_in_a_dilemma_is_supported(target):
    assert_supports(pg.RepeatedGame(PD, "3/4"), FULL, tuple(map(Fraction, target)))


SMALL = points(("6/5", "6/5"), ("9/5", "13/10"), ("13/10", "9/5"))


@pytest.mark.parametrize("target", [*SMALL.vertices, ("7/5", "7/5")], ids=str)
def test_vertices_that_no_profile_alone_generates_begin_with_a_coin(target):
    automaton = assert_supports(pg.RepeatedGame(PD, "9/10"), SMALL, tuple(map(Fraction, target)))
    assert len(automaton.play) > len(SMALL.vertices)


OUTSIDE = [("5/2", "2"), ("0", "0"), ("1", "2", "3"), ("1",)]


@pytest.mark.parametrize("target", OUTSIDE, ids=str)
def test_payoffs_outside_are_refused_by_name(target):
    with pytest.raises(pg.GameError, match=target[0]) as refusal:
        strategy_for(pg.RepeatedGame(PD, "3/4"), FULL, target)
    assert (refusal.value.reason, refusal.value.path) == ("OUTSIDE_PAYOFF_SET", "payoffs")


def test_nothing_lies_in_the_empty_set():
    with pytest.raises(pg.GameError):
        strategy_for(pg.RepeatedGame(PD, "3/4"), PayoffPolytope(()), (1, 1))


@pytest.mark.parametrize("discount", ["1/3", "0", ["3/4", "1/10"]], ids=str)
def test_a_set_that_does_not_generate_itself_is_refused(discount):
    with pytest.raises(pg.GameError) as refusal:
        strategy_for(pg.RepeatedGame(PD, discount), FULL, (2, 2))
    assert refusal.value.reason == "NOT_SELF_GENERATING"


def test_a_path_is_answered_by_what_pays_the_deviator_least():
    repeated = pg.RepeatedGame(PD, "3/4")
    one = (Fraction(1), Fraction(1))
    automaton = path_and_answers(repeated, [(0, 0)], FULL, [one, (Fraction(1), Fraction(7, 3))[::-1]])
    assert automaton.start == "path"
    turns = path_and_answers(pg.RepeatedGame(PD, "9/10"), [(0, 0), (0, 1), (1, 0)], FULL, [one, one])
    assert [turns.plan[to] for to, _ in turns.transitions["path", (0, 0)]] == [(0, 1)]
    assert isinstance(certify(pg.RepeatedGame(PD, "9/10"), turns), Certificate)
    assert repeated.payoffs_of(automaton) == (2, 2)
    assert isinstance(certify(repeated, automaton), Certificate)
    with pytest.raises(pg.GameError) as refusal:
        path_and_answers(repeated, [(0, 0)], FULL, [one, (Fraction(0), Fraction(0))])
    assert refusal.value.path == "answers[1]"
