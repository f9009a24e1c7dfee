"""Each of these concepts by every route: here, by a server, on the command line, in words, checked, and from a file."""

import json

import policygames as pg
import pytest
from click.testing import CliRunner
from policygames_cli.main import main

STAG = pg.NormalFormGame([[["4/3", 0], [1, 1]], [["4/3", 1], [0, 1]]], ("Hrothgar", "other"))
HAWKS = pg.NormalFormGame([[["-1/3", 2], [0, 1]], [["-1/3", 0], [2, 1]]])
MEET = [[2, 0], [0, "1/3"]]
TYPES = pg.BayesianGame([[[MEET, MEET]], [[MEET, [[0, 2], [1, 0]]]]], [["1/3", "2/3"]], ("he", "she"))
CASES = [
    ("bayes_nash", TYPES, {}, "she (type 1) plays"),
    ("quantal_response", STAG, {"precision": "5/3"}, "With precision 5/3"),
    ("risk_dominant", STAG, {}, "Risk-dominant: Hrothgar plays"),
    ("evolutionarily_stable", HAWKS, {}, "evolutionarily stable"),
]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_every_route_gives_the_same(case, client, server, tmp_path):
    concept, game, options, words = case
    here = pg.solve(game, concept, **options)
    assert here.equilibria
    assert words in here.explain()
    here.verify()
    there = client.solve(game, concept, **options)
    assert there == here
    there.verify()
    assert client.verify(here) == here.verify()
    *streamed, last = client.stream(game, concept, **options)
    assert tuple(streamed) == here.equilibria
    assert last == here
    file = tmp_path / "game.json"
    file.write_text(json.dumps(game.to_dict()))
    asked = ["solve", str(file), "--concept", concept, "--json"]
    for name, value in options.items():
        asked += ["--option", f"{name}={value}"]
    for route in (asked, [*asked, "--server", server.address]):
        printed = CliRunner().invoke(main, route)
        assert printed.exit_code in (0, 3), printed.output
        assert pg.Solution.from_dict(json.loads(printed.stdout)) == here
    told = CliRunner().invoke(main, [word for word in asked if word != "--json"])
    assert words in told.stdout
    saved = tmp_path / "result.json"
    saved.write_text(json.dumps(here.to_dict()))
    assert CliRunner().invoke(main, ["verify", str(saved)]).exit_code == 0
    listed = {one.id: one for one in pg.concepts()}
    assert listed[concept].source
    assert listed[concept].options == tuple(options)
