"""Thresholds of patience that take long: the deadline is kept, and a scenario says so instead of failing."""

from itertools import product

import numpy as np
import policygames as pg
import pytest
from policygames.errors import DeadlineError
from policygames.scenarios import parsed

AT_ONCE = 1e-6
"""Seconds: over when the search begins, however fast it has become."""
HARD = """\
policygames: 1
kind: scenario
id: hard
version: 1.0.0
title: Four unlike contributors
question: How patient must they be?
topics: [technical_cooperation]
players:
  - {id: a, attributes: {b: 2, c: 4}, actions: [{id: give}, {id: keep}]}
  - {id: e, attributes: {b: 2, c: 5}, actions: [{id: give}, {id: keep}]}
  - {id: f, attributes: {b: 2, c: 5}, actions: [{id: give}, {id: keep}]}
  - {id: g, attributes: {b: 4, c: 6}, actions: [{id: give}, {id: keep}]}
parameters: {}
payoffs:
  form: terms
  terms:
    - {id: good, to: all, value: "own.b * count(give) ** 2 / 2"}
    - {id: paid, to: all, when: own == give, value: "-3 * own.c"}
game: {type: repeated, discount: "0.9"}
analyses:
  - {id: held, analysis: critical_discount, path: {a: give, e: give, f: give, g: give}, punishment: optimal}
expected:
  - {id: claimed, claim: A half is enough., check: {kind: critical_discount, path: {a: give, e: give, f: give, g: give}, punishment: optimal, equals: "1/2"}}
"""  # noqa: E501 - a file with one thing a line


@pytest.fixture(scope="module")
def game():
    return parsed(HARD).stage_game()


def test_the_game_is_what_its_formulas_say(game):
    benefits, costs = (2, 2, 2, 4), (4, 5, 5, 6)
    table = np.zeros((4, 2, 2, 2, 2))
    for profile in product((0, 1), repeat=4):
        for player in range(4):
            table[(player, *profile)] = benefits[player] * profile.count(0) ** 2 / 2
            table[(player, *profile)] -= 0 if profile[player] else 3 * costs[player]
    assert np.array_equal(game.floats, table)


def test_a_deadline_is_an_error_of_its_own(game):
    with pytest.raises(DeadlineError, match="within the deadline"):
        pg.critical_discount(game, (0, 0, 0, 0), deadline=AT_ONCE)


def test_a_scenario_goes_on_and_says_what_took_too_long():
    scenario = parsed(HARD)
    (result,) = scenario.solve(deadline=AT_ONCE)
    assert result.result is None
    assert "within the deadline" in result.unsupported
    (finding,) = scenario.findings(deadline=AT_ONCE)
    assert finding.holds is None
    assert "within the deadline" in finding.why
