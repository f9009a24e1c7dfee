"""`policygames solve`: the equilibria of a scenario or of a game in a file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from policygames_cli.answering import answering, set_option, usual_concept
from policygames_cli.connecting import server_option
from policygames_cli.inputs import Question, pairs, question, repeated
from policygames_cli.main import SHORTFALL
from policygames_cli.outputs import json_option, print_json

if TYPE_CHECKING:
    from policygames import Solution
    from policygames.games import Game


@click.command()
@click.argument("name", metavar="FILE|NAME")
@click.option("--discount", metavar="D[,D…]", help="Play again and again: a discount factor, or one per player.")
@click.option("--periods", type=int, metavar="T", help="With --discount: so many periods; for ever by default.")
@click.option("--concept", help="What counts as a solution; nash or, for repeated games, subgame_perfect.")
@click.option("--method", help="How to search; the best one by default.")
@click.option("--deadline", type=float, metavar="SECONDS", help="Stop after this long, with what was found.")
@click.option("--max-equilibria", type=int, metavar="N", help="Stop after N equilibria.")
@click.option("--uncertified", is_flag=True, help="Skip proofs where a fast path exists; the answer says so.")
@set_option
@click.option(
    "--option", "options", multiple=True, callback=pairs, metavar="KEY=VALUE", help="An option of the concept."
)
@server_option
@json_option
def command(
    name: str,
    discount: str | None,
    periods: int | None,
    server: str | None,
    as_json: bool,
    overrides: dict[str, str],
    **asked: Any,
) -> None:
    """Find the equilibria of a scenario (YAML file or catalogue name) or of a game in a file.

    Game files: .json, .nfg (Gambit), .lrs (lrsnash), .csv and .xlsx.

    Exits with 3 where the list may be incomplete although nobody limited it.

    \b
    Example:
      policygames solve chip_controls_and_boycott --set leverage=2
      policygames solve standards_blocs --concept pure_nash --json > result.json
      policygames solve game.nfg
      policygames solve game.json --discount 3/5
      policygames solve standards_blocs --server localhost:50051
    """
    posed = repeated(question(name, overrides, server), discount, periods)
    solution = _solution(posed.game, server, **asked)
    if as_json:
        print_json(solution.to_dict())
    else:
        click.echo(_told(posed, solution))
    sys.exit(SHORTFALL if _fell_short(solution) else 0)


def _solution(
    game: Game, server: str | None, concept: str | None, uncertified: bool, options: dict[str, Any], **limits: Any
) -> Solution:
    with answering(server) as where:
        found: Solution = where.solve(
            game, concept or usual_concept(game), certify=not uncertified, discounts=None, **limits, **options
        )
        return found


def _told(posed: Question, solution: Solution) -> str:
    from policygames.results.tables import payoff_table

    question_posed = [posed.scenario.question, ""] if posed.scenario else []
    return "\n".join([*question_posed, payoff_table(posed.game), "", solution.explain()])


def _fell_short(solution: Solution) -> bool:
    return solution.coverage == "SOME" and solution.termination.reason != "LIMIT"
