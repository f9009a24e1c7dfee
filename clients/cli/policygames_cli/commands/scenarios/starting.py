"""`policygames scenarios new`: a file to begin with, as it is or from a few answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from policygames.errors import GameError

if TYPE_CHECKING:
    from policygames.scenarios.template import Outline


@click.command()
@click.argument("scenario_id", metavar="ID", default="my_scenario")
@click.option("--ask", is_flag=True, help="Ask who plays and what they can do.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead of printing.")
def new(scenario_id: str, ask: bool, out: Path | None) -> None:
    """Write a new scenario file: a small game that holds, with comments that say what to put in its place.

    \b
    Example:
      policygames scenarios new chip_talks --out chip_talks.yaml
      policygames scenarios new chip_talks --ask --out chip_talks.yaml
    """
    from policygames.scenarios import parsed
    from policygames.scenarios.template import Outline, template

    text = template(_asked(scenario_id) if ask else Outline(id=scenario_id))
    parsed(text, f"{scenario_id}.yaml")  # an answer that does not fit is told now
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        with out.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        raise GameError(f"{out} is there already", reason="OPTION_RANGE", path="--out") from error
    click.echo(f"{out} is written. Next: policygames scenarios check {out}")


def _asked(scenario_id: str) -> Outline:
    """The answers to a few questions, in the order of the file."""
    from policygames.scenarios.template import Outline
    from policygames.scenarios.vocabulary import TOPICS

    title = click.prompt("What is it called", err=True)
    question = click.prompt("What does it ask", err=True)
    topic = click.prompt("Which topic is it about", type=click.Choice(TOPICS), err=True, show_choices=True)
    names = _names("Who plays (names, with commas between)")
    players = {name: _names(f"What can {name} do (the tempting choice last)") for name in names}
    return Outline(scenario_id, title, question, topic, players)


def _names(question: str) -> tuple[str, ...]:
    """Two names or more, all different; it asks again until there are."""
    names: tuple[str, ...] = click.prompt(question, value_proc=_listed, err=True)
    return names


def _listed(answer: str) -> tuple[str, ...]:
    names = tuple(part.strip() for part in answer.split(",") if part.strip())
    if len(names) < 2 or len(set(names)) < len(names):
        raise click.BadParameter("two names or more are needed, all different, with commas between")
    return names
