"""`policygames scenarios check`: whether what scenarios claim holds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from policygames_cli.connecting import connected, server_option
from policygames_cli.inputs import found_scenario, source_of
from policygames_cli.main import SHORTFALL
from policygames_cli.outputs import json_option, print_json

if TYPE_CHECKING:
    from policygames.scenarios import Finding


@click.command()
@click.argument("names", metavar="FILE|NAME…", nargs=-1, required=True)
@click.option("--deadline", type=float, metavar="SECONDS", help="For each search, by a server for each scenario.")
@click.option("--why", is_flag=True, help="Say of every claim what proves it, not only of those that do not hold.")
@server_option
@json_option
def check(names: Sequence[str], deadline: float | None, why: bool, server: str | None, as_json: bool) -> None:
    """Check every finding that scenarios claim; exits with 3 where one is false or could not be decided.

    \b
    Example:
      policygames scenarios check chip_controls_and_boycott standards_blocs
      policygames scenarios check mine.yaml --why
    """
    checked = _here(names, deadline) if server is None else _there(names, deadline, server)
    if as_json:
        print_json({name: [plain_finding(one) for one in findings] for name, findings in checked.items()})
    else:
        for name, findings in checked.items():
            click.echo("\n".join([name, *(_line(one, why) for one in findings)]))
    short = any(one.holds is not True for findings in checked.values() for one in findings)
    sys.exit(SHORTFALL if short else 0)


def _here(names: Sequence[str], deadline: float | None) -> dict[str, tuple[Finding, ...]]:
    return {name: found_scenario(name).findings(deadline=deadline) for name in names}


def _there(names: Sequence[str], deadline: float | None, server: str) -> dict[str, tuple[Finding, ...]]:
    """The same by a server: the deadline is that of all searches for one scenario."""
    with connected(server) as client:
        return {name: client.check(source_of(name), deadline=deadline) for name in names}


def verdict(finding: Finding) -> str:
    """In a word whether it holds."""
    return {True: "holds", False: "FALSE", None: "UNDECIDED"}[finding.holds]


def plain_finding(finding: Finding) -> dict[str, Any]:
    """The finding as plain data."""
    return {"id": finding.id, "claim": finding.claim, "holds": finding.holds, "why": finding.why}


def _line(finding: Finding, why: bool) -> str:
    told = f" ({finding.why})" if why or finding.holds is not True else ""
    return f"  {verdict(finding)}  {finding.id}: {finding.claim}{told}"
