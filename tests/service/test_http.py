"""The way in without gRPC, asked by curl: Connect's unary form, JSON errors of one line, health and metrics."""

import contextlib
import http.client
import json
import re
import signal
import socket
import subprocess
import sys

import grpc
import pytest
from google.protobuf.json_format import MessageToJson
from policygames.v1 import solver_service_pb2 as pb
from policygames.v1.solver_service_pb2_grpc import SolverServiceStub
from service.questions import STAG_HUNT, question, raw_stream, stream_question
from service.running import Running

SOLVE = "/policygames.v1.SolverService/Solve"
DILEMMA = {"normalForm": {"shape": [2, 2], "payoffs": [2, 0, 3, 1, 2, 3, 0, 1]}}
JSON = "content-type: application/json"


@pytest.fixture(scope="module")
def web():
    with Running(workers=1, http="127.0.0.1:0", uncompiled=True) as running:
        yield running


def curl(running, path, *arguments, body=None):
    """The code, headers and body of curl's answer."""
    command = ["curl", "-sS", "--http1.1", "-D", "-", "-H", "Expect:", *arguments, f"http://{running.http}{path}"]
    if body is not None:
        command += ["--data-binary", "@-"]
    ended = subprocess.run(command, input=body, capture_output=True, check=True)
    head, _, answer = ended.stdout.partition(b"\r\n\r\n")
    code, *headers = head.decode().split("\r\n")
    return int(code.split()[1]), dict(line.lower().split(": ", 1) for line in headers), answer


def asked(running, document, *arguments, path=SOLVE):
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    return curl(running, path, "-H", JSON, *arguments, body=body)


def refused(running, document, *arguments, path=SOLVE):
    """The HTTP code and the error of a call, which is one line of JSON in Connect's form."""
    code, headers, answer = asked(running, document, *arguments, path=path)
    assert headers["content-type"] == "application/json"
    assert b"\n" not in answer
    error = json.loads(answer)
    assert set(error) == {"code", "message", "details"}
    assert not re.search(r"Traceback|Error\b(?<!Error\"})|\.py|/work|/usr", error["message"])
    return code, error


def reason(error):
    return error["details"][0]["debug"]["reason"]


def game_json(game):
    return json.loads(MessageToJson(pb.SolveRequest.FromString(question())))["game"]


def test_json_is_answered_as_grpc_answers(web):
    code, headers, answer = asked(web, {"game": game_json(STAG_HUNT), "concept": "pure_nash"})
    assert (code, headers["content-type"]) == (200, "application/json")
    found = json.loads(answer)["solution"]
    with grpc.insecure_channel(web.address) as channel:
        expected = SolverServiceStub(channel).Solve(pb.SolveRequest.FromString(question()))
    assert found == json.loads(MessageToJson(expected.solution))
    assert b"\n" not in answer


def test_protobuf_is_answered_too(web):
    code, headers, answer = curl(web, SOLVE, "-H", "content-type: application/proto", body=question())
    assert (code, headers["content-type"]) == (200, "application/proto")
    assert pb.SolveResponse.FromString(answer).solution.game_digest == STAG_HUNT.digest


WRONG_JSON = {
    "not a number": (b'{"concept": NaN}', "NaN"),
    "infinite": (b'{"concept": -Infinity}', "Infinity"),
    "a key twice": (b'{"concept": "nash", "concept": "nash"}', "'concept' stands twice"),
    "nested": (b"[" * 100_000 + b"]" * 100_000, "nested"),
    "nested objects": (b'{"options":{"x":' + b'{"list":{"values":[' * 300 + b"]}}" * 300 + b"}}", "too deep"),
    "unknown field": (b'{"gam": {}}', '"gam"'),
    "wrong type": (b'{"game": {"normalForm": 3}}', "normalForm"),
    "no object": (b"[1, 2]", "an object"),
    "no JSON": (b"{", "line 1"),
    "nothing": (b"", "line 1"),
    "no UTF-8": (b'{"concept": "\xff"}', "UTF-8"),
    "long number": (b'{"maxEquilibria": 1' + b"0" * 5000 + b"}", "5001 digits; allowed: 1000"),
    "large number": (b'{"game": {"normalForm": {"payoffs": {"data": [1e400]}}}}', "1e400 is too large"),
}


@pytest.mark.parametrize("name", WRONG_JSON)
def test_what_is_no_request_is_refused_in_one_line(web, name):
    body, word = WRONG_JSON[name]
    code, error = refused(web, body)
    assert (code, error["code"], reason(error)) == (400, "invalid_argument", "MALFORMED_BODY")
    assert word in error["message"]


def test_what_is_no_post_is_told_what_is_allowed(web):
    for path, method, allowed in ((SOLVE, "GET", "POST"), ("/healthz", "POST", "GET")):
        code, headers, answer = curl(web, path, "-X", method)
        assert (code, headers["content-type"]) == (405, "application/json")
        assert allowed.lower() in headers["allow"].lower()
        assert allowed in json.loads(answer)["message"]


def test_a_bad_field_is_named(web):
    code, error = refused(web, {"concept": "nash"})
    assert (code, reason(error)) == (400, "MISSING_GAME")
    assert error["details"][1]["debug"]["fieldViolations"][0]["field"] == "game"


@pytest.mark.parametrize("header", ["x: y", "transfer-encoding: chunked"])
def test_nine_megabytes_are_too_many(web, header):
    code, error = refused(web, b'{"concept": "' + b"x" * 9_000_000 + b'"}', "-H", header)
    assert (code, error["code"], reason(error)) == (413, "resource_exhausted", "BODY_TOO_LARGE")


def test_who_sends_too_much_hears_it_even_where_nobody_listens_while_sending(web):
    connection = http.client.HTTPConnection(web.http, timeout=60)
    with contextlib.closing(connection):
        connection.request("POST", SOLVE, b"x" * 9_000_000, {"content-type": "application/json"})
        assert connection.getresponse().status == 413


def test_who_asks_nothing_is_sent_away(web):
    host, _, port = web.http.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=60) as idle:
        assert idle.recv(1) == b""


@pytest.mark.parametrize(
    ("path", "header", "code", "why"),
    [
        ("/policygames.v1.SolverService/Nope", JSON, 404, "NO_SUCH_RPC"),
        ("/policygames.v1.SolverService/SolveStream", JSON, 404, "NO_SUCH_RPC"),
        ("/nowhere", JSON, 404, "NO_SUCH_RPC"),
        (SOLVE, "content-type: text/csv", 415, "BAD_MEDIA_TYPE"),
        (SOLVE, JSON + "\r\ncontent-encoding: gzip", 415, "BAD_MEDIA_TYPE"),
        (SOLVE, JSON + "\r\nconnect-timeout-ms: soon", 400, "OPTION_RANGE"),
    ],
)
def test_what_is_no_call_is_refused(web, path, header, code, why):
    headers = [part for one in header.split("\r\n") for part in ("-H", one)]
    got, _, answer = curl(web, path, *headers, body=b"{}")
    assert (got, reason(json.loads(answer))) == (code, why)


def test_the_deadline_of_a_call_gives_what_was_found(web):
    document = {"game": game_json(STAG_HUNT), "concept": "pure_nash", "method": "endless"}
    code, _, answer = asked(web, document, "-H", "connect-timeout-ms: 1500")
    solution = json.loads(answer)["solution"]
    assert (code, len(solution["equilibria"])) == (200, 2)
    assert solution["termination"]["reason"] == "TERMINATION_REASON_DEADLINE"


def test_a_deadline_without_an_answer_is_exceeded(web):
    with grpc.insecure_channel(web.address) as channel:
        working = raw_stream(channel)(stream_question("endless"))
        next(working)
        document = {"game": game_json(STAG_HUNT), "concept": "pure_nash"}
        code, error = refused(web, document, "-H", "connect-timeout-ms: 300")
        working.cancel()
    assert (code, error["code"]) == (504, "deadline_exceeded")


def test_a_caller_who_hangs_up_leaves_the_worker_to_the_next(web):
    document = {"game": game_json(STAG_HUNT), "concept": "pure_nash", "method": "blocking"}
    body = json.dumps(document).encode()
    head = f"POST {SOLVE} HTTP/1.1\r\nhost: x\r\n{JSON}\r\ncontent-length: {len(body)}\r\n\r\n".encode()
    for sent in (head + body, head + body[:-1], head[:-1]):
        host, port = web.http.split(":")
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(sent)
            if sent.endswith(body):
                connection.settimeout(0.5)
                with pytest.raises(TimeoutError):
                    connection.recv(1)
    assert len(web.client.solve(STAG_HUNT, "pure_nash", deadline=20).equilibria) == 2


def test_junk_is_refused_and_the_log_stays_json(web):
    host, port = web.http.split(":")
    for junk in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GARBAGE\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"):
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(junk + b"\r\n\r\n")
            connection.recv(1000)
    assert curl(web, "/healthz")[0] == 200
    assert web.records()


def test_a_bug_is_an_incident_that_only_the_log_can_tell(web):
    document = {"game": game_json(STAG_HUNT), "concept": "pure_nash", "method": "faulty"}
    code, error = refused(web, document)
    assert (code, error["code"]) == (500, "internal")
    assert "secret" not in json.dumps(error)
    incident = error["details"][0]["debug"]["metadata"]["incident"]
    assert any(record.get("incident") == incident and "secret" in record["traceback"] for record in web.records())


def test_traces_are_joined_in_the_log_and_what_is_none_is_not(web):
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    for header in (trace, "00-secret-01"):
        asked(web, {"game": game_json(STAG_HUNT)}, "-H", f"traceparent: {header}", "-H", "x-other: confidential")
    with grpc.insecure_channel(web.address) as channel:
        call = channel.unary_unary("/policygames.v1.SolverService/GetServerInfo")
        call(b"", metadata=[("traceparent", trace)])
    records = [record for record in web.records() if "traceparent" in record]
    assert [record["traceparent"] for record in records] == [trace, trace]
    assert "confidential" not in web.log.read_text()
    assert "00-secret" not in web.log.read_text()


def test_health_and_metrics(web):
    assert curl(web, "/healthz")[0] == curl(web, "/readyz")[0] == 200
    asked(web, {"game": game_json(STAG_HUNT)})
    code, headers, text = curl(web, "/metrics")
    assert (code, headers["content-type"].partition(";")[0]) == (200, "text/plain")
    for name in ("requests_total", "request_seconds_sum", "solve_seconds_count", "queue_seconds_count", "inflight"):
        assert f"policygames_{name}".encode() in text
    assert b"policygames_workers_alive 1.0" in text
    assert b'policygames_requests_total{code="OK",method="/policygames.v1.SolverService/Solve"}' in text
    assert not any(word in text for word in (b"Hrothgar", b"anonymous"))


def test_a_draining_server_says_so_over_http_as_well():
    serving = Running(workers=1, http="127.0.0.1:0", uncompiled=True)
    with serving as running, grpc.insecure_channel(running.address) as channel:
        waiting = raw_stream(channel)(stream_question("waiting"))
        next(waiting)
        running.process.send_signal(signal.SIGTERM)
        while curl(running, "/readyz")[0] == 200:
            pass
        code, headers, answer = asked(running, {"game": DILEMMA})
        assert (code, reason(json.loads(answer))) == (503, "SHUTTING_DOWN")
        assert int(headers["retry-after"]) > 0
        assert curl(running, "/healthz")[0] == 200
        running.open_gate()
        assert len(list(waiting)) == 3
        assert running.process.wait() == 0


def test_a_port_in_use_is_refused(web):
    command = [sys.executable, "-m", "policygames_server", "--data", web.folder / "other"]
    ports = ["--address", "127.0.0.1:0", "--http", web.http]
    ended = subprocess.run([*command, *ports], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
