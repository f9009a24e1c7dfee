"""Games of many players through every layer: here, by gRPC, on the command line, saved and read, in words."""

import json
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from click.testing import CliRunner
from many_players import IRRATIONAL, NINE, volunteers
from policygames.certificates import Coverage
from policygames_cli.main import main

SAME = [[[1, 1], [0, 0]], [[0, 0], [1, 1]]]
GROUPS = pg.SymmetricGame(
    {"rich": 3, "poor": 4},
    {"rich": ("pay", "wait"), "poor": ("pay", "wait", "leave")},
    lambda group, action, counts: (
        Fraction(counts["rich"]["pay"] * 2 + counts["poor"]["pay"], 3)
        - (action == "pay") * (1 if group == "rich" else 2)
    ),
)
ASKED = [
    ("nash", pg.NormalFormGame(NINE), Coverage.ALL),
    ("nash", pg.NormalFormGame(IRRATIONAL), Coverage.ALL),
    ("nash", pg.NormalFormGame([SAME, SAME, np.zeros((2, 2, 2), dtype=int).tolist()]), Coverage.SOME),
    ("pure_nash", pg.NormalFormGame(NINE), Coverage.ALL),
    ("pure_nash", volunteers(30), Coverage.ALL),
    ("pure_nash", GROUPS, Coverage.ALL),
    ("nash", volunteers(7), Coverage.SOME),
    ("nash", GROUPS, Coverage.SOME),
]


def run(*arguments, codes=(0,)):
    """The standard output of a command that ends as wanted."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code in codes, result.output
    return result.stdout


@pytest.mark.parametrize(("concept", "game", "coverage"), ASKED, ids=lambda value: str(value)[:40])
def test_every_layer_gives_the_same_proven_answer(concept, game, coverage, client, server, tmp_path):
    solution = pg.solve(game, concept)
    assert solution.coverage is coverage
    notes = solution.verify()

    there = client.solve(game, concept)
    assert there == solution
    assert there.verify() == notes
    client.verify(there)
    *streamed, last = client.stream(game, concept)
    assert (tuple(streamed), last) == (solution.equilibria, solution)

    words = solution.explain()
    assert words.count("Proven: ") == 1 and f"(method {solution.method})" in words
    assert there.explain() == words
    assert pg.Solution.from_dict(json.loads(json.dumps(solution.to_dict()))) == solution
    solution.to_frame()

    file, saved = tmp_path / "game.json", tmp_path / "result.json"
    file.write_text(json.dumps(game.to_dict()))
    codes = (0,) if coverage is Coverage.ALL else (0, 3)
    assert words in run("solve", file, "--concept", concept, codes=codes)
    saved.write_text(run("solve", file, "--concept", concept, "--json", codes=codes))
    assert pg.read(saved) == solution
    run("verify", saved)
    asked = ["--concept", concept, "--json", "--server", server.address]
    assert json.loads(run("solve", file, *asked, codes=codes)) == solution.to_dict()


def test_words_say_how_many_do_what():
    words = pg.solve(volunteers(30), "pure_nash").explain()
    assert "1 of the 30 players chooses “volunteer”; 29 of the 30 players choose “wait”" in words
    assert "30 players mix “volunteer” with probability about" in pg.solve(volunteers(30), "nash").explain()
