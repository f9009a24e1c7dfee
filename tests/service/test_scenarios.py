"""Scenarios that a server reads, checks, builds and solves say what they say here."""

import asyncio
from dataclasses import replace
from fractions import Fraction

import policygames as pg
import pytest
from malformed_scenarios import SMALL
from policygames.scenarios import Scenario, parsed
from policygames.v1 import scenario_service_pb2 as pb
from policygames.v1.scenario_service_pb2_grpc import ScenarioServiceStub
from policygames.wire.scenario_answers import answer_message, read_answer

BOYCOTT = "chip_controls_and_boycott"
OPEN_TRADE = ("Sell frontier chips", "Buy what is allowed")
FALSE = SMALL.replace("action: race}}", "action: calm}}")
SAID = (
    "document",
    "id",
    "title",
    "question",
    "topics",
    "summary",
    "unit",
    "is_exact",
    "digest",
    "parameters",
    "sources",
)


@pytest.mark.parametrize("name", pg.scenarios())
def test_what_a_scenario_says_and_claims_is_the_same(client, name):
    there, here = client.scenario(name), pg.scenario(name)
    assert [getattr(there, one) for one in SAID] == [getattr(here, one) for one in SAID]
    findings = there.findings()
    assert findings == here.findings()
    assert all(one.holds for one in findings)


@pytest.mark.parametrize("name", pg.scenarios())
def test_games_are_the_same_at_other_values(client, name):
    there, here = client.scenario(name), pg.scenario(name)
    free = next(one for one in here.parameters.values() if one.range and not one.formula)
    given = {free.id: Fraction(free.range[0] * 2 + free.range[1], 3)}
    game = there.game(**given)
    assert game == here.game(**given)
    if name in (BOYCOTT, "nvidia_two_fires", "rival_chip_entry", "chip_controls_repeated"):  # one of each kind
        assert there.game() == here.game() != game


@pytest.mark.parametrize("name", pg.scenarios())
def test_answers_are_the_same_and_their_proofs_hold_here(client, name):
    there, here = client.scenario(name).solve(), pg.scenario(name).solve()
    assert [replace(one, result=None) for one in there] == [replace(one, result=None) for one in here]
    for remote, local in zip(there, here, strict=True):
        assert type(remote.result) is type(local.result)
        assert answer_message(remote) == answer_message(local)
        if hasattr(remote.result, "verify"):
            remote.result.verify()


def test_the_file_of_a_scenario_is_the_whole_scenario(client):
    there = client.scenario("chip_controls_low_hostage_value")
    assert "extends" not in there.text
    again = client.scenario(there.text)
    assert again.game() == there.game() == pg.scenario(there.id).game()
    assert repr(again) == f"RemoteScenario({there.id!r}, {there.title!r})"


def test_a_forged_description_is_refused(client):
    from policygames.wire.scenarios import description_message, read_description

    document = pg.scenario(BOYCOTT).document
    message = description_message(document, "", exactly=True)
    assert read_description(message).document == document
    message.canonical = message.canonical.replace("boycott", "buycott")
    with pytest.raises(pg.CertificateError):
        read_description(message)


def test_values_go_into_every_analysis(client):
    document = pg.scenario(BOYCOTT).document
    at_two = tuple(replace(one, value=Fraction(2)) if one.id == "leverage" else one for one in document.parameters)
    here = Scenario(replace(document, parameters=at_two)).solve()
    there = client.scenario(BOYCOTT).solve(values={"leverage": 2})
    assert [answer_message(one) for one in there] == [answer_message(one) for one in here]
    assert there != client.scenario(BOYCOTT).solve()


def test_only_the_analyses_that_are_named(client):
    (found,) = client.scenario(BOYCOTT).solve(["dominance"])
    assert (found.id, found.analysis) == ("dominance", "rationalizable")
    with pytest.raises(pg.GameError, match="did you mean 'dominance'"):
        client.scenario(BOYCOTT).solve(["dominanc"])


def test_answers_of_every_kind_that_a_file_may_ask_for(client):
    asked = """
analyses:
  - {id: map, analysis: regimes, over: {gain: [1, 4]}}
  - {id: firm, analysis: robustness}
  - {id: bribe, analysis: intervene, lever: payment, target: {us: calm, china: calm}}
  - {id: bound, analysis: intervene, lever: commitment, target: {us: calm, china: calm}}
  - {id: patient, analysis: intervene, lever: discount, target: {us: calm, china: calm}}
  - {id: best, analysis: welfare}
  - {id: pull, analysis: potential}
"""
    text = SMALL.replace("\nanalyses:\n  - {id: equilibria, analysis: nash}\n", asked)
    there, here = client.scenario(text).solve(), parsed(text).solve()
    assert [type(one.result).__name__ for one in there] == [type(one.result).__name__ for one in here]
    assert [answer_message(one) for one in there] == [answer_message(one) for one in here]


def test_an_answer_of_no_kind_is_refused():
    with pytest.raises(pg.GameError, match="missing or of an unknown kind"):
        read_answer(pb.AnalysisAnswer(id="a", analysis="nash"))


QUESTIONS = {
    "a map": lambda where, it: where.regimes(it, over={"leverage": (1, 12)}),
    "a plane": lambda where, it: where.regimes(it, over={"leverage": (1, 12), "denial": (3, 20)}, concept="pure_nash"),
    "a map elsewhere": lambda where, it: where.regimes(it, over={"leverage": (1, 12)}, values={"learning": 1}),
    "parameters": lambda where, it: where.intervene(it, OPEN_TRADE, "parameters", over=["leverage", "dependence"]),
    "one parameter": lambda where, it: where.intervene(it, OPEN_TRADE, "parameters", over="leverage"),
    "a range": lambda where, it: where.intervene(it, OPEN_TRADE, "parameters", over={"leverage": (1, 12)}),
    "a payment": lambda where, it: where.intervene(it, OPEN_TRADE, "payment"),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_regimes_and_interventions_take_what_the_server_compiles(client, name):
    here = QUESTIONS[name](pg, pg.scenario(BOYCOTT))
    for it in (BOYCOTT, client.scenario(BOYCOTT), client.scenario(BOYCOTT).text):
        there = QUESTIONS[name](client, it)
        assert there.to_dict() == here.to_dict()
        there.verify()


MISTAKES = {
    "an unknown name": lambda where, _: where.scenario("chip_controls_and_boycot"),
    "an unknown parameter": lambda _, it: it.game(leverag=2),
    "a value out of range": lambda _, it: it.game(leverage=200),
    "no number": lambda _, it: it.game(leverage="two"),
    "a formula's parameter": lambda where, _: where.scenario("open_release_volunteer").game(self_=1),
    "nothing moves": lambda where, it: where.regimes(it, over={}),
    "no such parameter moves": lambda where, it: where.regimes(it, over={"leverag": (1, 2), "denial": (3, 4)}),
    "no range": lambda where, it: where.regimes(it, over={"leverage": (2, 1)}),
    "no such lever": lambda where, it: where.intervene(it, OPEN_TRADE, "magic"),
    "no such target": lambda where, it: where.intervene(it, ("x", "y"), "parameters", over="leverage"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_are_refused_alike(client, name):
    told = []
    for where in (client, pg):
        with pytest.raises(pg.GameError if name != "no such lever" else pg.UnsupportedError) as raised:
            MISTAKES[name](where, where.scenario(BOYCOTT))
        told.append((type(raised.value), raised.value.reason, raised.value.path, str(raised.value)))
    assert told[0] == told[1]


def test_a_false_claim_is_told_with_its_reason(client):
    (found,) = client.check(FALSE)
    assert (found.id, found.holds) == ("racing", False)
    assert found.why
    assert client.check(SMALL) == parsed(SMALL).findings()


def test_the_catalogue_by_topic(client):
    assert client.scenarios() == pg.scenarios()
    for topic in ("detente", "export_controls"):
        expected = tuple(name for name in pg.scenarios() if topic in pg.scenario(name).topics)
        assert client.scenarios(topic) == expected
        assert [one.title for one in client.catalogue(topic)] == [pg.scenario(name).title for name in expected]
    with pytest.raises(pg.GameError, match="did you mean 'detente'"):
        client.scenarios("detent")


def test_pages_are_whole_and_their_tokens_are_their_own(channel):
    stub, token, found, forged = ScenarioServiceStub(channel), "", [], "forged"
    while True:
        page = stub.ListScenarios(pb.ListScenariosRequest(page_size=5, page_token=token))
        assert len(page.scenarios) <= 5
        found += [one.id for one in page.scenarios]
        if not (token := page.next_page_token):
            break
        last = token
    assert tuple(found) == pg.scenarios()
    for request in (
        pb.ListScenariosRequest(page_size=-1),
        pb.ListScenariosRequest(page_token=forged),
        pb.ListScenariosRequest(page_token=last, topic="detente"),
    ):
        with pytest.raises(Exception, match="INVALID_ARGUMENT"):
            stub.ListScenarios(request)


def test_all_of_it_can_be_awaited(server):
    async def ask():
        async with pg.connect_async(server.address) as client:
            scenario = await client.scenario(BOYCOTT)
            return (
                await client.scenarios("detente"),
                await scenario.game(leverage=2),
                await scenario.findings(),
                await client.check(FALSE),
                await client.regimes(BOYCOTT, over={"leverage": (1, 12)}),
                await client.intervene(scenario, OPEN_TRADE, "parameters", over="leverage"),
                [answer_message(one) for one in await scenario.solve()],
            )

    topic, game, findings, (false,), regimes, change, answers = asyncio.run(ask())
    here = pg.scenario(BOYCOTT)
    assert topic == tuple(name for name in pg.scenarios() if "detente" in pg.scenario(name).topics)
    assert (game, findings, false.holds) == (here.game(leverage=2), here.findings(), False)
    assert regimes.to_dict() == pg.regimes(here, over={"leverage": (1, 12)}).to_dict()
    assert change.to_dict() == pg.intervene(here, OPEN_TRADE, "parameters", over="leverage").to_dict()
    assert answers == [answer_message(one) for one in here.solve()]
