"""Budgets: seconds that are left, and what is no deadline and no maximum."""

import math
import time
from threading import Event

import numpy as np
import pytest
from policygames.budget import Budget, budget_for
from policygames.errors import GameError


def test_the_time_left_is_never_negative():
    assert Budget(expires=10, clock=lambda: 7).remaining() == 3
    assert Budget(expires=10, clock=lambda: 12).remaining() == 0
    assert Budget().remaining() == math.inf


def test_a_deadline_is_in_seconds_from_now():
    before = time.monotonic()
    budget = budget_for(deadline=np.float64(5), max_equilibria=3)
    assert before + 5 <= budget.expires <= time.monotonic() + 5
    assert budget.max_equilibria == 3


def test_the_callers_flag_is_the_one_that_is_asked():
    flag = Event()
    assert budget_for(cancelled=flag).cancelled is flag
    assert not budget_for().cancelled.is_set()


class Falsy:
    """A flag that counts as false wherever it is not asked."""

    def __bool__(self):
        return False

    def is_set(self):
        return True


def test_a_flag_is_asked_and_not_taken_for_its_truth():
    assert budget_for(cancelled=Falsy()).cancelled.is_set()


@pytest.mark.parametrize("deadline", [0, -1, math.nan, math.inf, True, "5"])
def test_a_bad_deadline_is_refused(deadline):
    with pytest.raises(GameError) as refusal:
        budget_for(deadline)
    assert (refusal.value.reason, refusal.value.path) == ("OPTION_RANGE", "deadline")


@pytest.mark.parametrize("maximum", [0, -3, 2.0, True, "5"])
def test_a_bad_maximum_is_refused(maximum):
    with pytest.raises(GameError) as refusal:
        budget_for(max_equilibria=maximum)
    assert (refusal.value.reason, refusal.value.path) == ("OPTION_RANGE", "max_equilibria")
