"""Analyses of other concepts through every layer: here, by gRPC, checked again, saved and read back."""

import asyncio
import json
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from policygames.results.information_value import InformationValue
from policygames.results.learning_path import LearningPath
from policygames.results.potential import Potential
from policygames.results.precision_estimate import PrecisionEstimate
from policygames.results.quantal_branch import QuantalBranch
from policygames.results.selection import Selection

STAG = pg.NormalFormGame([[["9", 0], ["8", "7"]], [["9", "8"], [0, "7"]]], ("Ann", "Bob"), (("stag", "hare"),) * 2)
THIRDS = pg.NormalFormGame([[["1/3", 0, 0], [0, "2/3", 0]], [["1/7", 0, 0], [0, "5/7", 0]]])
PENNIES = pg.NormalFormGame([[[1, 0], [0, 1]], [[0, 1], [1, 0]]])
HAWKS = pg.NormalFormGame([[[1, 4], [2, 3]], [[1, 2], [4, 3]]], actions=(("hawk", "dove"),) * 2)
TRIO = pg.NormalFormGame(np.random.default_rng(4).integers(0, 9, (3, 2, 2, 2)))
ROADS = pg.SymmetricGame({"cars": 3, "trucks": 2}, actions=("north", "south"), payoff=lambda group, own, counts: (
    Fraction(-1, 3) * (counts["cars"][own] + counts["trucks"][own]) - (group == "trucks") * (own == "south")
))  # fmt: skip
CROWD = pg.SymmetricGame(players=3, actions=("a", "b", "c"), payoff=lambda own, counts: counts["a"] * (own == "b") * 2)
NEWS = pg.BayesianGame(
    [[[[[-2, -2], [0, 0]]], [[["4/3", 1], [0, 0]]]], [[[[-1, 0], [0, 1]]], [[[-1, 0], ["1/3", 1]]]]],
    prior=[["2/3"], ["1/3"]],
    players=("Ann", "Bob"),
    types=(("calm", "angry"), ("usual",)),
)

ASKED = {
    "potential": (Potential, lambda where: where.potential(STAG)),
    "potential of none": (Potential, lambda where: where.potential(PENNIES)),
    "potential of groups": (Potential, lambda where: where.potential(ROADS)),
    "potential of no crowd": (Potential, lambda where: where.potential(CROWD)),
    "news": (InformationValue, lambda where: where.value_of_information(NEWS, "Bob", "Ann")),
    "risk": (Selection, lambda where: where.select(STAG)),
    "payoff": (Selection, lambda where: where.select(THIRDS, "payoff")),
    "p_dominance": (Selection, lambda where: where.select(STAG, "p_dominance")),
    "tracing": (Selection, lambda where: where.select(THIRDS, "tracing", prior=[["1/3", "2/3"], ["1/7", 0, "6/7"]])),
    "welfare": (Selection, lambda where: where.select(THIRDS, "welfare")),
    "welfare of three": (Selection, lambda where: where.select(TRIO, "welfare")),
    "entropy": (Selection, lambda where: where.select(THIRDS, "entropy")),
    "branch": (QuantalBranch, lambda where: where.quantal_response_path(STAG)),
    "branch of three": (QuantalBranch, lambda where: where.quantal_response_path(TRIO, largest="7/3")),
    "estimate": (PrecisionEstimate, lambda where: where.estimate_precision(HAWKS, [[20, 30], ["25.5", 24]])),
    "estimate without end": (PrecisionEstimate, lambda where: where.estimate_precision(STAG, [[0, 9], [0, 9]])),
    "replicator": (LearningPath, lambda where: where.replicator_dynamics(HAWKS, start=[["1/3", "2/3"]] * 2)),
    "two populations": (LearningPath, lambda where: where.replicator_dynamics(
        HAWKS, start=[["1/3", "2/3"], ["3/5", "2/5"]], times=[0, 0.5, 2], populations=2)),
    "moran": (LearningPath, lambda where: where.moran_process(HAWKS, [5, 5], seed=3)),
    "fictitious": (LearningPath, lambda where: where.fictitious_play(PENNIES, steps=200, seed=2**64 - 1)),
    "fictitious without chance": (LearningPath, lambda where: where.fictitious_play(TRIO, tolerance="1/1000")),
    "regrets": (LearningPath, lambda where: where.regret_matching(TRIO, steps=500, seed=1)),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "ask"), ASKED.values(), ids=ASKED)
def test_every_layer_gives_the_same_result(kind, ask, client):
    here, there = ask(pg), ask(client)
    assert isinstance(here, kind)
    assert there == here
    assert there.verify() == here.verify()
    assert there.explain() == here.explain()
    saved = json.dumps(here.to_dict())
    assert kind.from_dict(json.loads(saved)) == here
    assert kind.from_dict(json.loads(saved, parse_float=str)).to_dict() == here.to_dict()


def test_chances_of_taking_over_arrive_exactly(client):
    for where in (pg, client):
        assert where.fixation_probability(HAWKS, "dove", "hawk", 5) == pg.fixation_probability(HAWKS, 1, 0, 5)


def test_answers_are_awaited_as_well(server):
    async def ask():
        async with pg.connect_async(server.address) as client:
            return await asyncio.gather(
                client.select(STAG, "p_dominance"), client.potential(STAG), client.regret_matching(HAWKS, steps=9)
            )

    assert asyncio.run(ask()) == [
        pg.select(STAG, "p_dominance"), pg.potential(STAG), pg.regret_matching(HAWKS, steps=9)
    ]  # fmt: skip


MISTAKES = {
    "criterion": lambda where: where.select(STAG, "beauty"),
    "prior without tracing": lambda where: where.select(STAG, "risk", prior=["stag", "hare"]),
    "prior that is none": lambda where: where.select(STAG, "tracing", prior=[[1, 1], [1, 0]]),
    "selection of three by risk": lambda where: where.select(TRIO, "risk"),
    "selection of no game": lambda where: where.select("STAG"),
    "potential of types": lambda where: where.potential(NEWS),
    "news of a game without types": lambda where: where.value_of_information(STAG, 0, 1),
    "news about oneself": lambda where: where.value_of_information(NEWS, "Ann", "Ann"),
    "news of a stranger": lambda where: where.value_of_information(NEWS, "Ann", "Eve"),
    "branch to nowhere": lambda where: where.quantal_response_path(STAG, largest=-1),
    "branch to nothing": lambda where: where.quantal_response_path(STAG, largest="far"),
    "branch to infinity": lambda where: where.quantal_response_path(STAG, largest=float("inf")),
    "counts of one player": lambda where: where.estimate_precision(STAG, [[1, 2]]),
    "negative counts": lambda where: where.estimate_precision(STAG, [[1, -2], [3, 4]]),
    "no counts": lambda where: where.estimate_precision(STAG, 7),
    "counts of nobody": lambda where: where.estimate_precision(STAG, [[0, 0], [0, 0]]),
    "steps": lambda where: where.fictitious_play(STAG, steps=0),
    "half a step": lambda where: where.fictitious_play(STAG, steps=1.5),
    "seed": lambda where: where.fictitious_play(STAG, seed=-1),
    "seed in words": lambda where: where.regret_matching(STAG, seed="lucky"),
    "tolerance": lambda where: where.regret_matching(STAG, tolerance=0),
    "start": lambda where: where.fictitious_play(STAG, start=[[1, 0]]),
    "times": lambda where: where.replicator_dynamics(STAG, times=[0]),
    "times in words": lambda where: where.replicator_dynamics(STAG, times="soon"),
    "falling times": lambda where: where.replicator_dynamics(STAG, times=[1, 0]),
    "three populations": lambda where: where.replicator_dynamics(STAG, populations=3),
    "one population of unlike players": lambda where: where.replicator_dynamics(THIRDS, populations=1),
    "replicators of three": lambda where: where.replicator_dynamics(TRIO),
    "population": lambda where: where.moran_process(HAWKS, [5, -5]),
    "population of one": lambda where: where.moran_process(HAWKS, [1, 0]),
    "mutant": lambda where: where.fixation_probability(HAWKS, "owl", "hawk", 9),
    "size": lambda where: where.fixation_probability(HAWKS, "dove", "hawk", 1),
    "size in words": lambda where: where.fixation_probability(HAWKS, "dove", "hawk", "many"),
    "deadline": lambda where: where.select(STAG, deadline=-1),
}


@pytest.mark.parametrize("ask", MISTAKES.values(), ids=MISTAKES)
def test_mistakes_are_answered_alike(ask, client):
    with pytest.raises(pg.PolicyGamesError) as here:
        ask(pg)
    with pytest.raises(type(here.value)) as there:
        ask(client)
    assert (there.value.reason, there.value.path) == (here.value.reason, here.value.path)


def spoiled(result, **changes):
    """The saved form of a result with some fields changed."""
    return json.loads(json.dumps(result.to_dict())) | changes


WRONG = {
    "another potential": (Potential, lambda: spoiled(pg.potential(STAG), potential=[["0/1", "0/1"], ["1/1", "0/1"]])),
    "no round": (Potential, lambda: spoiled(pg.potential(PENNIES), cycle=[[0, 0]] * 4)),
    "another sum": (Selection, lambda: spoiled(pg.select(THIRDS, "welfare"), values=["9/1"])),
    "a shorter path": (Selection, lambda: spoiled(pg.select(THIRDS, "tracing"), path=[])),
    "another end": (LearningPath, lambda: spoiled(pg.fictitious_play(PENNIES, steps=9), gain=0.75)),
    "another regret": (LearningPath, lambda: spoiled(pg.regret_matching(TRIO, steps=9), gain=0.125)),
    "other precisions": (QuantalBranch, lambda: spoiled(
        branch := pg.quantal_response_path(STAG), precisions=[one + 1 for one in branch.precisions.tolist()])),
    "another likelihood": (PrecisionEstimate, lambda: spoiled(
        pg.estimate_precision(HAWKS, [[2, 3], [3, 2]]), log_likelihood=-1.5)),
    "swapped players": (InformationValue, lambda: spoiled(
        pg.value_of_information(NEWS, "Bob", "Ann"), learner="Ann", about="Bob")),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "spoil"), WRONG.values(), ids=WRONG)
def test_wrong_results_are_found_out(kind, spoil):
    with pytest.raises(pg.CertificateError):
        kind.from_dict(spoil()).verify()


@pytest.mark.parametrize(("kind", "ask"), ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("spoil", [
    lambda data: data | {"kind": "solution"},
    lambda data: {name: value for name, value in data.items() if name != "digest"},
    lambda data: data | {"more": 1},
    lambda data: data | {"policygames": 2},
    lambda data: data | dict.fromkeys([one for one in data if one not in ("policygames", "kind", "game", "digest")], 7),
    lambda data: [data],
], ids=["kind", "missing", "more", "format", "sevens", "list"])  # fmt: skip
def test_broken_files_are_refused_by_name(kind, ask, spoil):
    with pytest.raises(pg.GameError):
        kind.from_dict(spoil(ask(pg).to_dict()))
