"""`policygames scenarios excel`: a scenario's numbers as a workbook to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from policygames_cli.connecting import scenario_server_option
from policygames_cli.inputs import resolved
from policygames_cli.outputs import created, json_option, tell_written


@click.command()
@click.argument("name", metavar="FILE|NAME")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The workbook to write.")
@scenario_server_option
@json_option
def excel(name: str, out: Path, server: str | None, *, as_json: bool) -> None:
    """Write a scenario's numbers into an Excel workbook, for others to fill in: value, unit, range, basis, sources.

    \b
    Example:
      policygames scenarios excel standards_blocs --out numbers.xlsx
      policygames scenarios new my_blocs --base standards_blocs --excel numbers.xlsx --out my_blocs.yaml
    """
    from policygames.scenarios.workbook import workbook

    content = workbook(resolved(name, server))
    with created(out) as stream:
        stream.write(content)
    tell_written(out, f"policygames scenarios new ID --base {name} --excel {out} --out ID.yaml", as_json=as_json)
