"""Scenario files made to hurt, over the wire: refused at their line, told nothing of the server, and it serves on."""

import json
import time
import urllib.request

import grpc
import policygames as pg
import pytest
from malformed_scenarios import SMALL, malformed_files
from policygames.errors import ScenarioError
from policygames.scenarios import parsed
from policygames.scenarios.located import MAX_BYTES, MAX_NODES
from policygames.v1 import scenario_service_pb2 as pb
from policygames.v1.scenario_service_pb2_grpc import ScenarioServiceStub
from service.questions import details, failure, reason
from service.running import Running

FILES = malformed_files()
SECONDS = 10
"""For one file: far more than it takes, so that a busy machine fails no test."""
EXTENDING = """\
policygames: 1
kind: scenario
id: mine
version: 1.0.0
title: Mine
question: What?
extends: {id: "%s", version: "*"}
"""
DRAWS = """\
policygames: 1
kind: set
id: my_set
version: 1.0.0
title: My set
base: {id: chip_controls_and_boycott, version: "*"}
draws:
  - {id: table, design: %s, file: %s, columns: {leverage: a}}
"""
SECRETS = ("Traceback", "/work", "site-packages", "root:", "policygames_server", ".py", "catalogue/")


@pytest.fixture(scope="module")
def stub(server):
    with grpc.insecure_channel(server.address) as channel:
        yield ScenarioServiceStub(channel)


def checking(content, **options):
    return pb.CheckScenarioRequest(scenario=pb.ScenarioSource(content=content, file_name="bad.yaml"), **options)


def refused(stub, content):
    """The error of a file that is refused, and the place that its status tells."""
    error = failure(stub.CheckScenario, checking(content), timeout=SECONDS)
    assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
    told = details(error)["ErrorInfo"].metadata
    assert not any(secret in error.details() for secret in SECRETS)
    return error, (told["type"], told["file"], int(told["line"]), int(told["column"]))


@pytest.mark.parametrize("case", FILES)
def test_each_malformed_file_is_refused_at_its_line(stub, case):
    content, line, _ = FILES[case]
    with pytest.raises(ScenarioError) as here:
        parsed(content, "bad.yaml")
    _, place = refused(stub, content)
    assert place == ("ScenarioError", "bad.yaml", here.value.line, here.value.column)
    assert line in (0, place[2])


def test_all_mistakes_of_each_come_back_as_here(client):
    for content, _, _ in FILES.values():
        told = []
        for ask in (lambda one: client.check(one, file="bad.yaml"), lambda one: parsed(one, "bad.yaml")):
            with pytest.raises(ScenarioError) as raised:
                ask(content)
            error = raised.value
            told.append((str(error), error.reason, error.path, error.file, error.line, error.column))
        assert told[0] == told[1]


def test_a_good_file_is_checked_after_all_that(client):
    (found,) = client.check(SMALL, deadline=SECONDS)
    assert found.holds


def test_mistakes_that_no_status_takes_are_counted_in_it(stub):
    content = SMALL + "".join(f"extra_{number}: x\n" for number in range(100))
    lines = refused(stub, content.encode())[0].details().split("\n")
    assert lines[-1] == f"and {100 - len(lines) + 1} more"
    assert all(line.startswith("bad.yaml:") for line in lines[1:-1])


BOMBS = {
    "a file at the limit": lambda: SMALL + "# " + "x" * (MAX_BYTES - len(SMALL) - 10) + "\nnone: 1\n",
    "a file over the limit": lambda: SMALL + "# " + "x" * MAX_BYTES,
    "ten times over": lambda: "a: [" + "1, " * (10 * MAX_BYTES // 3) + "]\n",
    "a wide list": lambda: "a: [" + "[], " * (MAX_BYTES // 5) + "]\n",
    "many mistakes": lambda: SMALL + "".join(f"e{number}: x\n" for number in range(MAX_NODES // 3)),
    "a long formula": lambda: SMALL.replace('"gain - cost"', '"' + "gain + " * 100_000 + 'cost"'),
    "a tower": lambda: SMALL.replace('"gain - cost"', '"' + "(" * 300_000 + 'gain"'),
    "a large power": lambda: SMALL.replace('"gain - cost"', '"((gain^32)^32)^32"'),
    "many players": lambda: SMALL.replace("name: China,", "name: China, members: 100000000,"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_and_the_worker_lives(stub, client, name):
    started = time.monotonic()
    error = failure(stub.CheckScenario, checking(BOMBS[name]().encode()), timeout=6 * SECONDS)
    assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert time.monotonic() - started < 5 * SECONDS
    assert client.check(SMALL, deadline=SECONDS)[0].holds


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "..", "small", "file:///etc/passwd", "a\\u0000b", "etc/passwd.yaml"]
)
def test_extends_looks_into_the_catalogue_alone(stub, name):
    error, place = refused(stub, (EXTENDING % name).encode())
    assert place[2] == EXTENDING.count("\n")
    assert "there is no scenario" in error.details() or "control character" in error.details()


@pytest.mark.parametrize("name", ["/etc/passwd", "/nowhere/at/all", "../pyproject.toml", "pyproject.toml", "x.yaml"])
def test_ids_that_are_paths_tell_nothing_of_files(stub, client, name):
    source = pb.ScenarioSource(id=name)
    for call, request in (
        (stub.GetScenario, pb.GetScenarioRequest(scenario=source)),
        (stub.CheckScenario, pb.CheckScenarioRequest(scenario=source)),
        (stub.BuildGame, pb.BuildGameRequest(scenario=source)),
        (stub.SolveScenario, pb.SolveScenarioRequest(scenario=source)),
        (stub.OpenParameters, pb.OpenParametersRequest(scenario=source, names=["x"])),
    ):
        error = failure(call, request)
        assert (error.code(), reason(error)) == (grpc.StatusCode.INVALID_ARGUMENT, "UNKNOWN_NAME")
        assert error.details().startswith(f"there is no scenario {name!r} in the catalogue")
    with pytest.raises(pg.GameError, match="in the catalogue"):
        client.study(name, draws=4)


@pytest.mark.parametrize("design", ["csv", "excel"])
def test_tables_of_draws_are_refused_by_name(stub, design):
    error, place = refused(stub, (DRAWS % (design, "/etc/passwd")).encode())
    assert place[2] == DRAWS.count("\n")
    assert "/etc/passwd" in error.details()
    same, _ = refused(stub, (DRAWS % (design, "/nowhere/at/all")).encode())
    assert same.details() == error.details().replace("/etc/passwd", "/nowhere/at/all")


def test_text_that_is_no_utf8_is_a_malformed_body_or_a_place(server, stub):
    broken = b"\x0a\x08\x12\x06a: \xff\xfe\n"  # field 1, a source whose text is these bytes
    with grpc.insecure_channel(server.address) as channel:
        call = channel.unary_unary("/policygames.v1.ScenarioService/CheckScenario")
        assert reason(failure(call, broken)) == "MALFORMED_BODY"
    assert refused(stub, b"a: 1\nb: \xff\n")[1][2] == 2


STRANGE = {
    "no scenario": (pb.CheckScenarioRequest(), "MISSING_GAME"),
    "an empty id": (pb.CheckScenarioRequest(scenario=pb.ScenarioSource(id="")), "UNKNOWN_NAME"),
    "a name of two lines": (
        pb.CheckScenarioRequest(scenario=pb.ScenarioSource(text=SMALL, file_name="a\nb")),
        "BAD_LABEL",
    ),
    "a long name": (pb.CheckScenarioRequest(scenario=pb.ScenarioSource(text=SMALL, file_name="a" * 257)), "BAD_LABEL"),
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_questions_are_refused_by_name(stub, name):
    request, why = STRANGE[name]
    error = failure(stub.CheckScenario, request)
    assert (error.code(), reason(error)) == (grpc.StatusCode.INVALID_ARGUMENT, why)


@pytest.mark.parametrize("name", ["self", "document", "values", "names", "deadline", "__class__", ""])
def test_values_may_be_called_anything(stub, name):
    request = pb.BuildGameRequest(scenario=pb.ScenarioSource(text=SMALL), values={name: "1"})
    assert reason(failure(stub.BuildGame, request)) == "UNKNOWN_NAME"


@pytest.mark.parametrize("text", ["x", "", "1e999999999", "0x" + "f" * 1_000_000 + "/0x1", "1/0", "nan"])
def test_values_that_are_no_numbers_are_refused(stub, text):
    request = pb.BuildGameRequest(scenario=pb.ScenarioSource(text=SMALL), values={"gain": text})
    error = failure(stub.BuildGame, request)
    assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert details(error)["BadRequest"].field_violations[0].field == "gain"


def test_too_many_open_parameters_are_refused(stub):
    request = pb.OpenParametersRequest(scenario=pb.ScenarioSource(text=SMALL), names=["gain"] * 1000)
    assert failure(stub.OpenParameters, request).code() is grpc.StatusCode.INVALID_ARGUMENT


def test_the_same_over_http():
    with Running(workers=1, http="127.0.0.1:0") as running:
        status, found = posted(running, {"scenario": {"text": SMALL.replace("value: 3,", "value: x,")}})
        assert (status, found["code"]) == (400, "invalid_argument")
        metadata = found["details"][0]["debug"]["metadata"]
        assert (metadata["line"], metadata["file"]) == ("14", "scenario.yaml")
        status, found = posted(running, {"scenario": {"text": SMALL}})
        assert (status, found["findings"][0]["holds"]) == (200, True)


def posted(running, body):
    """The HTTP code and the JSON of a check."""
    request = urllib.request.Request(
        f"http://{running.http}/policygames.v1.ScenarioService/CheckScenario",
        json.dumps(body).encode(),
        {"content-type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request) as response:  # noqa: S310
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)
