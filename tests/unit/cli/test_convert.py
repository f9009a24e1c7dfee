"""`convert` and `solve` on every file format, templates, and what is refused."""

import json
import subprocess
import sys

import policygames as pg
import pytest
import xlsxwriter
from click.testing import CliRunner
from policygames.formats import read_game, write_game
from policygames_cli.main import main

GAME = pg.NormalFormGame(
    [[[3, 1], [4, "7/3"]], [[3, 4], [1, 2]]],
    players=("United States", "China"),
    actions=(("sell", "ban"), ("buy", "boycott")),
)


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("source", ["csv", "json", "nfg", "xlsx"])
@pytest.mark.parametrize("target", ["csv", "json", "nfg", "xlsx"])
def test_every_format_becomes_every_other(folder, source, target):
    write_game(GAME, f"in.{source}")
    result = run("convert", f"in.{source}", f"out.{target}")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"Wrote out.{target}: United States, China; 2 x 2 actions.\n"
    assert read_game(f"out.{target}") == GAME


def test_the_summary_is_json(folder):
    write_game(GAME, "in.nfg")
    assert json.loads(run("convert", "in.nfg", "out.lrs", "--json").stdout) == {
        "in": "in.nfg",
        "out": "out.lrs",
        "players": ["United States", "China"],
        "shape": [2, 2],
        "digest": GAME.digest,
        "notes": ["lrsnash's input holds no names: those of 'United States', 'China' and their actions are lost"],
    }


def test_what_is_lost_is_told(folder):
    write_game(GAME, "in.nfg")
    assert "Note: lrsnash's input holds no names" in run("convert", "in.nfg", "out.lrs").stdout


@pytest.mark.parametrize("extension", ["csv", "json", "lrs", "nfg", "xlsx"])
def test_every_format_is_solved(folder, extension):
    write_game(GAME, f"game.{extension}")
    result = run("solve", f"game.{extension}")
    assert result.exit_code == 0, result.stderr
    assert "exactly one Nash equilibrium" in result.stdout


def test_a_scenario_is_converted_with_its_parameters(folder):
    assert run("convert", "chip_controls_and_boycott", "game.tex").exit_code == 0
    assert "\\toprule" in (folder / "game.tex").read_text()
    assert run("convert", "chip_controls_and_boycott", "game.nfg", "--set", "leverage=2").exit_code == 0
    assert read_game("game.nfg") == pg.scenario("chip_controls_and_boycott").game(leverage=2)


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_a_template_is_made(folder, extension):
    form = f"form.{extension}"
    result = run("convert", "--template", form, "--player", "United States: sell, ban", "--player", "China: buy")
    assert (result.exit_code, result.stdout) == (0, f"Wrote {form}: fill in the payoffs.\n")
    refused = run("solve", form)
    assert refused.exit_code == 2
    assert f"policygames: {form}:2:3: " in refused.stderr
    assert "a payoff is missing" in refused.stderr


def test_a_rounded_float_is_noted_on_standard_error(folder):
    with xlsxwriter.Workbook("game.xlsx") as book:
        sheets = book.add_worksheet("actions"), book.add_worksheet("payoffs")
        for sheet, rows in zip(
            sheets, ([["a", "b"], ["x", "y"]], [["a", "b", "payoff to a", "payoff to b"]]), strict=True
        ):
            for line, cells in enumerate(rows):
                sheet.write_row(line, 0, cells)
        sheets[1].write_row(1, 0, ["x", "y", 1 / 3, 2])
    result = run("convert", "game.xlsx", "game.json", "--json")
    assert "payoffs!C2 is read as 0.333333333333333" in result.stderr
    assert json.loads(result.stdout)["shape"] == [1, 1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("convert",), "Allowed: IN OUT, or --template OUT"),
        (("convert", "in.nfg"), "Allowed: IN OUT"),
        (("convert", "in.nfg", "out.nfg", "--player", "a: b"), "Allowed: IN OUT"),
        (("convert", "in.nfg", "out.nfg", "--template", "form.csv"), "Allowed: IN OUT"),
        (("convert", "in.nfg", "out.ngf"), "did you mean .nfg"),
        (("convert", "in.tex", "out.nfg"), "files of this kind are not read; there are .csv"),
        (("convert", "nowhere.nfg", "out.nfg"), "nowhere.nfg: cannot be read"),
        (("convert", "nowhere", "out.nfg"), "there is no scenario"),
        (("convert", "bad.nfg", "out.csv"), "bad.nfg:2:3: 'x' is not a number"),
        (("convert", "in.nfg", "missing/out.nfg"), "cannot be written"),
        (("convert", "chip_controls_repeated", "out.nfg"), "only games in normal form"),
        (("convert", "in.nfg", "out.csv", "--set", "a=1"), "only a scenario has parameters"),
        (("convert", "--template", "form.nfg", "--player", "a: x", "--player", "b: y"), "not offered as a template"),
        (("convert", "--template", "form.csv"), "there are no players"),
        (("convert", "--template", "form.csv", "--player", "a"), "NAME: ACTION"),
        (("convert", "--template", "form.csv", "--player", "a: x,", "--player", "b: y"), "the name is empty"),
        (("solve", "bad.nfg"), "bad.nfg:2:3: "),
        (("solve", "game.tex"), "files of this kind are not read"),
    ],
)
def test_bad_input_exits_with_2_and_says_what_is_allowed(folder, arguments, said):
    write_game(GAME, "in.nfg")
    (folder / "bad.nfg").write_text('NFG 1 R "" { "a" "b" } { 1 1 }\n1 x\n')
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_help_loads_nothing_heavy_and_holds_an_example():
    code = (
        "import sys\nfrom policygames_cli.main import main\n"
        "try: main(['convert', '--help'])\nexcept SystemExit: pass\n"
        "heavy = {'numpy', 'scipy', 'grpc', 'xlsxwriter', 'python_calamine', 'policygames.formats'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Example:" in done.stdout
    assert done.stderr.strip() == "[]"
