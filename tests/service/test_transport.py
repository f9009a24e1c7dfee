"""What no well-behaved client sends, and what the log and the caller may learn of a failure."""

import json

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc
from hypothesis import given
from hypothesis import strategies as st
from service.questions import STAG_HUNT, details, failure, question, raw, raw_stream, reason
from service.running import Running

UNARY = ["Solve", "CriticalDiscount", "Verify", "ListConcepts", "GetServerInfo"]
MALFORMED = {
    "noise": b"\xff\xfe\xfd\xfc",
    "field cut short": b"\x0a\x05\x01",
    "length past the end": b"\x0a\xff\xff\xff\x7f",
    "eleven bytes of a number": b"\x20" + b"\xff" * 10 + b"\x01",
    "end of no group": b"\x0c",
    "no UTF-8": b"\x12\x02\xff\xff",
}


@pytest.fixture(scope="module")
def channel(server):
    with grpc.insecure_channel(server.address) as channel:
        yield channel


def nested(depth):
    """An option value with so many lists inside one another."""
    body = b""
    for _ in range(depth):
        body = tagged(1, tagged(4, body))
    return tagged(5, tagged(1, b"x") + tagged(2, tagged(4, body)))


def tagged(number, body):
    size, prefix = len(body), bytearray([number << 3 | 2])
    while size > 127:
        prefix.append(size & 127 | 128)
        size >>= 7
    return bytes(prefix) + bytes([size]) + body


@pytest.mark.parametrize("body", [*MALFORMED.values(), nested(300)], ids=[*MALFORMED, "nested"])
def test_what_is_no_message_is_refused(channel, body):
    error = failure(raw(channel, "Solve"), body)
    assert (error.code(), reason(error)) == (grpc.StatusCode.INVALID_ARGUMENT, "MALFORMED_BODY")


@pytest.mark.parametrize("rpc", UNARY)
def test_noise_is_refused_everywhere(channel, rpc):
    error = failure(raw(channel, rpc), MALFORMED["noise"])
    assert (error.code(), reason(error)) == (grpc.StatusCode.INVALID_ARGUMENT, "MALFORMED_BODY")


def test_noise_is_refused_on_a_stream_and_by_health_as_well(channel):
    for call in (raw_stream(channel), channel.unary_stream("/grpc.health.v1.Health/Watch")):
        error = failure(lambda call=call: list(call(MALFORMED["noise"])))
        assert reason(error) == "MALFORMED_BODY"
    error = failure(channel.unary_unary("/grpc.health.v1.Health/Check"), MALFORMED["noise"])
    assert reason(error) == "MALFORMED_BODY"


@given(body=st.binary(max_size=200))
def test_no_bytes_are_an_internal_error(channel, body):
    error = failure(raw(channel, "Solve"), body)
    assert error.code() in (grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.UNIMPLEMENTED)


@given(data=st.data())
def test_a_question_with_one_byte_changed_is_answered_or_refused(channel, data):
    body = bytearray(question())
    body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    code = raw(channel, "Solve").future(bytes(body)).code()
    assert code in (grpc.StatusCode.OK, grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.UNIMPLEMENTED)


@pytest.mark.parametrize("rpc", ["Solve", "CriticalDiscount", "Verify"])
def test_an_empty_body_lacks_a_game(channel, rpc):
    error = failure(raw(channel, rpc), b"")
    assert (error.code(), reason(error)) == (grpc.StatusCode.INVALID_ARGUMENT, "MISSING_GAME")
    assert details(error)["BadRequest"].field_violations[0].field == "game"


def test_an_empty_stream_request_lacks_a_game(channel):
    error = failure(lambda: list(raw_stream(channel)(b"")))
    assert reason(error) == "MISSING_GAME"


def test_unknown_fields_are_ignored(channel):
    assert raw(channel, "Solve")(question() + tagged(15, b"from the future"))


def test_unknown_methods_and_services_are_unimplemented(channel):
    for path in ("/policygames.v1.SolverService/Nope", "/policygames.v1.Nope/Solve"):
        assert failure(channel.unary_unary(path), b"").code() is grpc.StatusCode.UNIMPLEMENTED


def test_a_body_over_the_limit_is_refused_plain_or_compressed(channel):
    for options in ({}, {"compression": grpc.Compression.Gzip}):
        error = failure(raw(channel, "Solve"), bytes(2**24 + 1), **options)
        assert error.code() is grpc.StatusCode.RESOURCE_EXHAUSTED


def test_metadata_over_the_limit_is_refused(channel):
    error = failure(raw(channel, "GetServerInfo"), b"", metadata=[("x-noise", "x" * 9000)])
    assert error.code() is grpc.StatusCode.RESOURCE_EXHAUSTED


def test_metadata_within_the_limit_is_no_matter(channel):
    assert raw(channel, "GetServerInfo")(b"", metadata=[("x-noise", "x" * 4000), ("x-bin", b"\x00\xff")])


def test_a_bug_is_an_incident_that_only_the_log_can_tell(server, channel):
    error = failure(raw(channel, "Solve"), question("faulty"))
    assert error.code() is grpc.StatusCode.INTERNAL
    told = repr(error.details()) + repr(error.trailing_metadata())
    assert not any(word in told for word in ("secret", "ValueError", "Traceback", "Hrothgar", ".py"))
    incident = details(error)["ErrorInfo"].metadata["incident"]
    (record,) = [record for record in server.records() if record.get("incident") == incident]
    assert "the secret is in /etc/secret" in record["traceback"]


def test_the_log_has_a_line_a_call_and_neither_payoffs_nor_names(server, client):
    client.solve(STAG_HUNT, "pure_nash")
    (record, *_) = [one for one in reversed(server.records()) if one["message"] == "call"]
    assert (record["method"], record["code"]) == ("/policygames.v1.SolverService/Solve", "OK")
    assert (record["shape"], record["digest"]) == ([2, 2], STAG_HUNT.digest)
    assert record["seconds"] >= 0
    log = json.dumps(server.records())
    assert "Hrothgar" not in log
    assert "4/3" not in log


@pytest.mark.parametrize("service", ["", "policygames.v1.SolverService"])
def test_a_warm_server_is_healthy(channel, service):
    answer = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(service=service))
    assert answer.status == health_pb2.HealthCheckResponse.SERVING


def test_the_health_of_an_unknown_service_is_not_found(channel):
    error = failure(health_pb2_grpc.HealthStub(channel).Check, health_pb2.HealthCheckRequest(service="nope"))
    assert error.code() is grpc.StatusCode.NOT_FOUND


def services(channel):
    stub = reflection_pb2_grpc.ServerReflectionStub(channel)
    asked = iter([reflection_pb2.ServerReflectionRequest(list_services="")])
    return [one.name for answer in stub.ServerReflectionInfo(asked) for one in answer.list_services_response.service]


def test_reflection_is_off(channel):
    assert failure(services, channel).code() is grpc.StatusCode.UNIMPLEMENTED


def test_reflection_can_be_had():
    with Running(workers=1, reflection=True) as running, grpc.insecure_channel(running.address) as channel:
        assert "policygames.v1.SolverService" in services(channel)
