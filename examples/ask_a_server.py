"""The same question asked of a server; the proof is checked here, without a solver."""

import re
import subprocess
import sys

import policygames as pg

scenario = pg.scenario("chip_controls_and_boycott")
command = [sys.executable, "-m", "policygames_server", "--address", "127.0.0.1:0", "--data", "served"]
with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own module
    ready = next(line for line in server.stdout if "listening on" in line)
    address = re.search(r"listening on (\S+)", ready).group(1)
    with pg.connect(address) as client:
        solution = client.solve(scenario.game(), "nash", deadline=10)
        solution.verify()
        print(solution.explain())
    server.terminate()
