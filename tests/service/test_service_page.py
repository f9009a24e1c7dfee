"""The calls that docs/service.md shows, as it shows them, run by the shell against the real server."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from policygames_server.options import OPTIONS
from policygames_server.settings import Settings
from service.running import Running

BASH = shutil.which("bash")
DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "service.md").read_text()
SHOWN = re.findall(r"^```sh\n(curl .*?)^```\n```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def address():
    with Running(workers=1, http="127.0.0.1:0", uncompiled=True) as running:
        yield f"http://{running.http}"


def test_calls_are_shown():
    assert len(SHOWN) == PAGE.count("```sh\ncurl") >= 6


@pytest.mark.parametrize(("command", "expected"), SHOWN)
def test_a_call_that_is_shown(address, command, expected):
    environment = os.environ | {"SERVER": address}
    ended = subprocess.run([BASH, "-euc", command], capture_output=True, text=True, check=True, env=environment)
    assert ended.stderr == ""
    for line in expected.splitlines():
        assert line in ended.stdout


def test_a_token_is_made_as_shown():
    (recipe,) = re.findall(r"^  ```sh\n(.*?)^  ```$", PAGE, re.MULTILINE | re.DOTALL)
    ended = subprocess.run([BASH, "-euc", recipe], capture_output=True, text=True, check=True)
    assert re.fullmatch(r"alice:[0-9a-f]{64}\n", ended.stdout)


def test_options_and_defaults_are_those_of_the_server():
    table = re.findall(r"^\| [^|]+ \| (`[^|]+`) \| ([^|]+) \|", PAGE, re.MULTILINE)
    named = {name for names, _ in table for name in re.findall(r"`(\w+)`", names)}
    assert named <= {option.name for option in OPTIONS}
    settings, shown = Settings(Path("data")), dict(table)
    assert int(shown["`max_in_flight`"]) == settings.max_in_flight
    assert (
        shown["`default_deadline`, `max_deadline`"] == f"{settings.default_deadline:g} s, {settings.max_deadline:g} s"
    )
    assert shown["`max_work`"] == "10^12"
    assert settings.max_work == 10**12
    assert shown["`worker_memory`"] == f"{settings.worker_memory // 2**30} GiB"
    assert shown["`max_http`"] == f"{settings.max_http // 2**20} MiB"


def test_the_threat_model_names_tests_that_exist():
    root = DOCS.parent
    named = set(re.findall(r"`(test_\w+\.py|tests/[\w/.]+)`", (DOCS / "security.md").read_text()))
    missing = {name for name in named if not (root / name).exists() and not (root / "tests/service" / name).exists()}
    assert not missing
    assert len(named) > 8
