"""Documents are plain data: what they say has one canonical form and one digest."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace
from fractions import Fraction

import pytest
from policygames.documents import (
    Action,
    GameForm,
    Origin,
    Parameter,
    Payoffs,
    Player,
    ScenarioDocument,
    StatedFinding,
    Term,
)
from policygames.documents.canonical import plain

ACTIONS = Action("calm", "Calm"), Action("race", "Race")
PLAYERS = tuple(Player(name, name.upper(), ACTIONS) for name in ("us", "china"))
DOCUMENT = ScenarioDocument(
    id="small",
    version="1.0.0",
    title="Small",
    question="Why?",
    topics=("detente",),
    summary="",
    sources=(),
    parameters=(Parameter("gain", Fraction(1, 3), range=(Fraction(0), Fraction(1))),),
    players=PLAYERS,
    payoffs=Payoffs("terms", terms=(Term("edge", ("us",), "gain"),)),
    game=GameForm("normal"),
    findings=(StatedFinding("one", "A claim.", "dominant", {"player": "us"}, {"gain": Fraction(1, 2)}),),
)


def test_plain_data_goes_through_json_unchanged():
    data = DOCUMENT.to_dict()
    assert json.loads(json.dumps(data)) == data
    assert data["kind"] == "scenario"
    assert data["parameters"][0]["value"] == "1/3"
    assert data["findings"][0]["given"] == {"gain": "1/2"}
    assert "origin" not in data


def test_where_it_was_read_from_does_not_count():
    moved = replace(DOCUMENT, origin=Origin("elsewhere.yaml", {"id": (3, 1)}))
    assert moved == DOCUMENT
    assert moved.digest == DOCUMENT.digest


def test_what_it_says_counts():
    others = [
        replace(DOCUMENT, version="1.0.1"),
        replace(DOCUMENT, players=PLAYERS[::-1]),
        replace(DOCUMENT, parameters=(replace(DOCUMENT.parameters[0], value=Fraction(1, 4)),)),
        replace(DOCUMENT, findings=()),
    ]
    assert len({DOCUMENT.digest, *(other.digest for other in others)}) == 5


def test_composed_and_decomposed_accents_are_the_same_text():
    assert replace(DOCUMENT, title="d\u00e9tente").digest == replace(DOCUMENT, title="de\u0301tente").digest
    assert plain(("e\u0301",)) == ["\u00e9"]


def test_documents_do_not_change():
    with pytest.raises(FrozenInstanceError):
        DOCUMENT.title = "Other"


def test_actions_stand_in_the_order_of_the_players():
    assert [[action.id for action in actions] for actions in DOCUMENT.actions] == [["calm", "race"]] * 2
