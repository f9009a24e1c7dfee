"""All detection rates at which a path lasts: against the recursion of payoffs, written from the definition."""

from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from policygames.certificates import Certificate
from policygames.concepts import public_perfect
from policygames.numerics.best_responses import pure_equilibria

A_LITTLE = Fraction(1, 10**9)
WORLD = np.random.default_rng(23)


def lasts(game, profile, after, discount, false_alarms, rate):
    """V = (1-d) u + d ((1-f) V + f W); no deviation that rings with `rate` gives more, W after the alarm."""
    for player, count in enumerate(game.shape):
        stop = game.payoff(player, after)
        value = (1 - discount) * game.payoff(player, profile) + discount * false_alarms * stop
        value /= 1 - discount * (1 - false_alarms)
        for action in range(count):
            other = (*profile[:player], action, *profile[player + 1 :])
            pays = (1 - discount) * game.payoff(player, other) + discount * ((1 - rate) * value + rate * stop)
            if action != profile[player] and pays > value:
                return False
    return True


def drawn(count):
    for _ in range(count):
        shape = [(2, 2), (2, 3), (2, 2, 2)][WORLD.integers(3)]
        game = pg.NormalFormGame(WORLD.integers(-4, 5, size=(len(shape), *shape)).tolist())
        found = [one for one in pure_equilibria(game.numerators) if one is not None]
        if found:
            profile = tuple(int(WORLD.integers(n)) for n in shape)
            false = Fraction(int(WORLD.integers(0, 3)), 8)
            yield game, profile, found[int(WORLD.integers(len(found)))], Fraction(int(WORLD.integers(1, 10)), 10), false


def test_a_path_lasts_at_all_rates_from_the_least_to_the_ceiling_and_at_no_others():
    ends = {"ceiling": 0, "none": 0, "least": 0}
    for game, profile, after, discount, false in drawn(400):
        asked = {"lever": "monitoring", "false_alarms": false, "punishment": after}
        found = pg.intervene(pg.RepeatedGame(game, discount), profile, **asked)
        found.verify()
        grid = {false + (1 - false) * Fraction(k, 12) for k in range(13)}
        for end in {found.cost, found.ceiling} - {None}:
            grid |= {end, max(false, end - A_LITTLE), min(1, end + A_LITTLE)}
        most = 1 if found.ceiling is None else found.ceiling
        for rate in grid:
            inside = found.cost is not None and found.cost <= rate <= most
            assert lasts(game, profile, after, discount, false, rate) is inside, (rate, found)
        ends["ceiling"] += found.ceiling is not None
        ends["none"] += found.cost is None
        ends["least"] += bool(found.cost)
        told = found.explain()
        assert "gains -" not in told
        assert ("up to" in told or "at most" in told or "just where" in told) is (found.ceiling is not None)
    assert min(ends.values()) > 10


LURED = pg.NormalFormGame([[[1, 0], [0, 0]], [[0, -4], [-4, 5]]], ("A", "B"), (("go", "wait"), ("go", "wait")))
"""An alarm that ends in (wait, wait) is worth 5 to B, who loses 4 by setting it off from (go, go)."""


def test_the_upper_end_is_told_with_who_would_set_off_the_alarm():
    game = pg.RepeatedGame(LURED, "1/2")
    found = pg.intervene(game, ("go", "go"), lever="monitoring", punishment=("wait", "wait"))
    assert (found.cost, found.ceiling) == (0, Fraction(4, 5))  # 4/2 lost now, 5/2 times the rate gained after
    assert "without any detection, and as long as a deviation sets off the alarm with probability at most 4/5" in (
        found.explain()
    )
    assert "an alarm is worth 2.5 to B, who loses only 2 per period by playing “wait”" in found.explain()
    for rate in (Fraction(4, 5), Fraction(4, 5) + A_LITTLE):
        verdict = public_perfect.certify(found.question.game(rate), found.question.automaton())
        assert isinstance(verdict, Certificate) is (rate == found.ceiling)
    assert found.to_dict()["ceiling"] == "4/5"


@pytest.mark.parametrize(
    ("payoffs", "false", "words"),
    [
        (
            [[[1, 0], [0, 0]], [[0, "1/10"], [-4, 5]]],
            "1/2",
            "it rings with probability 1/2 (0.5) without a deviation",
        ),
        ([[[1, 0], [2, 3]], [[0, 0], [0, 0]]], 0, "an alarm is no threat: it is worth 1 to A"),
        ([[[1, 0], [2, 1]], [[0, 0], [0, 0]]], 0, "an alarm costs A nothing"),
        ([[[1, 0], [9, 0]], [[0, 0], [0, 0]]], 0, "more than the 0.5 that an alarm costs A, however surely it rings"),
        ([[[4, 0], [5, 0]], [[0, "-1/10"], [-4, 5]]], 0, "and an alarm, which costs A 2, rings too rarely"),
    ],
)
def test_why_no_rate_will_do(payoffs, false, words):
    game = pg.NormalFormGame(payoffs, ("A", "B"), (("go", "wait"), ("go", "wait")))
    asked = {"lever": "monitoring", "punishment": ("wait", "wait"), "false_alarms": false}
    found = pg.intervene(pg.RepeatedGame(game, "1/2"), ("go", "go"), **asked)
    assert (found.cost, found.ceiling) == (None, None)
    found.verify()
    assert words in found.explain()
