"""`policygames scenarios solve`: the analyses that a scenario declares, one after the other."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click
from policygames.errors import GameError

from policygames_cli.inputs import found_scenario, pairs
from policygames_cli.main import SHORTFALL
from policygames_cli.outputs import json_option, print_json

if TYPE_CHECKING:
    from policygames import Scenario
    from policygames.scenarios.analyses import AnalysisResult


@click.command()
@click.argument("name", metavar="FILE|NAME")
@click.option("--only", metavar="ID", help="Only the analysis with this id.")
@click.option("--set", "overrides", multiple=True, callback=pairs, metavar="PARAMETER=VALUE", help="Change a number.")
@click.option("--deadline", type=float, metavar="SECONDS", help="For each search.")
@json_option
def solve(name: str, only: str | None, overrides: dict[str, str], deadline: float | None, as_json: bool) -> None:
    """Run every analysis that a scenario declares; exits with 3 where one gave no answer.

    \b
    Example:
      policygames scenarios solve chip_controls_repeated
      policygames scenarios solve standards_blocs --only equilibria --deadline 10
    """
    results = []
    for one in _asked(found_scenario(name).at(**overrides), only).answers(deadline=deadline):
        results.append(one)
        if not as_json:
            click.echo(_told(one))
    if as_json:
        print_json([_plain(one) for one in results])
    sys.exit(SHORTFALL if any(one.result is None for one in results) else 0)


def _asked(scenario: Scenario, only: str | None) -> Scenario:
    """The scenario with the one analysis. Raises GameError where it has no such one."""
    from policygames.scenarios import Scenario

    if only is None:
        return scenario
    analyses = tuple(one for one in scenario.document.analyses if one.id == only)
    if not analyses:
        known = ", ".join(one.id for one in scenario.document.analyses) or "none"
        raise GameError(f"there is no analysis {only!r}; there are {known}", reason="UNKNOWN_NAME", path="--only")
    return Scenario(replace(scenario.document, analyses=analyses))


def _told(one: AnalysisResult) -> str:
    heading = f"{one.id} ({', '.join(filter(None, (one.analysis, one.variant)))})"
    said = one.unsupported if one.result is None else one.result.explain()
    return "\n".join([heading, *(f"  {line}" for line in said.splitlines()), ""])


def _plain(one: AnalysisResult) -> Mapping[str, Any]:
    found = {} if one.result is None else {"explanation": one.result.explain()}
    if one.result is not None and hasattr(one.result, "to_dict"):
        found["result"] = one.result.to_dict()
    told = {"id": one.id, "analysis": one.analysis, "variant": one.variant, "unsupported": one.unsupported or None}
    return {**told, **found}
