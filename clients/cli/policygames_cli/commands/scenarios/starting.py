"""`policygames scenarios new`: a file to begin with, as it is or from a few answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policygames_cli.connecting import scenario_server_option
from policygames_cli.inputs import resolved
from policygames_cli.outputs import created, json_option, print_json, tell_written

if TYPE_CHECKING:
    from policygames.scenarios.template import Outline


@click.command()
@click.argument("scenario_id", metavar="ID", default="my_scenario")
@click.option("--ask", is_flag=True, help="Ask who plays and what they can do.")
@click.option("--base", metavar="FILE|NAME", help="With --excel: the scenario whose numbers the workbook holds.")
@click.option(
    "--excel",
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    help="A workbook with numbers, as policygames scenarios excel writes it.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead of printing.")
@scenario_server_option
@json_option
def new(
    scenario_id: str,
    ask: bool,
    base: str | None,
    excel: Path | None,
    out: Path | None,
    server: str | None,
    *,
    as_json: bool,
) -> None:
    """Write a new scenario file: a small game that holds, with comments that say what to put in its place.

    \b
    Example:
      policygames scenarios new chip_talks --out chip_talks.yaml
      policygames scenarios new chip_talks --ask --out chip_talks.yaml
      policygames scenarios new my_blocs --base standards_blocs --excel numbers.xlsx --out my_blocs.yaml
    """
    if (base is None) != (excel is None):
        raise click.UsageError("--base and --excel go together: the numbers of a workbook, the rest of a scenario.")
    if base is None or excel is None:
        text = _begun(scenario_id, ask=ask)
    else:
        text = _filled(scenario_id, resolved(base, server), excel)
    if out is not None:
        with created(out) as stream:
            stream.write(text.encode())
        tell_written(out, f"policygames scenarios check {out}", as_json=as_json)
    elif as_json:
        print_json({"id": scenario_id, "text": text})
    else:
        click.echo(text, nl=False)


def _begun(scenario_id: str, *, ask: bool) -> str:
    """The template, filled with answers where somebody is asked."""
    from policygames.scenarios import parsed
    from policygames.scenarios.template import Outline, template

    text = template(_asked(scenario_id) if ask else Outline(id=scenario_id))
    parsed(text, f"{scenario_id}.yaml")  # an answer that does not fit is told now
    return text


def _filled(scenario_id: str, base: str, excel: Path) -> str:
    """The scenario file `base` with the numbers of the workbook."""
    from policygames.scenarios.workbook import filled

    return filled(base, excel.read_bytes(), str(excel), scenario_id)


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
