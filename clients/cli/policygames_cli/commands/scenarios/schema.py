"""`policygames scenarios schema`: the format of scenario files, for editors."""

from __future__ import annotations

import click

from policygames_cli.outputs import print_json


@click.command()
def schema() -> None:
    """Print the JSON Schema of scenario files, with which editors complete and check them.

    \b
    Example:
      policygames scenarios schema > scenario.schema.json
    """
    from policygames.scenarios.json_schema import json_schema

    print_json(json_schema())
