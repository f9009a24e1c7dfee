"""`policygames scenarios`: the catalogue, and what a scenario asks, assumes and claims."""

from __future__ import annotations

import click

from policygames_cli.commands.scenarios import (
    checking,
    comparing,
    listing,
    schema,
    showing,
    solving,
    sourcing,
    spreadsheet,
    starting,
)
from policygames_cli.groups import NamedCommands


@click.group(name="scenarios", cls=NamedCommands)
def command() -> None:
    """List scenarios, show and solve one, check what they claim, compare two, write a new one.

    \b
    Example:
      policygames scenarios list
      policygames scenarios show standards_blocs
    """


for _one in (
    listing.list_scenarios,
    showing.show,
    solving.solve,
    sourcing.sources,
    checking.check,
    comparing.diff,
    starting.new,
    spreadsheet.excel,
    schema.schema,
):
    command.add_command(_one)
