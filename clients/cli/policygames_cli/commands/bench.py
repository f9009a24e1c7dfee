"""`policygames bench`: how fast we are next to the peers, on this machine."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import click

from policygames_cli.groups import nearest
from policygames_cli.outputs import json_option, print_json


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]…")
@click.option(
    "--folder",
    default="benchmarks",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the repository's benchmarks are.",
)
@json_option
def command(names: tuple[str, ...], folder: Path, as_json: bool) -> None:
    """Run benchmarks of the repository, or list them: each prints ratios to the peers, measured in one run.

    \b
    Example:
      policygames bench
      policygames bench normal_form_small repeated
    """
    known = {file.stem: file for file in sorted(folder.glob("*.py"))}
    wanted = [_found(name, known, folder) for name in names]
    if not known:
        _found("", known, folder)
    if not wanted:
        _list(known, as_json=as_json)
        return
    runs = [(file.stem, *_run(file, quiet=as_json)) for file in wanted]
    if as_json:
        print_json([{"name": name, "exit_code": code, "output": lines} for name, code, lines in runs])
    sys.exit(max(code for _, code, _ in runs))


def _found(name: str, known: dict[str, Path], folder: Path) -> Path:
    from policygames.errors import GameError

    if name in known:
        return known[name]
    there = nearest(name, known) if known else f"{folder} holds none: they come with the repository"
    raise GameError(f"there is no benchmark {name!r}; {there}", reason="UNKNOWN_NAME", path="NAME")


def _list(known: dict[str, Path], *, as_json: bool) -> None:
    told = {
        name: (ast.get_docstring(ast.parse(file.read_text())) or "").partition("\n")[0] for name, file in known.items()
    }
    if as_json:
        print_json([{"name": name, "measures": line} for name, line in told.items()])
    else:
        click.echo("\n".join(f"{name}: {line}" for name, line in told.items()))


def _run(file: Path, *, quiet: bool) -> tuple[int, list[str]]:
    """The exit code and, where they are not shown at once, the lines that the benchmark prints."""
    done = subprocess.run(  # noqa: S603 - a file that the caller named
        [sys.executable, str(file)], check=False, text=True, stdout=subprocess.PIPE if quiet else None
    )
    return done.returncode, (done.stdout or "").splitlines()
