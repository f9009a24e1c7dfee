from fractions import Fraction

import pytest
from policygames.certificates import PayoffBounds
from policygames.errors import GameError
from policygames.games import NormalFormGame, RepeatedGame
from policygames.results import PayoffSet
from policygames.v1 import payoff_sets_pb2 as pb
from policygames.wire.payoff_sets import payoff_set_message, read_payoff_set

STAGE = NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]])
GAME = RepeatedGame(STAGE, "2/3")
THIRDS = ((Fraction(1), Fraction(1)), (Fraction(4, 3), Fraction(1, 3)), (Fraction(2), Fraction(2)))
SETS = {
    "exact": PayoffSet(GAME, "subgame_perfect", PayoffBounds(THIRDS, THIRDS, exact=True)),
    "enclosed": PayoffSet(GAME, "subgame_perfect", PayoffBounds(THIRDS[:1], THIRDS, exact=False)),
    "empty": PayoffSet(GAME, "subgame_perfect", PayoffBounds((), (), exact=True)),
    "points": PayoffSet(GAME, "subgame_perfect", PayoffBounds(THIRDS, THIRDS, exact=True, points=True)),
    "unproven": PayoffSet.approximated(GAME, "subgame_perfect", [[0.1, 1 / 3], [2.0, 1e-300]]),
    "unproven and empty": PayoffSet.approximated(GAME, "subgame_perfect", []),
}


@pytest.mark.parametrize("payoff_set", SETS.values(), ids=SETS)
def test_sets_come_back_as_they_were(payoff_set):
    message = pb.PayoffSet.FromString(payoff_set_message(payoff_set).SerializeToString())
    again = read_payoff_set(message, GAME, "subgame_perfect")
    assert again == payoff_set
    assert again.exact == payoff_set.exact
    assert again.vertices.tolist() == payoff_set.vertices.tolist()


def test_no_set_has_no_message():
    assert payoff_set_message(None) is None


BAD = {
    "nothing": pb.PayoffSet(),
    "half a vertex": pb.PayoffSet(approximate=pb.ApproximateVertices(payoffs=[1.0, 2.0, 3.0])),
    "one payoff of two": pb.PayoffSet(bounds=pb.PayoffBounds(inner=[pb.PayoffVector(payoffs=["1"])])),
    "no number": pb.PayoffSet(bounds=pb.PayoffBounds(outer=[pb.PayoffVector(payoffs=["1", "x"])])),
}


@pytest.mark.parametrize("message", BAD.values(), ids=BAD)
def test_messages_that_are_no_set_are_refused_with_their_place(message):
    with pytest.raises(GameError) as caught:
        read_payoff_set(message, GAME, "subgame_perfect", "solution.payoff_set")
    assert caught.value.path.startswith("solution.payoff_set")


def test_one_shot_games_have_no_set():
    with pytest.raises(GameError, match="NormalFormGame has no set"):
        read_payoff_set(payoff_set_message(SETS["exact"]), STAGE, "nash")
