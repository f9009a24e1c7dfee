"""`policygames sustain`: the least patience that sustains an outcome, who is the weak link, who pays whom."""

from __future__ import annotations

import sys
from itertools import product
from typing import TYPE_CHECKING, Any

import click

from policygames_cli.answering import answering, deadline_option, set_option
from policygames_cli.connecting import server_option
from policygames_cli.inputs import named_actions, question
from policygames_cli.main import SHORTFALL
from policygames_cli.outputs import json_option, print_json

if TYPE_CHECKING:
    from policygames import NormalFormGame
    from policygames.games import Game
    from policygames.results import AnyThreshold


@click.command()
@click.argument("name", metavar="FILE|NAME")
@click.option(
    "--path", metavar="ACTION,ACTION,…", help="What is to be sustained; by default the largest sum of payoffs."
)
@click.option(
    "--punishment", default="optimal", show_default=True, help="How deviations are answered: optimal or grim."
)
@click.option("--transfers", is_flag=True, help="Let players pay one another.")
@deadline_option
@set_option
@server_option
@json_option
def command(
    name: str, path: str | None, overrides: dict[str, str], server: str | None, as_json: bool, **asked: Any
) -> None:
    """Find the least patience that sustains an outcome of a scenario or of a game in a file, played again and again.

    Exits with 3 where no patience does.

    \b
    Example:
      policygames sustain chip_controls_repeated --path license,buy
      policygames sustain game.json --path trade,buy --punishment grim
      policygames sustain game.json --transfers
    """
    posed = question(name, overrides, server)
    stage = _stage_game(posed.game)
    named = None if path is None else named_actions(path, posed.scenario, "--path")
    profile = _best(stage) if named is None else stage.pure_profile(named, "--path")
    with answering(server) as where:
        threshold: AnyThreshold = where.critical_discount(stage, profile, **asked)
    if as_json:
        print_json(threshold.to_dict())
    else:
        click.echo(threshold.explain())
    sys.exit(SHORTFALL if threshold.value is None else 0)


def _stage_game(game: Game) -> NormalFormGame:
    from policygames import NormalFormGame
    from policygames.errors import UnsupportedError

    stage = getattr(game, "stage_game", game)
    if not isinstance(stage, NormalFormGame):
        message = f"thresholds of patience are for stage games in normal form, not a {type(game).__name__}"
        raise UnsupportedError(message, reason="MISSING_GAME", path="game")
    return stage


def _best(stage: NormalFormGame) -> tuple[int, ...]:
    """The profile with the largest sum of payoffs, the first of several."""
    total = stage.payoffs.sum(axis=0)
    return max(product(*map(range, stage.shape)), key=lambda profile: total[profile])
