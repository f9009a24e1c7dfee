"""Studies on the command line."""

import json
from pathlib import Path

import policygames as pg
import pytest
from click.testing import CliRunner
from policygames.studies import Study
from policygames_cli.main import main

NAME = "chip_controls_and_boycott"
CATALOGUE = ("--draws", 60, "--seed", 7, "--chunk", 16)


def run(*arguments):
    return CliRunner().invoke(main, ["study", *map(str, arguments)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("runs") / "boycott"
    assert run("run", NAME, *CATALOGUE, "--out", path).exit_code == 0
    return path


def test_a_run_says_outcomes_findings_and_what_breaks_them(folder):
    result = run("show", folder, "--discover", "(open, buy)", "--sensitivity")
    assert result.exit_code == 0
    assert "60 of 60 draws are solved" in result.stdout
    assert "(ban, boycott)" in result.stdout
    assert "Both would be better off with open trade" in result.stdout
    assert "What breaks them" in result.stdout
    assert "(open, buy): in " in result.stdout
    assert "Shares of variance explained" in result.stdout


def test_json_holds_what_the_study_says(folder):
    result = run("show", folder, "--json", "--discover", "(open, buy)", "--sensitivity")
    said, study = json.loads(result.stdout), Study.at(folder)
    assert (said["draws"], said["done"], said["study"]) == (60, 60, study.spec.digest)
    assert sum(one["count"] for one in said["outcomes"]) == 60
    assert {one["finding"] for one in said["findings"]} == set(study.spec.findings)
    assert said["boxes"][0]["density"] == study.discover("(open, buy)").density
    assert len(said["sensitivity"]) == len(study.sensitivity())


def test_what_is_left_is_resumed(folder, tmp_path):
    assert run("run", NAME, *CATALOGUE, "--out", tmp_path / "a", "--shard", "1/2").exit_code == 0
    assert json.loads(run("show", tmp_path / "a", "--json").stdout)["done"] == 32
    resumed = run("resume", tmp_path / "a")
    assert "28 of 60 draws are left" in resumed.stderr
    assert resumed.exit_code == 0
    assert (tmp_path / "a" / "manifest.json").read_bytes() == (folder / "manifest.json").read_bytes()


def test_shards_are_merged(folder, tmp_path):
    for shard in (1, 2, 3):
        assert run("run", NAME, *CATALOGUE, "--out", tmp_path / str(shard), "--shard", f"{shard}/3").exit_code == 0
    assert run("merge", tmp_path / "1", tmp_path / "2", "--out", tmp_path / "whole").exit_code == 2
    assert run("merge", *(tmp_path / str(one) for one in (1, 2, 3)), "--out", tmp_path / "whole").exit_code == 0
    assert (tmp_path / "whole" / "manifest.json").read_bytes() == (folder / "manifest.json").read_bytes()


def test_two_runs_are_compared(folder, tmp_path):
    assert run("run", NAME, *CATALOGUE, "--set", "leverage=2", "--out", tmp_path / "b").exit_code == 0
    said = json.loads(run("diff", folder, tmp_path / "b", "--json").stdout)
    assert "study.fixed" in {one["what"] for one in said["inputs"]}
    text = run("diff", folder, tmp_path / "b")
    assert text.exit_code == 0
    assert "unique_outcome: " in text.stdout
    assert "→" in text.stdout


def test_a_table_of_draws_is_studied(tmp_path):
    (tmp_path / "t.csv").write_text("leverage\n2\n3\n3.001\n", encoding="utf-8")
    out = tmp_path / "out"
    assert run("run", NAME, "--design", "csv", "--table", tmp_path / "t.csv", "--out", out).exit_code == 0
    assert Study.at(out).frame()["unique_outcome"].tolist() == [False, False, True]  # the file's three findings


def test_a_draw_without_a_game_is_a_shortfall(tmp_path):
    text = (Path(pg.__file__).parent / "scenarios" / "catalogue" / f"{NAME}.yaml").read_text(encoding="utf-8")
    broken = tmp_path / "broken.yaml"
    broken.write_text(text.replace("margin * sales * us.openness", "margin * sales / (leverage - 1) * us.openness"))
    table = tmp_path / "t.csv"
    table.write_text("leverage\n2\n1\n", encoding="utf-8")
    result = run("run", broken, "--design", "csv", "--table", table, "--out", tmp_path / "out")
    assert result.exit_code == 3
    assert "error: " in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "chip_control"), "chip_controls"),
        (("run", NAME, "--design", "sobl"), "design: there is no design"),
        (("run", NAME, "--shard", "4/3"), "no shard"),
        (("run", NAME, "--set", "leverage=99"), "leverage"),
        (("run", NAME, "--decimals", "leverage=x"), "no whole number"),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_code_2(arguments, said, tmp_path):
    result = run(*arguments, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_without_a_study_is_refused(tmp_path):
    result = run("resume", tmp_path)
    assert result.exit_code == 2
    assert "there is no study here" in result.stderr


SET = """\
policygames: 1
kind: set
id: leverages
version: 1.0.0
title: Leverage, case by case
base: {id: chip_controls_and_boycott, version: ^1.0}
cross: true
cases:
  - {id: as_published}
  - {id: hostages, set: {leverage: 2}}
draws:
  - {id: map, design: grid, over: {denial: [3, 10], leverage: [1, 2, 12]}}
  - {id: wide, design: sobol, seed: 7, draws: 5, over: [denial, learning, leverage]}
"""


def test_a_set_is_run_case_by_case_and_what_a_case_fixes_stays_fixed(tmp_path):
    (tmp_path / "set.yaml").write_text(SET, encoding="utf-8")
    said = run("run", tmp_path / "set.yaml", "--out", tmp_path / "out", "--workers", 0)
    assert said.exit_code in (0, 3), said.output
    found = {folder.name: Study.at(folder) for folder in (tmp_path / "out").iterdir()}
    sizes = {"cases": 2, "as_published-map": 6, "as_published-wide": 5, "hostages-map": 6, "hostages-wide": 5}
    assert {name: study.done for name, study in found.items()} == sizes
    assert f"{sum(sizes.values())} games in 5 studies" in said.stderr
    for name in ("hostages-map", "hostages-wide"):
        assert {values["leverage"] for values in map(found[name].values, range(sizes[name]))} == {2}
    drawn = [found["as_published-wide"].values(row) for row in range(5)]
    assert len({values["leverage"] for values in drawn}) == 5
    assert {values["sales"] for values in drawn} == {pg.scenario(NAME).parameters["sales"].value}
    assert found["cases"].frame()["case"].tolist() == ["as_published", "hostages"]
    assert run("run", tmp_path / "set.yaml", "--draws", 9).exit_code == 2


def test_named_cases_come_from_a_file(tmp_path):
    (tmp_path / "cases.csv").write_text("case,leverage,denial\nlow,2,\nhigh,12,7\n", encoding="utf-8")
    said = run("run", NAME, "--cases", tmp_path / "cases.csv", "--out", tmp_path / "out", "--workers", 0)
    assert said.exit_code == 0, said.output
    study = Study.at(tmp_path / "out")
    denial = pg.scenario(NAME).parameters["denial"].value
    assert [(study.values(row)["leverage"], study.values(row)["denial"]) for row in (0, 1)] == [(2, denial), (12, 7)]
    for wrong in ("leverage\n2\n", "case,leverage\nlow\n", "case,leverage\nlow,2\nlow,3\n", ""):
        (tmp_path / "cases.csv").write_text(wrong, encoding="utf-8")
        assert run("run", NAME, "--cases", tmp_path / "cases.csv").exit_code == 2


def test_a_study_on_a_server_is_watched_and_fetched(tmp_path):
    from policygames_cli.local_server import local_server

    with local_server() as address:
        chosen = ("--draws", 40, "--seed", 7, "--chunk", 16)
        said = run("run", NAME, *chosen, "--server", address, "--out", tmp_path / "remote", "--json")
        assert said.exit_code == 0, said.output
        job = next(word for word in said.stderr.split() if "/" in word)
        shown = json.loads(run("show", job, "--server", address, "--json").stdout)
        assert (shown["state"], shown["rows_done"]) == ("SUCCEEDED", 40)
        fetched = run("resume", job, "--server", address, "--out", tmp_path / "again", "--json")
        assert (fetched.exit_code, json.loads(fetched.stdout)["done"]) == (0, 40)
        assert run("run", NAME, "--workers", 2, "--server", address).exit_code == 2
        assert run("resume", job, "--workers", 2, "--server", address).exit_code == 2
        with pg.connect(address) as client:
            games = client.solve_job([[[[1, 0], [0, 1]]] * 2] * 3)
        told = run("resume", games.name, "--server", address, "--out", tmp_path / "games", "--json")
        assert (told.exit_code, json.loads(told.stdout)["folder"]) == (0, str(tmp_path / "games"))
    assert run("run", NAME, *chosen, "--out", tmp_path / "local", "--workers", 0).exit_code == 0
    one, other = ({f.name: f.read_bytes() for f in (tmp_path / n).glob("part-*")} for n in ("remote", "local"))
    assert one == other == {file.name: file.read_bytes() for file in (tmp_path / "again").glob("part-*")}
    assert run("resume", tmp_path / "local", "--out", tmp_path / "elsewhere").exit_code == 2
