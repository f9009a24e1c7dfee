"""`policygames convert`: a game from one file format into another, or an empty form to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click
from policygames.errors import UnsupportedError

from policygames_cli.answering import set_option
from policygames_cli.connecting import scenario_server_option
from policygames_cli.inputs import question
from policygames_cli.outputs import json_option, print_json

if TYPE_CHECKING:
    from policygames import NormalFormGame


@click.command()
@click.argument("source", metavar="[IN", required=False)
@click.argument("target", metavar="OUT]", required=False)
@click.option("--template", metavar="OUT", help="Write an empty form (.xlsx or .csv) for the players given instead.")
@click.option(
    "--player", "players", multiple=True, metavar="'NAME: ACTION, ACTION'", help="A player of the form; once for each."
)
@set_option
@scenario_server_option
@json_option
def command(
    source: str | None,
    target: str | None,
    template: str | None,
    players: Sequence[str],
    overrides: dict[str, str],
    server: str | None,
    *,
    as_json: bool,
) -> None:
    """Write the game IN (a file, or a scenario) to OUT, in the format that its extension names; payoffs stay exact.

    Read: .nfg (Gambit), .lrs (lrsnash), .csv, .xlsx, .json. Written: these and .tex (LaTeX).

    \b
    Example:
      policygames convert game.nfg game.xlsx
      policygames convert chip_controls_and_boycott payoffs.tex
      policygames convert --template game.xlsx --player "US: sell, ban" --player "China: buy, boycott"
      policygames solve game.xlsx
    """
    if template is not None and source is None:
        _make_template(template, players)
        _tell({"template": template}, f"Wrote {template}: fill in the payoffs.", as_json)
    elif template is None and source is not None and target is not None and not players:
        _convert(_normal_form(source, overrides, server), source, target, as_json)
    else:
        raise click.UsageError("Allowed: IN OUT, or --template OUT with a --player for each player.")


def _make_template(target: str, players: Sequence[str]) -> None:
    from policygames.formats import template

    named = [_player(text) for text in players]
    template(target, [name for name, _ in named], [actions for _, actions in named])


def _player(text: str) -> tuple[str, list[str]]:
    name, colon, actions = text.partition(":")
    if not colon:
        raise click.BadParameter(f"{text!r} is no 'NAME: ACTION, ACTION'", param_hint="--player")
    return name.strip(), [action.strip() for action in actions.split(",")]


def _convert(game: NormalFormGame, source: str, target: str, as_json: bool) -> None:
    from policygames.formats import notes, write_game

    write_game(game, target)
    told = notes(game, target)
    shape = " x ".join(map(str, game.shape))
    text = "\n".join(
        [f"Wrote {target}: {', '.join(game.players)}; {shape} actions.", *(f"Note: {one}." for one in told)]
    )
    summary = {"in": source, "out": target, "players": list(game.players), "shape": list(game.shape)}
    _tell({**summary, "digest": game.digest, "notes": list(told)}, text, as_json)


def _normal_form(source: str, overrides: dict[str, str], server: str | None) -> NormalFormGame:
    import policygames as pg

    game = question(source, overrides, server).game
    if not isinstance(game, pg.NormalFormGame):
        message = "only games in normal form are converted, and this is a repeated one"
        raise UnsupportedError(message, reason="UNSUPPORTED_GAME", path=source)
    return game


def _tell(summary: dict[str, object], text: str, as_json: bool) -> None:
    if as_json:
        print_json(summary)
    else:
        click.echo(text)
