"""The main job, as the README's first command runs it."""

import socket
import subprocess
import sys


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
        "policygames solve standards_blocs",
    ):
        assert said in done.stdout


def test_a_port_in_use_is_one_clear_line():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = demo("--address", f"127.0.0.1:{taken.getsockname()[1]}")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
