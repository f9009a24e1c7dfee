"""`policygames robustness`: how much payoffs may err before each equilibrium gives way."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from policygames_cli.answering import answering
from policygames_cli.connecting import server_option
from policygames_cli.inputs import pairs, question
from policygames_cli.main import SHORTFALL
from policygames_cli.outputs import json_option, print_json

if TYPE_CHECKING:
    from policygames.games import Game
    from policygames.results.robustness import Robustness


@click.command()
@click.argument("name", metavar="FILE|NAME")
@click.option("--concept", default="nash", show_default=True, help="Whose equilibria: nash or pure_nash.")
@click.option("--set", "overrides", multiple=True, callback=pairs, metavar="PARAMETER=VALUE", help="Change a scenario.")
@server_option
@json_option
def command(name: str, concept: str, overrides: dict[str, str], server: str | None, as_json: bool) -> None:
    """Say for each equilibrium of a scenario or of a game in a file how much every payoff may err before it gives way.

    Exits with 3 where there may be more equilibria than were found.

    \b
    Example:
      policygames robustness chip_controls_and_boycott
      policygames robustness game.json --concept pure_nash --json
    """
    found, complete = _found(question(name, overrides, server).game, concept, server)
    if as_json:
        print_json([one.to_dict() for one in found])
    else:
        click.echo("\n\n".join(one.explain() for one in found) or "There is no such equilibrium.")
    sys.exit(0 if complete else SHORTFALL)


def _found(game: Game, concept: str, server: str | None) -> tuple[list[Robustness], bool]:
    """How robust each equilibrium is, and whether these are all."""
    with answering(server) as where:
        solution = where.solve(game, concept)
        return [where.robustness(one) for one in solution.equilibria], solution.coverage != "SOME"
