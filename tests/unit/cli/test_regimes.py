"""Regime maps on the command line."""

import json

import pytest
from click.testing import CliRunner
from policygames_cli.main import main

GAME = {
    "kind": "normal_form",
    "players": ["US", "China"],
    "actions": [["trade", "control"], ["buy", "boycott"]],
    "payoffs": [[[5, 1], [4, 2]], [[3, 4], [1, 2]]],
}


@pytest.fixture
def game(tmp_path):
    file = tmp_path / "game.json"
    file.write_text(json.dumps(GAME))
    return file


def run(*arguments):
    return CliRunner().invoke(main, ["regimes", *map(str, arguments)])


def test_a_map_is_told(game):
    result = run(game, "--over", "China/trade/buy=0:6")
    assert result.exit_code == 0
    assert (
        "China's payoff at (trade, buy) stands at 3; what there is changes first where it rises by 1 to 4."
        in result.stdout
    )


def test_a_map_is_data_and_a_picture(game, tmp_path):
    picture = tmp_path / "map.svg"
    result = run(game, "--over", "China/trade/buy=0:6", "--over", "US/trade/buy=0:6", "--json", "--plot", picture)
    assert result.exit_code == 0
    assert set(json.loads(result.stdout)["curves"]) == {
        "China's payoff at (trade, buy) = 4",
        "US's payoff at (trade, buy) = 4",
    }
    assert picture.read_text().startswith("<?xml")


@pytest.mark.parametrize("over", ["China/trade/buy=0", "China/trade/sell=0:1", "Japan/trade/buy=0:1", "patience=0:1"])
def test_bad_ranges_are_refused(game, over):
    assert run(game, "--over", over).exit_code == 2
