"""Feeds the reader of scenario files and the parser of formulas with bytes that follow their branches.

    pip install atheris
    python fuzz/scenarios.py -max_total_time=300 -max_len=4096

Not part of the ordinary suite. A ScenarioError is an answer, and a GameError where a file that was read has no game;
everything else ends the run and leaves its input in the folder. The examples of the catalogue are the first inputs.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["policygames.scenarios"]):
    from policygames.errors import GameError, ScenarioError
    from policygames.scenarios import parsed, parsed_set, scenarios
    from policygames.scenarios.catalogue_files import catalogue_file
    from policygames.scenarios.expressions import parse


def one_input(data: bytes) -> None:
    """A formula where the first byte is even, else a file."""
    text = data[1:]
    with contextlib.suppress(ScenarioError):
        if not data[:1] or not data[0] % 2:
            parse(text.decode("utf-8", "replace"))
            return
        read = parsed(text)
        with contextlib.suppress(GameError):
            read.game()
    with contextlib.suppress(ScenarioError):
        parsed_set(text)


def main() -> None:
    """Runs until a limit among the arguments, or for five minutes."""
    limits = [] if any("-max_total_time" in argument for argument in sys.argv) else ["-max_total_time=300"]
    with tempfile.TemporaryDirectory() as folder:
        for scenario_id in scenarios():
            content, name = catalogue_file(scenario_id) or (b"", "")
            (Path(folder) / name).write_bytes(b"\x01" + content)
        atheris.Setup([*sys.argv, *limits, folder], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
