"""Strongly symmetric equilibria: closed forms, an oracle that iterates from outside, strategies, wrong candidates."""

from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from policygames.certificates import Certificate, PayoffBounds, Refusal
from policygames.concepts.strongly_symmetric import certify, check_bounds
from policygames.games import PayoffPolytope
from public_games import PD, noisy
from scipy.optimize import linprog

F = Fraction
ODDS = [("9/10", "1/2", "1/5"), ("3/4", "1/4", "1/8"), ("1", "1/3", "0"), ("2/3", "3/5", "1/2"), ("1/2", "1/2", "1/2")]


def interval(game):
    """The ends of the interval found, and the solution."""
    solution = pg.solve(game, "strongly_symmetric")
    assert solution.payoff_set.is_exact
    return sorted({point[0] for point in solution.payoff_set.exact}), solution


@pytest.mark.parametrize("odds", ODDS)
@pytest.mark.parametrize("discount", ["0", "1/4", "1/2", "10/17", "3/4", "9/10", "99/100"])
def test_the_dilemma_with_two_signals_has_the_payoffs_of_the_closed_form(odds, discount):
    # Mailath and Samuelson (2006), section 7.7 and chapter 11; Radner, Myerson and Maskin (1986)
    p, q, d = F(odds[0]), F(odds[1]), F(discount)
    ends, _ = interval(pg.RepeatedGame(PD, d, noisy(*odds)))
    top = 2 - (1 - p) / (p - q) if p > q else F(-1)
    assert ends == ([F(0), top] if top > 0 and (1 - d) <= d * (p - q) * top else [F(0)])


def test_at_the_threshold_the_top_is_reached_and_below_not():
    # with p = 9/10 and q = 1/2 it is 7/4 from the discount factor 10/17 on
    assert interval(pg.RepeatedGame(PD, F(10, 17), noisy("9/10", "1/2", 0)))[0] == [0, F(7, 4)]
    assert interval(pg.RepeatedGame(PD, F(10, 17) - F(1, 10**9), noisy("9/10", "1/2", 0)))[0] == [0]


def symmetric(random, actions, signals):
    """A random symmetric game of two players whose signals do not tell them apart."""
    own = random.integers(-3, 5, (actions, actions))
    weights = random.integers(0, 4, (actions, actions, signals)) + 1
    weights = weights + weights.transpose(1, 0, 2)
    rows = [[[F(int(one), int(row.sum())) for one in row] for row in line] for line in weights]
    return pg.NormalFormGame([own, own.T]), pg.PublicMonitoring([f"s{k}" for k in range(signals)], rows)


def iterated(stage, monitoring, d, rounds):
    """The interval after so many rounds of T from outside, in floats, by linear programs over w(y) in [lo, hi]."""
    own, odds = stage.floats[0], np.array(monitoring.rows, dtype=float).reshape(*stage.shape, -1)
    count = stage.shape[0]
    lo, hi = own.diagonal().min(), own.diagonal().max()
    for _ in range(rounds):
        found = []
        for a in range(count):
            others = [b for b in range(count) if b != a]
            rows = [d * (odds[b, a] - odds[a, a]) for b in others] or [np.zeros(odds.shape[2])]
            gains = [(1 - d) * (own[a, a] - own[b, a]) + 1e-12 for b in others] or [0]
            for sign in (1, -1):
                program = linprog(sign * odds[a, a], A_ub=rows, b_ub=gains, bounds=[(lo, hi)] * odds.shape[2])
                if program.status == 0:
                    found.append((1 - d) * own[a, a] + d * sign * program.fun)
        if not found:
            return None
        lo, hi = min(found), max(found)
    return lo, hi


@pytest.mark.parametrize("seed", range(12))
def test_the_interval_is_what_iterating_from_outside_tends_to(seed):
    random = np.random.default_rng(seed)
    stage, monitoring = symmetric(random, 2 + seed % 2, 2 + seed // 2 % 2)
    ends, solution = interval(pg.RepeatedGame(stage, "2/5", monitoring))
    known = iterated(stage, monitoring, 0.4, 30)
    solution.verify()
    if ends:
        assert known is not None and (ends[0], ends[-1]) == pytest.approx(known, abs=1e-5)
    else:
        assert known is None and solution.coverage is pg.Coverage.NONE_EXIST


def carrot_and_stick(d, p, q):
    """Effort until bad news, which ends it for ever with just the probability that deters shirking."""
    top = 2 - (1 - p) / (p - q)
    ending = (1 - d) / (d * (p - q) * top)
    play = {"effort": (0, 0), "over": (1, 1)}
    moves = {("effort", "good"): "effort", ("effort", "bad"): {"over": ending, "effort": 1 - ending}}
    return pg.Automaton("effort", play, {**moves, ("over", "good"): "over", ("over", "bad"): "over"})


def test_an_automaton_attains_the_top_and_a_milder_one_is_refused():
    game = pg.RepeatedGame(PD, "3/4", noisy("9/10", "1/2", "1/5"))
    right = carrot_and_stick(F(3, 4), F(9, 10), F(1, 2))
    assert game.payoffs_of(right) == (F(7, 4), F(7, 4))
    verdict = certify(game, right)
    assert isinstance(verdict, Certificate) and verdict.slack == 0
    milder = carrot_and_stick(F(3, 4) + F(1, 10**6), F(9, 10), F(1, 2))
    assert isinstance(certify(game, milder), Refusal)


def test_an_automaton_that_treats_players_differently_is_refused():
    stage = pg.NormalFormGame([[[0, 1], [1, 0]], [[0, 1], [1, 0]]])
    automaton = pg.Automaton("apart", {"apart": (0, 1)}, {("apart", "good"): "apart", ("apart", "bad"): "apart"})
    verdict = certify(pg.RepeatedGame(stage, "1/2", noisy("1/2", "1/2", "1/2")), automaton)
    assert isinstance(verdict, Refusal) and "do not all do the same" in verdict.reason


@pytest.mark.parametrize("ends", [(0, "7/4"), (0,), ("7/8", "7/4"), ("11/12", "7/4")])
def test_intervals_that_generate_themselves_are_certified(ends):
    # effort needs a width of (1 - d) / (d (p - q)) = 5/6: as much as the last has
    game = pg.RepeatedGame(PD, "3/4", noisy("9/10", "1/2", "1/5"))
    assert isinstance(certify(game, PayoffPolytope(tuple((F(end),) * 2 for end in ends))), Certificate)


@pytest.mark.parametrize("ends", [("23/25", "7/4"), ("7/4",), (0, "1751/1000"), (-1, 0), (0, "4/5"), (), (0, 1, 2)])
def test_others_are_not(ends):
    game = pg.RepeatedGame(PD, "3/4", noisy("9/10", "1/2", "1/5"))
    assert isinstance(certify(game, PayoffPolytope(tuple((F(end),) * 2 for end in ends))), Refusal)
    assert isinstance(certify(game, PayoffPolytope(((F(0), F(0)), (F(1), F(3, 2))))), Refusal)


def test_bounds_that_do_not_hold_are_refused():
    game = pg.RepeatedGame(PD, "3/4", noisy("9/10", "1/2", "1/5"))
    zero, top, more = ((F(end),) * 2 for end in (0, F(7, 4), 2))
    assert not check_bounds(game, PayoffBounds((zero,), (zero, more), exact=False))
    for inner, outer, exact in [((zero, more), (zero, more), False), ((zero,), (zero,), True), ((), (), True)]:
        with pytest.raises(pg.CertificateError):
            check_bounds(game, PayoffBounds(inner, outer, exact=exact))
    with pytest.raises(pg.CertificateError):
        check_bounds(game, PayoffBounds((zero,), (zero, top), exact=True))


def test_perfect_monitoring_costs_nothing_and_noise_is_priced_in_words():
    assert interval(pg.RepeatedGame(PD, "1/2"))[0] == [0, 2]
    words = interval(pg.RepeatedGame(PD, "3/4", noisy("9/10", "1/2", "1/5")))[1].explain()
    assert "1.75 per period" in words and "noise costs each 0.25 per period" in words


@pytest.mark.parametrize("change", ["payoffs", "actions", "discount", "periods", "coin"])
def test_games_that_it_is_not_for_are_refused_with_the_reason(change):
    stages = {"payoffs": [[[2, -1], [3, 0]], [[2, 4], [-1, 0]]], "actions": [[[0, 1, 2]], [[0, 1, 2]]]}
    stage = pg.NormalFormGame(stages[change]) if change in stages else PD
    factors = ["1/2", "1/3"] if change == "discount" else "1/2"
    options = {"periods": {"periods": 3}, "coin": {"public_randomization": False}}.get(change, {})
    with pytest.raises(pg.UnsupportedError) as refusal:
        pg.solve(pg.RepeatedGame(stage, factors, **options), "strongly_symmetric")
    words = {"periods": "endless", "coin": "public randomization"}.get(change, "not alike")
    assert refusal.value.reason == "METHOD_UNSUITED" and words in str(refusal.value)


def test_three_players_and_a_solution_read_back():
    own = np.array([[[2, 0], [0, -1]], [[3, 1], [1, 0]]])
    stage = pg.NormalFormGame([own, own.transpose(1, 0, 2), own.transpose(1, 2, 0)])
    rows = [[[[F(4 - n, 5), F(1 + n, 5)] for n in (i + j, i + j + 1)] for j in (0, 1)] for i in (0, 1)]
    solution = pg.solve(pg.RepeatedGame(stage, "9/10", pg.PublicMonitoring(["up", "down"], rows)), "strongly_symmetric")
    again = pg.Solution.from_dict(solution.to_dict())
    again.verify()
    # three alike: effort holds where d (p - q) z >= 1 - d; the top is 2 - (1 - p) / (p - q) = 2 - (1/5) / (1/5)
    assert again.payoff_set.exact == ((F(0),) * 3, (F(1),) * 3)
