"""TLS, client certificates and tokens against the real server: who gets in, as whom, and what others are told."""

import datetime
import hashlib
import json
import socket
import ssl
import subprocess
import warnings

import grpc
import policygames as pg
import pytest
import trustme
from click.testing import CliRunner
from google.rpc import error_details_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_status import rpc_status
from policygames_cli.main import main
from service.questions import STAG_HUNT, details, failure, question, raw, raw_stream, reason, stream_question
from service.running import Running

SECRETS = {"alice": "a secret", "bob": "b secret"}
SOLVE = "/policygames.v1.SolverService/Solve"


def tokens_file(folder, **secrets):
    file = folder / "tokens"
    lines = [f"{name}:{hashlib.sha256(secret.encode()).hexdigest()}" for name, secret in secrets.items()]
    file.write_text("\n".join(lines) + "\n" + f"eve:{hashlib.sha256(b'eve secret').hexdigest()}:disabled\n")
    return file


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def files(authority, tmp_path_factory):
    """The server's certificate and key, and the authority's certificate."""
    folder = tmp_path_factory.mktemp("tls")
    ours = authority.issue_cert("localhost", "127.0.0.1")
    names = {name: folder / f"{name}.pem" for name in ("cert", "key", "ca")}
    ours.cert_chain_pems[0].write_to_path(str(names["cert"]))
    ours.private_key_pem.write_to_path(str(names["key"]))
    authority.cert_pem.write_to_path(str(names["ca"]))
    return names


@pytest.fixture(scope="module")
def mutual(files):
    """A server that asks for certificates, listening for everybody."""
    settings = {"tls_cert": files["cert"], "tls_key": files["key"], "tls_client_ca": files["ca"]}
    with Running(workers=1, uncompiled=True, address="0.0.0.0:0", http="127.0.0.1:0", **settings) as running:
        running.port = int(running.address.rpartition(":")[2])
        yield running


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """A server that asks for tokens."""
    folder = tmp_path_factory.mktemp("tokens")
    file = tokens_file(folder, **SECRETS)
    settings = {"tokens": file, "http": "127.0.0.1:0", "principal_in_flight": 2, "uncompiled": True, "reflection": True}
    with Running(connecting={"token": SECRETS["alice"]}, **settings) as running:
        running.tokens = file
        yield running


def channel_of(running, authority, client=None):
    key, chain = (None, None) if client is None else (client.private_key_pem.bytes(), client.cert_chain_pems[0].bytes())
    secure = grpc.ssl_channel_credentials(authority.cert_pem.bytes(), key, chain)
    return grpc.secure_channel(f"localhost:{running.port}", secure)


def test_the_name_in_a_certificate_is_the_principal(mutual, authority):
    with channel_of(mutual, authority, authority.issue_cert("alice.example")) as channel:
        assert raw(channel, "Solve")(question())
    assert mutual.records()[-1]["principal"] == "alice.example"


def test_without_a_certificate_of_ours_nobody_gets_in(mutual, authority):
    late = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    clients = [None, trustme.CA().issue_cert("alice.example"), authority.issue_cert("alice.example", not_after=late)]
    for client in clients:
        with channel_of(mutual, authority, client) as channel:
            error = failure(raw(channel, "Solve"), question(), timeout=10)
            assert error.code() is grpc.StatusCode.UNAVAILABLE


def test_the_client_shows_its_certificate(mutual, authority, files, tmp_path):
    mine = authority.issue_cert("carol.example")
    mine.cert_chain_pems[0].write_to_path(str(tmp_path / "cert.pem"))
    mine.private_key_pem.write_to_path(str(tmp_path / "key.pem"))
    tls = (files["ca"], tmp_path / "cert.pem", tmp_path / "key.pem")
    with pg.connect(f"localhost:{mutual.port}", tls=tls) as client:
        assert len(client.solve(STAG_HUNT).equilibria) == 3
    with pytest.raises(pg.GameError, match="tls"):
        pg.connect("localhost:1", tls=(files["ca"], tmp_path / "missing.pem", tmp_path / "key.pem"))


@pytest.mark.parametrize(("version", "spoken"), [(ssl.TLSVersion.TLSv1_1, False), (ssl.TLSVersion.TLSv1_2, True)])
def test_old_tls_is_not_spoken(mutual, authority, version, spoken):
    for address in (f"127.0.0.1:{mutual.port}", mutual.http):
        context = ssl.create_default_context()
        authority.configure_trust(context)
        authority.issue_cert("alice.example").configure_cert(context)
        context.set_alpn_protocols(["h2"])
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            context.minimum_version = context.maximum_version = version
        assert shakes_hands(address, context) is spoken


def shakes_hands(address, context):
    host, port = address.split(":")
    with socket.create_connection((host, int(port))) as connection:
        try:
            with context.wrap_socket(connection, server_hostname="localhost") as secure:
                return secure.version() is not None
        except (ssl.SSLError, ConnectionError):
            return False


def curl(running, path, *arguments, scheme="https"):
    command = ["curl", "-sS", "-w", "\n%{http_code}", *map(str, arguments), f"{scheme}://{running.http}{path}"]
    *answer, code = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")
    return int(code), "\n".join(answer)


def test_over_http_the_certificate_counts_too_but_probes_need_none(mutual, authority, files, tmp_path):
    mine = authority.issue_cert("dave.example")
    mine.private_key_and_cert_chain_pem.write_to_path(str(tmp_path / "mine.pem"))
    trusted, asked = ("--cacert", files["ca"]), ("-H", "content-type: application/proto", "-d", "")
    assert curl(mutual, "/readyz", *trusted)[0] == 200
    assert curl(mutual, SOLVE, *trusted, *asked)[0] == 401
    code, answer = curl(mutual, SOLVE, *trusted, *asked, "--cert", tmp_path / "mine.pem")
    assert (code, json.loads(answer)["code"]) == (400, "invalid_argument")
    assert mutual.records()[-1]["principal"] == "dave.example"


SENT = {
    "none": ([], grpc.StatusCode.UNAUTHENTICATED, "TOKEN_MISSING"),
    "wrong": ([("authorization", "Bearer wrong")], grpc.StatusCode.UNAUTHENTICATED, "TOKEN_UNKNOWN"),
    "disabled": ([("authorization", "Bearer eve secret")], grpc.StatusCode.PERMISSION_DENIED, "PRINCIPAL_DISABLED"),
}


@pytest.mark.parametrize("name", SENT)
@pytest.mark.parametrize("rpc", ["Solve", "GetServerInfo", "ListConcepts"])
def test_without_a_good_token_nothing_is_answered(guarded, name, rpc):
    sent, code, why = SENT[name]
    with grpc.insecure_channel(guarded.address) as channel:
        error = failure(raw(channel, rpc), question(), metadata=sent)
        assert (error.code(), reason(error)) == (code, why)
        streamed = failure(lambda: list(raw_stream(channel)(stream_question(None), metadata=sent)))
        assert reason(streamed) == why
    assert len(guarded.client.solve(STAG_HUNT).equilibria) == 3
    assert "secret" not in guarded.log.read_text()


def test_reflection_needs_a_token_and_health_needs_none(guarded):
    with grpc.insecure_channel(guarded.address) as channel:
        call = channel.stream_stream("/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo")
        assert reason(failure(lambda: list(call(iter([b""]))))) == "TOKEN_MISSING"
        mine = [("authorization", "Bearer a secret")]
        assert reason(failure(lambda: list(call(iter([b"\xff"]), metadata=mine)))) == "MALFORMED_BODY"
        assert list(call(iter([b"\x3a\x00"]), metadata=mine))
        answer = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest())
        assert answer.status == health_pb2.HealthCheckResponse.SERVING


def test_tokens_count_over_http_as_well(guarded):
    asked = ("-H", "content-type: application/json", "-d", "{}")
    info = "/policygames.v1.SolverService/GetServerInfo"
    code, answer = curl(guarded, info, *asked, scheme="http")
    assert (code, json.loads(answer)["code"]) == (401, "unauthenticated")
    assert curl(guarded, info, *asked, "-H", "authorization: Bearer b secret", scheme="http")[0] == 200


def in_flight(running):
    _, text = curl(running, "/metrics", scheme="http")
    return next(float(line.split()[1]) for line in text.splitlines() if line.startswith("policygames_inflight "))


def test_a_principal_over_its_quota_is_told_and_others_are_served(guarded):
    mine, yours = ([("authorization", f"Bearer {one} secret")] for one in "ab")
    with grpc.insecure_channel(guarded.address) as channel:
        working = raw_stream(channel)(stream_question("waiting"), metadata=mine)
        next(working)
        queued = raw(channel, "Solve").future(question(), metadata=mine)  # one worker is kept for others
        while in_flight(guarded) < 2:
            pass
        error = failure(raw(channel, "Solve"), question(), metadata=mine)
        assert (error.code(), reason(error)) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "QUOTA_EXCEEDED")
        assert details(error)["RetryInfo"].retry_delay.ToMilliseconds() > 0
        assert any(one.Is(error_details_pb2.QuotaFailure.DESCRIPTOR) for one in rpc_status.from_call(error).details)
        assert raw(channel, "Solve")(question(), metadata=yours)
        guarded.open_gate()
        assert list(working)
        assert queued.result()


def test_a_token_that_is_taken_away_is_worth_nothing_at_once(guarded):
    with pg.connect(guarded.address, token=SECRETS["bob"]) as client:
        assert client.server_info()
        tokens_file(guarded.tokens.parent, alice="a secret", bob="another secret")
        with pytest.raises(pg.ServiceError) as caught:
            client.server_info()
        assert (caught.value.status, caught.value.reason) == ("UNAUTHENTICATED", "TOKEN_UNKNOWN")


def run(address, file, **environment):
    asked = ["solve", str(file), "--server", address, "--json"]
    return CliRunner(env={f"POLICYGAMES_{name}": str(value) for name, value in environment.items()}).invoke(main, asked)


def test_the_command_line_takes_its_token_and_certificates_from_the_environment(guarded, mutual, authority, tmp_path):
    game = tmp_path / "game.json"
    game.write_text(json.dumps(STAG_HUNT.to_dict()))
    assert run(guarded.address, game).exit_code == 1
    assert json.loads(run(guarded.address, game, TOKEN=SECRETS["alice"]).stdout)["coverage"] == "ALL"
    ours = authority.issue_cert("carol.example")
    certificate, key, trusted = (tmp_path / name for name in ("cert.pem", "key.pem", "ca.pem"))
    ours.cert_chain_pems[0].write_to_path(str(certificate))
    ours.private_key_pem.write_to_path(str(key))
    authority.cert_pem.write_to_path(str(trusted))
    named = {"TLS_CA": trusted, "TLS_CERT": certificate, "TLS_KEY": key}
    assert json.loads(run(f"localhost:{mutual.port}", game, **named).stdout)["coverage"] == "ALL"
