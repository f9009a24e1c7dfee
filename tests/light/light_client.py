"""What a light install can do: ask a server, verify its proofs, say what is missing. Run by .ci/run, without pytest.

Usage: light_client.py POLICYGAMES, the command of a full installation that serves.
"""

import importlib.util
import subprocess
import sys
import tempfile
from collections.abc import Callable

import policygames as pg

FORBIDDEN = ("scipy", "nashpy", "numba", "pandas", "pydantic", "ruamel.yaml", "pebble")


def main(command: str) -> None:
    """Raises where the light install does more or less than it should."""
    for name in FORBIDDEN:
        root = name.partition(".")[0]
        check(importlib.util.find_spec(root) is None, f"{name} is installed")
    with tempfile.TemporaryDirectory() as data:
        arguments = [command, "serve", "--address", "127.0.0.1:0", "--data", data, "--workers", "1"]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as server:
            try:
                ask(listening(server))
            finally:
                server.terminate()
        check(server.returncode == 0, f"the server exited with {server.returncode}")


def listening(server: subprocess.Popen) -> str:
    for line in server.stdout:
        if "listening on " in line:
            return line.split("listening on ")[1].split()[0]
    raise SystemExit("the server did not start")


def ask(address: str) -> None:
    dilemma = pg.NormalFormGame([[["1/3", 0], [1, "1/7"]], [["1/3", 1], [0, "1/7"]]])
    with pg.connect(address) as client:
        solution = client.solve(dilemma, "nash", deadline=20)
        check(len(solution.equilibria) == 1 and solution.coverage == "ALL", "the dilemma has one equilibrium")
        solution.verify()
        threshold = client.critical_discount(dilemma, (0, 0), punishment="grim")
        threshold.verify()
        check(str(threshold.exact) == "7/9", f"the threshold is {threshold.exact}")
    check(pg.Solution.from_dict(solution.to_dict()) == solution, "a solution is read back whole")
    for missing in (lambda: pg.solve(dilemma), lambda: pg.scenario("standards_blocs"), solution.to_frame):
        refused(missing)
    for arguments in (["scenarios", "list"], ["solve", "standards_blocs"], ["demo"], ["serve", "--data", "unused"]):
        refused_command(arguments)
    check(not {"scipy", "nashpy", "numba"} & set(sys.modules), "a solver was imported")
    print("light install: solved by the server, verified here")


def refused(missing: Callable[[], object]) -> None:
    try:
        missing()
    except pg.UnsupportedError as error:
        check("policygames[solver]" in str(error), f"{error} names what is missing")
    else:
        raise SystemExit("what is not installed must be refused")


def refused_command(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "policygames_cli.main", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    one_line = len(done.stderr.strip().splitlines()) == 1 and "pip install" in done.stderr
    check(done.returncode == 2 and one_line, f"{arguments}: exit code {done.returncode}, {done.stderr}")


def check(holds: bool, message: str) -> None:
    if not holds:
        raise SystemExit(message)


if __name__ == "__main__":
    main(sys.argv[1])
