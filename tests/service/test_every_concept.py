"""Every concept through every layer: here, by gRPC, on the command line, in words, checked again, saved and read.

A concept counts when all of them run for it: add a file to `concepts`, and this fails until its examples stand here.
"""

import json
from dataclasses import dataclass, field
from typing import Any

import policygames as pg
import pytest
from click.testing import CliRunner
from policygames.certificates import Certificate
from policygames.games import Game
from policygames.registry import concept as concept_called
from policygames_cli.main import main
from public_games import PD, noisy

DARE = (("yield", "dare"),) * 2
CHICKEN = pg.NormalFormGame([[[6, "19/3"], [7, 0]], [[6, 7], [2, 0]]], ("Ann", "Bob"), DARE)
ROUNDS = pg.NormalFormGame([[[1, -1], ["-1/3", 1]], [[-1, 1], ["1/3", -1]]], ("North", "South"), (("up", "down"),) * 2)
TRUST = pg.NormalFormGame([[["4/3", 0], [1, 1]], [["4/3", 1], [0, 1]]], ("Ann", "Bob"), (("stag", "hare"),) * 2)
MARKET = pg.NormalFormGame([[[2, 4], [1, 3]], [["1/3", 0], [0, 2]]], ("Leader", "Follower"), (("up", "down"),) * 2)
TRIO = pg.NormalFormGame(
    [[[[0, 6], [5, 0]], [[6, 0], [0, 1]]], [[[0, 5], [6, 0]], [[6, 0], [0, 1]]], [[[0, 6], [6, 0]], [[5, 0], [0, 2]]]],
    ("Ann", "Bob", "Eve"),
    (("stay", "leave"),) * 3,
)  # fmt: skip
CROWD = pg.SymmetricGame(
    players=5, actions=("wait", "act"), payoff=lambda own, counts: 3 * (counts["act"] > 0) - (own == "act")
)
BOYCOTT = pg.RepeatedGame(
    pg.NormalFormGame(
        [[[3, 1], [4, 2]], [[3, 4], [1, 2]]], ("US", "China"), (("trade", "control"), ("buy", "boycott"))
    ),
    "3/5",
)
NOISY = pg.RepeatedGame(PD, "9/10", noisy("9/10", "1/5", "1/10"))
NEWS = pg.BayesianGame(
    [[[[[-2, -2], [0, 0]]], [[["4/3", 1], [0, 0]]]], [[[[-1, 0], [0, 1]]], [[[-1, 0], ["1/3", 1]]]]],
    prior=[["2/3"], ["1/3"]],
    players=("Ann", "Bob"),
    types=(("calm", "angry"), ("usual",)),
    actions=(("fight", "yield"),) * 2,
)


@dataclass(frozen=True)
class Example:
    """A game to solve with options as they are typed; `told` are words that an explanation must hold."""

    game: Game
    told: tuple[str, ...]
    options: dict[str, Any] = field(default_factory=dict)


EXAMPLES = {
    "bayes_nash": [Example(NEWS, ("Ann", "angry", "fight"))],
    "coarse_correlated": [Example(CHICKEN, ("Ann", "dare"), {"objective": "egalitarian"}), Example(TRIO, ("Eve",))],
    "correlated": [Example(CHICKEN, ("Bob", "yield"), {"objective": "1, 1/3"}), Example(TRIO, ("Ann", "leave"))],
    "evolutionarily_stable": [Example(TRUST, ("stag", "hare"))],
    "nash": [Example(CHICKEN, ("Ann", "yield")), Example(TRIO, ("Eve", "leave")), Example(CROWD, ("wait", "act"))],
    "public_perfect": [Example(NOISY, ("player 0", "shirk"))],
    "pure_nash": [Example(CHICKEN, ("Ann", "dare")), Example(TRIO, ("Eve", "leave")), Example(CROWD, ("wait", "act"))],
    "quantal_response": [Example(CHICKEN, ("Ann", "dare"), {"precision": "3/2"}),
                         Example(TRIO, ("Eve", "stay"), {"precision": "1/3"})],
    "rationalizable": [Example(BOYCOTT.stage_game, ("US", "control")), Example(TRIO, ("Eve",))],
    "risk_dominant": [Example(TRUST, ("Ann", "hare"))],
    "stackelberg": [Example(MARKET, ("Leader", "Follower", "down"), {"leader": "Leader", "followers": "weak"})],
    "strongly_symmetric": [Example(NOISY, ("effort",))],
    "subgame_perfect": [Example(BOYCOTT, ("US", "China"))],
    "undominated": [Example(BOYCOTT.stage_game, ("US", "control"), {"rounds": "1"})],
    "zero_sum": [Example(ROUNDS, ("North", "up"))],
}  # fmt: skip
CASES = [(concept, number) for concept, examples in EXAMPLES.items() for number in range(len(examples))]


def test_every_concept_has_an_example():
    assert set(EXAMPLES) == {concept.id for concept in pg.concepts()}


def test_the_examples_give_every_option_that_a_concept_has():
    for concept in pg.concepts():
        given = {name for example in EXAMPLES[concept.id] for name in example.options}
        assert given == set(concept.options), concept.id


def on_the_command_line(tmp_path, solution, example, *more):
    """What `policygames solve --json` prints about the example, its exit code being that of the coverage."""
    file = tmp_path / "game.json"
    file.write_text(json.dumps(example.game.to_dict()))
    options = [part for name, value in example.options.items() for part in ("--option", f"{name}={value}")]
    asked = ["solve", str(file), "--concept", solution.concept, *options, "--json", *more]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == (3 if solution.coverage == "SOME" else 0), result.output
    return pg.Solution.from_dict(json.loads(result.stdout))


@pytest.mark.parametrize(("concept", "number"), CASES)
def test_every_layer_gives_the_same_answer(concept, number, client, server, tmp_path):
    example = EXAMPLES[concept][number]
    solution = pg.solve(example.game, concept, **example.options)
    assert solution.equilibria or solution.payoff_set.exact
    notes = solution.verify()

    words = solution.explain()
    assert all(word in words for word in example.told), words
    assert words.strip().endswith((".", "!"))

    assert pg.Solution.from_dict(json.loads(json.dumps(solution.to_dict()))) == solution

    there = client.solve(example.game, concept, **example.options)
    assert there == solution
    assert there.explain() == words
    assert set(client.verify(there)) <= set(notes)  # a server searches again where a list cannot be proven complete

    assert on_the_command_line(tmp_path, solution, example) == solution
    assert on_the_command_line(tmp_path, solution, example, "--server", server.address) == solution


IN_NORMAL_FORM = [case for case in CASES if isinstance(EXAMPLES[case[0]][case[1]].game, pg.NormalFormGame)]


@pytest.mark.parametrize(("concept", "number"), IN_NORMAL_FORM)
def test_answers_to_another_game_are_refused(concept, number):
    """What is certified in one game is not in one whose first player's payoffs are turned upside down."""
    example = EXAMPLES[concept][number]
    numbers = [table.tolist() for table in example.game.payoffs]
    turned = pg.NormalFormGame(
        [(-example.game.payoffs[0]).tolist(), *numbers[1:]], example.game.players, example.game.actions
    )
    candidates = [one.certificate.candidate for one in pg.solve(example.game, concept, **example.options).equilibria]
    verdicts = [concept_called(concept).certify(turned, candidate) for candidate in candidates]
    assert not all(isinstance(verdict, Certificate) for verdict in verdicts)


@pytest.mark.parametrize("concept", EXAMPLES)
def test_an_option_that_a_concept_does_not_have_is_refused_by_name(concept, client):
    game = EXAMPLES[concept][0].game
    for where in (pg, client):
        with pytest.raises(pg.PolicyGamesError, match="colour") as refused:
            where.solve(game, concept, colour="red")
        assert "colour" in refused.value.path


@pytest.mark.parametrize("concept", EXAMPLES)
def test_the_server_lists_each_concept_with_its_source_options_and_methods(concept, client):
    here = concept_called(concept)
    (there,) = (one for one in client.concepts() if one.id == concept)
    assert (there.source, there.options) == (here.source, here.options)
    assert len(here.source) > 20
    found = [(one.id, one.source) for one in there.methods if "planted" not in one.source]
    assert set(found) >= {(one.id, one.source) for one in pg.methods(concept)}
