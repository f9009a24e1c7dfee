"""`policygames scenarios solve`: the analyses that a scenario declares, one after the other."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click
from policygames.errors import GameError

from policygames_cli.connecting import connected, server_option
from policygames_cli.groups import nearest
from policygames_cli.inputs import found_scenario, pairs, source_of
from policygames_cli.main import SHORTFALL
from policygames_cli.outputs import json_option, print_json

if TYPE_CHECKING:
    from policygames.documents import Analysis, ScenarioDocument
    from policygames.results.analysis_result import AnalysisResult


@click.command()
@click.argument("name", metavar="FILE|NAME")
@click.option("--only", metavar="ID", help="Only the analysis with this id.")
@click.option("--set", "overrides", multiple=True, callback=pairs, metavar="PARAMETER=VALUE", help="Change a number.")
@click.option("--deadline", type=float, metavar="SECONDS", help="For each search, by a server for all together.")
@server_option
@json_option
def solve(
    name: str, only: str | None, overrides: dict[str, str], deadline: float | None, server: str | None, *, as_json: bool
) -> None:
    """Run every analysis that a scenario declares; exits with 3 where one gave no answer.

    Of a study it says with which command it is run.

    \b
    Example:
      policygames scenarios solve chip_controls_repeated
      policygames scenarios solve standards_blocs --only equilibria --deadline 10
      policygames scenarios solve standards_blocs --server localhost:50051
    """
    answers = (
        _here(name, only, overrides, deadline) if server is None else _there(name, only, overrides, deadline, server)
    )
    results = []
    for one in answers:
        results.append(one)
        if not as_json:
            click.echo(_told(one))
    if as_json:
        print_json([_plain(one) for one in results])
    sys.exit(SHORTFALL if any(one.result is None and one.analysis != "study" for one in results) else 0)


def _here(name: str, only: str | None, values: dict[str, str], deadline: float | None) -> Iterator[AnalysisResult]:
    """The answers, each as it is found."""
    from policygames.scenarios import Scenario

    scenario = found_scenario(name).at(**values)
    document = replace(scenario.document, analyses=_asked(scenario.document, only))
    yield from Scenario(document).answers(deadline=deadline)


def _there(
    name: str, only: str | None, values: dict[str, str], deadline: float | None, server: str
) -> Iterator[AnalysisResult]:
    with connected(server) as client:
        scenario = client.scenario(source_of(name))
        asked = [one.id for one in _asked(scenario.document, only)]
        yield from scenario.solve(asked, values=values, deadline=deadline) if asked else ()


def _asked(document: ScenarioDocument, only: str | None) -> tuple[Analysis, ...]:
    """The declared analyses, or the one that is named. Raises GameError where there is no such one."""
    known = [one.id for one in document.analyses]
    if only is not None and only not in known:
        raise GameError(f"there is no analysis {only!r}; {nearest(only, known)}", reason="UNKNOWN_NAME", path="--only")
    return tuple(one for one in document.analyses if only in (None, one.id))


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
