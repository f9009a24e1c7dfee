"""What a server says about interventions and robustness is what is said here, and is checked here."""

import asyncio
from fractions import Fraction
from types import MappingProxyType, SimpleNamespace

import numpy as np
import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.analysis.interventions.questions import judged
from policygames.games.game_forms import GameForms
from policygames.numerics.forms import Form
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.games import game_message
from policygames.wire.interventions import read_intervene_request
from strategies import games

THIRDS = pg.NormalFormGame(
    [[["3", "4/3"], [4, 2]], [["3", 4], ["4/3", 2]]], ("US", "China"), (("trade", "control"), ("buy", "boycott"))
)
REPEATED = pg.RepeatedGame(THIRDS, "3/4")
LOTTERY = {("trade", "buy"): "1/3", ("control", "boycott"): "2/3"}
QUESTIONS = {
    "equilibrium": (THIRDS, ("trade", "buy"), {}),
    "margin": (THIRDS, ("trade", "buy"), {"margin": "1/3"}),
    "dominant by sanctions": (THIRDS, (0, 0), {"goal": "dominant", "instruments": "sanctions"}),
    "unique by action": (THIRDS, (0, 0), {"goal": "unique", "margin": "1/7", "contingent": "action"}),
    "promised": (THIRDS, (0, 0), {"goal": "dominant", "cost": "promised"}),
    "a payer": (THIRDS, (0, 0), {"payers": "US"}),
    "budget": (THIRDS, (0, 0), {"budget": {"US": "1/2"}}),
    "enough": (THIRDS, (0, 0), {"budget": 7}),
    "mixed": (THIRDS, [["1/3", "2/3"], [1, 0]], {}),
    "repeated": (REPEATED.at("1/7"), (0, 0), {"margin": "1/3"}),
    "grim reversion": (REPEATED.at(("1/7", "1/3")), (0, 0), {"instruments": "both", "punishment": "grim"}),
    "without a coin": (pg.RepeatedGame(THIRDS, "1/7", public_randomization=False), (0, 0), {}),
    "a payer for ever": (REPEATED.at("1/7"), (0, 0), {"payers": "US"}),
    "like players": (pg.scenario("provider_restrictions").game(), [1, 1, 1], {"margin": "1/3"}),
    "lottery": (THIRDS, LOTTERY, {"margin": "1/3"}),
    "commitment": (THIRDS, (0, 0), {"lever": "commitment"}),
    "leader": (THIRDS, (1, 1), {"lever": "commitment", "leader": "China"}),
    "leader in vain": (THIRDS, (0, 0), {"lever": "commitment", "leader": 0}),
    "patience": (THIRDS, (0, 0), {"lever": "discount"}),
    "transfers": (THIRDS, (0, 0), {"lever": "discount", "transfers": True}),
    "grim": (THIRDS, (0, 0), {"lever": "discount", "punishment": "grim"}),
    "detection": (REPEATED, (0, 0), {"lever": "monitoring"}),
    "false alarms": (REPEATED, (0, 0), {"lever": "monitoring", "false_alarms": "1/9"}),
    "payoffs": (
        THIRDS,
        (0, 0),
        {"lever": "parameters", "over": {("US", (0, 0)): (0, "17/3"), ("China", (0, 0)): (0, 7)}, "norm": "sum"},
    ),
    "factor": (REPEATED.at("1/9"), (0, 0), {"lever": "parameters", "over": {"patience": (0, "0.9")}}),
    "never": (REPEATED.at("1/9"), (0, 0), {"lever": "monitoring"}),
}


@pytest.mark.parametrize(("game", "target", "options"), QUESTIONS.values(), ids=QUESTIONS)
def test_interventions(client, game, target, options):
    there = client.intervene(game, target, **options)
    here = pg.intervene(game, target, **options)
    assert there == here
    there.verify()
    assert there.explain() == here.explain()


@settings(max_examples=15)
@given(games(), st.data())
def test_interventions_in_any_game(client, game, data):
    target = tuple(data.draw(st.integers(0, count - 1)) for count in game.shape)
    there = client.intervene(game, target, margin="1/3")
    assert there == pg.intervene(game, target, margin="1/3")
    there.verify()


@settings(max_examples=10)
@given(games())
def test_robustness(client, game):
    for equilibrium in pg.solve(game, "nash").equilibria:
        there = client.robustness(equilibrium)
        assert there == pg.robustness(equilibrium)
        there.verify()


@pytest.mark.parametrize(
    ("name", "concept"), [("multinational_stacks", "pure_nash"), ("nvidia_two_fires", "bayes_nash")]
)
def test_robustness_of_like_players_and_of_types(client, name, concept):
    for equilibrium in client.solve(pg.scenario(name).game(), concept).equilibria:
        there = client.robustness(equilibrium)
        assert there == pg.robustness(equilibrium)
        there.verify()


@pytest.mark.parametrize("contingent", ["profile", "action"])
def test_payers_bind_themselves(client, contingent):
    there = client.intervene(THIRDS, (0, 0), payers=[0, 1], contingent=contingent)
    assert there == pg.intervene(THIRDS, (0, 0), payers=[0, 1], contingent=contingent)
    there.verify()


@pytest.mark.parametrize(("name", "over"), [("safety_race", "detection"), ("chip_controls_repeated", "patience")])
def test_parameters_of_scenarios(client, name, over):
    scenario = pg.scenario(name)
    over = over if over in scenario.parameters else next(iter(scenario.parameters))
    there = client.intervene(scenario, (0, 0), lever="parameters", over=over)
    assert there == pg.intervene(scenario, (0, 0), lever="parameters", over=over)
    there.verify()


@pytest.mark.parametrize(
    "over", ["cost", "minimum", {"benefit": ("1/3", 2)}, ["benefit", "cost"], {"benefit": (0, "4/3"), "cost": (1, 7)}]
)
def test_payoffs_in_pieces(client, over):
    """The server's own scenario, and the same compiled here, with payoffs that change their form along the way."""
    profile = [0] * 5 + [1] * 2
    here = pg.intervene(pg.scenario("safety_agreement"), profile, lever="parameters", over=over)
    assert here.question.parts or here.question.cells
    for scenario in ("safety_agreement", pg.scenario("safety_agreement")):
        there = client.intervene(scenario, profile, lever="parameters", over=over)
        assert there == here
        there.verify()


def test_maps_in_pieces(client):
    here = pg.regimes(pg.scenario("safety_agreement"), over={"cost": (3, 5)})
    for scenario in ("safety_agreement", pg.scenario("safety_agreement")):
        there = client.regimes(scenario, over={"cost": (3, 5)})
        assert there.to_dict() == here.to_dict()
        assert there.verify() == ()


class Curved:
    """Games of 6 x 6 whose payoffs are squares and products of two parameters: its determinants take seconds."""

    parameters = MappingProxyType({name: SimpleNamespace(value=Fraction(0), unit="") for name in "xy"})

    def payoff_forms(self, names, **_):
        powers = [(one, other) for one in range(3) for other in range(3 - one)]
        drawn = np.random.default_rng(1).integers(-9, 10, size=(2, 36, len(powers))).tolist()
        tables = []
        for rows in drawn:
            tables.append(np.empty(36, dtype=object))
            tables[-1][:] = [Form.of(dict(zip(powers, row, strict=True))) for row in rows]
        actions = (tuple("abcdef"),) * 2
        own, other = (table.reshape(6, 6) for table in tables)
        return GameForms(tuple(names), ("a", "b"), actions, (own, other), (Form.constant(1, 2),) * 2)


TOPS, BOTTOMS = np.random.default_rng(1).integers(10**14, 10**15, size=(2, 192)).tolist()
FINE = pg.NormalFormGame(
    np.array([Fraction(*pair) for pair in zip(TOPS, BOTTOMS, strict=True)], dtype=object).reshape(3, 4, 4, 4).tolist()
)
"""Payoffs of so many digits that the program of their 192 takes more than 20 seconds."""
SIX = pg.NormalFormGame(np.random.default_rng(1).integers(-9, 10, size=(2, 6, 6)).tolist())
LONG = {
    "a search that heeds": lambda client: client.intervene(
        FINE, (0, 0, 0), goal="dominant", instruments="both", deadline=2
    ),
    "a map that heeds": lambda client: client.regimes(SIX, over={(0, (0, 0)): (-9, 9)}, concept="nash", deadline=1),
    "a worker that is killed": lambda client: client.regimes(Curved(), over={"x": (0, 1), "y": (0, 1)}, deadline=1.5),
}


@pytest.mark.parametrize("name", LONG)
def test_what_takes_too_long_is_a_deadline_exceeded_by_the_server(client, name):
    """The reason travels in the status: the client's own timer, which runs out later, knows none of these words."""
    words = "passed during the work" if "killed" in name else "within the deadline|passed during the work"
    with pytest.raises(pg.DeadlineError, match=words) as late:
        LONG[name](client)
    assert late.value.reason == "DEADLINE_EXCEEDED"
    assert client.intervene(THIRDS, (0, 0)).cost == pg.intervene(THIRDS, (0, 0)).cost  # the next one is served


def test_clients_that_await(server):
    async def ask():
        async with pg.connect_async(server.address) as client:
            found = await client.intervene(THIRDS, (0, 0))
            return found, await client.robustness(pg.solve(THIRDS, "nash").equilibria[0])

    found, robust = asyncio.run(ask())
    assert found.cost == Fraction(2)
    assert robust.radius == Fraction(1, 3)


MISTAKES = {
    "unknown lever": lambda where: where.intervene(THIRDS, (0, 0), lever="bribe"),
    "unknown option": lambda where: where.intervene(THIRDS, (0, 0), price=1),
    "unknown goal": lambda where: where.intervene(THIRDS, (0, 0), goal="best"),
    "no goal of a path": lambda where: where.intervene(REPEATED, (0, 0), goal="dominant"),
    "a path by actions": lambda where: where.intervene(REPEATED, (0, 0), payers="US", contingent="action"),
    "a path that ends": lambda where: where.intervene(pg.RepeatedGame(THIRDS, "1/2", periods=3), (0, 0)),
    "no margin": lambda where: where.intervene(THIRDS, (0, 0), goal="unique"),
    "no such action": lambda where: where.intervene(THIRDS, (0, 7)),
    "no repeated game": lambda where: where.intervene(THIRDS, (0, 0), lever="monitoring"),
    "unknown punishment": lambda where: where.intervene(THIRDS, (0, 0), lever="discount", punishment="mild"),
    "no equilibrium": lambda where: where.robustness((0, 0)),
}


@pytest.mark.parametrize("ask", MISTAKES.values(), ids=MISTAKES)
def test_mistakes_are_answered_alike(client, ask):
    with pytest.raises(pg.PolicyGamesError) as here:
        ask(pg)
    with pytest.raises(type(here.value)) as there:
        ask(client)
    assert (there.value.reason, there.value.path) == (here.value.reason, here.value.path)


def test_a_question_that_arrives_wrong_is_refused_by_the_server(client):
    """Whoever asks without our client is judged alike."""

    request = pb.InterveneRequest(game=game_message(THIRDS))
    with pytest.raises(pg.GameError):
        read_intervene_request(request)
    request.payment.target.profile.strategies.add(probabilities=["1", "0"])
    request.payment.target.profile.strategies.add(probabilities=["1", "0"])
    request.payment.margin = "-1"
    _, question = read_intervene_request(request)
    with pytest.raises(pg.GameError):
        judged(question)
