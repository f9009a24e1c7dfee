"""Payoffs with parameters left open are those of the game itself at every value, or say where they stop being so."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import policygames as pg
import pytest
from drawn_formulas import formulas, scenario_of
from hypothesis import given
from hypothesis import strategies as st
from policygames.errors import GameError, UnsupportedError
from policygames.games.families import GameFamily
from policygames.scenarios import Scenario
from policygames.scenarios.compiler import normal_form
from policygames.scenarios.expressions import parse
from policygames.scenarios.expressions.words import text_of
from policygames.scenarios.roster import written_out
from policygames.scenarios.values import parameter_values

F = Fraction
tenths = st.integers(-30, 30).map(lambda number: F(number, 10))
points = st.tuples(tenths, st.integers(-3, 3).map(F))


def test_a_scenario_is_a_family_of_games():
    assert isinstance(pg.scenario("chip_controls_and_boycott"), GameFamily)


@pytest.mark.parametrize(
    "scenario_id", ["chip_controls_and_boycott", "standards_blocs", "export_inspection", "eu_third_path"]
)
@given(data=st.data())
def test_forms_of_the_catalogue_are_its_games(scenario_id, data):
    scenario = pg.scenario(scenario_id)
    free = [one for one in scenario.parameters.values() if one.range]
    chosen = data.draw(st.lists(st.sampled_from(free), min_size=1, max_size=3, unique_by=lambda one: one.id))
    forms = scenario.payoff_forms([one.id for one in chosen])
    shares = [data.draw(st.fractions(0, 1, max_denominator=50)) for _ in chosen]
    point = tuple(
        low + share * (high - low) for (low, high), share in zip((one.range for one in chosen), shares, strict=True)
    )
    assert forms.at(point) == scenario.game(**dict(zip(forms.unknowns, point, strict=True)))


def test_a_repeated_scenario_brings_its_discount_factors():
    scenario = pg.scenario("chip_controls_repeated")
    forms = scenario.payoff_forms(("patience", "leverage"), sales=20)
    assert forms.at((F(1, 3), F(7))) == scenario.game(patience="1/3", leverage=7, sales=20)


def test_members_of_a_group_are_players_of_their_own():
    forms = pg.scenario("provider_restrictions").payoff_forms(("liability",))
    game = forms.at((F(3),))
    # all restrict: 5 each; serving alone: 2 - 3, and no protection for the others
    assert game.players == ("Frontier provider 0", "Frontier provider 1", "Frontier provider 2")
    assert [game.payoff(0, profile) for profile in ((0, 0, 0), (1, 0, 0), (0, 1, 0))] == [5, -1, 0]


@given(formulas, points, points)
def test_a_piece_is_the_game_wherever_its_breakpoints_say_so(formula, at, other):
    scenario = scenario_of(formula, "us == high or a < b")
    try:
        piece = scenario.payoff_piece(("a", "b"), a=at[0], b=at[1])
    except (GameError, UnsupportedError) as error:
        assert error.reason in ("DIVISION_BY_ZERO", "UNSUPPORTED_SCENARIO")  # noqa: PT017 - which formulas fail is drawn
        return
    assert piece.holds_at(at)
    assert piece.forms.at(at) == scenario.game(a=at[0], b=at[1])
    if piece.holds_at(other):
        assert piece.forms.at(other) == scenario.game(a=other[0], b=other[1])


def test_breakpoints_are_named_and_signed():
    piece = scenario_of("if(a >= 2 * b, a, 0)", "us == high").payoff_piece(("a",), a=1, b=0)
    (condition,) = piece.breakpoints
    assert condition.words == "a >= 2 * b"
    assert condition.signs == (0, 1)
    assert [piece.holds_at((value,)) for value in (-1, 0, 2)] == [False, True, True]


def test_payoffs_in_pieces_are_refused_by_name_where_the_condition_is_open():
    scenario = scenario_of("max(a, c) + if(b > 1, 1, 0)", "us == high")
    with pytest.raises(UnsupportedError, match=r"where max\(a, c\) does"):
        scenario.payoff_forms(("c",))
    with pytest.raises(UnsupportedError, match="where b > 1 does"):
        scenario.payoff_forms(("b",))


def test_a_condition_is_not_taken_for_the_divisor_that_it_is_about():
    with pytest.raises(UnsupportedError, match="where b > 1 does"):
        scenario_of("1 / (b - 1) + if(b > 1, a, 0)", "us == high").payoff_forms(("b",))


def test_a_condition_on_what_is_given_is_none():
    scenario = scenario_of("if(b > 1, a, 0)", "us == high")
    assert scenario.payoff_forms(("a",), b=2).at((F(3, 2),)) == scenario.game(a="1.5", b=2)
    assert scenario.payoff_forms(("a",), b=1).at((F(3, 2),)) == scenario.game(a="1.5", b=1)


def test_divisors_stay_below_the_bar():
    scenario = scenario_of("a / (b - 5) + 1 / (b - 5) ** 2 + sum", "us == high")
    forms = scenario.payoff_forms(("a", "b"))
    for a, b in ((1, 2), (-3, -3), (F(1, 2), 0)):
        assert forms.at((F(a), F(b))) == scenario.game(a=a, b=b)
    assert len({one.degree for one in forms.denominators}) == 1
    assert forms.denominators[0].degree == 2  # (b - 5)^2, once for all


@pytest.mark.parametrize(("point", "sign"), [(F(5, 2), -1), (F(1, 2), 1)])
def test_what_stands_below_the_bar_is_positive_around_the_point(point, sign):
    # at b = 2, over |1 - a|^3, the sign of 1 - a stands above the bar
    forms = scenario_of("1 / (1 - a) + b / (1 - a) ** 3", "us == high").payoff_forms(("a",), a=point)
    assert [form.at((point,)) for form in forms.denominators] == [abs(1 - point) ** 3] * 2
    assert forms.payoffs[0][1, 0].at((point,)) == sign * ((1 - point) ** 2 + 2)


def test_a_division_by_zero_at_the_point_is_told():
    with pytest.raises(GameError, match="division by zero in 1 / b at b = 0") as caught:
        scenario_of("1 / b", "us == high").payoff_piece(("b",), b=0)
    assert caught.value.reason == "DIVISION_BY_ZERO"


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("d",), "no parameter 'd'"),
        (("sum",), "is the formula"),
        ((), "1 to 8 different"),
        (("a", "a"), "1 to 8 different"),
        ("a", "1 to 8 different"),
    ],
)
def test_bad_names_are_refused(names, words):
    with pytest.raises(GameError, match=words):
        scenario_of("a").payoff_forms(names)


def test_an_open_exponent_is_refused():
    with pytest.raises(UnsupportedError, match=r"the exponent of 2 \*\* b is left open"):
        scenario_of("2 ** b", "us == high").payoff_forms(("b",))
    assert scenario_of("a ** b", "us == high").payoff_forms(("a",), b=2).at((F(3),)) is not None


def test_forms_that_grow_without_end_are_refused():
    with pytest.raises(UnsupportedError, match="leave fewer of them open"):
        scenario_of("((a + b + c) ** 32 + a) ** 6", "us == high").payoff_forms(("a", "b", "c"))


@pytest.mark.parametrize(("scenario_id", "name"), [("nvidia_two_fires", "access"), ("compute_race_detente", "lead")])
def test_other_kinds_of_games_are_refused_by_name(scenario_id, name):
    scenario = pg.scenario(scenario_id)
    with pytest.raises(UnsupportedError, match="played once, or for ever"):
        scenario.payoff_forms([name])


@pytest.mark.parametrize(("field", "value"), [("transfers", True), ("public_randomization", False)])
def test_what_forms_do_not_say_of_a_repeated_game_is_refused_by_name(field, value):
    document = pg.scenario("chip_controls_repeated").document
    scenario = Scenario(replace(document, game=replace(document.game, **{field: value})))
    with pytest.raises(UnsupportedError, match=field) as caught:
        scenario.payoff_forms(("leverage",))
    assert caught.value.path == "game"
    with pytest.raises(UnsupportedError, match=field):
        pg.regimes(scenario, over={"patience": ("0.1", "0.9")})


def test_regimes_of_a_scenario_are_drawn_from_its_forms():
    scenario = pg.scenario("chip_controls_and_boycott")
    regimes = pg.regimes(scenario, over={"leverage": (0, 6)})
    assert F(3) in {boundary.exact for boundary in regimes.boundaries}


@given(formulas)
def test_a_formula_written_out_again_is_the_same_formula(formula):
    again = text_of(parse(formula))
    assert text_of(parse(again)) == again


@pytest.mark.parametrize(
    "text",
    [
        "a - (b - c)",
        "a - b - c",
        "-(a + b) * 2",
        "(-a) ** 2",
        "a ** -b",
        "(a ** b) ** c",
        "not (a < b or c > 1) and a in [1, b]",
        "if(a > 0, -a, min(a, b / 2))",
        "us.level * others_total(weight, low, high)",
    ],
)
def test_brackets_stand_where_they_are_needed(text):
    assert text_of(parse(text)) == text


@pytest.mark.parametrize("scenario_id", ["global_south_blocs", "multinational_stacks", "open_research_pool_of_ten"])
def test_like_players_have_the_payoffs_of_the_game_written_out(scenario_id):
    scenario = pg.scenario(scenario_id)
    free = next(one for one in scenario.parameters.values() if one.range and not one.formula)
    found = scenario.payoff_forms((free.id,)).at(free.range[:1])
    every = written_out(scenario.document)
    expected = normal_form(every, parameter_values(scenario.document, {free.id: free.range[0]}))
    assert getattr(found, "stage_game", found) == expected


def test_a_denominator_of_a_high_degree_is_refused_before_it_is_multiplied_out():
    with pytest.raises(UnsupportedError, match=r"one denominator has degree [0-9]{3}"):
        pg.scenario("compute_contest").payoff_forms(("us_weight",))
