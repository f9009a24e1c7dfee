"""`policygames learn`: where processes of learning and selection lead."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import click
from policygames.errors import GameError

from policygames_cli.answering import answering, name_argument, profile, set_option, told, whole_numbers
from policygames_cli.connecting import server_option
from policygames_cli.inputs import question
from policygames_cli.outputs import json_option

PROCESSES = ("replicator_dynamics", "moran_process", "fictitious_play", "regret_matching")


@click.command()
@name_argument
@click.option(
    "--process",
    type=click.Choice(PROCESSES),
    default="replicator_dynamics",
    show_default=True,
    help="How play changes.",
)
@click.option("--start", metavar="P,P;P,P", help="Where play starts: a distribution per player.")
@click.option("--until", type=float, metavar="TIME", help="Replicator dynamics: when to end.")
@click.option("--populations", type=int, help="Replicator dynamics: 1 or 2.")
@click.option("--population", metavar="N,N", help="Moran process: how many play each action.")
@click.option("--steps", type=int, help="How many steps at most.")
@click.option("--seed", type=int, help="Of random numbers.")
@click.option("--tolerance", metavar="SHARE", help="Settled play gains less than this share of the range of payoffs.")
@set_option
@server_option
@json_option
def command(
    name: str, process: str, overrides: dict[str, str], server: str | None, *, as_json: bool, **asked: Any
) -> None:
    """Follow a process of learning or selection in a scenario or a game in a file, and say whether it settles.

    \b
    Example:
      policygames learn standards_blocs --process fictitious_play --steps 500
      policygames learn game.json --process moran_process --population 9,1 --seed 7
    """
    game = question(name, overrides, server).game
    with answering(server) as where:
        run = getattr(where, process)
        told(run(game, **_given(run, process, asked)), as_json=as_json)


def _given(run: Callable[..., Any], process: str, asked: dict[str, Any]) -> dict[str, Any]:
    """What is given to the process. Raises GameError for what it does not take, and for what it misses."""
    given = {_NAMES.get(key, key): _READ.get(key, _same)(value) for key, value in asked.items() if value is not None}
    takes = {key: one for key, one in inspect.signature(run).parameters.items() if key != "deadline"}
    for key in given.keys() - takes.keys():
        raise GameError(f"{process} takes no {key}", reason="OPTION_RANGE", path=f"--{key}")
    if "population" in takes and "population" not in given:
        message = f"{process} starts from so many players of each action"
        raise GameError(message, reason="OPTION_RANGE", path="--population")
    return given


def _same(value: Any) -> Any:
    return value


def _until(end: float) -> list[float]:
    """Evenly spaced times. Raises GameError for an end that is not after 0."""
    if not 0 < end < float("inf"):
        raise GameError(f"{end!r}; allowed: times after 0", reason="OPTION_RANGE", path="--until")
    return [end * step / 199 for step in range(200)]


_NAMES = {"until": "times"}
_READ: dict[str, Callable[[Any], Any]] = {
    "start": profile,
    "until": _until,
    "population": lambda text: whole_numbers(text, "--population"),
}
