"""Sets of cases and draws: every point that they name, exact, and every mistake where it stands."""

from __future__ import annotations

from fractions import Fraction

import policygames as pg
import pytest
from policygames.errors import GameError, ScenarioError, UnsupportedError
from policygames.scenarios import Scenario, ScenarioSet, load_scenario, parsed, parsed_set
from policygames.scenarios.reader import read_set
from policygames.scenarios.scenario_set import points, size_of
from xlsxwriter import Workbook

F = Fraction

SET = """\
policygames: 1
kind: set
id: patience_set
version: 1.0.0
title: Over patience and hostage value
base: {id: chip_controls_repeated, version: ^1.0}
cases:
  - {id: as_published}
  - {id: open_market, note: The vendor's own estimate., set: {sales: 50, access: 30}}
draws:
  - {id: map, design: grid, over: {patience: {from: 0, to: 0.95, count: 20}, leverage: [6, 9, 12]}}
  - {id: deep, design: sobol, seed: 7, draws: 4096, over: all}
  - {id: wide, design: lhs, seed: 8, draws: 100, over: [patience, grey]}
report: [stage, trade_holds]
"""
EXPERTS = "  - {id: experts, design: csv, file: experts.csv, columns: {patience: p, leverage: hostage value}}\n"


def with_experts(line: str = EXPERTS) -> str:
    return SET.replace("report:", line + "report:")


def test_a_set_has_cases_and_draws_of_its_scenario():
    found = parsed_set(SET)
    assert isinstance(found, ScenarioSet)
    assert found.scenario.document == pg.scenario("chip_controls_repeated").document
    assert [case.id for case in found.cases] == ["as_published", "open_market"]
    assert found.cases[1].values == {"sales": 50, "access": 30}
    assert [draws.id for draws in found.draws] == ["map", "deep", "wide"]
    assert found.game("open_market") == found.scenario.game(sales=50, access=30)
    assert found.game("as_published") == found.scenario.game()


def test_an_unknown_case_is_refused_by_name():
    with pytest.raises(GameError, match="did you mean 'open_market'"):
        parsed_set(SET).game("open_markt")


def test_the_points_of_a_grid_are_exact_with_both_ends():
    grid = parsed_set(SET).draws[0]
    found = list(points(grid))
    assert len(found) == size_of(grid) == 60
    assert found[0] == {"patience": 0, "leverage": 6}
    assert found[1] == {"patience": 0, "leverage": 9}
    assert found[-1] == {"patience": F(19, 20), "leverage": 12}
    assert {point["patience"] for point in found} == {F(number, 20) for number in range(20)}


def test_parameters_of_a_case_stay_fixed_in_its_draws():
    found = list(points(parsed_set(SET).draws[0], {"leverage": F(7), "sales": F(50)}))
    assert {(point["leverage"], point["sales"]) for point in found} == {(7, 50)}


def test_drawn_designs_know_what_they_draw():
    _, deep, wide = parsed_set(SET).draws
    assert (deep.draws, deep.seed, len(deep.over)) == (4096, 7, 13)
    assert (wide.over, size_of(wide)) == (("patience", "grey"), 100)
    with pytest.raises(UnsupportedError, match="drawn by a study"):
        points(deep)


@pytest.mark.parametrize(("cross", "size"), [("", 2 + 4256), ("cross: true\n", 2 + 2 * 4256)])
def test_the_size_is_known_before_anything_runs(cross, size):
    assert parsed_set(SET + cross).size == size


def test_columns_of_a_file_are_exact(tmp_path):
    (tmp_path / "set.yaml").write_text(with_experts())
    (tmp_path / "experts.csv").write_text("who,p,hostage value\nA,0.1,10\nB,1/3,6.5\n")
    experts = pg.load(tmp_path / "set.yaml").draws[3]
    assert list(points(experts)) == [
        {"patience": F(1, 10), "leverage": 10},
        {"patience": F(1, 3), "leverage": F(13, 2)},
    ]


def test_columns_of_a_sheet(tmp_path):
    line = EXPERTS.replace("csv, file: experts.csv", "excel, file: experts.xlsx, sheet: views")
    (tmp_path / "set.yaml").write_text(with_experts(line))
    with Workbook(tmp_path / "experts.xlsx") as book:
        sheet = book.add_worksheet("views")
        for number, row in enumerate([["p", "hostage value"], [0.25, "20/3"]]):
            sheet.write_row(number, 0, row)
    experts = pg.load(tmp_path / "set.yaml").draws[3]
    assert list(points(experts)) == [{"patience": F(1, 4), "leverage": F(20, 3)}]


def test_an_optional_file_may_be_missing_and_text_names_none():
    line = EXPERTS.replace("hostage value}}", "hostage value}, optional: true}")
    assert size_of(parsed_set(with_experts(line)).draws[3]) == 0
    with pytest.raises(ScenarioError, match="text names no files"):
        parsed_set(with_experts())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("p,q\n1,2\n", "no column 'hostage value'"),
        ("p,p,hostage value\n1,1,2\n", "two columns p"),
        ("p,hostage value\n0.5,many\n", "experts.csv:2:2"),
        ("p,hostage value\n0.5,\n", "experts.csv:2:2"),
        ("p,hostage value\n0.5,99\n", "outside the range of leverage"),
        ("", "experts.csv"),
        ("p;hostage value\n", "semicolons"),
    ],
)
def test_a_bad_file_of_draws_is_told_of(tmp_path, content, words):
    (tmp_path / "set.yaml").write_text(with_experts())
    (tmp_path / "experts.csv").write_text(content)
    with pytest.raises(ScenarioError, match=words) as caught:
        pg.load(tmp_path / "set.yaml")
    assert caught.value.line == 14


@pytest.mark.parametrize("name", ["/etc/passwd", "../experts.csv", "a/../../b.csv", "'a\\b.csv'", "none.csv"])
def test_draws_stand_beside_the_set(tmp_path, name):
    (tmp_path / "set.yaml").write_text(with_experts(EXPERTS.replace("experts.csv", name)))
    with pytest.raises(ScenarioError, match="beside the set"):
        pg.load(tmp_path / "set.yaml")


@pytest.mark.parametrize(
    ("passage", "replacement", "line", "words"),
    [
        ("{sales: 50", "{sale: 50", 9, "did you mean 'sales'"),
        ("{sales: 50", "{sales: 51", 9, "allowed: 8 to 50"),
        ("{sales: 50", "{sales: many", 9, "not a number"),
        ("id: open_market", "id: as_published", 8, "the id of two cases"),
        ("leverage: [6", "leverag: [6", 11, "did you mean 'leverage'"),
        ("leverage: [6", "leverage: [5", 11, "outside the range"),
        ("count: 20", "count: 1", 11, "1 values"),
        ("count: 20", "count: 9000000", 11, "allowed: 2 to"),
        ("to: 0.95", "to: 1", 11, "outside the range of patience"),
        ("to: 0.95, ", "", 11, "'to' is missing"),
        ("from: 0", "form: 0", 11, "did you mean 'from'"),
        ("design: grid", "design: gird", 11, "did you mean 'grid'"),
        ("seed: 7, ", "", 12, "need seed"),
        ("design: sobol", "design: grid", 12, "no meaning in draws by grid"),
        ("over: all", "over: patience", 12, "over is all"),
        ("over: all", "over: {patience: [0, 1]}", 12, "own ranges"),
        ("draws: 4096", "draws: 0", 12, "0 draws"),
        ("[patience, grey]", "[patience, gray]", 13, "did you mean 'grey'"),
        ("[stage, trade_holds]", "[stage, trade]", 14, "did you mean 'trade_holds'"),
        ("^1.0", "^3.0", 6, "which is not within"),
        ("chip_controls_repeated", "chip_controls", 6, "no scenario 'chip_controls'"),
        ("base:", "bas:", 6, "did you mean 'base'"),
        ("kind: set", "kind: scenario", 1, "is missing"),
        ("title:", "titel:", 5, "did you mean 'title'"),
    ],
)
def test_a_malformed_set_is_refused_at_its_line(passage, replacement, line, words):
    assert passage in SET
    with pytest.raises(ScenarioError, match=words) as caught:
        parsed_set(SET.replace(passage, replacement, 1))
    assert caught.value.line == line


def test_a_mistake_in_the_scenario_of_a_set_names_its_file(small):
    files = {
        "chip_controls_repeated": (small.replace("small", "chip_controls_repeated").encode() + b"x: 1\n", "base.yaml")
    }
    with pytest.raises(ScenarioError, match=r"^base.yaml:27:1"):
        read_set(SET, "set.yaml", files.get)


def test_equal_sets_have_equal_digests_and_the_scenario_counts(small):
    assert parsed_set(SET).digest == parsed_set("# a comment\n" + SET).digest
    assert parsed_set(SET).digest != parsed_set(SET.replace("seed: 7", "seed: 9")).digest
    base = small.replace("id: small", "id: chip_controls_repeated")
    text = SET[: SET.index("cases:")]
    digests = {
        read_set(text, "set.yaml", {"chip_controls_repeated": (one.encode(), "base.yaml")}.get).digest
        for one in (base, base, base.replace("value: 3", "value: 4"))
    }
    assert len(digests) == 2


def test_a_set_is_no_scenario_and_a_scenario_no_set(tmp_path, small):
    (tmp_path / "set.yaml").write_text(SET)
    (tmp_path / "small.yaml").write_text(small)
    assert isinstance(load_scenario(tmp_path / "small.yaml"), Scenario)
    with pytest.raises(ScenarioError, match="a set of cases, where a scenario is needed"):
        load_scenario(tmp_path / "set.yaml")
    with pytest.raises(ScenarioError, match="a scenario, where a set of cases is needed"):
        parsed_set(small)
    with pytest.raises(ScenarioError, match="a set of cases, where a scenario is needed"):
        parsed(SET)
