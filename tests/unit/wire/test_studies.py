"""Studies through the wire: the same question comes out, exactly, and anything else is refused by field."""

from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.games.batch import GameBatch
from policygames.v1 import study_service_pb2 as pb
from policygames.v1.batch_pb2 import GameColumns
from policygames.wire.game_columns import columns_message, read_columns
from policygames.wire.scenario_studies import ScenarioQuestion
from policygames.wire.studies import GamesQuestion, read_study, study_request

SHAPES = st.lists(st.integers(1, 3), min_size=2, max_size=3)
BOUNDS = st.sampled_from([2**7 - 1, 2**7, 2**15, 2**31 - 1, 2**31, 2**63 - 1])


@st.composite
def batches(draw):
    """Games of one shape: whole numbers of any size over denominators of any kind, or floats."""
    shape, count = draw(SHAPES), draw(st.integers(1, 3))
    axes = (count, len(shape), *shape)
    size = int(np.prod(axes))
    if draw(st.booleans()):
        numbers = st.floats(allow_nan=False, allow_infinity=False)
        return GameBatch(np.array(draw(st.lists(numbers, min_size=size, max_size=size))).reshape(axes))
    bound = draw(BOUNDS)
    values = draw(st.lists(st.integers(-bound, bound), min_size=size, max_size=size))
    rows = draw(st.sampled_from([None, (len(shape),), (count, len(shape))]))
    below = st.integers(1, 2**62)
    denominators = rows and np.array(draw(st.lists(below, min_size=int(np.prod(rows)), max_size=int(np.prod(rows)))))
    return GameBatch(
        np.array(values, dtype=np.int64).reshape(axes), None if rows is None else denominators.reshape(rows)
    )


@given(batches())
def test_the_same_games_come_out(games):
    found = read_columns(GameColumns.FromString(columns_message(games).SerializeToString()))
    assert found.payoffs.dtype == games.payoffs.dtype
    assert np.array_equal(found.payoffs, games.payoffs)
    assert np.array_equal(found.denominators, games.denominators)


@pytest.mark.parametrize(("most", "field"), [(127, "int8"), (128, "int16"), (2**15, "int32"), (2**31, "int64")])
def test_whole_numbers_travel_in_as_few_bytes_as_hold_them(most, field):
    payoffs = np.full((1, 2, 1, 1), most)
    assert columns_message(GameBatch(payoffs)).WhichOneof("payoffs") == field
    assert columns_message(GameBatch(-payoffs - 1)).WhichOneof("payoffs") == ("int8" if most == 127 else field)


def test_thirds_travel_over_a_denominator_and_other_fractions_do_not_in_bulk():
    games = GameBatch(np.array([[[[1, 2]], [[4, 5]]]]), [3, 7])
    assert read_columns(columns_message(games))[0].payoffs[0][0][1] == Fraction(2, 3)
    with pytest.raises(pg.UnsupportedError):
        columns_message(GameBatch([[[["1/3", "1/7"]], [[0, 0]]]]))


QUESTIONS = [
    ScenarioQuestion("chip", "id"),
    ScenarioQuestion("a: 1\n", "text", concept="nash", draws=7, design="lhs", seed=3, chunk_rows=2),
    ScenarioQuestion("{}", "canonical", fixed={"a": "1/3"}, decimals={"b": 2}, levels={"c": 4}, findings=(), limit=0),
    ScenarioQuestion("chip", "id", design="grid", levels=5, cases={"low": {"a": "1/7"}, "high": {}}),
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_study_comes_out(question):
    assert read_study(pb.RunStudyRequest.FromString(study_request(question, "id").SerializeToString())) == question


def test_what_is_exact_stays_so():
    message = study_request(ScenarioQuestion("chip", "id", fixed={"a": Fraction(1, 3), "b": "0.1"})).scenario
    assert dict(message.fixed) == {"a": "1/3", "b": "1/10"}


def test_given_games_keep_their_question():
    games = GameBatch(np.zeros((2, 2, 2, 2), dtype=np.int64))
    found = read_study(study_request(GamesQuestion(games, "pure_nash", certify=False, chunk_rows=9)))
    assert (found.concept, found.certify, found.chunk_rows) == ("pure_nash", False, 9)


TWICE = [pb.ParameterCase(name="a"), pb.ParameterCase(name="a")]
BAD = [
    (pb.RunStudyRequest(), "study"),
    (pb.RunStudyRequest(chunk_rows=-1), "chunk_rows"),
    (pb.RunStudyRequest(scenario=pb.ScenarioStudy()), "scenario"),
    (pb.RunStudyRequest(scenario=pb.ScenarioStudy(id="a", cases=TWICE)), "cases[1]"),
    (pb.RunStudyRequest(games=pb.GamesStudy()), "games.payoffs"),
]


@pytest.mark.parametrize(("message", "path"), BAD)
def test_anything_else_is_refused_by_field(message, path):
    with pytest.raises(pg.GameError) as caught:
        read_study(message)
    assert caught.value.path == path


@given(st.binary(max_size=200))
def test_hostile_bytes_are_games_or_refused(body):
    try:
        message = GameColumns.FromString(body)
    except Exception:  # noqa: BLE001 - protobuf's own refusal
        return
    try:
        games = read_columns(message)
    except pg.GameError:
        return
    assert len(games) > 0
