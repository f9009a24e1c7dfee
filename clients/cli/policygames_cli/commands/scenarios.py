"""`policygames scenarios`: the catalogue, and what a scenario asks, assumes and claims."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from policygames_cli.inputs import found_scenario
from policygames_cli.main import SHORTFALL
from policygames_cli.outputs import json_option, print_json

if TYPE_CHECKING:
    from policygames.documents import Parameter
    from policygames.scenarios import Finding, Scenario


@click.group(name="scenarios")
def command() -> None:
    """List scenarios, show one, check what they claim.

    \b
    Example:
      policygames scenarios list
      policygames scenarios show standards_blocs
    """


@command.command(name="list")
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


@command.command()
@click.argument("name", metavar="FILE|NAME")
@json_option
def show(name: str, as_json: bool) -> None:
    """Show a scenario: its question, payoffs, parameters with their basis, and findings.

    \b
    Example:
      policygames scenarios show chip_controls_repeated
    """
    scenario = found_scenario(name)
    if as_json:
        print_json(scenario.document.to_dict())
    else:
        click.echo("\n".join(_lines(scenario)))


@command.command()
@click.argument("names", metavar="FILE|NAME…", nargs=-1, required=True)
@json_option
def check(names: Sequence[str], as_json: bool) -> None:
    """Check every finding that scenarios claim; exits with 3 where one does not hold.

    \b
    Example:
      policygames scenarios check chip_controls_and_boycott standards_blocs
    """
    checked = {name: found_scenario(name).findings() for name in names}
    if as_json:
        rows = {name: [_plain_finding(one) for one in findings] for name, findings in checked.items()}
        print_json(rows)
    else:
        for name, findings in checked.items():
            click.echo("\n".join([name, *(_finding_line(one) for one in findings)]))
    false = any(not one.holds for findings in checked.values() for one in findings)
    sys.exit(SHORTFALL if false else 0)


def _finding_line(finding: Finding) -> str:
    if finding.holds:
        return f"  holds  {finding.id}: {finding.claim}"
    return f"  FALSE  {finding.id}: {finding.claim} ({finding.why})"


def _plain_finding(finding: Finding) -> dict[str, Any]:
    return {"id": finding.id, "claim": finding.claim, "holds": finding.holds, "why": finding.why}


def _lines(scenario: Scenario) -> list[str]:
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
