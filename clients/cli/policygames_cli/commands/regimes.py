"""`policygames regimes`: where each outcome holds as one parameter or two move."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policygames_cli.answering import answering, deadline_option, set_option
from policygames_cli.connecting import server_option
from policygames_cli.inputs import described, is_game_file, pairs, question
from policygames_cli.outputs import json_option, picture_option, print_json

if TYPE_CHECKING:
    from policygames.results.regime_map import RegimeMap
    from policygames.results.regime_plane import RegimePlane


@click.command()
@click.argument("name", metavar="FILE|NAME")
@click.option(
    "--over",
    "over",
    multiple=True,
    required=True,
    callback=pairs,
    metavar="PARAMETER=LOW:HIGH",
    help="What moves, and between which ends; once or twice. Of a game in a file: PLAYER/ACTION/…/ACTION.",
)
@click.option("--concept", help="nash or pure_nash; by default nash of two players.")
@click.option("--punishment", help="Of repeated games: optimal or grim.")
@set_option
@picture_option
@deadline_option
@server_option
@json_option
def command(
    name: str, over: dict[str, str], overrides: dict[str, str], picture: Path | None, as_json: bool, **asked: Any
) -> None:
    """Map where each outcome of a scenario or of a game in a file holds, with exact boundaries.

    \b
    Example:
      policygames regimes chip_controls_and_boycott --over leverage=0:15
      policygames regimes chip_controls_repeated --over leverage=6:12 --over patience=0:0.95 --plot map.svg
      policygames regimes game.json --over China/trade/buy=0:6
    """
    found = _found(name, {key: _ends(key, value) for key, value in over.items()}, overrides, **asked)
    if picture is not None:
        found.plot().figure.savefig(picture)
    if as_json:
        print_json(found.to_dict())
    else:
        click.echo(found.explain())


def _found(
    name: str, over: dict[str, tuple[str, str]], values: dict[str, str], server: str | None, **asked: Any
) -> RegimeMap | RegimePlane:
    subject: Any = question(name, values).game if is_game_file(name) else described(name, server)
    moving = {_key(key): ends for key, ends in over.items()}
    given = {} if is_game_file(name) else values
    with answering(server) as where:
        found: RegimeMap | RegimePlane = where.regimes(subject, moving, values=given, **asked)
        return found


def _key(text: str) -> Any:
    """What a payoff is called in `over`; patience stays as it is."""
    player, *actions = text.split("/")
    return (player, tuple(actions)) if actions else text


def _ends(name: str, text: str) -> tuple[str, str]:
    from policygames.errors import GameError

    low, colon, high = text.partition(":")
    if not colon:
        message = f"{text!r} is no range; wanted: LOW:HIGH"
        raise GameError(message, reason="PARAMETER_RANGE", path=f"--over {name}")
    return low, high
