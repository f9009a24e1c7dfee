"""Regime maps: exact boundaries, the same regimes as solving at thousands of points, nothing that is forged."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import policygames as pg
import pytest
from families import Family
from policygames.games.game_pieces import GamePiece
from policygames.numerics.forms import Form
from policygames.results.regime_map import outcomes_of

DILEMMA = [[[[3, 0], [5, 1]], [[3, 5], [0, 1]]], [[[0, 0], [-1, 0]], [[0, -1], [0, 0]]]]
"""A prisoners' dilemma in which a penalty x is paid by who deviates alone."""
TRADE = pg.NormalFormGame(
    [[[3, 1], [4, 2]], [[3, 4], [1, 2]]], ("United States", "China"), (("trade", "control"), ("buy", "boycott"))
)


def solved(game, concept="nash"):
    return outcomes_of(pg.solve(game, concept))


def test_a_penalty_turns_a_dilemma_into_a_stag_hunt_at_exactly_two():
    found = pg.regimes(Family(DILEMMA), {"x": (0, 6)})
    assert [boundary.exact for boundary in found.boundaries] == [2]
    assert [regime.outcomes for regime in found.regimes] == [
        (((1,), (1,)),),
        (((0,), (0,)), ((1,), (1,))),
        (((0,), (0,)), ((0, 1), (0, 1)), ((1,), (1,))),
    ]
    assert [regime.is_point for regime in found.regimes] == [False, True, False]
    assert found.nearest == (found.boundaries[0], 2.0)
    assert found.verify() == ()


def random_family(seed, unknowns, largest=3):
    random = np.random.default_rng(seed)
    shape = tuple(random.integers(2, largest + 1, 2))
    tables = random.integers(-3, 4, (1 + unknowns, 2, *shape))
    tables[1:] *= random.random(tables[1:].shape) < 0.5
    return Family(tables), random


@pytest.mark.parametrize("seed", range(40))
def test_regimes_are_what_solving_finds_at_boundaries_and_at_points_drawn(seed):
    family, random = random_family(seed, 1)
    found = pg.regimes(family, {"x": (-2, 2)})
    drawn = [Fraction(int(one), 500) for one in random.integers(-1000, 1001, 20)]
    for value in [*drawn, *(boundary.exact for boundary in found.boundaries if boundary.exact is not None)]:
        assert set(found.at(value).outcomes) == solved(family.forms.at((value,)))
    assert found.verify() == ()


def test_regimes_at_an_irrational_point_are_those_of_a_tie():
    square = Family([[[[-2, 0], [0, 0]], [[-2, 0], [0, 0]]], np.zeros((2, 2, 2), int)])
    for table in square.forms.payoffs:
        table[0, 0] = Form.of({(2,): 1, (0,): -2})
    found = pg.regimes(square, {"x": (0, 3)})
    (boundary,) = found.boundaries
    assert boundary.exact is None
    assert boundary.low**2 < 2 < boundary.high**2
    assert boundary.high - boundary.low < 1e-11
    tied = pg.NormalFormGame(np.zeros((2, 2, 2), int))
    assert set(found.regimes[1].outcomes) == solved(tied)
    assert found.regimes[1].witness is None
    assert found.at(Fraction(14142135623, 10**10)) is found.regimes[0]
    assert found.verify() == ()


@pytest.mark.parametrize("seed", range(10))
def test_pure_regimes_of_three_players_are_what_solving_finds(seed):
    random = np.random.default_rng(seed)
    family = Family(random.integers(-3, 4, (2, 3, 2, 2, 2)))
    found = pg.regimes(family, {"x": (-1, 1)})
    for value in [Fraction(int(one), 99) for one in random.integers(-99, 100, 20)]:
        assert set(found.at(value).outcomes) == solved(family.forms.at((value,)), "pure_nash")


@pytest.mark.parametrize("seed", range(12))
def test_regions_are_what_solving_finds_on_a_plane(seed):
    family, random = random_family(seed, 2, largest=2 + (seed == 8))
    found = pg.regimes(family, {"x": (-2, 2), "y": (-2, 2)})
    known = {region.outcomes for region in found.regions}
    for x, y in random.integers(-2000, 2001, (25, 2)):
        point = Fraction(int(x), 1000), Fraction(int(y), 1000)
        outcomes = found.at(*point)
        assert set(outcomes) == solved(family.forms.at(point))
        assert outcomes in known or any(not curve.at(point) for column in found.columns for curve in column.curves)


def test_curves_of_a_plane_are_equations():
    found = pg.regimes(TRADE, {("China", ("trade", "buy")): (0, 6), ("United States", ("trade", "buy")): (0, 6)})
    assert set(found.curves) == {"China's payoff at (trade, buy) = 4", "United States's payoff at (trade, buy) = 4"}
    assert found.along("China's payoff at (trade, buy)").at(5).outcomes == (((1,), (1,)),)
    assert found.verify() == ("that no regime lies between the columns alone was not derived again",)


def test_a_curve_of_a_plane_may_bend():
    family = Family([[[[0, 0], [0, 0]], [[1, 0], [0, 1]]], np.zeros((2, 2, 2), int), np.zeros((2, 2, 2), int)])
    family.forms.payoffs[0][0, 0] = Form.of({(1, 1): 1, (0, 0): -1})
    found = pg.regimes(family, {"x": ("1/2", 3), "y": ("1/2", 3)})
    assert found.curves == ("x y - 1 = 0",)
    assert len(found.regions) == 2


def test_patience_maps_say_what_the_harshest_and_the_grim_punishments_sustain():
    repeated = pg.RepeatedGame(TRADE, "3/5")
    for punishment in ("optimal", "grim"):
        found = pg.regimes(repeated, {"patience": (0, "0.95")}, punishment=punishment)
        least = pg.critical_discount(TRADE, ("trade", "buy"), punishment=punishment)
        assert [boundary.exact for boundary in found.boundaries] == [least.exact] == [Fraction(1, 2)]
        assert found.at("1/2").outcomes == (((0,), (0,)), ((1,), (1,)))
        assert found.at("0.49").outcomes == (((1,), (1,)),)
        assert found.verify() == ()


@pytest.mark.parametrize("seed", range(15))
def test_patience_maps_agree_with_thresholds_of_every_profile(seed):
    random = np.random.default_rng(seed)
    stage = pg.NormalFormGame(random.integers(0, 6, (2, 2, 3)))
    found = pg.regimes(pg.RepeatedGame(stage, 0), {"patience": (0, "99/100")})
    for discount in ("0", "1/4", "3/5", "9/10"):
        held = set()
        for profile in product(range(2), range(3)):
            least = pg.critical_discount(stage, profile)
            high = least.exact if least.interval is None else least.interval[1]
            held |= (
                {tuple((action,) for action in profile)} if high is not None and high <= Fraction(discount) else set()
            )
        assert set(found.at(discount).outcomes) == held


def test_forged_maps_are_refused():
    found = pg.regimes(Family(DILEMMA), {"x": (0, 6)})
    merged = replace(found, regimes=(replace(found.regimes[0], high=found.high), *found.regimes[1:]))
    other = replace(found.regimes[0], solution=found.regimes[2].solution)
    for forged in (
        merged,
        replace(found, regimes=found.regimes[1:]),
        replace(found, regimes=(other, *found.regimes[1:])),
    ):
        with pytest.raises(pg.CertificateError):
            forged.verify()


@pytest.mark.parametrize(
    ("over", "options", "place"),
    [
        ({}, {}, "over"),
        ({"x": (1, 1)}, {}, "over['x']"),
        ({"x": (2, 1)}, {}, "over['x']"),
        ({"x": 3}, {}, "over['x']"),
        ({"x": (0, float("nan"))}, {}, "over['x']"),
        ({"x": (0, 1)}, {"concept": "correlated"}, "concept"),
        ({"x": (0, 1)}, {"punishment": "grim"}, "punishment"),
    ],
)
def test_bad_questions_are_refused(over, options, place):
    with pytest.raises(pg.PolicyGamesError) as raised:
        pg.regimes(Family(DILEMMA), over, **options)
    assert raised.value.path == place


@pytest.mark.parametrize(
    "over", [{("Chine", ("trade", "buy")): (0, 1)}, {("China", ("trade", "by")): (0, 1)}, {"x": (0, 1)}]
)
def test_unknown_payoffs_are_refused(over):
    with pytest.raises(pg.GameError):
        pg.regimes(TRADE, over)


def test_maps_are_told_and_drawn():
    found = pg.regimes(Family(DILEMMA), {"x": (0, 6)})
    assert "With x above 2 to 6 there are 3 equilibria, (a0, b0); (a0 or a1, b0 or b1); (a1, b1)." in found.explain()
    assert "x stands at 0; what there is changes first where it rises by 2 to 2." in found.explain()
    assert len(found.to_frame()) == len(found.regimes)
    axes = found.plot()
    assert len(axes.patches) == sum(not regime.is_point for regime in found.regimes)
    plane = pg.regimes(TRADE, {("China", ("trade", "buy")): (0, 6), ("United States", ("trade", "buy")): (0, 6)})
    assert len(plane.plot().collections) >= len(plane.columns)
    assert "Regimes change where" in plane.explain()


@pytest.mark.parametrize(
    "kind",
    [
        {"public_randomization": False},
        {"transfers": True},
        {"periods": 3},
        {"monitoring": pg.PublicMonitoring(("good", "bad"), [[["1/2", "1/2"]] * 2] * 2)},
    ],
    ids=lambda kind: next(iter(kind)),
)
def test_repeated_games_of_other_kinds_are_refused(kind):
    with pytest.raises(pg.UnsupportedError) as raised:
        pg.regimes(pg.RepeatedGame(TRADE, "1/2", **kind), {"patience": (0, "1/2")})
    assert raised.value.path == "game"


def divided(divisor, patience=None):
    """A dilemma in which the payoffs of player 0 are divided by a form in x, and patience perhaps."""
    family = Family(DILEMMA, discounts=patience)
    forms = replace(family.forms, denominators=(Form.of(divisor), family.forms.denominators[1]))
    family.payoff_forms = lambda names, **values: forms
    return family


PATIENT = ((Form.constant(1, 1), Form.constant(2, 1)),) * 2


@pytest.mark.parametrize("patience", [None, PATIENT])
@pytest.mark.parametrize(
    ("divisor", "ends"),
    [
        ({(0,): -3, (1,): 1}, (0, 2)),  # negative everywhere
        ({(0,): -3, (1,): 1}, (2, 4)),  # 0 on the way
        ({(1,): 1}, (0, 2)),  # 0 at an end
        ({(0,): 2, (2,): -4, (4,): 2}, (0, 2)),  # 0 at a point, positive beside it
    ],
)
def test_payoffs_that_are_not_defined_everywhere_are_refused(divisor, ends, patience):
    with pytest.raises(pg.GameError, match="not defined everywhere"):
        pg.regimes(divided(divisor, patience), {"x": ends})


def test_payoffs_divided_by_a_positive_number_have_the_same_regimes():
    plain, found = (pg.regimes(family, {"x": (0, 6)}) for family in (Family(DILEMMA), divided({(0,): 1, (2,): 1})))
    assert [one.outcomes for one in found.regimes] == [one.outcomes for one in plain.regimes]
    assert found.boundaries == plain.boundaries
    assert found.verify() == ()
    undefined = GamePiece(
        divided({(0,): -3, (1,): 1}).payoff_forms(()), found.low, found.high, has_low=True, has_high=True
    )
    with pytest.raises(pg.CertificateError, match="not defined"):
        replace(found, evidence=replace(found.evidence, parts=(undefined,))).verify()


def test_a_plane_is_refused_where_a_divisor_may_vanish_and_outside_of_it():
    tables = [*DILEMMA, np.zeros((2, 2, 2), int)]
    family = Family(tables)
    forms = replace(family.forms, denominators=(Form.of({(1, 0): 1, (0, 1): -1}), family.forms.denominators[1]))
    family.payoff_forms = lambda names, **values: forms
    with pytest.raises(pg.UnsupportedError, match="may be 0"):
        pg.regimes(family, {"x": (0, 2), "y": (1, 3)})
    found = pg.regimes(family, {"x": (3, 4), "y": (0, 1)})
    assert {region.outcomes for region in found.regions} == {(((0,), (0,)), ((0, 1), (0, 1)), ((1,), (1,)))}
    for outside in (lambda: found.slice(5), lambda: found.at(3, 2)):
        with pytest.raises(pg.GameError, match="not on the map"):
            outside()


def test_a_solution_of_another_concept_is_refused_on_a_plane():
    found = pg.regimes(Family([*DILEMMA, np.zeros((2, 2, 2), int)]), {"x": (0, 1), "y": (0, 1)})
    (region,) = found.regions
    pure = pg.solve(region.solution.game, "pure_nash")
    with pytest.raises(pg.CertificateError, match="another game"):
        replace(found, regions=(replace(region, solution=pure),)).verify()
