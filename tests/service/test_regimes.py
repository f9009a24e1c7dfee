"""Maps that a server draws are those that are drawn here, and forged ones are refused."""

import policygames as pg
import pytest
from families import Family
from policygames.wire.regimes import read_regimes_response, regimes_response

DILEMMA = [[[[3, 0], [5, 1]], [[3, 5], [0, 1]]], [[[0, 0], [-1, 0]], [[0, -1], [0, 0]]]]
TRADE = pg.NormalFormGame(
    [[["3", "4/3"], [4, 2]], [["3", 4], ["4/3", 2]]],
    ("United States", "China"),
    (("trade", "control"), ("buy", "boycott")),
)
QUESTIONS = {
    "a family": lambda where: where.regimes(Family(DILEMMA), {"x": (0, 6)}),
    "pure equilibria": lambda where: where.regimes(Family(DILEMMA), {"x": (0, 6)}, concept="pure_nash"),
    "a payoff": lambda where: where.regimes(TRADE, {("China", ("trade", "buy")): (0, 6)}),
    "two payoffs": lambda where: where.regimes(
        TRADE, {("China", ("trade", "buy")): (0, 6), ("United States", ("trade", "buy")): (0, "19/3")}
    ),
    "patience": lambda where: where.regimes(pg.RepeatedGame(TRADE, "1/2"), {"patience": (0, "0.95")}),
    "grim patience": lambda where: where.regimes(
        pg.RepeatedGame(TRADE, "1/2"), {"patience": (0, "0.95")}, punishment="grim"
    ),
}
"""Each asked of a server and here."""


@pytest.mark.parametrize("name", QUESTIONS)
def test_maps_come_back_whole(client, name):
    there, here = (QUESTIONS[name](where) for where in (client, pg))
    assert there.to_dict() == here.to_dict()
    assert there.verify() == here.verify()
    assert regimes_response(there, 0) == regimes_response(here, 0)


MISTAKES = {
    "no range": lambda where: where.regimes(Family(DILEMMA), {"x": (1, 1)}),
    "no such concept": lambda where: where.regimes(Family(DILEMMA), {"x": (0, 1)}, concept="correlated"),
    "too patient": lambda where: where.regimes(pg.RepeatedGame(TRADE, "1/2"), {"patience": (0, 1)}),
}
"""What is refused there as it is here."""


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_are_refused_alike(client, name):
    told = []
    for where in (client, pg):
        with pytest.raises(pg.PolicyGamesError) as raised:
            MISTAKES[name](where)
        told.append((type(raised.value), raised.value.reason, raised.value.path, str(raised.value)))
    assert told[0] == told[1]


def test_a_solution_of_another_regime_is_refused():
    response = regimes_response(pg.regimes(Family(DILEMMA), {"x": (0, 6)}), 0)
    response.map.solved[0].regime = 2
    with pytest.raises(pg.CertificateError):
        read_regimes_response(response)
