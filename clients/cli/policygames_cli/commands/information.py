"""`policygames information`: what it is worth to know another's type."""

from __future__ import annotations

import sys

import click

from policygames_cli.answering import answering, deadline_option, told
from policygames_cli.connecting import server_option
from policygames_cli.inputs import question
from policygames_cli.main import SHORTFALL
from policygames_cli.outputs import json_option


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--player", required=True, help="Who learns.")
@click.option("--about", required=True, help="Whose type is learnt.")
@deadline_option
@server_option
@json_option
def command(file: str, player: str, about: str, deadline: float | None, server: str | None, *, as_json: bool) -> None:
    """Compare the equilibria of a game with types before and after a player learns the type of another.

    Exits with 3 where not all equilibria were found.

    \b
    Example:
      policygames information game.json --player Ann --about Bob
    """
    game = question(file, {}).game
    with answering(server) as where:
        found = where.value_of_information(game, player, about, deadline=deadline)
    told(found, as_json=as_json)
    sys.exit(0 if found.is_complete else SHORTFALL)
