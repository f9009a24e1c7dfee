"""`policygames scenarios diff`: what differs between two scenarios, and what that does to their findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from policygames_cli.commands.scenarios.checking import plain_finding, verdict
from policygames_cli.connecting import scenario_server_option
from policygames_cli.inputs import compiled
from policygames_cli.outputs import json_option, print_json

if TYPE_CHECKING:
    from policygames.scenarios.comparison import ChangedFinding, Comparison


@click.command()
@click.argument("before", metavar="FILE|NAME")
@click.argument("after", metavar="FILE|NAME")
@click.option("--deadline", type=float, metavar="SECONDS", help="For each search.")
@scenario_server_option
@json_option
def diff(before: str, after: str, deadline: float | None, server: str | None, *, as_json: bool) -> None:
    """Compare two scenarios: inputs that differ, and what becomes of each claim of the first in the second.

    \b
    Example:
      policygames scenarios diff chip_controls_and_boycott chip_controls_low_hostage_value
    """
    from policygames.scenarios.comparison import compare

    found = compare(compiled(before, server), compiled(after, server), deadline=deadline)
    if as_json:
        print_json(_plain(found))
    else:
        click.echo("\n".join(_lines(found)))


def _lines(found: Comparison) -> Iterator[str]:
    yield "Inputs"
    for one in found.inputs:
        yield f"  {one.path}: {_told(one.before)} → {_told(one.after)}"
    if not found.inputs:
        yield "  no difference"
    yield "Findings"
    for change in found.findings:
        yield from _changed(change)


def _told(value: str | None) -> str:
    return "—" if value is None else value


def _changed(change: ChangedFinding) -> Iterator[str]:
    if change.before is None:
        yield f"  {change.id}: new, {verdict(change.after)}: {change.claim}"
    elif change.changed:
        yield f"  {change.id}: {verdict(change.before)} → {verdict(change.after)}: {change.claim}"
        yield f"      {change.after.why}"
    else:
        yield f"  {change.id}: still {verdict(change.after)}"


def _plain(found: Comparison) -> dict[str, Any]:
    return {
        "inputs": [{"path": one.path, "before": one.before, "after": one.after} for one in found.inputs],
        "findings": [
            {
                "id": one.id,
                "claim": one.claim,
                "changed": one.changed,
                "before": None if one.before is None else plain_finding(one.before),
                "after": plain_finding(one.after),
            }
            for one in found.findings
        ],
    }
