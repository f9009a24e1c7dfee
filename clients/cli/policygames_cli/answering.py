"""Who is asked, here or a server, and how a result that is neither a solution nor a threshold is printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click
from policygames.errors import GameError

from policygames_cli.connecting import connected
from policygames_cli.inputs import pairs
from policygames_cli.outputs import print_json

if TYPE_CHECKING:
    from policygames.games import Game

name_argument = click.argument("name", metavar="FILE|NAME")
set_option = click.option(
    "--set", "overrides", multiple=True, callback=pairs, metavar="PARAMETER=VALUE", help="Change a scenario."
)
deadline_option = click.option(
    "--deadline", type=float, metavar="SECONDS", help="Stop each search after this long, with what was found."
)


@contextmanager
def answering(server: str | None) -> Iterator[Any]:
    """What answers by functions of the same names: the package itself, or a client of the server."""
    import policygames as pg

    if server is None:
        yield pg
        return
    with connected(server) as client:
        yield client


def usual_concept(game: Game) -> str:
    """The concept that is meant where none is named."""
    from policygames import BayesianGame, RepeatedGame

    if isinstance(game, BayesianGame):
        return "bayes_nash"
    if not isinstance(game, RepeatedGame):
        return "nash"
    return "public_perfect" if game.monitoring else "subgame_perfect"


def told(result: Any, *, as_json: bool) -> None:
    """Prints a result as one JSON document, or in words."""
    if as_json:
        print_json(result.to_dict())
    else:
        click.echo(result.explain())


def lists(text: str) -> list[list[str]]:
    """The lists in "1,2;3,4"."""
    return [[one.strip() for one in row.split(",")] for row in text.split(";")]


def profile(text: str | None) -> list[Any] | None:
    """One distribution per player in "1/3,2/3;1,0", or one action per player in "stag,hare"."""
    if text is None:
        return None
    return lists(text) if ";" in text else lists(text)[0]


def whole_numbers(text: str, path: str) -> list[int]:
    """The whole numbers in "5,5". Raises GameError for anything else."""
    parts = lists(text)[0]
    if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts):
        raise GameError(f"{text!r}; allowed: whole numbers, as in 5,5", reason="OPTION_RANGE", path=path)
    return list(map(int, parts))
