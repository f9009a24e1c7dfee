"""Many games at once are the same games as one by one: exactly, whatever the formulas and however wide the numbers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import policygames as pg
import pytest
from drawn_formulas import HEAD, formulas, scenario_of
from hypothesis import given
from hypothesis import strategies as st
from policygames.errors import GameError, ScenarioError, UnsupportedError
from policygames.games.batch import GameBatch
from policygames.scenarios import parsed

F = Fraction

draws_of = st.lists(
    st.tuples(
        st.integers(-30, 30).map(lambda n: F(n, 10)),
        st.integers(-3, 3),
        st.integers(-1000, 1000).map(lambda n: F(n, 100)),
    ),
    min_size=1,
    max_size=5,
)


@given(formulas, draws_of)
def test_a_batch_is_what_its_games_are_one_by_one(formula, draws):
    scenario = scenario_of(formula)
    columns = dict(zip("abc", map(list, zip(*draws, strict=True)), strict=True))
    one_by_one = outcome_of(lambda: [scenario.game(a=a, b=b, c=c).payoffs.tolist() for a, b, c in draws])
    assert outcome_of(lambda: [game.payoffs.tolist() for game in scenario.batch(columns)]) == one_by_one


def outcome_of(build: Callable[[], Any]) -> Any:
    """What is built, or why it cannot be."""
    try:
        return build()
    except GameError as error:
        return error.reason


@given(st.sampled_from(pg.scenarios()), st.integers(0, 2**32 - 1))
def test_the_catalogue_in_batches(scenario_id, seed):
    scenario = pg.scenario(scenario_id)
    drawn = {one.id: one.range for one in scenario.parameters.values() if one.range}
    random = np.random.default_rng(seed)
    columns = {name: random.uniform(float(low), float(high), 3) for name, (low, high) in drawn.items()}
    exact = scenario.snapped(columns)
    try:
        games = scenario.batch(columns)
    except UnsupportedError:
        assert any(player.members for player in scenario.document.players) or scenario.document.game.type == "bayesian"
        return
    for draw in range(3):
        one = scenario.stage_game(**{name: column[draw] for name, column in exact.items()})
        assert games[draw].payoffs.tolist() == one.payoffs.tolist()


def test_floats_are_snapped_to_the_decimals_that_are_declared():
    scenario = scenario_of("a * c")
    exact = scenario.snapped({"a": np.array([0.1 + 0.2, 1.26]), "c": [0.1 + 0.2, 2.345678]})
    assert [exact["a"][0], exact["a"][1]] == [F(3, 10), F(13, 10)]
    assert [exact["c"][0], exact["c"][1]] == [F(3, 10), F(235, 100)]


def test_what_is_exact_stays_as_it_is():
    exact = scenario_of("a").snapped({"a": ["1/3", F(2, 7), Decimal("0.25"), 1]})
    assert [exact["a"][draw] for draw in range(4)] == [F(1, 3), F(2, 7), F(1, 4), 1]


def test_ties_that_floats_would_break_survive():
    # 0.1 + 0.2 against 0.3: a tie in decimals, and none in floats
    games = scenario_of("a + b / 10 - c").batch({"a": [0.1], "b": [2], "c": [0.3]})
    assert games[0].payoff(0, (1, 0)) == 0


def test_a_million_payoffs_have_one_denominator_a_player(small):
    games = parsed(small).batch({"gain": np.linspace(0, 5, 1000)})
    assert isinstance(games, GameBatch)
    assert games.payoffs.dtype == np.int64
    assert len({tuple(row) for row in games.denominators.tolist()}) == 1
    assert games[999].payoff(0, (1, 0)) == F(9, 2)


def test_a_divisor_that_is_drawn_gives_a_denominator_a_draw():
    games = scenario_of("a / (b * b + 1)", "us == high").batch({"a": [1, 1, F(1, 2)], "b": [0, 1, 3]})
    assert [game.payoff(0, (1, 0)) for game in games] == [1, F(1, 2), F(1, 20)]


@pytest.mark.parametrize(
    "formula", ["c ** 32", "c ** 20 / (a + 4) ** 9", "(c + 1/1000000007) ** 3 * (c + 1/998244353) ** 4"]
)
def test_numbers_beyond_64_bits_are_exact_too(formula):
    scenario = scenario_of(formula)
    games = scenario.batch({"c": [9.99, -10, 0.01], "a": [3, 2.9, -3]})
    assert games.payoffs.dtype == object
    for draw, (a, c) in enumerate([(3, "9.99"), ("2.9", -10), (-3, "0.01")]):
        assert games[draw].payoffs.tolist() == scenario.game(a=a, c=c).payoffs.tolist()


def test_wholes_that_are_drawn_wide_are_exact_too():
    scenario = parsed(
        HEAD.replace("range: [-10, 10]", "range: [0, 1e30]")
        + 'payoffs: {form: terms, terms: [{id: x, to: all, value: "c - 1"}]}\ngame: {type: normal}\n'
    )
    games = scenario.batch({"c": [10**30, 2**63]})
    assert [game.payoff(0, (0, 0)) for game in games] == [10**30 - 1, 2**63 - 1]


def test_an_exponent_that_is_drawn_is_worked_out_one_by_one():
    games = scenario_of("2 ** b", "a < 5").batch({"b": [3, -1]})
    assert [game.payoff(0, (0, 0)) for game in games] == [8, F(1, 2)]


def test_a_division_by_zero_is_told_as_in_the_game_itself():
    with pytest.raises(ScenarioError, match=r"division by zero.*'one', at the profile us: high, china: low") as caught:
        scenario_of("1 / b", "us == high").batch({"b": [1, 2, 0]})
    assert caught.value.reason == "DIVISION_BY_ZERO"


def test_a_division_by_zero_that_does_not_count_is_none():
    games = scenario_of("if(b == 0, 7, 1 / b)", "us == high").batch({"b": [1, 2, 0]})
    assert [game.payoff(0, (1, 0)) for game in games] == [1, F(1, 2), 7]


@pytest.mark.parametrize(
    ("draws", "path", "words"),
    [
        ({"d": [1]}, "d", "no parameter 'd'"),
        ({"sum": [1]}, "sum", "is the formula"),
        ({"a": [0, 4]}, "a[1]", "allowed: -3 to 3"),
        ({"a": np.array([0, 4.0])}, "a[1]", "allowed: -3 to 3"),
        ({"a": [0, "x"]}, "a[1]", "not a number"),
        ({"a": [0, True]}, "a[1]", "truth value"),
        ({"a": [0.5, float("nan")]}, "a[1]", "cannot be snapped"),
        ({"a": np.array([0.5, np.inf])}, "a[1]", "cannot be snapped"),
        ({"a": np.array([1e300])}, "a[0]", "cannot be snapped"),
        ({"a": np.zeros((2, 2))}, "a", "shape"),
        ({"a": [1], "b": [1, 2]}, "draws", "differ in length: a 1, b 2"),
        ({}, "draws", "no columns"),
    ],
)
def test_bad_draws_are_refused_with_parameter_and_draw(draws, path, words):
    with pytest.raises(GameError, match=words.replace("[", r"\[")) as caught:
        scenario_of("a").batch(draws)
    assert caught.value.path == path


def test_a_formula_that_leaves_its_range_is_refused():
    text = HEAD.replace('"a + b / 7", basis: derived', '"a + b / 7", basis: derived, range: [-1, 2]')
    scenario = parsed(text + 'payoffs: {form: terms, terms: [{id: x, to: all, value: "a"}]}\ngame: {type: normal}\n')
    assert len(scenario.batch({"a": [1, F(12, 7)]})) == 2
    with pytest.raises(GameError, match="allowed: -1 to 2"):
        scenario.batch({"a": [1, 3]})


def test_no_draws_are_an_empty_batch(small):
    assert len(parsed(small).batch({"gain": []})) == 0


@pytest.mark.parametrize("scenario_id", ["chip_controls_repeated"])
def test_of_a_repeated_game_the_stage_games_are_built(scenario_id):
    scenario = pg.scenario(scenario_id)
    assert scenario.batch({"leverage": [7]})[0].payoffs.tolist() == scenario.stage_game(leverage=7).payoffs.tolist()
