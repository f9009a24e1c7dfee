"""Deadlines of interventions, maps and robustness: an answer that is proven, or a DeadlineError soon after."""

import time
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from policygames.analysis.deadlines import seconds_left
from policygames.budget import Budget
from policygames.numerics.least_cost import least_cost

SOON = 1e-6
PATIENT = 300
GENEROUS = 30
"""Seconds that the clock of a busy machine may add."""


def drawn(*shape, seed=3):
    table = np.random.default_rng(seed).integers(-9, 10, size=(len(shape), *shape))
    return pg.NormalFormGame(table.tolist())


def circle(count):
    """Everyone beats the next half of all others: a game of `count` actions that are all played."""
    rows = [[0 if i == j else 1 if (j - i) % count <= count // 2 else -1 for j in range(count)] for i in range(count)]
    return pg.NormalFormGame([rows, [[-one for one in row] for row in rows]])


DILEMMA = pg.NormalFormGame([[[3, 1], [4, 2]], [[3, 4], [1, 2]]])
LEVERS = {
    "payment": (DILEMMA, {}),
    "unique": (DILEMMA, {"goal": "unique", "margin": 1, "contingent": "action"}),
    "commitment": (DILEMMA, {"lever": "commitment", "leader": 0}),
    "discount": (DILEMMA, {"lever": "discount"}),
    "monitoring": (pg.RepeatedGame(DILEMMA, "3/4"), {"lever": "monitoring"}),
    "parameters": (DILEMMA, {"lever": "parameters", "over": {(0, (0, 0)): (0, 9), (1, (0, 0)): (0, 9)}}),
    "patience": (pg.RepeatedGame(DILEMMA, "1/9"), {"lever": "parameters", "over": {"patience": (0, "0.9")}}),
}


@pytest.mark.parametrize(("game", "options"), LEVERS.values(), ids=LEVERS)
def test_every_lever_keeps_a_deadline_and_answers_alike_within_one(game, options):
    with pytest.raises(pg.DeadlineError) as late:
        pg.intervene(game, (0, 0), **options, deadline=SOON)
    assert (late.value.reason, late.value.path) == ("DEADLINE_EXCEEDED", "deadline")
    assert pg.intervene(game, (0, 0), **options, deadline=PATIENT) == pg.intervene(game, (0, 0), **options)


@pytest.mark.parametrize("deadline", [0, -1, "soon", True, float("inf")])
def test_a_deadline_is_seconds_above_0(deadline):
    game = pg.NormalFormGame([[[1]], [[1]]])
    for ask in (
        lambda: pg.intervene(game, (0, 0), deadline=deadline),
        lambda: pg.regimes(game, over={(0, (0, 0)): (0, 1)}, deadline=deadline),
        lambda: pg.robustness(pg.solve(game, "nash").equilibria[0], deadline=deadline),
    ):
        with pytest.raises(pg.GameError) as refused:
            ask()
        assert (refused.value.reason, refused.value.path) == ("OPTION_RANGE", "deadline")


LONG = {
    "a thousand punishments": lambda: pg.intervene(
        pg.scenario("open_research_pool_of_ten"), [0] * 10, "parameters", over="patience", deadline=0.3
    ),
    "many conditions": lambda: pg.regimes(drawn(6, 6, seed=1), over={(0, (0, 0)): (-9, 9)}, deadline=0.2),
    "many columns": lambda: pg.regimes(drawn(4, 4), over={(0, (0, 0)): (-9, 9), (1, (1, 1)): (-9, 9)}, deadline=0.05),
}


@pytest.mark.parametrize("ask", LONG.values(), ids=LONG)
def test_what_takes_long_is_stopped(ask):
    start = time.monotonic()
    with pytest.raises(pg.DeadlineError, match="within the deadline"):
        ask()
    assert time.monotonic() - start < GENEROUS


def test_a_step_gets_what_is_left_and_none_once_nothing_is():
    assert seconds_left(Budget(), "it was not done") is None
    assert seconds_left(Budget(expires=9, clock=lambda: 4), "it was not done") == 5
    with pytest.raises(pg.DeadlineError, match="it was not done within the deadline"):
        seconds_left(Budget(expires=4, clock=lambda: 9), "it was not done")


def test_a_large_support_is_stopped():
    (equilibrium, *_) = pg.solve(circle(31), "nash", max_equilibria=1).equilibria
    with pytest.raises(pg.DeadlineError):
        pg.robustness(equilibrium, deadline=0.01)


def test_a_map_that_was_cut_short_is_whole_when_it_is_asked_for_again():
    game, over = drawn(4, 4, seed=5), {(0, (0, 0)): (-9, 9)}
    with pytest.raises(pg.DeadlineError):
        pg.regimes(game, over=over, deadline=SOON)
    found = pg.regimes(game, over=over)
    for value in (Fraction(k, 2) for k in range(-18, 19)):
        payoffs = game.payoffs.copy()
        payoffs[0, 0, 0] = value
        solved = pg.solve(pg.NormalFormGame(payoffs.tolist()), "nash")
        assert len(found.at(value).outcomes) == len(solved.equilibria)


def test_orders_that_were_tried_in_time_are_an_answer_and_their_bound_is_proven():
    game, asked = drawn(3, 3, 3), {"goal": "unique", "margin": 1, "contingent": "action"}
    whole = pg.intervene(game, (0, 0, 0), **asked)
    for deadline in (0.05, 0.1, 0.3):
        try:
            cut = pg.intervene(game, (0, 0, 0), **asked, deadline=deadline)
        except pg.DeadlineError:  # on a busy machine
            continue
        cut.verify()
        assert cut.low <= whole.cost <= cut.cost
        assert cut.cost == cut.low or "something cheaper may do" in cut.warnings[0]


def test_a_linear_program_is_left_between_two_steps():
    class Clock:
        """One second a look."""

        seconds = 0

        def __call__(self):
            self.seconds += 1
            return self.seconds

    costs, rows = [Fraction(1)] * 6, [({k: Fraction(1), k + 1: Fraction(1)}, Fraction(k + 1)) for k in range(5)]
    whole = least_cost(costs, rows)
    assert least_cost(costs, rows, Budget(expires=10**6, clock=Clock())) == whole
    clock = Clock()
    with pytest.raises(pg.DeadlineError):
        least_cost(costs, rows, Budget(expires=4, clock=clock))
    assert clock.seconds == 4
