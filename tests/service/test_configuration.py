"""One configuration from flags, environment and file; what is wrong is told in one line that names its place."""

import json
import os
import subprocess
import sys
import urllib.request
from dataclasses import fields
from pathlib import Path

import policygames as pg
import pytest
import trustme
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from policygames_server.command import command
from policygames_server.configuration import configured
from policygames_server.errors import CannotServeError
from policygames_server.options import OPTIONS
from policygames_server.settings import Settings

PLACES = ("flag", "variable", "file")


@given(given_in=st.sets(st.sampled_from(PLACES)))
def test_the_command_line_goes_before_the_environment_and_that_before_the_file(tmp_path_factory, given_in):
    file = tmp_path_factory.mktemp("config") / "serve.toml"
    file.write_text("max-in-flight = 3\n" if "file" in given_in else "")
    flags = {"data": "d"} | ({"max_in_flight": "1"} if "flag" in given_in else {})
    environment = {"POLICYGAMES_MAX_IN_FLIGHT": "2"} if "variable" in given_in else {}
    expected = next((n for n, place in enumerate(PLACES, 1) if place in given_in), Settings(Path("d")).max_in_flight)
    assert configured(flags, environment, file).max_in_flight == expected


def test_every_option_is_a_setting_and_its_default_is_there_once():
    names = {field.name for field in fields(Settings)}
    assert {option.name for option in OPTIONS} <= names
    assert configured({"data": "d"}, {}) == Settings(Path("d"))


def test_the_file_can_be_named_by_the_environment_and_says_what_it_means(tmp_path):
    file = tmp_path / "serve.toml"
    file.write_text('# a comment\ndata = "d"\ninsecure = true\ngrace = 2.5\nworkers = 3\ntls_cert = "c.pem"\n')
    settings = configured({}, {"POLICYGAMES_CONFIG": str(file)})
    assert (settings.data, settings.insecure, settings.grace, settings.workers) == (Path("d"), True, 2.5, 3)
    assert settings.tls_cert == Path("c.pem")


WRONG_FILES = {
    "unknown key": ('data = "d"\nworker = 3\n', ":2: worker"),
    "no number": ('data = "d"\n\nworkers = "many"\n', ":3: workers"),
    "out of range": ('data = "d"\nworkers = 0\n', ":2: workers"),
    "a table": ('data = "d"\n[workers]\n', ":2: workers"),
    "a list": ('data = ["d"]\n', ":1: data"),
    "a truth value": ('data = "d"\ninsecure = "maybe"\n', ":2: insecure"),
    "no number of seconds": ('data = "d"\ngrace = nan\n', ":2: grace"),
    "no TOML": ('data = "d"\nworkers 3\n', "line 2"),
    "a key twice": ('data = "d"\ndata = "e"\n', "line 2"),
}


@pytest.mark.parametrize("name", WRONG_FILES)
def test_what_is_wrong_in_a_file_is_named_with_its_line(tmp_path, name):
    text, place = WRONG_FILES[name]
    file = tmp_path / "serve.toml"
    file.write_text(text)
    with pytest.raises(CannotServeError) as caught:
        configured({}, {}, file)
    assert str(file) in str(caught.value)
    assert place in str(caught.value)
    assert "\n" not in str(caught.value)


def test_flags_and_variables_are_named_too():
    with pytest.raises(CannotServeError, match=r"^--workers: '0' is not allowed; allowed: a whole number from 1"):
        configured({"data": "d", "workers": "0"}, {})
    with pytest.raises(CannotServeError, match=r"^POLICYGAMES_GRACE: '-1' is not allowed"):
        configured({"data": "d"}, {"POLICYGAMES_GRACE": "-1"})
    with pytest.raises(CannotServeError, match=r"^--data is missing"):
        configured({}, {})


def check(*arguments, **environment):
    """The exit code, stdout and stderr of a check."""
    command = [sys.executable, "-m", "policygames_server", "--check", *map(str, arguments)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | environment)
    return ended.returncode, ended.stdout, ended.stderr


@pytest.fixture(scope="module")
def certified(tmp_path_factory):
    """A certificate, its key, and the key of another."""
    folder, authority = tmp_path_factory.mktemp("tls"), trustme.CA()
    ours, other = authority.issue_cert("localhost"), authority.issue_cert("elsewhere")
    files = [folder / name for name in ("cert.pem", "key.pem", "other.pem")]
    ours.cert_chain_pems[0].write_to_path(str(files[0]))
    ours.private_key_pem.write_to_path(str(files[1]))
    other.private_key_pem.write_to_path(str(files[2]))
    return files


def test_a_check_of_what_can_be_served(tmp_path, certified):
    cert, key, _ = certified
    (tmp_path / "tokens").write_text("alice:" + "a" * 64)
    arguments = ("--data", tmp_path, "--tls-cert", cert, "--tls-key", key, "--tokens", tmp_path / "tokens")
    code, said, _ = check(*arguments, POLICYGAMES_ADDRESS="0.0.0.0:0", POLICYGAMES_HTTP="0.0.0.0:0")
    assert (code, said) == (0, "the configuration can be served\n")
    assert list(tmp_path.iterdir()) == [tmp_path / "tokens"]


def test_elsewhere_than_on_linux_the_server_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "platform", "win32")
    ended = CliRunner().invoke(command, ["--data", str(tmp_path)])
    assert (ended.exit_code, ended.output.count("\n")) == (2, 1)
    assert "Linux" in ended.output


WRONG = {
    "key of another": (lambda cert, key, other: ("--tls-cert", cert, "--tls-key", other), "cert.pem"),
    "no key": (lambda cert, key, other: ("--tls-cert", cert), "--tls-key"),
    "an authority alone": (lambda cert, key, other: ("--tls-client-ca", cert), "--tls-client-ca"),
    "no certificate": (lambda cert, key, other: ("--tls-cert", key, "--tls-key", key), "key.pem"),
    "no file": (lambda cert, key, other: ("--tls-cert", "nowhere.pem", "--tls-key", key), "nowhere.pem"),
    "http for others": (lambda *_: ("--http", "0.0.0.0:0"), "--insecure"),
    "tokens that are none": (lambda cert, key, other: ("--tokens", cert), "cert.pem:1"),
    "data in a file": (lambda cert, key, other: ("--data", cert), "cert.pem"),
    "data below a file": (lambda cert, key, other: ("--data", cert / "x"), "is no folder"),
    "data where nothing can be made": (lambda *_: ("--data", "/proc/nowhere"), "/proc"),
    "a store that is none": (lambda *_: ("--store", "nonsense"), "postgresql://"),
    "a store that is away": (lambda *_: ("--store", "postgresql://127.0.0.1:1/none"), "127.0.0.1:1/none"),
    "too little memory": (lambda *_: ("--worker-memory", "200000"), "--worker-memory"),
    "deadlines": (lambda *_: ("--max-deadline", "5"), "deadline"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_check_of_what_cannot_be_served(tmp_path, certified, name):
    arguments, word = WRONG[name]
    code, said, problem = check("--data", tmp_path, *arguments(*certified))
    assert (code, said, problem.count("\n")) == (2, "", 1)
    assert word in problem


def test_programs_are_told_in_json_where_the_server_listens(tmp_path):
    asked = [sys.executable, "-m", "policygames_server", "--data", str(tmp_path / "data"), "--workers", "1", "--json"]
    assert subprocess.run([*asked, "--check"], capture_output=True, text=True, check=True).stdout == '{"valid": true}\n'
    places = ["--address", "127.0.0.1:0", "--http", "127.0.0.1:0", "--uncompiled"]
    with subprocess.Popen([*asked, *places], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        told = json.loads(process.stdout.readline())
        with pg.connect(told["grpc"]) as client:
            assert client.server_info().version == pg.__version__
        with urllib.request.urlopen(f"http://{told['http']}/readyz") as ready:
            assert ready.read() == b"ready\n"
        process.terminate()
        assert process.wait() == 0
