"""`policygames scenarios excel`: a scenario's numbers as a workbook to fill in."""

from __future__ import annotations

from pathlib import Path

import click
from policygames.errors import GameError

from policygames_cli.inputs import found_scenario


@click.command()
@click.argument("name", metavar="FILE|NAME")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The workbook to write.")
def excel(name: str, out: Path) -> None:
    """Write a scenario's numbers into an Excel workbook, for others to fill in: value, unit, range, basis, sources.

    \b
    Example:
      policygames scenarios excel standards_blocs --out numbers.xlsx
      policygames scenarios new my_blocs --base standards_blocs --excel numbers.xlsx --out my_blocs.yaml
    """
    from policygames.scenarios.resolved_text import resolved_file
    from policygames.scenarios.workbook import workbook

    found_scenario(name)  # a file that is wrong is told as such
    content = workbook(resolved_file(name))
    try:
        with out.open("xb") as stream:
            stream.write(content)
    except FileExistsError as error:
        raise GameError(f"{out} is there already", reason="OPTION_RANGE", path="--out") from error
    click.echo(f"{out} is written. Next: policygames scenarios new ID --base {name} --excel {out} --out ID.yaml")
