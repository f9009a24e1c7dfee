"""`policygames scenarios show`: what a scenario asks, assumes and claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from policygames_cli.connecting import connected, server_option
from policygames_cli.inputs import found_scenario, source_of
from policygames_cli.outputs import json_option, print_json

if TYPE_CHECKING:
    from policygames.documents import Parameter
    from policygames.scenarios import Scenario
    from policygames_client.scenarios import RemoteScenario


@click.command()
@click.argument("name", metavar="FILE|NAME")
@click.option("--resolved", is_flag=True, help="Print the file with everything that it inherits, as YAML.")
@server_option
@json_option
def show(name: str, resolved: bool, server: str | None, as_json: bool) -> None:
    """Show a scenario: its question, payoffs, parameters with their basis, and findings.

    \b
    Example:
      policygames scenarios show chip_controls_repeated
      policygames scenarios show chip_controls_low_hostage_value --resolved
    """
    if server is not None:
        with connected(server) as client:
            remote = client.scenario(source_of(name))
            _show(remote, remote.text if resolved else "", as_json=as_json)
        return
    from policygames.scenarios.resolved_text import resolved_file

    scenario = found_scenario(name)
    _show(scenario, resolved_file(name) if resolved else "", as_json=as_json)


def _show(scenario: Scenario | RemoteScenario, text: str, *, as_json: bool) -> None:
    """Prints the text, or else what the scenario says: as JSON or in words."""
    if text:
        click.echo(text, nl=False)
    elif as_json:
        print_json(scenario.document.to_dict())
    else:
        click.echo("\n".join(_lines(scenario)))


def _lines(scenario: Scenario | RemoteScenario) -> list[str]:
    from policygames.results.tables import aligned, payoff_table

    document = scenario.document
    rows = [["parameter", "value", "unit", "range", "basis"], *map(_parameter_row, document.parameters)]
    return [
        f"{document.title} ({document.id} {document.version})",
        document.question,
        *_section("Summary", [document.summary]),
        *_section(f"Payoffs, in {document.payoffs.unit}", [payoff_table(scenario.game())]),
        *_section("Parameters", aligned(rows)),
        *_section("Sources", [f"{source.id}: {source.title}" for source in document.sources]),
        *_section(
            "It claims (policygames scenarios check tells whether that holds)", [f.claim for f in document.findings]
        ),
    ]


def _section(heading: str, lines: Sequence[str]) -> list[str]:
    return ["", heading, *(f"  {line}" for text in lines for line in text.splitlines())]


def _parameter_row(parameter: Parameter) -> list[str]:
    from policygames.results.wording import number

    value = parameter.formula if parameter.value is None else number(parameter.value)
    low_high = f"{number(parameter.range[0])} to {number(parameter.range[1])}" if parameter.range else ""
    return [parameter.id, value, parameter.unit, low_high, parameter.basis]
