"""`policygames robustness`: how much payoffs may err before each equilibrium gives way."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from policygames_cli.answering import answering, deadline_option, set_option
from policygames_cli.connecting import server_option
from policygames_cli.inputs import question
from policygames_cli.main import SHORTFALL
from policygames_cli.outputs import json_option, print_json

if TYPE_CHECKING:
    from policygames.games import Game
    from policygames.results.robustness import Robustness


@click.command()
@click.argument("name", metavar="FILE|NAME")
@click.option("--concept", default="nash", show_default=True, help="Whose equilibria: nash or pure_nash.")
@set_option
@deadline_option
@server_option
@json_option
def command(
    name: str, concept: str, overrides: dict[str, str], deadline: float | None, server: str | None, *, as_json: bool
) -> None:
    """Say for each equilibrium of a scenario or of a game in a file how much every payoff may err before it gives way.

    Exits with 3 where there may be more equilibria than were found.

    \b
    Example:
      policygames robustness chip_controls_and_boycott
      policygames robustness game.json --concept pure_nash --json
    """
    found, complete = _found(question(name, overrides, server).game, concept, deadline, server)
    if as_json:
        print_json([one.to_dict() for one in found])
    else:
        click.echo("\n\n".join(_lines(found, complete=complete)))
    sys.exit(0 if complete else SHORTFALL)


def _lines(found: list[Robustness], *, complete: bool) -> Iterator[str]:
    yield from (one.explain() for one in found)
    if not complete:
        yield "Not all equilibria were found: there may be others."
    elif not found:
        yield "There is no such equilibrium."


def _found(game: Game, concept: str, deadline: float | None, server: str | None) -> tuple[list[Robustness], bool]:
    """How robust each equilibrium is, and whether these are all."""
    with answering(server) as where:
        solution = where.solve(game, concept, deadline=deadline)
        return [where.robustness(one, deadline=deadline) for one in solution.equilibria], solution.coverage != "SOME"
