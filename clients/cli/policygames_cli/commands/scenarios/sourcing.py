"""`policygames scenarios sources`: how much of the payoffs rests on judgement, number by number, and on what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from policygames_cli.connecting import scenario_server_option
from policygames_cli.inputs import compiled, pairs
from policygames_cli.outputs import json_option, print_json

if TYPE_CHECKING:
    from policygames.scenarios import Scenario
    from policygames.scenarios.reliance import ParameterReport, Reliance


@click.command()
@click.argument("name", metavar="FILE|NAME")
@click.option("--set", "overrides", multiple=True, callback=pairs, metavar="PARAMETER=VALUE", help="Change a number.")
@scenario_server_option
@json_option
def sources(name: str, overrides: dict[str, str], server: str | None, *, as_json: bool) -> None:
    """Show on what the payoffs rest: every number with its basis, its sources, and the share of payoffs it enters.

    Numbers within formulas and attributes, too, count as judgement.

    \b
    Example:
      policygames scenarios sources chip_controls_and_boycott
      policygames scenarios sources mine.yaml --json
    """
    scenario = compiled(name, server)
    report = scenario.parameter_report(**overrides)
    if as_json:
        print_json(_plain(scenario, report))
    else:
        click.echo("\n".join(_lines(scenario, report)))


def _lines(scenario: Scenario, report: ParameterReport) -> Sequence[str]:
    from policygames.results.tables import aligned

    rows = [["number", "share of payoffs", "basis", "unit", "sources"]]
    rows += [_row(one, _sources(scenario, one)) for one in report.numbers]
    titles = (f"  {source.id}: {source.title}" for source in scenario.sources.values())
    return [report.explain(), "", *aligned(rows), "", *titles]


def _row(one: Reliance, sources: Sequence[str]) -> list[str]:
    name = one.name if one.kind == "parameter" else f"{one.name} ({one.kind})"
    return [name, f"{float(100 * one.share):.1f} %", one.basis, one.unit, ", ".join(sources)]


def _sources(scenario: Scenario, one: Reliance) -> tuple[str, ...]:
    return scenario.parameters[one.name].sources if one.kind == "parameter" else ()


def _plain(scenario: Scenario, report: ParameterReport) -> dict[str, Any]:
    return {
        "id": scenario.id,
        "unit": report.unit,
        "mass": str(report.mass),
        "shares": {
            "judgement": str(report.judgement),
            "sourced": str(report.sourced),
            "nothing": str(report.nothing),
        },
        "numbers": [
            {
                "name": one.name,
                "kind": one.kind,
                "basis": one.basis,
                "unit": one.unit,
                "share": str(one.share),
                "sources": list(_sources(scenario, one)),
            }
            for one in report.numbers
        ],
    }
