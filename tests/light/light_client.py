"""What a light install can do: ask a server, verify its proofs, say what is missing. Run by .ci/run, without pytest.

Usage: light_client.py POLICYGAMES, the command of a full installation that serves.
"""

import importlib.util
import subprocess
import sys
import tempfile
from collections.abc import Callable

import policygames as pg
from policygames_client import Client

BOYCOTT = "chip_controls_and_boycott"
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
        ask_about_scenarios(client)
    commands = (
        ["scenarios", "list"],
        ["scenarios", "show", BOYCOTT],
        ["scenarios", "check", BOYCOTT],
        ["solve", BOYCOTT],
        ["scenarios", "solve", BOYCOTT],
        ["scenarios", "show", BOYCOTT, "--resolved"],
        ["sustain", "chip_controls_repeated", "--path", "license,buy"],
        ["robustness", BOYCOTT],
        ["intervene", BOYCOTT, "--target", "open,buy"],
        ["regimes", BOYCOTT, "--over", "leverage=0:15"],
    )
    for arguments in commands:
        done = run([*arguments, "--server", address])
        check(done.returncode == 0 and done.stdout, f"{arguments}: exit code {done.returncode}, {done.stderr}")
    check(pg.Solution.from_dict(solution.to_dict()) == solution, "a solution is read back whole")
    for missing in (lambda: pg.solve(dilemma), lambda: pg.scenario("standards_blocs"), solution.to_frame):
        refused(missing)
    for arguments in (["scenarios", "list"], ["solve", "standards_blocs"], ["demo"], ["serve", "--data", "unused"]):
        refused_command(arguments)
    check(not {"scipy", "nashpy", "numba"} & set(sys.modules), "a solver was imported")
    print("light install: solved by the server, verified here")


def ask_about_scenarios(client: Client) -> None:
    """The server compiles; what it says is read, and its proofs are verified, without a reader of files."""
    scenario = client.scenario(BOYCOTT)
    check(scenario.id in client.scenarios() and str(scenario.parameters["margin"].value) == "18/25", "it is described")
    check(scenario.game(leverage=2).shape == (3, 3), "its game is built")
    check(all(one.holds for one in scenario.findings()), "what it claims holds")
    for one in scenario.solve():
        if hasattr(one.result, "verify"):
            one.result.verify()
    regimes = client.regimes(BOYCOTT, over={"leverage": (1, 12)})
    regimes.verify()
    target = ("Sell frontier chips", "Buy what is allowed")
    change = client.intervene(scenario, target, "parameters", over="leverage")
    change.verify()
    check(change.cost == 7, f"leverage falls from 10 to 3, not by {change.cost}")
    try:
        client.check(scenario.text.replace("margin * sales", "margin * sale"))
    except pg.ScenarioError as error:
        check(str(error).startswith("scenario.yaml:") and "did you mean 'sales'" in str(error), str(error))
    else:
        raise SystemExit("a file with a mistake must be refused")


def refused(missing: Callable[[], object]) -> None:
    try:
        missing()
    except pg.UnsupportedError as error:
        check("policygames[solver]" in str(error), f"{error} names what is missing")
    else:
        raise SystemExit("what is not installed must be refused")


def run(arguments: list[str]) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "policygames_cli.main", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def refused_command(arguments: list[str]) -> None:
    done = run(arguments)
    one_line = len(done.stderr.strip().splitlines()) == 1 and "pip install" in done.stderr
    check(done.returncode == 2 and one_line, f"{arguments}: exit code {done.returncode}, {done.stderr}")


def check(holds: bool, message: str) -> None:
    if not holds:
        raise SystemExit(message)


if __name__ == "__main__":
    main(sys.argv[1])
