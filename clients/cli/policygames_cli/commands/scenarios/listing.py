"""`policygames scenarios list`: what is in the catalogue, by topic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from policygames_cli.connecting import connected, server_option
from policygames_cli.outputs import json_option, print_json


@click.command(name="list")
@click.option("--topic", help="Only scenarios on this topic.")
@server_option
@json_option
def list_scenarios(topic: str | None, server: str | None, as_json: bool) -> None:
    """List the scenarios of the catalogue.

    \b
    Example:
      policygames scenarios list --topic export_controls
      policygames scenarios list --server localhost:50051
    """
    found = _here(topic) if server is None else _there(topic, server)
    if as_json:
        print_json(
            [{"id": one.id, "title": one.title, "topics": list(one.topics), "question": one.question} for one in found]
        )
        return
    for one in found:
        click.echo(f"{one.id}\n    {one.title}\n    topics: {', '.join(one.topics)}")


def _here(topic: str | None) -> Sequence[Any]:
    import policygames as pg

    every = [pg.scenario(name) for name in pg.scenarios()]
    found = [one for one in every if topic is None or topic in one.topics]
    if not found:
        topics = ", ".join(sorted({name for one in every for name in one.topics}))
        raise click.BadParameter(f"no scenario is about {topic!r}; there are {topics}", param_hint="--topic")
    return found


def _there(topic: str | None, server: str) -> Sequence[Any]:
    with connected(server) as client:
        return client.catalogue(topic)
