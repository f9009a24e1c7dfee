"""How little a parameter has to change where payoffs change their form along it: against the games themselves."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import product

import policygames as pg
import pytest
from drawn_formulas import HEAD, IN_PIECES, formulas, scenario_of
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.analysis.interventions.parameters import parameter_questions
from policygames.certificates import Certificate
from policygames.concepts import nash, subgame_perfect
from policygames.games.game_pieces import GamePiece
from policygames.results.intervention import intervention_from_dict
from policygames.scenarios import parsed

F = Fraction
CLOSE = F(1, 10**12)

REFUSED = {"DIVISION_BY_ZERO", "PARAMETER_RANGE", "UNSUPPORTED_SCENARIO", "UNDECIDED_INTERVENTION"}
"""Divisions by zero on the way, changes of form at irrational values, outcomes that hold at an irrational one alone."""


def holds(scenario, profile, margin, value):
    """Whether, in the game at a value, every deviation from the profile loses the margin: from the definition."""
    game = scenario.game(a=value)
    for player, own in enumerate(profile):
        for other in range(game.shape[player]):
            deviation = (*profile[:player], other, *profile[player + 1 :])
            if other != own and game.payoff(player, deviation) + margin > game.payoff(player, profile):
                return False
    return True


def check(scenario, profile, margin):
    found = pg.intervene(scenario, profile, lever="parameters", over="a", margin=margin)
    found.verify()
    (axis,), (stood,) = found.question.axes, found.question.start
    grid = {axis.low + (axis.high - axis.low) * F(k, 48) for k in range(49)}
    if found.cost is None:
        assert not any(holds(scenario, profile, margin, value) for value in grid)
        return found
    (value,) = found.values
    assert abs(value - stood) == found.cost
    assert holds(scenario, profile, margin, value)
    assert found.low == found.cost or 0 < found.cost - found.low < CLOSE
    exact = found.is_attained and found.low == found.cost
    nearer = stood + (found.low if exact else found.cost) * F(10**13 - 1, 10**13) * (1 if value > stood else -1)
    grid |= {2 * stood - value, stood + (found.low if value > stood else -found.low)}
    if exact:
        grid.add(nearer)
    for one in grid:
        if axis.low <= one <= axis.high and (
            abs(one - stood) < found.low or (not exact and abs(one - stood) == found.low)
        ):
            assert not holds(scenario, profile, margin, one), one
    assert (pg.intervene(scenario.at(a=value), profile, lever="parameters", over="a", margin=margin)).cost == 0
    return found


@pytest.mark.parametrize("formula", IN_PIECES)
@pytest.mark.parametrize("margin", [F(0), F(1, 3)])
def test_the_least_change_is_what_the_games_say(formula, margin):
    for when in ("us == high or a < b", "china == low"):
        scenario = scenario_of(formula, when)
        for stood, profile in product(("-2.5", "0", "1", "2.5"), product((0, 1), repeat=2)):
            check(scenario.at(a=stood), profile, margin)


@settings(max_examples=60)
@given(formulas, st.sampled_from(["-2.3", "0", "1.7"]), st.sampled_from([*product((0, 1), repeat=2)]))
def test_the_same_of_formulas_of_every_kind(formula, stood, profile):
    scenario = scenario_of(f"(({formula}) + a) * own.level", "us == high or us == low")  # its sign tells the best
    try:
        check(scenario.at(a=stood), profile, F(0))
    except (pg.GameError, pg.UnsupportedError) as refused:
        assert refused.reason in REFUSED  # noqa: PT017 - most formulas are not refused


@pytest.mark.parametrize(
    ("formula", "stood", "cost", "low", "attained"),
    [
        ("if(a >= 1, 1, -1)", 0, 1, 1, True),
        ("if(a > 1, 1, -1)", 0, None, 1, False),
        ("if(a > 1, 1, -1)", 1, None, 0, False),
        ("if(a == 1 or a == -2, 1, -1)", 0, 1, 1, True),
        ("if(a > 1 or a <= -1, 1, -1)", 0, 1, 1, True),
        ("min(a - 1, 2 - a)", 0, 1, 1, True),
        ("max(-1, min(a, 1)) - 1", 0, 1, 1, True),
        ("if(a < 0, a * a - 1 / 4, a * a - 2)", 1, None, None, True),
    ],
)
def test_jumps_and_kinks_by_hand(formula, stood, cost, low, attained):
    """Row "high" of the first player has to pay at least 0, which "low" does; the formula says what it pays."""
    profile = (1, 1)  # of China "low" and "high" pay alike, nothing
    scenario = scenario_of(f"if(own.weight == 2, {formula}, 0)", "us == high").at(a=stood)
    found = check(scenario, profile, F(0))
    assert found.is_attained is attained
    if cost is not None:
        assert found.cost == found.low == cost
    elif low is not None:
        assert found.low == low < found.cost
        assert "payoffs jump" in found.explain()
    else:
        assert (1 + found.low) ** 2 < 2 < (1 + found.cost) ** 2  # the root of 2 is nearer than minus one half


def test_a_coalition_of_five_holds_once_the_cost_passes_four_times_the_benefit():
    """Barrett (1994): of seven, those who sign are the least number whose common gain covers the cost, and no fewer."""
    scenario = pg.scenario("safety_agreement")
    for signing, cost, attained in ((3, F(1, 2), True), (4, F(0), True), (5, F(1, 2), False), (6, F(3, 2), False)):
        profile = [0] * signing + [1] * (7 - signing)
        found = pg.intervene(scenario, profile, lever="parameters", over="cost")
        found.verify()
        assert (found.low, found.is_attained) == (cost, attained)
        assert isinstance(nash.certify(found.game, found.question.candidate(found.game)), Certificate)
        again = intervention_from_dict(json.loads(json.dumps(found.to_dict())))
        assert again == found
        again.verify()


def test_patience_and_payoffs_that_move_together_in_pieces():
    """By hand: to deviate pays (1 - a) 5 + a 1, to stay max(3, 2 + 4 a), and the two are alike at a = 3/8."""
    head = HEAD.replace("a: {value: 1, range: [-3, 3]", "a: {value: 0, range: [0, 0.9]")
    scenario = parsed(
        head
        + """payoffs:
  form: terms
  terms:
    - {id: one, to: all, when: "count(low) == 2", value: "max(3, 2 + 4 * a)"}
    - {id: two, to: all, when: "count(low) == 1 and own == high", value: "5"}
    - {id: three, to: all, when: "count(low) == 0", value: "if(a > 1/2, 0, 1)"}
game: {type: repeated, discount: "min(a, 3/4)"}
"""
    )
    found = pg.intervene(scenario, (0, 0), "parameters", over="a")
    assert (found.values, found.question.punishment) == ((F(3, 8),), (1, 1))
    assert found.game == scenario.game(a=F(3, 8))
    found.verify()
    for k in range(91):
        game = scenario.game(a=F(k, 100))
        verdict = subgame_perfect.certify(game, found.question.candidate(game))
        assert isinstance(verdict, Certificate) is (F(k, 100) >= F(3, 8))


def forged(found, **changes):
    return replace(found, question=replace(found.question, **changes))


def test_forged_pieces_are_refused():
    found = pg.intervene(
        scenario_of("if(own.weight == 2, if(a > 2, 1, -1), 0)", "us == high"), (1, 1), "parameters", over="a"
    )
    first, second = found.question.parts
    assert isinstance(first, GamePiece)
    for parts in (
        (first,),
        (first, replace(second, has_low=True)),
        (first, replace(second, low=F(5, 2))),
        (replace(first, forms=second.forms), second),
    ):
        with pytest.raises(pg.CertificateError):
            forged(found, parts=parts).verify()
    with pytest.raises(pg.CertificateError):
        replace(found, is_attained=True).verify()
    with pytest.raises(pg.CertificateError):
        replace(found, low=found.low - CLOSE).verify()


def test_an_irrational_change_of_form_is_refused_by_name():
    with pytest.raises(pg.UnsupportedError, match=r"where a \* a > 2 does, at an irrational value"):
        pg.intervene(scenario_of("if(a * a > 2, 1, 0)"), (1, 1), "parameters", over="a")


REFUSALS = {
    ("compute_contest", "us_weight"): "GAME_TOO_LARGE",
    ("compute_contest", "cn_weight"): "GAME_TOO_LARGE",
    ("eu_third_path", "revenue_us"): "PARAMETER_RANGE",  # it has no room to move
    "compute_race_detente": "UNSUPPORTED_SCENARIO",  # a noisy signal
    "crisis_with_mistakes": "UNSUPPORTED_SCENARIO",  # actions that slip
    "nvidia_two_fires": "UNSUPPORTED_SCENARIO",  # types
}
"""What the lever does not take of the catalogue: parameters of all other scenarios, in pieces or not, it does."""


@pytest.mark.parametrize("name", pg.scenarios())
def test_the_lever_takes_every_parameter_of_the_catalogue_but_these(name):
    scenario = pg.scenario(name)
    game = scenario.game()
    target = [0] * len(getattr(game, "stage_game", game).players)
    for parameter in (key for key, one in scenario.parameters.items() if one.range is not None):
        reason = REFUSALS.get((name, parameter), REFUSALS.get(name))
        if reason is None:
            assert parameter_questions(scenario, target, over=parameter)
        else:
            with pytest.raises(pg.PolicyGamesError) as refused:
                parameter_questions(scenario, target, over=parameter)
            assert refused.value.reason == reason
