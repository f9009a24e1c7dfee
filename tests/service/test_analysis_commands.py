"""The commands about selection, potentials, noisy and learning behaviour, in words and as JSON, here and by server."""

import json
from fractions import Fraction

import policygames as pg
import pytest
from click.testing import CliRunner
from policygames_cli.main import main

STAG = pg.NormalFormGame([[[9, 0], [8, 7]], [[9, 8], [0, 7]]], ("Ann", "Bob"), (("stag", "hare"),) * 2)
NEWS = pg.BayesianGame(
    [[[[[-2, -2], [0, 0]]], [[["4/3", 1], [0, 0]]]], [[[[-1, 0], [0, 1]]], [[[-1, 0], ["1/3", 1]]]]],
    prior=[["2/3"], ["1/3"]],
    players=("Ann", "Bob"),
    types=(("calm", "angry"), ("usual",)),
)
SHAPLEY = pg.NormalFormGame([[[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[0, 1, 0], [0, 0, 1], [1, 0, 0]]])
COMMANDS = {
    "select": (STAG, ["--by", "tracing", "--prior", "1/3,2/3;1/2,1/2"],
               lambda: pg.select(STAG, "tracing", prior=[["1/3", "2/3"], ["1/2", "1/2"]])),
    "potential": (STAG, [], lambda: pg.potential(STAG)),
    "path": (STAG, ["--largest", "5/2"], lambda: pg.quantal_response_path(STAG, largest="5/2")),
    "path --counts": (STAG, ["--counts", "2,9;3,9"], lambda: pg.estimate_precision(STAG, [[2, 9], [3, 9]])),
    "information": (NEWS, ["--player", "Bob", "--about", "Ann"], lambda: pg.value_of_information(NEWS, "Bob", "Ann")),
    "learn": (STAG, ["--start", "stag,hare", "--until", "3"],
              lambda: pg.replicator_dynamics(STAG, start=["stag", "hare"], times=[3 * k / 199 for k in range(200)])),
    "learn moran": (STAG, ["--process", "moran_process", "--population", "5,5", "--seed", "3"],
                    lambda: pg.moran_process(STAG, [5, 5], seed=3)),
    "learn fictitious": (SHAPLEY, ["--process", "fictitious_play", "--steps", "50", "--start", "0,0,1;1,0,0"],
                         lambda: pg.fictitious_play(SHAPLEY, steps=50, start=[[0, 0, 1], [1, 0, 0]])),
    "learn regrets": (SHAPLEY, ["--process", "regret_matching", "--steps", "50", "--tolerance", "1/9"],
                      lambda: pg.regret_matching(SHAPLEY, steps=50, tolerance="1/9")),
}  # fmt: skip


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def saved(tmp_path):
    """A function that puts a game into a file."""

    def save(game, name="game.json"):
        (tmp_path / name).write_text(json.dumps(game.to_dict()))
        return tmp_path / name

    return save


@pytest.mark.parametrize("name", COMMANDS)
def test_words_and_json_say_what_the_package_says(name, saved, tmp_path, server):
    game, options, result = COMMANDS[name]
    command, file, here = name.split()[0], saved(game), result()
    assert run(command, file, *options).stdout.strip() == here.explain()
    printed = run(command, file, *options, "--json")
    assert (printed.exit_code, json.loads(printed.stdout)) == (0, json.loads(json.dumps(here.to_dict())))
    assert run(command, file, *options, "--json", "--server", server.address).stdout == printed.stdout

    (tmp_path / "result.json").write_text(printed.stdout)
    assert pg.read(tmp_path / "result.json") == here
    verified = run("verify", tmp_path / "result.json")
    assert verified.stdout.startswith("Verified: ") and verified.exit_code == 0


def test_the_chance_of_taking_over_is_exact(saved):
    asked = ["fixation", saved(STAG), "--mutant", "hare", "--resident", "stag", "--size", "3"]
    chance = pg.fixation_probability(STAG, "hare", "stag", 3)
    assert Fraction(json.loads(run(*asked, "--json").stdout)["exact"]) == chance
    assert "more than if both did alike (1/3)" in run(*asked).stdout


WRONG = {
    "criterion": ["select", "--by", "beauty"],
    "prior": ["select", "--prior", "1,0;1,0"],
    "largest": ["path", "--largest", "0"],
    "both": ["path", "--largest", "2", "--counts", "1,2;3,4"],
    "counts": ["path", "--counts", "1,2"],
    "types": ["information", "--player", "Ann", "--about", "Bob"],
    "needless": ["learn", "--population", "5,5"],
    "missing": ["learn", "--process", "moran_process"],
    "people": ["learn", "--process", "moran_process", "--population", "5,few"],
    "steps": ["learn", "--process", "fictitious_play", "--steps", "-3"],
    "until": ["learn", "--until", "-1"],
    "process": ["learn", "--process", "magic"],
    "mutant": ["fixation", "--mutant", "owl", "--resident", "stag", "--size", "3"],
}


@pytest.mark.parametrize("name", WRONG)
def test_mistakes_end_with_one_line_and_2(name, saved):
    command, *options = WRONG[name]
    result = run(command, saved(STAG), *options)
    assert result.exit_code == 2
    assert "Traceback" not in result.output and result.stderr.strip()


@pytest.mark.parametrize("command", ["select", "potential", "path", "information", "learn", "fixation"])
def test_help_shows_an_example(command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"policygames {command} " in result.stdout.partition("Example:")[2]


@pytest.mark.parametrize("name", ["select", "learn"])
def test_a_tampered_result_is_found_out(name, tmp_path):
    _, _, result = COMMANDS[name]
    changed = {"select": {"path": []}, "learn": {"gain": 9.0}}[name]
    (tmp_path / "result.json").write_text(json.dumps(result().to_dict() | changed))
    assert run("verify", tmp_path / "result.json").exit_code == 2
