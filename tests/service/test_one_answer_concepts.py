"""Advice, commitments and surviving actions through every layer: here, by gRPC, on the command line, saved and read."""

import json

import numpy as np
import policygames as pg
import pytest
from click.testing import CliRunner
from policygames.certificates import Coverage, Kind
from policygames.registry import concept as concept_called
from policygames_cli.main import main

TWO = pg.NormalFormGame(
    [[["19/3", 2, 0], [7, 0, 0], [0, 0, "1/7"]], [[6, 7, 0], [2, 0, 0], [0, 0, "2/7"]]],
    ("Ann", "Bob"),
    (("yield", "dare", "wait"), ("yield", "dare", "wait")),
)
THREE = pg.NormalFormGame(np.random.default_rng(8).integers(0, 4, (3, 2, 3, 2)))
ASKED = [
    ("correlated", {}, TWO),
    ("correlated", {"objective": "egalitarian"}, TWO),
    ("correlated", {"objective": "Bob"}, TWO),
    ("correlated", {"objective": "1, 2/3"}, TWO),
    ("correlated", {"objective": "egalitarian"}, THREE),
    ("coarse_correlated", {}, TWO),
    ("coarse_correlated", {"objective": "player 2"}, THREE),
    ("stackelberg", {}, TWO),
    ("stackelberg", {"leader": "Bob"}, TWO),
    ("stackelberg", {"leader": "1", "followers": "weak"}, TWO),
    ("rationalizable", {}, TWO),
    ("rationalizable", {}, THREE),
    ("undominated", {}, TWO),
    ("undominated", {"rounds": "1"}, THREE),
]


def run(*arguments):
    """The standard output of a command that succeeds."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize(("concept", "options", "game"), ASKED, ids=str)
def test_every_layer_gives_the_same_proven_answer(concept, options, game, client, server, tmp_path):
    solution = pg.solve(game, concept, **options)
    assert solution.coverage is Coverage.ALL
    assert solution.verify() == ()

    there = client.solve(game, concept, **options)
    assert there == solution
    assert there.verify() == () == client.verify(there)
    *streamed, last = client.stream(game, concept, **options)
    assert (tuple(streamed), last) == (solution.equilibria, solution)

    words = solution.explain()
    assert words.count("Proven: ") == 1 and f"(method {solution.method})" in words
    assert there.explain() == words

    assert pg.Solution.from_dict(json.loads(json.dumps(solution.to_dict()))) == solution
    assert set(solution.to_frame()["player"]) == set(game.players)

    file, saved = tmp_path / "game.json", tmp_path / "result.json"
    file.write_text(json.dumps(game.to_dict()))
    asked = ["--concept", concept, *(part for key, value in options.items() for part in ("--option", f"{key}={value}"))]
    assert words in run("solve", file, *asked)
    saved.write_text(run("solve", file, *asked, "--json"))
    assert pg.read(saved) == solution
    run("verify", saved)
    assert json.loads(run("solve", file, *asked, "--json", "--server", server.address)) == solution.to_dict()


def test_each_kind_of_answer_has_what_it_is_made_of(client):
    for where in (pg, client):
        advice = where.solve(TWO, "correlated").equilibria[0]
        assert advice.distribution.shape == TWO.shape == advice.exact.shape
        assert advice.distribution.sum() == pytest.approx(1) and sum(advice.exact.ravel()) == 1
        commitment = where.solve(TWO, "stackelberg").equilibria[0]
        assert [len(strategy) for strategy in commitment.profile] == [3, 3] and commitment.distribution is None
        sets = where.solve(TWO, "rationalizable")
        assert sets.action_sets == (("yield", "dare", "wait"), ("yield", "dare", "wait"))
        assert where.solve(TWO, "nash").action_sets is None
        assert (sets.equilibria[0].profile, sets.equilibria[0].distribution, sets.equilibria[0].exact) == (None,) * 3


def test_an_unattained_supremum_arrives_as_one(client):
    game = pg.NormalFormGame.from_bimatrix([[2, 4], [1, 3]], [[1, 0], [0, 1]])
    solution = client.solve(game, "stackelberg", followers="weak")
    assert solution.equilibria[0].certificate.kind is Kind.BOUND
    assert solution == pg.solve(game, "stackelberg", followers="weak")
    assert client.verify(solution) == () == solution.verify()


def test_options_are_listed_with_sources(client):
    listed = {one.id: one for one in pg.concepts()}
    options = {"correlated": ("objective",), "stackelberg": ("leader", "followers"), "undominated": ("rounds",)}
    for name, known in options.items():
        assert listed[name].options == known == concept_called(name).options
        assert listed[name].source


@pytest.mark.parametrize(
    ("concept", "options"),
    [
        ("correlated", {"objective": "Cat"}),
        ("coarse_correlated", {"objective": (1, 2, 3)}),
        ("stackelberg", {"leader": 5}),
        ("stackelberg", {"followers": "kind"}),
        ("undominated", {"rounds": 0}),
        ("rationalizable", {"rounds": 1}),
    ],
)
def test_bad_options_are_refused_alike(concept, options, client):
    refusals = []
    for where in (pg, client):
        with pytest.raises(pg.GameError) as caught:
            where.solve(TWO, concept, **options)
        refusals.append((str(caught.value), caught.value.reason, caught.value.path))
    assert refusals[0] == refusals[1]
    assert refusals[0][1] == "OPTION_RANGE"
