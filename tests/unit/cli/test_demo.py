"""The main job, as the README's first command runs it."""

import json
import shlex
import socket
import subprocess
import sys
from fractions import Fraction

import policygames as pg
from policygames_cli.local_server import local_server


def demo(*arguments):
    command = [sys.executable, "-m", "policygames_cli.main", "demo", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_demo_answers_the_question_with_proof_and_thresholds():
    done = demo()
    assert done.returncode == 0, done.stderr
    for said in (
        "Does a graded export regime",
        "Sell frontier chips",
        "exactly one Nash equilibrium",
        "the list is complete",
        "332/1237",
        "7/16",
        "China is the weak link",
        "nashpy's vertex enumeration, an independent method, finds the same",
    ):
        assert said in done.stdout


def test_what_the_demo_says_to_try_next_runs_as_printed(tmp_path):
    told = demo().stdout.partition("Try next")[2]
    lines = [line.strip() for line in told.splitlines() if line.startswith("  policygames ")]
    assert [line.split()[1] for line in lines] == ["intervene", "regimes", "study"]
    for line in lines:
        command = [sys.executable, "-m", "policygames_cli.main", *shlex.split(line)[1:]]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
        assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
        assert done.stdout.strip()


def test_programs_get_one_document_of_a_server_of_their_own_choice(tmp_path):
    with local_server() as address:
        done = demo("--json", "--server", address)
    told = json.loads(done.stdout)
    assert address in told["checked"][0]
    pg.Solution.from_dict(told["solution"]).verify()
    (tmp_path / "threshold.json").write_text(json.dumps(told["threshold"]))
    threshold = pg.read(tmp_path / "threshold.json")
    threshold.verify()
    assert threshold.exact == Fraction(7, 16)
    assert len(told["next"]) == 3


def test_a_port_in_use_is_one_clear_line():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = demo("--address", f"127.0.0.1:{taken.getsockname()[1]}")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
