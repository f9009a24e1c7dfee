"""Who asks is told from certificates and tokens; what is wrong with either gets its own status."""

import hashlib
import os
from types import SimpleNamespace

import pytest
from policygames_server.errors import CannotServeError, RefusedError
from policygames_server.principals import ANONYMOUS, Principals, principal_of, serve_as
from policygames_server.statuses import reason_of
from policygames_server.tokens import Tokens


def line(name, token, ending=""):
    return f"{name}:{hashlib.sha256(token.encode()).hexdigest()}{ending}\n"


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "tokens"
    text = (
        "# comment\n\n"
        + line("alice", "a secret")
        + line("spiffe://b/bob", "b secret")
        + line("eve", "e secret", ":disabled")
    )
    file.write_text(text)
    return file


def context(authorization=(), names=()):
    """A call with these headers and this certificate."""
    return SimpleNamespace(
        auth_context=lambda: {"x509_subject_alternative_name": list(names)} if names else {},
        invocation_metadata=lambda: tuple(("authorization", one) for one in authorization),
    )


def refused(principals, context):
    with pytest.raises(RefusedError) as caught:
        principals.recognized(context)
    return reason_of(caught.value.status)


def test_without_tokens_and_certificates_everybody_is_the_same():
    assert Principals().recognized(context(["Bearer whatever"])) == ANONYMOUS == principal_of(None)


def test_tokens_tell_who_asks(file):
    principals = Principals(Tokens(file))
    assert principals.recognized(context(["Bearer a secret"])) == "alice"
    assert principals.recognized(context(["bearer b secret"])) == "spiffe://b/bob"


NOT_TOKENS = {
    "none": ([], "TOKEN_MISSING"),
    "two": (["Bearer a secret", "Bearer a secret"], "TOKEN_MISSING"),
    "another scheme": (["Basic a secret"], "TOKEN_MISSING"),
    "bytes": ([b"Bearer a secret"], "TOKEN_MISSING"),
    "empty": (["Bearer "], "TOKEN_UNKNOWN"),
    "wrong": (["Bearer a secre"], "TOKEN_UNKNOWN"),
    "the hash itself": (["Bearer " + hashlib.sha256(b"a secret").hexdigest()], "TOKEN_UNKNOWN"),
    "disabled": (["Bearer e secret"], "PRINCIPAL_DISABLED"),
}


@pytest.mark.parametrize("name", NOT_TOKENS)
def test_what_is_no_token_is_refused(file, name):
    sent, reason = NOT_TOKENS[name]
    assert refused(Principals(Tokens(file)), context(sent)) == reason


def test_the_name_in_a_certificate_goes_before_a_token(file):
    principals = Principals(Tokens(file), certificates=True)
    assert principals.recognized(context(["Bearer a secret"], [b"carol", b"other"])) == "carol"
    assert principals.recognized(context(["Bearer a secret"])) == "alice"
    assert refused(principals, context(names=[b"eve"])) == "PRINCIPAL_DISABLED"
    assert refused(Principals(certificates=True), context()) == "CERTIFICATE_NAMELESS"


def test_a_certificate_says_nothing_where_none_was_asked_for(file):
    assert refused(Principals(Tokens(file)), context(names=[b"carol"])) == "TOKEN_MISSING"


def test_tokens_are_read_again_when_their_file_changes(file):
    tokens = Tokens(file)
    file.write_text(line("alice", "another secret"))
    assert tokens.find("a secret") is None
    assert tokens.find("another secret").principal == "alice"


@pytest.mark.parametrize("text", ["alice", "", None])
def test_a_file_that_went_bad_takes_no_token_away_but_an_empty_one_takes_all(file, text, caplog):
    tokens = Tokens(file)
    file.unlink() if text is None else file.write_text(text)
    assert (tokens.find("a secret") is None) is (text == "")
    assert "secret" not in caplog.text


def test_one_line_disables_all_tokens_of_its_principal(file):
    with file.open("a") as more:
        more.write(line("alice", "old secret", ":disabled"))
    principals = Principals(Tokens(file), certificates=True)
    assert refused(principals, context(["Bearer a secret"])) == "PRINCIPAL_DISABLED"
    assert refused(principals, context(names=[b"alice"])) == "PRINCIPAL_DISABLED"


@pytest.mark.parametrize("bad", ["alice", "alice:12", ":" + "a" * 64, "a b:" + "a" * 64, "alice:" + "g" * 64])
def test_a_bad_line_is_named_and_not_repeated(tmp_path, bad):
    file = tmp_path / "tokens"
    file.write_text("# first\n" + bad)
    with pytest.raises(CannotServeError, match=":2: ") as caught:
        Tokens(file)
    assert bad not in str(caught.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "tokens").write_bytes(b"\xff")
    for file in (tmp_path / "tokens", tmp_path / "missing"):
        with pytest.raises(CannotServeError, match=os.fspath(file)):
            Tokens(file)


async def test_the_principal_belongs_to_the_task():
    serve_as("alice")
    assert principal_of(None) == "alice"


def test_the_principal_of_another_task_is_not_seen():
    assert principal_of(None) == ANONYMOUS
