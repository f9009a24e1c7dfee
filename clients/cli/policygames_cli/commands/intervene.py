"""`policygames intervene`: the least change that brings an outcome about, with its proofs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from policygames_cli.answering import answering, deadline_option, set_option
from policygames_cli.connecting import server_option
from policygames_cli.inputs import described, named_actions, question, repeated
from policygames_cli.main import SHORTFALL
from policygames_cli.outputs import json_option, print_json

if TYPE_CHECKING:
    from policygames.results.intervention import Intervention


@click.command()
@click.argument("name", metavar="FILE|NAME")
@click.option("--target", required=True, metavar="ACTION,ACTION,…", help="What is to be played, an action a player.")
@click.option(
    "--lever", default="payment", show_default=True, help="payment, commitment, discount, monitoring or parameters."
)
@click.option("--goal", help="Of payments: equilibrium, dominant or unique.")
@click.option("--margin", help="By how much deviations are to lose, in payoff units.")
@click.option("--budget", "budgets", multiple=True, metavar="[PLAYER=]AMOUNT", help="The most that may be spent.")
@click.option("--payer", "payers", multiple=True, metavar="PLAYER", help="Who pays; by default nobody who plays.")
@click.option("--instruments", help="payments, sanctions or both.")
@click.option("--contingent", help="What each promise depends on: the profile, or one action, of who gets or pays.")
@click.option("--cost", help="What counts: paid at the target, or promised in any profile.")
@click.option("--leader", metavar="PLAYER", help="Of commitments: who commits alone, to a mix if need be.")
@click.option("--punishment", help="Of patience: optimal or grim.")
@click.option("--transfers", is_flag=True, help="Of patience: let players pay one another.")
@click.option("--false-alarms", metavar="PROBABILITY", help="Of monitoring: how often an alarm rings without cause.")
@click.option(
    "--over", "over", multiple=True, metavar="PARAMETER[=LOW:HIGH]", help="Of a scenario's parameters: what may move."
)
@click.option("--norm", help="Of several parameters: the largest share of a range, or the sum of shares.")
@click.option("--discount", metavar="FACTOR[,…]", help="Play the game again and again, with these discount factors.")
@set_option
@deadline_option
@server_option
@json_option
def command(
    name: str,
    target: str,
    discount: str | None,
    overrides: dict[str, str],
    server: str | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Find the least change after which an outcome of a scenario or of a game in a file holds, and prove it.

    Exits with 3 where nothing does, and where the deadline came first.

    \b
    Example:
      policygames intervene chip_controls_and_boycott --target open,buy
      policygames intervene game.json --target trade,buy --goal unique --margin 0.1 --contingent action
      policygames intervene game.json --target trade,buy --lever commitment --leader China
      policygames intervene game.json --target trade,buy --lever monitoring --discount 3/5
      policygames intervene game.json --target trade,buy --discount 2/5
      policygames intervene safety_race --target safe,safe --lever parameters --over risk
    """
    asked = _options(**asked)
    if "over" in asked:
        game: Any = described(name, server)
        scenario: Any = game
        asked["values"] = overrides
    else:
        posed = repeated(question(name, overrides, server), discount, None)
        game, scenario = posed.game, posed.scenario
    with answering(server) as where:
        found: Intervention = where.intervene(game, named_actions(target, scenario, "--target"), **asked)
    if as_json:
        print_json(found.to_dict())
    else:
        click.echo(found.explain())
    sys.exit(SHORTFALL if found.cost is None else 0)


def _options(
    budgets: tuple[str, ...], payers: tuple[str, ...], over: tuple[str, ...], *, transfers: bool, **asked: Any
) -> dict[str, Any]:
    """The options that were given, as `policygames.intervene` takes them."""
    options = {name: value for name, value in asked.items() if value is not None}
    if budgets:
        options["budget"] = _budget(budgets)
    if over:
        options["over"] = _ranges(over)
    if payers:
        options["payers"] = list(payers)
    return {**options, "transfers": True} if transfers else options


def _budget(given: tuple[str, ...]) -> Any:
    """One amount for all, or amounts by player."""
    if len(given) == 1 and "=" not in given[0]:
        return given[0]
    named = [text.rpartition("=") for text in given]
    return {player or None: amount for player, _, amount in named}


def _ranges(given: tuple[str, ...]) -> Any:
    """Names alone, for their own ranges, or ranges by name."""
    if not any("=" in text for text in given):
        return list(given)
    parts = (text.partition("=") for text in given)
    return {name: tuple(ends.split(":")) for name, _, ends in parts}
