"""`policygames potential`: whether one function of all actions says what everybody gains."""

from __future__ import annotations

import click

from policygames_cli.answering import answering, name_argument, set_option, told
from policygames_cli.connecting import server_option
from policygames_cli.inputs import question
from policygames_cli.outputs import json_option


@click.command()
@name_argument
@set_option
@server_option
@json_option
def command(name: str, overrides: dict[str, str], server: str | None, *, as_json: bool) -> None:
    """Find the exact potential of a scenario or of a game in a file, or the proof that there is none.

    \b
    Example:
      policygames potential standards_blocs
      policygames potential game.json --json
    """
    game = question(name, overrides, server).game
    with answering(server) as where:
        told(where.potential(game), as_json=as_json)
