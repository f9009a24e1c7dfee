"""`policygames scenarios list`: what is in the catalogue, by topic."""

from __future__ import annotations

import click

from policygames_cli.outputs import json_option, print_json


@click.command(name="list")
@click.option("--topic", help="Only scenarios on this topic.")
@json_option
def list_scenarios(topic: str | None, as_json: bool) -> None:
    """List the scenarios of the catalogue.

    \b
    Example:
      policygames scenarios list --topic export_controls
    """
    import policygames as pg

    every = [pg.scenario(name) for name in pg.scenarios()]
    found = [one for one in every if topic is None or topic in one.topics]
    if not found:
        topics = ", ".join(sorted({name for one in every for name in one.topics}))
        raise click.BadParameter(f"no scenario is about {topic!r}; there are {topics}", param_hint="--topic")
    if as_json:
        print_json(
            [{"id": one.id, "title": one.title, "topics": list(one.topics), "question": one.question} for one in found]
        )
        return
    for one in found:
        click.echo(f"{one.id}\n    {one.title}\n    topics: {', '.join(one.topics)}")
