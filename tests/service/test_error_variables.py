"""What errors hold for programs, where the fault table asks for more than a Solve: exact, bounded, and not logged."""

import json
import time
import uuid

import grpc
import policygames as pg
import pytest
from google.longrunning import operations_pb2 as operations
from google.rpc.error_details_pb2 import ErrorInfo
from policygames.v1 import solver_service_pb2 as pb
from policygames.v1 import study_service_pb2 as studies
from policygames.v1.batch_pb2 import GameColumns
from policygames.v1.solver_service_pb2_grpc import SolverServiceStub
from policygames.wire.analyses import sweep_request
from policygames.wire.requests import Question, solve_request
from policygames.wire.service_info import MAX_BATCH_ITEMS, MAX_COLUMN_GAMES
from service.questions import STAG_HUNT, details, failure
from service.studying import games, refused, stubs

REPEATED = pg.RepeatedGame(STAG_HUNT, 0)


def columns(**block):
    return pb.SolveColumnsRequest(concept="nash", games=GameColumns(**{"shape": [2, 2]} | block))


def swept(*discounts):
    message = sweep_request(Question(REPEATED, "subgame_perfect"), [])
    message.discounts.extend(discounts)
    return message


def batch(count):
    item = pb.BatchItem(key="k", request=solve_request(Question(STAG_HUNT)))
    return pb.SolveBatchRequest(items=[item] * count)


MANY = MAX_COLUMN_GAMES + 1
REFUSED = {
    "25: no whole number": ("SolveColumns", columns(float64=bytes(12)), {"bytes": 12, "wanted": 64}),
    "25: no whole game": ("SolveColumns", columns(int8=bytes(12)), {"bytes": 12, "wanted": 8}),
    "25: no payoffs": (
        "SolveColumns",
        columns(),
        {"allowed": "int8, int16, int32, int64, float64"},
    ),
    "26: NaN in a block": (
        "SolveColumns",
        columns(float64=bytes(64 + 8) + b"\0\0\0\0\0\0\xf8\x7f" + bytes(48)),
        {"game": 1, "player": 0, "profile": "0, 1", "value": "nan"},
    ),
    "34: a factor of NaN": ("Sweep", swept("1/2", "NaN"), {"value": "NaN", "allowed": "[0, 1)"}),
    "34: a factor of 1": ("Sweep", swept("1"), {"value": "1", "allowed": "[0, 1)"}),
    "39: no games": ("SolveColumns", columns(int8=b""), {"games": 0, "limit": MAX_COLUMN_GAMES}),
    "39: too many games": ("SolveColumns", columns(int8=bytes(8 * MANY)), {"games": MANY, "limit": MAX_COLUMN_GAMES}),
    "39: no items": ("SolveBatch", batch(0), {"games": 0, "limit": MAX_BATCH_ITEMS}),
    "39: too many items": (
        "SolveBatch",
        batch(MAX_BATCH_ITEMS + 1),
        {"games": MAX_BATCH_ITEMS + 1, "limit": MAX_BATCH_ITEMS},
    ),
}


def told(info):
    """The metadata of an ErrorInfo but for the type of error."""
    return {name: text for name, text in info.metadata.items() if name != "type"}


def texts(variables):
    return {name: str(value) for name, value in variables.items()}


@pytest.mark.parametrize("row", REFUSED)
def test_a_row_of_the_table(channel, row):
    rpc, request, variables = REFUSED[row]
    ask = getattr(SolverServiceStub(channel), rpc)
    error = failure(lambda: list(ask(iter([request]))) if rpc == "SolveBatch" else ask(request))
    assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert told(details(error)["ErrorInfo"]) == texts(variables)


def test_row_40_each_item_has_its_own(channel):
    bad = solve_request(Question(STAG_HUNT))
    bad.game.normal_form.exact_payoffs[3] = "nan"
    items = [pb.BatchItem(key=str(key), request=one) for key, one in enumerate((bad, pb.SolveRequest()))]
    responses = SolverServiceStub(channel).SolveBatch(iter([pb.SolveBatchRequest(items=items)]))
    answers = [answer for response in responses for answer in response.answers]
    found = {}
    for answer in answers:
        info = ErrorInfo()
        answer.error.details[0].Unpack(info)
        found[answer.key] = told(info)
    assert found["0"] == {"player": "0", "profile": "1, 1", "value": "nan"}
    assert found["1"]["given"] == "missing"


def test_rows_19_41_44_jobs_name_their_operation_and_their_request(channel, client):
    identifier = str(uuid.uuid4())
    client.solve_job(games(20), request_id=identifier)
    assert refused(client.solve_job, games(21), request_id=identifier).variables == {"requestId": identifier}
    _, operating = stubs(channel)
    for call, message in (
        (operating.GetOperation, operations.GetOperationRequest(name="operations/none")),
        (operating.CancelOperation, operations.CancelOperationRequest(name="operations/none")),
    ):
        assert told(details(failure(call, message))["ErrorInfo"]) == {"operation": "operations/none"}


def test_a_study_of_a_bad_block_says_what_a_block_says(channel):
    study, _ = stubs(channel)
    message = studies.GamesStudy(concept="nash", games=GameColumns(shape=[2, 0], int8=bytes(8)))
    error = failure(study.RunStudy, studies.RunStudyRequest(games=message))
    assert told(details(error)["ErrorInfo"]) == {"player": "1"}


LOCAL = [
    ("nsh", {}),
    ("nash", {"method": "lemke"}),
    ("nash", {"leader": 1}),
    ("nash", {"max_equilibria": 0}),
    ("subgame_perfect", {}),
    ("stackelberg", {"leader": "nobody"}),
    ("correlated", {"objective": "wellfare"}),
    ("quantal_response", {"precision": -1}),
    ("zero_sum", {}),
]


@pytest.mark.parametrize(("concept", "fields"), LOCAL)
def test_the_variables_of_a_remote_error_are_those_of_a_local_one(client, planted_here, concept, fields):
    here = refused(pg.solve, STAG_HUNT, concept, **fields)
    there = refused(client.solve, STAG_HUNT, concept, **fields)
    assert here.variables
    assert (type(there), str(there), vars(there)) == (type(here), str(here), vars(here))


def test_labels_go_to_the_caller_and_not_into_the_log(server, channel):
    label = f"secret{uuid.uuid4().hex}"
    message = solve_request(Question(pg.NormalFormGame(STAG_HUNT.payoffs, actions=(("a", label), ("a", "b")))))
    message.game.normal_form.actions[0].names[0] = label
    error = failure(SolverServiceStub(channel).Solve, message)
    assert told(details(error)["ErrorInfo"])["label"] == label
    until = time.monotonic() + 30
    while "DUPLICATE_LABEL" not in (log := json.dumps(server.records())) and time.monotonic() < until:
        time.sleep(0.05)  # the line comes after the answer
    assert "DUPLICATE_LABEL" in log
    assert label not in log


def test_long_labels_are_cut(channel):
    label = "é" * 128
    message = solve_request(Question(pg.NormalFormGame(STAG_HUNT.payoffs, actions=(("a", "c"), ("a", "b")))))
    message.game.normal_form.actions[0].names[:] = [label, label]
    text = told(details(failure(SolverServiceStub(channel).Solve, message))["ErrorInfo"])["label"]
    assert text.endswith("…")
    assert label.startswith(text[:-1])
    assert 190 < len(text.encode()) <= 200
