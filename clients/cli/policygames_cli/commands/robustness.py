"""`policygames robustness`: how much payoffs may err before each equilibrium gives way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from policygames_cli.connecting import connected, server_option
from policygames_cli.inputs import pairs, question
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

    \b
    Example:
      policygames robustness chip_controls_and_boycott
      policygames robustness game.json --concept pure_nash --json
    """
    found = _found(question(name, overrides).game, concept, server)
    if as_json:
        print_json([one.to_dict() for one in found])
        return
    click.echo("\n\n".join(one.explain() for one in found) or "There is no such equilibrium.")


def _found(game: Game, concept: str, server: str | None) -> list[Robustness]:
    import policygames as pg

    if server is None:
        return [pg.robustness(one) for one in pg.solve(game, concept).equilibria]
    with connected(server) as client:
        return [client.robustness(one) for one in client.solve(game, concept).equilibria]
