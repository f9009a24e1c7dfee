"""Draws: draw k depends on the seed and k alone, lies within its range on its decimals, by its distribution."""

from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from policygames.errors import GameError
from policygames.studies.axes import Axis
from policygames.studies.designs import DESIGNS, Plan, lhs
from policygames.studies.planning import Wish, spec_of
from policygames.studies.spec import StudySpec
from scipy import stats
from scipy.stats import qmc

BOYCOTT = pg.scenario("chip_controls_and_boycott")


def spec(**wishes):
    return spec_of(BOYCOTT, Wish(**{"draws": 100, "seed": 7, **wishes}))


@pytest.mark.parametrize("design", [*DESIGNS, "grid"])
def test_a_draw_is_the_same_in_whatever_run_of_draws_it_stands(design):
    asked = spec(design=design, draws=2**11 if design == "grid" else 103)
    whole = asked.rows(0, asked.size).numerators
    for first, count in ((0, 1), (13, 5), (14, 60), (asked.size - 1, 1)):
        assert np.array_equal(asked.rows(first, count).numerators, whole[first : first + count])


@pytest.mark.parametrize("design", ["sobol", "monte_carlo"])
def test_more_draws_begin_with_the_same(design):
    few, many = spec(design=design, draws=64), spec(design=design, draws=256)
    assert np.array_equal(few.rows(0, 64).numerators, many.rows(0, 64).numerators)


@pytest.mark.parametrize("design", list(DESIGNS))
def test_another_seed_gives_other_draws(design):
    assert not np.array_equal(
        spec(design=design).rows(0, 50).numerators, spec(design=design, seed=8).rows(0, 50).numerators
    )


@pytest.mark.parametrize("design", [*DESIGNS, "grid"])
def test_draws_lie_within_their_ranges_on_their_decimals(design):
    asked = spec(design=design, draws=3000)
    columns = asked.rows(0, asked.size).exact()
    places = dict(asked.decimals)
    assert set(columns) == set(BOYCOTT.parameters)
    for name, values in columns.items():
        low, high = BOYCOTT.parameters[name].range
        assert low <= min(values) and max(values) <= high
        assert all((value * 10 ** places[name]).denominator == 1 for value in values)


def test_the_sobol_points_are_scipys():
    points = DESIGNS["sobol"](Plan(64, 11, 7), 16, 48)
    assert np.array_equal(points, qmc.Sobol(11, rng=np.random.default_rng(7)).random(64)[16:])


@pytest.mark.parametrize("draws", [1, 2, 3, 64, 1000])
def test_a_latin_hypercube_uses_every_stratum_of_every_axis_once(draws):
    points = lhs(Plan(draws, 5, 3), 0, draws)
    for axis in points.T:
        assert sorted((axis * draws).astype(int)) == list(range(draws))


def test_the_axes_of_a_latin_hypercube_are_uncorrelated():
    points = lhs(Plan(4000, 4, 3), 0, 4000)
    correlations = np.corrcoef(points.T)[np.triu_indices(4, 1)]
    assert np.abs(correlations).max() < 0.08  # five standard errors of 1/sqrt(4000)


def test_saltelli_rows_hold_a_b_and_a_with_one_axis_of_b():
    points = DESIGNS["saltelli"](Plan(65, 11, 7), 13, 26)
    for block in points.reshape(2, 13, 11):
        first, second = block[0], block[1]
        for axis, row in enumerate(block[2:]):
            assert np.array_equal(row, np.where(np.arange(11) == axis, second, first))


HALF = Fraction(1, 2)
SHAPES = {
    "uniform": (Axis("x", Fraction(0), Fraction(2), 3), stats.uniform(0, 2)),
    "triangular": (
        Axis("x", Fraction(0), Fraction(2), 6, "triangular", {"low": Fraction(0), "mode": HALF, "high": Fraction(2)}),
        stats.triang(0.25, 0, 2),
    ),
    "normal": (
        Axis(
            "x",
            -HALF,
            Fraction(2),
            6,
            "normal",
            {"mean": HALF, "deviation": Fraction(1), "low": -HALF, "high": Fraction(2)},
        ),
        stats.truncnorm(-1, 1.5, 0.5, 1),
    ),
}


@pytest.mark.parametrize("kind", list(SHAPES))
def test_draws_follow_their_distribution(kind):
    axis, law = SHAPES[kind]
    points = DESIGNS["monte_carlo"](Plan(20_000, 1, 5), 0, 20_000)[:, 0]
    values = axis.snapped(points) / axis.denominator
    assert stats.kstest(values, law.cdf).statistic < 0.015  # 1.63/sqrt(20000) is the critical value at 1 %


def test_whole_steps_are_equally_likely_both_ends_included():
    values = Axis("x", Fraction(1), Fraction(4), 0, "discrete").snapped(np.arange(0, 1, 0.001))
    assert np.bincount(values).tolist() == [0, 250, 250, 250, 250]


def test_a_grid_goes_from_end_to_end_and_crosses_all():
    asked = spec(
        design="grid",
        levels={"leverage": 4, "learning": 3},
        fixed={name: one.value for name, one in BOYCOTT.parameters.items() if name not in ("leverage", "learning")},
    )
    columns = asked.rows(0, asked.size).exact()
    pairs = set(zip(columns["learning"], columns["leverage"], strict=True))
    assert pairs == {(Fraction(a), Fraction(b)) for a in (0, Fraction(15, 2), 15) for b in (0, 5, 10, 15)}
    assert asked.size == 12


def test_fixed_parameters_stay_and_the_others_are_drawn():
    columns = spec(fixed={"leverage": "1/3"}).rows(0, 50).exact()
    assert set(columns["leverage"]) == {Fraction(1, 3)}
    assert len(set(columns["learning"])) > 40


def test_cases_hold_what_they_name_and_defaults_elsewhere():
    asked = spec(design="cases", cases={"low": {"leverage": 2}, "third": {"learning": "1/3"}})
    assert asked.names == ("low", "third")
    assert asked.rows(0, 2).values(1) == {"leverage": 10, "learning": Fraction(1, 3)}


def test_rows_of_a_table_are_the_draws(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("leverage,learning\n2,1.25\n3.001,6\n", encoding="utf-8")
    asked = spec(design="csv", table=table)
    assert [asked.rows(k, 1).values(0) for k in (0, 1)] == [
        {"leverage": 2, "learning": Fraction(5, 4)},
        {"leverage": Fraction(3001, 1000), "learning": 6},
    ]


@pytest.mark.parametrize(
    ("wishes", "path"),
    [
        ({"design": "sobl"}, "design"),
        ({"draws": 0}, "draws"),
        ({"draws": True}, "draws"),
        ({"seed": -1}, "seed"),
        ({"fixed": {"leverag": 1}}, "leverag"),
        ({"fixed": {"leverage": 99}}, "leverage"),
        ({"decimals": {"leverage": 13}}, "decimals.leverage"),
        ({"decimals": {"margin": 0}}, "decimals.margin"),
        ({"design": "grid", "levels": {"x": 2}}, "levels.x"),
        ({"design": "cases"}, "cases"),
        ({"design": "cases", "cases": {"a": {"leverage": 99}}}, "cases.a.leverage"),
        ({"design": "csv"}, "table"),
        ({"findings": ["nothing"]}, "findings"),
        ({"chunk_size": 0}, "chunk_size"),
        ({"fixed": {name: one.value for name, one in BOYCOTT.parameters.items()}}, "fixed"),
    ],
)
def test_what_cannot_be_is_refused_by_name(wishes, path):
    with pytest.raises(GameError) as caught:
        spec(**wishes)
    assert caught.value.path == path


def test_the_spec_comes_back_from_json_with_its_scenario():
    asked = spec(fixed={"leverage": "1/3"})
    back = StudySpec.from_json(asked.to_json())
    assert back == asked
    assert back.digest == asked.digest
    assert back.played.document == BOYCOTT.document


@pytest.mark.parametrize("name", pg.scenarios())
def test_every_scenario_of_the_catalogue_is_stored_whole(name):
    scenario = pg.scenario(name)
    back = spec_of(scenario, Wish()).played
    assert back.digest == scenario.digest
    assert back.game() == scenario.game()
