"""Documents become the games that they describe, to the last cell, and say where they cannot."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import policygames as pg
import pytest
from policygames.errors import GameError, ScenarioError
from policygames.games import NormalFormGame, RepeatedGame
from policygames.scenarios import Scenario, parsed

F = Fraction


def test_every_cell_of_the_small_game(small):
    # a racer gets gain - cost = 5/2; each other racer costs 2 * gain = 6
    game = parsed(small).game()
    assert isinstance(game, NormalFormGame)
    assert game.payoffs.tolist() == [[[0, -6], [F(5, 2), F(-7, 2)]], [[0, F(5, 2)], [-6, F(-7, 2)]]]


def test_names_are_for_display_and_ids_where_there_are_none(small):
    game = parsed(small).game()
    assert game.players == ("United States", "China")
    assert game.actions == (("calm", "race"), ("calm", "race"))


def test_chip_controls_by_hand():
    game = pg.scenario("chip_controls_and_boycott").game()
    cells = {
        ("open", "buy"): (F("12.24"), F(17)),
        ("open", "boycott"): (F("-4.5"), F(24)),  # nothing sold, stock stranded; 0.4 * 20 + 6 + 10
        ("ban", "buy"): (F(10), F(-1)),  # full denial; 0.1 * 20 - 3
        ("ban", "boycott"): (F(5), F(8)),  # half of the denial eroded; 2 + 6
        # sales halved twice over, denial eroded by a quarter, half of two fifths stranded
        ("weakened", "diversify"): (F("2.448") + F("4.5") - F("0.9"), F("6.8") - F("1.5") + F(5)),
    }
    ids = [["open", "weakened", "ban"], ["buy", "diversify", "boycott"]]
    for (us, china), payoffs in cells.items():
        profile = ids[0].index(us), ids[1].index(china)
        assert tuple(game.payoff(player, profile) for player in (0, 1)) == payoffs


def test_the_repeated_dilemma_by_hand():
    # T, R, P of both players
    stage = pg.scenario("chip_controls_repeated").stage_game()
    assert [stage.payoff(0, profile) for profile in ((1, 0), (0, 0), (1, 1))] == [F("14.896"), F("12.24"), 5]
    assert [stage.payoff(1, profile) for profile in ((0, 1), (0, 0), (1, 1))] == [24, 17, 8]


def test_a_repeated_scenario_is_a_repeated_game():
    game = pg.scenario("chip_controls_repeated").game(patience="1/3")
    assert isinstance(game, RepeatedGame)
    assert game.discount == (F(1, 3), F(1, 3))
    assert (game.periods, game.public_randomization) == (None, True)
    assert game.stage_game == pg.scenario("chip_controls_repeated").stage_game()


def test_standards_count_the_weight_of_others_on_the_same_standard():
    game = pg.scenario("standards_blocs").game()
    split, single = (0, 1, 0), (0, 0, 0)
    assert [game.payoff(player, split) for player in range(3)] == [52, 30, F("37.6")]
    assert [game.payoff(player, single) for player in range(3)] == [F("76.4"), F("24.6"), 62]


def test_values_take_the_place_of_the_file_s(small):
    assert parsed(small).game(gain=0).payoff(0, (1, 0)) == F(-1, 2)
    assert parsed(small).game(gain="1/3", cost=F(1, 3)).payoff(0, (1, 1)) == F(-2, 3)


@pytest.mark.parametrize(
    ("values", "path", "words"),
    [
        ({"gian": 1}, "gian", "did you mean 'gain'"),
        ({"gain": 6}, "gain", "allowed: 0 to 5"),
        ({"gain": -1}, "gain", "outside the range"),
        ({"twice": 1}, "twice", "formula"),
        ({"gain": "x"}, "gain", "not a number"),
        ({"gain": float("nan")}, "gain", "finite"),
        ({"gain": True}, "gain", "truth value"),
    ],
)
def test_bad_values_are_refused_by_parameter(small, values, path, words):
    with pytest.raises(GameError, match=words) as caught:
        parsed(small).game(**values)
    assert caught.value.path == path


def test_division_by_zero_names_profile_and_term_and_the_line(changed):
    scenario = parsed(changed('"gain - cost"', '"gain / others(calm)"'), "mine.yaml")
    with pytest.raises(ScenarioError, match=r"division by zero.*'edge'.*us: race, china: race") as caught:
        scenario.game()
    assert (caught.value.file, caught.value.line, caught.value.reason) == ("mine.yaml", 20, "DIVISION_BY_ZERO")


def test_the_same_without_a_file(changed):
    document = parsed(changed('"gain - cost"', '"gain / others(calm)"')).document
    scenario = Scenario(replace(document, origin=type(document.origin)()))
    with pytest.raises(GameError, match="division by zero") as caught:
        scenario.game()
    assert caught.value.path == "payoffs.terms[0].value"


def test_formulas_are_worked_out_in_whatever_order_they_stand(changed):
    text = changed('twice: {formula: "2 * gain"', 'twice: {formula: "half * 4"')
    text = text.replace("payoffs:\n", '  half: {formula: "gain / 2", basis: derived}\npayoffs:\n')
    assert parsed(text).game(gain=5).payoff(0, (0, 1)) == -10


def test_a_formula_outside_its_range_is_refused(changed):
    scenario = parsed(changed("basis: derived", "basis: derived, range: [0, 8]"))
    assert scenario.game(gain=4).payoff(0, (0, 1)) == -8
    with pytest.raises(GameError, match="allowed: 0 to 8"):
        scenario.game(gain=5)


def test_a_circle_of_formulas_is_refused_without_a_file_too(small):
    document = parsed(small).document
    gain, cost, twice = document.parameters
    circle = replace(document, parameters=(replace(gain, value=None, formula="twice"), cost, twice))
    with pytest.raises(GameError, match="circle"):
        Scenario(circle).game()


REPEATED = '{type: repeated, periods: 3, public_randomization: false, discount: {us: "gain / 4", china: "1/2"}}'


def test_finite_periods_and_a_discount_factor_each(changed):
    game = parsed(changed("{type: normal}", REPEATED)).game()
    assert isinstance(game, RepeatedGame)
    assert (game.periods, game.public_randomization) == (3, False)
    assert game.discount == (F(3, 4), F(1, 2))


def test_a_bad_discount_factor_is_refused_where_it_stands(changed):
    with pytest.raises(ScenarioError, match="discount factor") as caught:
        parsed(changed("{type: normal}", REPEATED)).game(gain=5)
    assert (caught.value.line, caught.value.path) == (22, "game.discount.us")


OUTCOMES = """\
  form: outcomes
  outcomes:
    - {at: {us: calm, china: calm}, payoff: {us: "gain", china: "gain"}}
    - {at: {us: race}, payoff: {us: "2 * gain", china: "-cost"}}
    - {at: {us: calm, china: [race]}, payoff: {us: "-cost", china: "own.weight * gain"}}
"""


def outcomes(small: str, text: str = OUTCOMES) -> str:
    head, _, rest = small.partition("  form: terms\n")
    return head + text + rest[rest.index("game:") :]


def test_outcomes_match_each_profile_once(small):
    game = parsed(outcomes(small)).game()
    assert game.payoffs.tolist() == [[[3, F(-1, 2)], [6, 6]], [[3, 9], [F(-1, 2), F(-1, 2)]]]


@pytest.mark.parametrize(
    ("passage", "replacement", "words"),
    [
        ("{us: race}", "{us: race, china: calm}", "no pattern matches the profile us: race, china: race"),
        ("{us: race}", "{}", "more than one pattern matches the profile us: calm, china: calm"),
        ("{us: race}", "{us: rase}", "did you mean 'race'"),
        ("{us: race}", "{usa: race}", "did you mean 'us'"),
        ('{us: "-cost", china', '{us: "-cost", chna', "did you mean 'china'"),
        (', china: "-cost"', "", "china is missing"),
        ("form: outcomes", "form: terms", "no place in the form terms"),
        ('"own.weight * gain"', '"own.height * gain"', "no attribute"),
    ],
)
def test_outcomes_that_do_not_fit_are_refused(small, refusal, passage, replacement, words):
    assert words in str(refusal(outcomes(small, OUTCOMES.replace(passage, replacement))))


def test_a_game_that_is_too_large_is_refused_before_any_cell_is_computed(small, refusal):
    actions = ", ".join(f"{{id: a{number}}}" for number in range(100))
    players = "".join(f"  - {{id: p{number}, actions: [{actions}]}}\n" for number in range(10))
    head, _, rest = small.partition("players:\n")
    text = head + "players:\n" + players + rest[rest.index("parameters:") :]
    assert "allowed: up to" in str(refusal(text))


def test_work_is_bounded_too(small):
    document = parsed(small).document
    term = replace(document.payoffs.terms[0], value=" + ".join(["gain"] * 100), when="")
    actions = tuple(replace(document.players[0].actions[0], id=f"a{k}", name=f"a{k}") for k in range(300))
    players = tuple(replace(player, actions=actions) for player in document.players)
    large = replace(document, players=players, payoffs=replace(document.payoffs, terms=(term,)))
    with pytest.raises(GameError, match="steps") as caught:
        Scenario(large).game()
    assert caught.value.reason == "GAME_TOO_LARGE"
