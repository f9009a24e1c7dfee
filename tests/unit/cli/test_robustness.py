"""`policygames robustness` of every kind of game that a scenario may be, and pictures of maps."""

import json

import policygames as pg
import pytest
from click.testing import CliRunner
from policygames_cli.main import main


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.mark.parametrize("name", ["multinational_stacks", "provider_restrictions", "safety_agreement"])
def test_pure_equilibria_of_like_players_are_told(name):
    game = pg.scenario(name).game()
    result = run("robustness", name, "--concept", "pure_nash", "--json")
    assert result.exit_code == 0
    radii = [one["radius"] for one in json.loads(result.stdout)]
    losses = [one.certificate.slack for one in pg.solve(game, "pure_nash").equilibria]
    assert [pg.NormalFormGame([[[radius]], [[0]]]).payoff(0, (0, 0)) for radius in radii] == [one / 2 for one in losses]


def test_bayesian_games_are_asked_for_their_own_equilibria():
    result = run("robustness", "nvidia_two_fires")
    assert result.exit_code == 0
    assert "stays an equilibrium as long as no payoff errs by more than 0.75" in result.stdout


def test_an_irrational_equilibrium_does_not_hide_the_others():
    told, plain = run("robustness", "provider_restrictions"), run("robustness", "provider_restrictions", "--json")
    assert told.exit_code == plain.exit_code == 3  # there may be others
    assert "no payoff errs by more than 1.5" in told.stdout
    assert "No radius is computed: its probabilities are irrational" in told.stdout
    assert [one["kind"] for one in json.loads(plain.stdout)] == ["robustness", "robustness", "refused"]


@pytest.mark.parametrize("name", ["crisis_with_mistakes", "chip_controls_repeated"])
def test_repeated_games_are_refused_with_what_to_do(name):
    result = run("robustness", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert "policygames sustain" in result.stderr


@pytest.mark.parametrize("file", ["m.txt", "m", "m.svg.doc"])
def test_a_map_is_drawn_into_pictures_only_and_this_is_said_before_anything_is_computed(file, tmp_path):
    result = run("regimes", "safety_race", "--over", "risk=0:1", "--plot", tmp_path / file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert "allowed endings: .svg, .png, .pdf" in result.stderr
    assert not (tmp_path / file).exists()


@pytest.mark.parametrize(("file", "start"), [("m.svg", b"<?xml"), ("m.PNG", b"\x89PNG"), ("m.pdf", b"%PDF")])
def test_a_map_is_drawn_as_its_ending_says(file, start, tmp_path):
    assert run("regimes", "safety_race", "--over", "risk=0:1", "--plot", tmp_path / file).exit_code == 0
    assert (tmp_path / file).read_bytes().startswith(start)
