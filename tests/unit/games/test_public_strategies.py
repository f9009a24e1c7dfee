"""Strategies made for payoffs under public signals: certified, and worth exactly what was asked for."""

from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from policygames.games import PayoffPolytope
from policygames.games.public_signals.strategies import public_strategy_for
from policygames.results.strategy import Strategy
from public_games import PD, noisy, random_game, seen

NOISE = noisy("9/10", "1/2", "1/4")
SEGMENT = PayoffPolytope(((Fraction(0),) * 2, (Fraction(7, 4),) * 2))
"""The strongly symmetric equilibrium payoffs at 9/10."""


def solved(game):
    return pg.solve(game, "public_perfect").payoff_set


def paid_by_hand(strategy, discount):
    """Payoffs of an automaton moved by signals: v = (1 - d) g + d P v, solved in floats from the definition."""
    automaton, game, monitoring = strategy.automaton, strategy.stage_game, strategy.monitoring
    states = [state for state, _ in automaton.play]
    chances = np.asarray(monitoring.rows, dtype=float).reshape(2, 2, -1)
    moved, now = np.zeros((len(states),) * 2), np.zeros((len(states), 2))
    for row, state in enumerate(states):
        cell = automaton.plan[state]
        now[row] = [float(game.payoff(player, cell)) for player in (0, 1)]
        for signal, chance in zip(monitoring.signals, chances[cell], strict=True):
            for after, share in automaton.transitions[state, signal]:
                moved[row, states.index(after)] += chance * float(share)
    values = np.linalg.solve(np.eye(len(states)) - discount * moved, (1 - discount) * now)
    return sum(float(share) * values[states.index(state)] for state, share in automaton.starts)


def check(strategy, discount, target):
    assert isinstance(strategy.check(discount), pg.Certificate)
    assert strategy.exact_payoffs(discount) == target
    assert paid_by_hand(strategy, float(Fraction(discount))) == pytest.approx([float(one) for one in target])


@pytest.mark.parametrize("discount", ["3/4", "9/10"])
def test_every_corner_and_what_lies_between_is_supported(discount):
    found = solved(pg.RepeatedGame(PD, discount, monitoring=seen((2, 2))))
    middle = tuple(sum(side, Fraction(0)) / len(found.exact) for side in zip(*found.exact, strict=True))
    for target in (*found.exact, middle):
        check(found.strategy_for(target), discount, target)


@pytest.mark.parametrize("share", [0, Fraction(1, 3), 1])
def test_noise_costs_what_the_textbook_says_and_bad_news_punishes(share):
    """Mailath and Samuelson (2006), section 7.2: at most R - (T - R) (1 - p) / (p - q) for both, here 7/4."""
    game = pg.RepeatedGame(PD, "9/10", monitoring=NOISE)
    target = (Fraction(7, 4) * share,) * 2
    automaton = public_strategy_for(game, SEGMENT, target)
    check(Strategy(PD, automaton, NOISE), "9/10", target)
    states = [state for state, _ in automaton.starts] if share else []
    assert all(automaton.transitions[state, "good"] != automaton.transitions[state, "bad"] for state in states[-1:])


def test_more_than_that_is_no_payoff_of_such_a_strategy():
    game = pg.RepeatedGame(PD, "9/10", monitoring=NOISE)
    more = PayoffPolytope(((Fraction(0),) * 2, (Fraction(19, 10),) * 2))
    with pytest.raises(pg.GameError):
        public_strategy_for(game, more, more.vertices[1])


@pytest.mark.parametrize("seed", range(12))
def test_random_games_with_unequal_patience(seed):
    random = np.random.default_rng(seed)
    game = random_game(random, (2, 2), 3, ["1/2", "4/5"] if seed % 2 else "3/5")
    found = solved(game)
    for target in found.exact:
        strategy = found.strategy_for(target)
        assert isinstance(strategy.check(game.discount), pg.Certificate)
        assert strategy.exact_payoffs(game.discount) == target


def test_what_lies_outside_is_refused():
    found = solved(pg.RepeatedGame(PD, "9/10", monitoring=seen((2, 2))))
    with pytest.raises(pg.GameError, match="outside the set") as refusal:
        found.strategy_for((3, 3))
    assert refusal.value.path == "payoffs"


@pytest.mark.parametrize("vertices", [((2, 2),), ((0, 0), (2, 2))])
def test_a_polygon_that_does_not_generate_itself_is_refused(vertices):
    game = pg.RepeatedGame(PD, "1/10", monitoring=NOISE)
    points = tuple(tuple(map(Fraction, point)) for point in vertices)
    with pytest.raises(pg.GameError):
        public_strategy_for(game, PayoffPolytope(points), points[-1])


def test_nothing_is_made_for_what_is_not_public_perfect():
    found = pg.solve(pg.RepeatedGame(PD, "9/10", monitoring=NOISE), "strongly_symmetric").payoff_set
    with pytest.raises(pg.UnsupportedError, match="strategies are made"):
        found.strategy_for(found.exact[0])
