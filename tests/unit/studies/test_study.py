"""A study of a scenario says in every draw what the solver says of that draw alone."""

from collections import Counter

import numpy as np
import policygames as pg
import pyarrow as pa
import pytest
from policygames.certificates import Coverage
from policygames.errors import GameError
from policygames.games.profiles import support
from policygames.scenarios.catalogue_files import catalogue_file
from policygames.studies import Study
from scipy.stats import beta

BOYCOTT = pg.scenario("chip_controls_and_boycott")
DRAWS = 150


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return pg.study(BOYCOTT, draws=DRAWS, seed=7, out=tmp_path_factory.mktemp("study"), chunk_size=64, workers=0)


def outcome_of(game, solution):
    """The outcome by definition: every equilibrium by who plays what."""
    ids = [[action.id for action in player.actions] for player in BOYCOTT.document.players]
    plays = [
        "(" + ", ".join("+".join(own[a] for a in support(s)) for own, s in zip(ids, one.exact, strict=True)) + ")"
        for one in solution.equilibria
    ]
    return " | ".join(sorted(set(plays)))


def test_every_draw_has_the_answer_of_the_loop(study):
    for row in study.table().to_pylist()[::10]:
        solution = pg.solve(BOYCOTT.game(**{name: row[name] for name in BOYCOTT.parameters}))
        assert row["equilibria"] == len(solution.equilibria)
        assert row["coverage"] == Coverage.ALL.value
        assert row["outcome"] == outcome_of(solution.game, solution)
        found = sorted(float(p) for one in solution.equilibria for p in one.exact_payoffs)
        assert sorted(row["payoffs"]) == pytest.approx(found, rel=1e-12)


def test_a_draw_alone_is_a_full_solution(study):
    frame = study.frame()
    solution = study.solution(77)
    solution.verify()
    assert solution.game == BOYCOTT.game(**{name: frame[name][77] for name in BOYCOTT.parameters})
    assert len(solution.equilibria) == frame["equilibria"][77]
    with pytest.raises(GameError, match="no draw 150"):
        study.solution(DRAWS)


def test_findings_hold_where_they_hold_in_the_game_of_the_draw(study):
    frame = study.frame()
    for row in range(0, DRAWS, 15):
        values = {name: frame[name][row] for name in BOYCOTT.parameters}
        game = BOYCOTT.game(**values)
        own = game.payoffs[1]
        assert frame["boycott_dominates"][row] == bool((own[:, [2]] > own[:, :2]).all())
        pure = {one.exact for one in pg.solve(game, "pure_nash").equilibria}
        assert frame["unique_outcome"][row] == (pure == {((0, 0, 1), (0, 0, 1))})
        assert frame["unique_of_all"][row] == (len(pg.solve(game).equilibria) == 1)
        assert frame["both_lose"][row] == bool((game.payoffs[:, 0, 0] > game.payoffs[:, 2, 2]).all())
        at_two = pg.solve(BOYCOTT.game(**values | {"leverage": 2}), "pure_nash")
        stated = {((1, 0, 0), (1, 0, 0)), ((0, 0, 1), (0, 0, 1))}
        assert frame["hostage_value_decides"][row] == ({one.exact for one in at_two.equilibria} == stated)


def test_every_draw_is_in_exactly_one_outcome(study):
    table = study.frequencies()
    assert list(table.columns) == ["outcome", "count", "share", "low", "high"]
    assert table["count"].sum() == DRAWS
    assert dict(zip(table["outcome"], table["count"], strict=True)) == Counter(study.frame()["outcome"])
    assert (table["low"] <= table["share"]).all() and (table["share"] <= table["high"]).all()


def wilson(count, total, z=1.959963984540054):
    """Wilson (1927), from his formula."""
    share, root = count / total, z * np.sqrt(count * (total - count) / total + z * z / 4)
    middle = (count + z * z / 2) / (total + z * z)
    assert 0 < share < 1
    return middle - root / (total + z * z), middle + root / (total + z * z)


def test_intervals_are_wilsons_and_at_the_ends_clopper_and_pearsons(study):
    from policygames.studies.frequencies import shares

    some, rest, none = shares({"a": 30, "b": 70, "c": 0}, 0.95)
    assert (some.low, some.high) == pytest.approx(wilson(30, 100))
    assert (none.low, none.high) == pytest.approx((0, beta.ppf(0.975, 1, 100)))
    assert rest.share == 0.7


def test_columns_name_units_and_claims(study):
    schema = study.table().schema
    assert schema.field("sales").metadata[b"unit"] == b"USD bn/yr"
    assert schema.field("payoffs").metadata[b"unit"] == b"USD bn per year"
    assert pa.types.is_decimal(schema.field("sales").type)


def test_another_study_in_the_same_folder_is_refused(study):
    with pytest.raises(GameError, match="another study lies here"):
        pg.study(BOYCOTT, draws=DRAWS, seed=8, out=study.folder.path, chunk_size=64)
    assert Study.at(study.folder.path).left == 0


def test_three_players_are_studied_one_by_one(tmp_path):
    found = pg.study(pg.scenario("standards_blocs"), draws=8, seed=1, out=tmp_path, workers=0, chunk_size=4)
    for row in found.table().to_pylist():
        assert row["error"] is None
        assert row["route"] == "search"
        assert row["equilibria"] == len(found.solution(row["draw"]).equilibria)


def test_other_concepts_are_studied_one_by_one(tmp_path):
    found = pg.study(BOYCOTT, "rationalizable", draws=6, seed=1, out=tmp_path, workers=0)
    for row in found.table().to_pylist():
        sets = found.solution(row["draw"]).action_sets
        assert row["outcome"] == "; ".join(", ".join(names) for names in sets)


DIVIDES = """\
policygames: 1
kind: scenario
id: divides
version: 1.0.0
title: A share that may be of nothing
question: What if there is nothing to share?
topics: [standards_blocs]
summary: The first player's payoff divides by a number that may be 0.
sources: {}
parameters:
  size: {value: 2, unit: units, range: [0, 4], distribution: {type: discrete}, basis: judgement}
players:
  - {id: one, name: One, actions: [{id: a, name: A}, {id: b, name: B}]}
  - {id: two, name: Two, actions: [{id: a, name: A}, {id: b, name: B}]}
payoffs:
  unit: units
  form: terms
  terms:
    - {id: share, to: one, value: "1 / size"}
    - {id: like, to: two, value: "if(one == two, 1, 0)"}
game: {type: normal}
"""


def test_a_draw_without_a_game_is_a_row_with_its_error_and_the_run_goes_on(tmp_path):
    (tmp_path / "divides.yaml").write_text(DIVIDES, encoding="utf-8")
    found = pg.study(pg.load(tmp_path / "divides.yaml"), draws=40, design="monte_carlo", out=tmp_path / "out")
    rows = found.table().to_pylist()
    assert {row["size"] for row in rows} == {0, 1, 2, 3, 4}
    for row in rows:
        assert (row["error"] is not None) == (row["size"] == 0)
        assert (row["equilibria"] is None) == (row["size"] == 0)
        if row["size"] == 0:
            assert "zero" in row["error"]
            assert row["outcome"].startswith("error: ")
    assert found.frequencies()["count"].sum() == 40
    assert found.left == 0


QUICK = ["eu_third_path", "export_inspection", "nvidia_two_fires", "provider_restrictions", "safety_race"]


@pytest.mark.parametrize("name", QUICK)
def test_scenarios_of_every_kind_are_studied(name, tmp_path):
    found = pg.study(pg.scenario(name), draws=2, seed=1, out=tmp_path, workers=0)
    rows = found.table().to_pylist()
    assert [row["error"] for row in rows] == [None, None]
    assert all(row["outcome"] for row in rows)
    solution = found.solution(1)
    assert (len(solution.equilibria), solution.coverage.value) == (rows[1]["equilibria"], rows[1]["coverage"])


def test_a_search_ends_after_the_same_work_wherever_it_runs(tmp_path):
    chosen = {"draws": 4, "seed": 1, "workers": 0, "limit": 3}
    rows = [
        pg.study(pg.scenario("standards_blocs"), out=tmp_path / str(k), **chosen).table().to_pylist() for k in (0, 1)
    ]
    assert rows[0] == rows[1]
    assert {row["coverage"] for row in rows[0]} == {Coverage.SOME.value}
    assert all(row["outcome"].startswith("at least: (") or row["outcome"] == "not listed" for row in rows[0])


def test_bayesian_outcomes_say_what_each_type_does(tmp_path):
    scenario = pg.scenario("nvidia_two_fires")
    found = pg.study(scenario, draws=3, seed=2, out=tmp_path, workers=0)
    for row in found.table().to_pylist():
        solution = found.solution(row["draw"])
        plays = set()
        for one in solution.equilibria:
            washington, beijing = (
                [[n for n, p in zip(names, kind, strict=True) if p] for kind in kinds]
                for kinds, names in zip(one.exact, solution.game.actions, strict=True)
            )
            assert (len(washington), len(beijing)) == (2, 1)
            plays.add(f"({' / '.join('+'.join(kind) for kind in washington)}, {'+'.join(beijing[0])})")
        assert set(row["outcome"].split(" | ")) == plays


def test_a_scenario_is_named_or_written_out_as_servers_take_it(tmp_path):
    found = [
        pg.study(given, draws=8, seed=7, out=tmp_path / str(number), workers=0)
        for number, given in enumerate((BOYCOTT.id, BOYCOTT, catalogue_file(BOYCOTT.id)[0].decode()))
    ]
    assert len({one.spec.digest for one in found}) == 1


@pytest.mark.parametrize(
    ("given", "reason"), [(5, "MISSING_GAME"), (None, "MISSING_GAME"), ("nowhere", "UNKNOWN_NAME")]
)
def test_what_is_no_scenario_is_refused(tmp_path, given, reason):
    with pytest.raises(pg.GameError) as error:
        pg.study(given, draws=8, out=tmp_path)
    assert (error.value.reason, error.value.path) == (reason, "scenario")
    assert not list(tmp_path.iterdir())
