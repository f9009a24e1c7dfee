"""`policygames select`: which of the equilibria to expect, by a criterion."""

from __future__ import annotations

import sys

import click

from policygames_cli.answering import answering, deadline_option, name_argument, profile, set_option, told
from policygames_cli.connecting import server_option
from policygames_cli.inputs import question
from policygames_cli.main import SHORTFALL
from policygames_cli.outputs import json_option


@click.command()
@name_argument
@click.option(
    "--by",
    default="risk",
    show_default=True,
    help="risk, payoff, p_dominance, tracing, welfare or entropy.",
)
@click.option("--prior", metavar="P,P;P,P", help="Where tracing starts: a distribution per player.")
@deadline_option
@set_option
@server_option
@json_option
def command(
    name: str,
    by: str,
    prior: str | None,
    deadline: float | None,
    overrides: dict[str, str],
    server: str | None,
    *,
    as_json: bool,
) -> None:
    """Choose among the equilibria of a scenario or of a game in a file.

    Exits with 3 where not all equilibria could be compared.

    \b
    Example:
      policygames select standards_blocs --by welfare
      policygames select game.json --by tracing --prior "1/3,2/3;1/2,1/2"
    """
    game = question(name, overrides, server).game
    with answering(server) as where:
        found = where.select(game, by, prior=profile(prior), deadline=deadline)
    told(found, as_json=as_json)
    sys.exit(0 if found.complete else SHORTFALL)
