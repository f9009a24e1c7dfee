"""Interventions and robustness on the wire: nothing is lost, and what is malformed is refused with its place."""

import policygames as pg
import pytest
from drawn_formulas import scenario_of
from policygames.analysis.interventions.questions import question_for
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.interventions import (
    intervene_request,
    intervene_response,
    read_intervene_request,
    read_intervene_response,
)
from policygames.wire.robustness import read_robustness, robustness_message

GAME = pg.NormalFormGame([[["3", "4/3"], [4, 2]], [["3", 4], ["4/3", 2]]], ("US", "China"))
REPEATED = pg.RepeatedGame(GAME, "3/4")
PAYOFFS = {("US", (0, 0)): (0, "17/3"), ("China", (0, 0)): (0, 7)}
IN_PIECES = scenario_of("if(own.weight == 2, min(a - 4 / 3, 3 - a), 0)", "us == low")
JUMP = scenario_of("if(own.weight == 2, if(a > 4 / 3, 1, -1), 0)", "us == low")
ASKED = {
    "payment": (GAME, {"margin": "1/3", "budget": {"US": 7, "China": 9}}),
    "unique": (GAME, {"goal": "unique", "margin": "1/3", "contingent": "action"}),
    "promised": (GAME, {"instruments": "both", "goal": "dominant"}),
    "repeated": (REPEATED.at("1/7"), {"margin": "1/3"}),
    "answered": (REPEATED.at(("1/7", "1/3")), {"instruments": "both", "punishment": (1, 1)}),
    "commitment": (GAME, {"lever": "commitment", "margin": "1/7"}),
    "discount": (GAME, {"lever": "discount"}),
    "monitoring": (REPEATED, {"lever": "monitoring", "false_alarms": "1/9"}),
    "parameters": (GAME, {"lever": "parameters", "over": PAYOFFS}),
    "patience": (REPEATED, {"lever": "parameters", "over": {"patience": (0, "0.9")}}),
    "in pieces": (IN_PIECES, {"lever": "parameters", "over": {"a": ("-7/3", 3)}}),
    "in cells": (IN_PIECES, {"lever": "parameters", "over": ["a", "b"], "norm": "sum"}),
    "unattained": (JUMP, {"lever": "parameters", "over": "a"}),
}


def of(game, options):
    given = dict(options)
    return question_for(game, (0, 0), given.pop("lever", "payment"), given)


@pytest.mark.parametrize(("game", "options"), ASKED.values(), ids=ASKED)
def test_questions_and_answers_come_back_whole(game, options):
    question, found = of(game, options), pg.intervene(game, (0, 0), **options)
    request = pb.InterveneRequest.FromString(intervene_request(question).SerializeToString())
    assert intervene_request(read_intervene_request(request)[1]) == request
    response = pb.InterveneResponse.FromString(intervene_response(found, 0.5).SerializeToString())
    assert read_intervene_response(response, question) == found
    assert response.header.seconds == 0.5


def test_an_answer_to_another_question_is_refused():
    response = intervene_response(pg.intervene(GAME, (0, 0)), 0)
    for options in ({"margin": 1}, {"lever": "commitment"}, {"lever": "parameters", "over": PAYOFFS}):
        with pytest.raises(pg.GameError) as refused:
            read_intervene_response(response, of(GAME, options))
        assert refused.value.path.startswith("intervention")
    other = pg.NormalFormGame(GAME.payoffs * 2)
    with pytest.raises(pg.CertificateError):
        read_intervene_response(response, of(other, {}))


BROKEN = {
    "no target": ("payment", lambda one: one.payment.ClearField("target"), "target"),
    "no number": ("payment", lambda one: setattr(one.payment, "margin", "many"), "margin"),
    "no such payer": ("payment", lambda one: one.payment.payers.append(7), "payers[0]"),
    "no question": ("payment", lambda one: one.ClearField("payment"), "lever"),
    "no game": ("payment", lambda one: one.ClearField("game"), "game"),
    "answers of one": ("answered", lambda one: one.payment.answers[0].profiles[1].actions.pop(), "answers[1]"),
    "no such leader": ("commitment", lambda one: setattr(one.commitment, "leader", 7), "leader"),
    "stage game": ("monitoring", lambda one: one.game.CopyFrom(intervene_request(of(GAME, {})).game), "game"),
    "no such action": ("monitoring", lambda one: one.monitoring.path.actions.append(7), "target"),
    "too few axes": ("parameters", lambda one: one.parameters.axes.pop(), "axes"),
    "a hole": ("in cells", lambda one: one.parameters.cells.pop(0), "cells"),
    "signs": ("in cells", lambda one: one.parameters.cells[0].guards[0].signs.append(-1), "cells[0].guards"),
    "a gap": ("in pieces", lambda one: one.parameters.pieces.pop(0), "pieces"),
    "pieces that descend": ("in pieces", lambda one: one.parameters.pieces.reverse(), "pieces"),
    "profile of one": ("parameters", lambda one: one.parameters.target.actions.pop(), "target"),
}


@pytest.mark.parametrize(("kind", "spoil", "path"), BROKEN.values(), ids=BROKEN)
def test_malformed_questions_are_refused_with_their_place(kind, spoil, path):
    message = intervene_request(of(*ASKED[kind]))
    spoil(message)
    with pytest.raises(pg.GameError) as refused:
        read_intervene_request(message)
    assert refused.value.path.endswith(path)


def test_malformed_answers_are_refused():
    question = of(GAME, {})
    for spoil in (
        lambda one: one.payment.change[0].ClearField("profile"),
        lambda one: one.payment.least.prices[0].ClearField("demand"),
        lambda one: setattr(one.payment, "cost", "cheap"),
        lambda one: one.ClearField("payment"),
    ):
        response = intervene_response(pg.intervene(GAME, (0, 0)), 0)
        spoil(response)
        with pytest.raises(pg.GameError) as refused:
            read_intervene_response(response, question)
        assert refused.value.path.startswith("intervention")


def test_robustness_comes_back_whole():
    for game in (GAME, pg.NormalFormGame([[["1/3", 0], [0, 1]], [[1, 0], [0, 2]]])):
        for equilibrium in pg.solve(game, "nash").equilibria:
            found = pg.robustness(equilibrium)
            message = robustness_message(found)
            assert read_robustness(message, game) == found
            message.weakest.radius = "wide"
            with pytest.raises(pg.GameError) as refused:
                read_robustness(message, game)
            assert refused.value.path == "robustness.weakest.radius"
