"""`policygames path`: noisy behaviour from play at random on, and how noisy observed choices are."""

from __future__ import annotations

import click
from policygames.errors import GameError

from policygames_cli.answering import answering, lists, name_argument, set_option, told
from policygames_cli.connecting import server_option
from policygames_cli.inputs import question
from policygames_cli.outputs import json_option


@click.command()
@name_argument
@click.option("--largest", metavar="PRECISION", help="Follow the branch so far; by default near to an equilibrium.")
@click.option(
    "--counts", metavar="N,N;N,N", help="Estimate the precision: how often each action was chosen, by player."
)
@set_option
@server_option
@json_option
def command(
    name: str, largest: str | None, counts: str | None, overrides: dict[str, str], server: str | None, *, as_json: bool
) -> None:
    """Follow quantal responses as choices become more precise; or estimate the precision from counts of choices.

    \b
    Example:
      policygames path game.json
      policygames path game.json --largest 5/2 --json
      policygames path game.json --counts "20,30;25,25"
    """
    if largest is not None and counts is not None:
        raise GameError("an estimate compares all precisions", reason="OPTION_RANGE", path="--largest")
    game = question(name, overrides, server).game
    with answering(server) as where:
        if counts is None:
            told(where.quantal_response_path(game, largest=largest), as_json=as_json)
        else:
            told(where.estimate_precision(game, lists(counts)), as_json=as_json)
