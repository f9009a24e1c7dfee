"""`policygames fixation`: whether one mutant takes over."""

from __future__ import annotations

import click

from policygames_cli.answering import answering, name_argument, set_option
from policygames_cli.connecting import server_option
from policygames_cli.inputs import question
from policygames_cli.outputs import json_option, print_json


@click.command()
@name_argument
@click.option("--mutant", required=True, metavar="ACTION", help="What the one mutant plays.")
@click.option("--resident", required=True, metavar="ACTION", help="What all others play.")
@click.option("--size", required=True, type=int, help="Of the population.")
@set_option
@server_option
@json_option
def command(
    name: str,
    mutant: str,
    resident: str,
    size: int,
    overrides: dict[str, str],
    server: str | None,
    *,
    as_json: bool,
) -> None:
    """Find the chance that one mutant takes over a population by the Moran process, exactly.

    \b
    Example:
      policygames fixation game.json --mutant dove --resident hawk --size 20
    """
    game = question(name, overrides, server).game
    with answering(server) as where:
        chance = where.fixation_probability(game, mutant, resident, size)
    if as_json:
        print_json({"kind": "fixation_probability", "exact": str(chance), "value": float(chance), "neutral": 1 / size})
        return
    compared = "more" if chance * size > 1 else "less" if chance * size < 1 else "as much"
    click.echo(
        f"One “{mutant}” among {size - 1} “{resident}” takes over with probability {float(chance):.4g}: "
        f"{compared} {'as' if compared == 'as much' else 'than'} if both did alike (1/{size})."
    )
