"""`policygames scenarios schema`: the format of scenario files, for editors."""

from __future__ import annotations

import click

from policygames_cli.outputs import print_json


@click.command()
@click.option("--json", "as_json", is_flag=True, help="It is JSON anyway.")
def schema(as_json: bool) -> None:  # noqa: ARG001 - every command takes it
    """Print the JSON Schema of scenario files, with which editors complete and check them.

    \b
    Example:
      policygames scenarios schema > scenario.schema.json
    """
    from policygames.scenarios.json_schema import json_schema

    print_json(json_schema())
