"""`policygames robustness`: how much payoffs may err before each equilibrium gives way."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from policygames_cli.answering import answering, deadline_option, set_option, usual_concept
from policygames_cli.connecting import server_option
from policygames_cli.inputs import question
from policygames_cli.main import SHORTFALL
from policygames_cli.outputs import json_option, print_json

if TYPE_CHECKING:
    from policygames.games import Game
    from policygames.results import Equilibrium
    from policygames.results.robustness import Robustness


@dataclass(frozen=True, slots=True)
class Refused:
    """An equilibrium, in words, of which no radius is computed, and why."""

    words: str
    why: str


@click.command()
@click.argument("name", metavar="FILE|NAME")
@click.option(
    "--concept", help="Whose equilibria: nash or pure_nash; bayes_nash of Bayesian games. By default all of them."
)
@set_option
@deadline_option
@server_option
@json_option
def command(
    name: str,
    concept: str | None,
    overrides: dict[str, str],
    deadline: float | None,
    server: str | None,
    *,
    as_json: bool,
) -> None:
    """Say for each equilibrium of a scenario or of a game in a file how much every payoff may err before it gives way.

    Of games that are played once. Exits with 3 where there may be more equilibria than were found.

    \b
    Example:
      policygames robustness chip_controls_and_boycott
      policygames robustness multinational_stacks --concept pure_nash
      policygames robustness game.json --json
    """
    found, complete = _found(question(name, overrides, server).game, concept, deadline, server)
    if as_json:
        print_json([_plain(one) for one in found])
    else:
        click.echo("\n\n".join(_lines(found, complete=complete)))
    sys.exit(0 if complete else SHORTFALL)


def _plain(found: Robustness | Refused) -> dict[str, object]:
    if isinstance(found, Refused):
        return {"kind": "refused", "equilibrium": found.words, "reason": found.why}
    return found.to_dict()


def _lines(found: list[Robustness | Refused], *, complete: bool) -> Iterator[str]:
    for one in found:
        yield f"{one.words} No radius is computed: {one.why}." if isinstance(one, Refused) else one.explain()
    if not complete:
        yield "Not all equilibria were found: there may be others."
    elif not found:
        yield "There is no such equilibrium."


def _found(
    game: Game, concept: str | None, deadline: float | None, server: str | None
) -> tuple[list[Robustness | Refused], bool]:
    """How robust each equilibrium is, and whether these are all. Raises UnsupportedError for repeated games."""
    from policygames.results.robustness import judged_game

    judged_game(game)
    with answering(server) as where:
        solution = where.solve(game, concept or usual_concept(game), deadline=deadline)
        found = [_one(where, one, deadline) for one in solution.equilibria]
        return found, solution.coverage != "SOME"


def _one(where: Any, equilibrium: Equilibrium, deadline: float | None) -> Robustness | Refused:
    from policygames.results.crowd_words import box_sentences, crowd_sentences
    from policygames.results.robustness import IRRATIONAL

    if equilibrium.enclosure is None:
        found: Robustness = where.robustness(equilibrium, deadline=deadline)
        return found
    words = crowd_sentences(equilibrium) or box_sentences(equilibrium) or "An equilibrium between types that mix."
    return Refused(words, IRRATIONAL)
