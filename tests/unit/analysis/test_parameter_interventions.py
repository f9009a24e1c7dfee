"""How little parameters have to change: against bisection on the games themselves, for all scenarios of two."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import product
from types import MappingProxyType, SimpleNamespace

import numpy as np
import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.certificates import Certificate
from policygames.concepts import nash, subgame_perfect
from policygames.games.game_forms import GameForms
from policygames.numerics.forms import Form
from policygames.results.intervention import intervention_from_dict
from policygames.results.parameter_intervention import certified_values
from scipy.optimize import linprog
from strategies import games_of

NAMES = ("US", "China"), (("trade", "control"), ("buy", "boycott"))
DILEMMA = pg.NormalFormGame([[[3, 1], [4, 2]], [[3, 4], [1, 2]]], *NAMES)
US, CHINA = ("US", ("trade", "buy")), ("China", ("trade", "buy"))
CLOSE = Fraction(1, 10**12)
MOST_PROFILES = 16


def holds(game, question):
    """Whether the target is an equilibrium of a game of the scenario, or sustained by its punishment."""
    concept = subgame_perfect if isinstance(game, pg.RepeatedGame) else nash
    return isinstance(concept.certify(game, question.candidate(game)), Certificate)


def small_scenarios():
    """The scenarios of two players with few profiles, and their parameters."""
    for name in pg.scenarios():
        scenario = pg.scenario(name)
        game = scenario.game()
        stage = getattr(game, "stage_game", game)
        if not isinstance(stage, pg.NormalFormGame) or len(stage.shape) != 2:
            continue
        plain = getattr(game, "monitoring", None) is None and getattr(game, "periods", None) is None
        if plain and stage.numerators[0].size <= MOST_PROFILES:
            yield pytest.param(scenario, stage.shape, id=name)


@pytest.mark.parametrize(("scenario", "shape"), [*small_scenarios()])
def test_every_scenario_agrees_with_bisection(scenario, shape):
    standing = scenario.game()
    for name in (name for name, one in scenario.parameters.items() if one.range is not None):
        for profile in product(*map(range, shape)):
            found = pg.intervene(scenario, profile, lever="parameters", over=name)
            assert holds(standing, found.question) is (found.cost == 0)
            if found.cost is None:
                (axis,) = found.question.axes
                points = [axis.low + (axis.high - axis.low) * Fraction(k, 6) for k in range(7)]
                assert not any(holds(scenario.game(**{name: one}), found.question) for one in points)
            elif found.cost:
                (value,), (stood,) = found.values, found.question.start
                assert holds(scenario.game(**{name: value}), found.question)
                assert not holds(scenario.game(**{name: value + (stood - value) * CLOSE}), found.question)
                wanted = bisected(scenario, name, found.question, value + (stood - value) / 1000, value)
                assert float(value) == pytest.approx(float(wanted), abs=1e-12, rel=1e-12)
                again = intervention_from_dict(json.loads(json.dumps(found.to_dict())))
                assert again == found
                again.verify()


def bisected(scenario, name, question, fails, works):
    """Where the target begins to hold between a value at which it does not and one at which it does."""
    assert not holds(scenario.game(**{name: fails}), question)
    while abs(works - fails) > CLOSE / 10 * max(abs(works), 1):
        middle = (works + fails) / 2
        if holds(scenario.game(**{name: middle}), question):
            works = middle
        else:
            fails = middle
    return works


def test_efforts_of_a_contest_do_not_depend_on_its_prize():
    """Tullock: efforts are in proportion to the prize, and so are the steps in which they are counted, 10 of 20."""
    scenario = pg.scenario("compute_contest")
    for effort in (9, 10, 12):
        found = pg.intervene(scenario, (effort, effort), lever="parameters", over="prize")
        assert found.cost == (0 if effort == 10 else None)
        found.verify()
        assert all(holds(scenario.game(prize=prize), found.question) is (effort == 10) for prize in (50, 100, 175))


@settings(max_examples=40)
@given(games_of((2, 2)), st.integers(0, 1), st.integers(0, 1))
def test_a_payoff_that_moves_agrees_with_the_closed_form(game, player, own):
    """One payoff has to rise to the best reply's, or nothing helps."""
    profile = (own, own)
    range_ = (min(game.payoffs.ravel()) - 1, max(game.payoffs.ravel()) + 1)
    found = pg.intervene(game, profile, lever="parameters", over={(player, profile): range_})
    found.verify()
    other = 1 - player
    lack = [max(game.deviation_payoffs(one, game.mixed_profile(profile))) - game.payoff(one, profile) for one in (0, 1)]
    assert found.cost == (None if lack[other] else lack[player])


@settings(max_examples=40)
@given(
    st.lists(st.integers(-3, 3), min_size=8, max_size=8), st.sampled_from(["largest", "sum"]), st.sampled_from([0, 1])
)
def test_several_payoffs_agree_with_a_linear_program(entries, norm, margin):
    game = pg.NormalFormGame([[entries[0:2], entries[2:4]], [entries[4:6], entries[6:8]]])
    places = [(0, (0, 0)), (1, (0, 0)), (0, (1, 0)), (1, (0, 1))]
    found = pg.intervene(
        game, (0, 0), lever="parameters", over=dict.fromkeys(places[:2], (-4, 8)), norm=norm, margin=margin
    )
    found.verify()
    lack = [max(0, entries[2] + margin - entries[0]), max(0, entries[5] + margin - entries[4])]
    wanted = linprog(
        [1, 1, 0] if norm == "sum" else [0, 0, 1],
        A_ub=[[1, 0, -1], [0, 1, -1]] if norm == "largest" else None,
        b_ub=[0, 0] if norm == "largest" else None,
        bounds=[(low / 12, (8 - entries[at]) / 12) for low, at in zip(lack, (0, 4), strict=True)] + [(0, None)],
    )
    assert float(found.cost) == pytest.approx(wanted.fun, abs=1e-9)
    for (_, change), need in zip(
        sorted(found.change.items(), reverse=True), [one for one in lack if one], strict=False
    ):
        assert change[1] - change[0] in (need, *lack)  # nothing moves farther than it has to


def test_patience_moves_to_the_threshold_of_grim_punishment():
    found = pg.intervene(
        pg.RepeatedGame(DILEMMA, "1/9"), ("trade", "buy"), lever="parameters", over={"patience": (0, "0.9")}
    )
    assert (found.cost, found.values) == (Fraction(1, 2) - Fraction(1, 9), (Fraction(1, 2),))
    assert found.question.punishment == (1, 1)
    found.verify()


class Squared:
    """Payoffs with the square of a parameter: the least value at which cooperation pays is the root of 2."""

    parameters = MappingProxyType({"x": SimpleNamespace(value=Fraction(0), unit="", range=(Fraction(0), Fraction(2)))})

    def payoff_forms(self, names, **_):
        none, one, two = (Form.constant(value, 1) for value in range(3))
        square = Form.unknown(0, 1) * Form.unknown(0, 1)
        own = np.array([[square, none], [two, one]], dtype=object)
        return GameForms(tuple(names), ("a", "b"), (("c", "d"), ("c", "d")), (own, own.T), (one, one))


def test_the_root_of_two_is_enclosed_from_both_sides():
    found = pg.intervene(Squared(), ("c", "c"), lever="parameters", over="x")
    (value,) = found.values
    assert found.low**2 < 2 < value**2
    assert value - found.low < Fraction(1, 10**12)
    assert "irrational" in found.warnings[0]
    found.verify()
    with pytest.raises(pg.CertificateError):
        replace(found, values=(value + 1,)).verify()
    with pytest.raises(pg.CertificateError):
        replace(found, low=found.cost).verify()


def test_two_payoffs_by_both_norms():
    ranges = {US: (0, 9), CHINA: (0, 5)}
    largest = pg.intervene(DILEMMA, (0, 0), lever="parameters", over=ranges)
    assert (largest.cost, largest.values) == (Fraction(1, 5), (4, 4))
    summed = pg.intervene(DILEMMA, (0, 0), lever="parameters", over=ranges, norm="sum")
    assert summed.cost == Fraction(1, 9) + Fraction(1, 5)
    for found in (largest, summed):
        found.verify()
        assert "moves from 3 to 4" in found.explain()
        with pytest.raises(pg.CertificateError):
            replace(found, cost=found.cost - CLOSE).verify()
    nowhere = pg.intervene(DILEMMA, (0, 0), lever="parameters", over={US: (0, 9)})
    assert (nowhere.cost, nowhere.values) == (None, None)
    nowhere.verify()


@pytest.mark.parametrize("moving", [[US], [US, CHINA]])
def test_a_proof_with_payoffs_that_are_not_defined_everywhere_is_refused(moving):
    """Divided by what is negative where the parameters stand, payoffs would ask for no change at all."""
    game = DILEMMA if CHINA in moving else pg.NormalFormGame([[[3, 1], [4, 2]], [[3, 1], [1, 2]]], *NAMES)
    found = pg.intervene(game, (0, 0), lever="parameters", over=dict.fromkeys(moving, (0, 9)))
    assert set(found.values) == {4}
    forms, unknowns = found.question.forms, len(moving)
    divisor = Form.unknown(0, unknowns).times(2) - Form.constant(7, unknowns)  # negative at 3, positive at 4
    question = replace(found.question, forms=replace(forms, denominators=(divisor, forms.denominators[1])))
    forged = replace(found, question=question, certificate=certified_values(question, found))
    with pytest.raises(pg.CertificateError, match="not defined everywhere"):
        forged.verify()


def test_questions_that_nobody_can_ask_are_refused():
    found = pg.intervene(DILEMMA, (0, 0), "parameters", over=dict.fromkeys((US, CHINA), (0, 9)), norm="sum")
    first, second = found.question.axes
    for change in (
        {"axes": ()},
        {"axes": (first,)},
        {"axes": (first, first)},
        {"axes": (first, replace(second, high=second.default - 1))},
        {"axes": (first, replace(second, low=second.default, high=second.default))},
        {"norm": "weather"},
        {"margin": Fraction(-1)},
    ):
        with pytest.raises(pg.CertificateError) as refused:
            replace(found, question=replace(found.question, **change)).verify()
        assert refused.value.path.startswith("question")


CERTAIN = pg.NormalFormGame(
    [[[3, 1], [4, 3]], [[3, 4], [1, 3]]]
)  # to lose nothing by the answer, one has to wait for ever
MISTAKES = {
    "patience without end": (
        lambda: pg.intervene(pg.RepeatedGame(CERTAIN, "1/9"), (0, 0), lever="parameters", over={"patience": (0, 1)}),
        "over",
    ),
    "nothing may move": (lambda: pg.intervene(pg.scenario("safety_agreement"), (0, 0), lever="parameters"), "over"),
    "unknown parameter": (
        lambda: pg.intervene(pg.scenario("safety_agreement"), (0, 0), lever="parameters", over="luck"),
        "over",
    ),
    "unknown norm": (
        lambda: pg.intervene(DILEMMA, (0, 0), lever="parameters", over={US: (0, 9)}, norm="mean"),
        "norm",
    ),
    "out of range": (lambda: pg.intervene(DILEMMA, (0, 0), lever="parameters", over={US: (5, 9)}), "over"),
    "payoffs without ranges": (lambda: pg.intervene(DILEMMA, (0, 0), lever="parameters", over=[US]), "over"),
    "punishment of one period": (
        lambda: pg.intervene(DILEMMA, (0, 0), lever="parameters", over={US: (0, 9)}, punishment=(0, 0)),
        "punishment",
    ),
}


@pytest.mark.parametrize(("ask", "path"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_are_refused_by_name(ask, path):
    with pytest.raises(pg.PolicyGamesError) as refused:
        ask()
    assert refused.value.path == path
    assert refused.value.reason
