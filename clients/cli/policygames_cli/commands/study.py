"""`policygames study`: a scenario at many values of its parameters, in parts that outlive whatever ends a run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from policygames_cli.connecting import server_option
from policygames_cli.fetched_studies import studies_at
from policygames_cli.groups import NamedCommands
from policygames_cli.inputs import found_scenario, pairs
from policygames_cli.outputs import json_option, print_json
from policygames_cli.remote_studies import resume_remotely, run_remotely, show_remotely
from policygames_cli.study_inputs import found_set, read_cases
from policygames_cli.study_report import compared, report
from policygames_cli.study_runs import ended, for_servers, only_here, solve, solve_set

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_workers = click.option("--workers", type=click.IntRange(0), help="Processes; by default one per processor.")
_scheduler = click.option("--scheduler", metavar="tcp://HOST:PORT", help="Solve on the Dask cluster of this scheduler.")


@click.group(name="study", cls=NamedCommands)
def command() -> None:
    """Solve a scenario at many values of its parameters; runs can be cut off and resumed.

    \b
    Example:
      policygames study run chip_controls_and_boycott --draws 4096 --seed 7 --out runs/boycott
      policygames study show runs/boycott
    """


def _shard(_context: click.Context, parameter: click.Parameter, value: str) -> tuple[int, int]:
    shard, _, shards = value.partition("/")
    if not (shard.isdecimal() and shards.isdecimal() and 1 <= int(shard) <= int(shards)):
        raise click.BadParameter(f"{value!r} is no shard; wanted: 3/64 for the third of 64", param=parameter)
    return int(shard), int(shards)


def _places(context: click.Context, parameter: click.Parameter, values: Sequence[str]) -> dict[str, int]:
    found = pairs(context, parameter, values)
    for name, text in found.items():
        if not text.isdecimal():
            raise click.BadParameter(f"{name}={text}: no whole number", param=parameter)
    return {name: int(text) for name, text in found.items()}


NO_SHARDS = "Has no meaning here: a server solves whole studies (study run --server), so that no shards lie there."


def _nothing_to_merge(_context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        raise click.UsageError(f"--server {NO_SHARDS[0].lower()}{NO_SHARDS[1:-1]}")


_parted = click.option(
    "--shard", default="1/1", callback=_shard, metavar="I/N", help="Solve only every N-th part, from the I-th."
)


@command.command()
@click.argument("name", metavar="FILE|NAME")
@click.option("--draws", type=click.IntRange(1), help="How many; 4096 by default.")
@click.option("--design", default="sobol", help="sobol, lhs, monte_carlo, saltelli, grid, csv.")
@click.option("--seed", type=click.IntRange(0), default=0, help="Of the draws.")
@click.option("--concept", default="", help="What to ask of each game; by default what fits its kind.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="The folder of the parts.")
@click.option("--set", "fixed", multiple=True, callback=pairs, metavar="NAME=VALUE", help="Fix a parameter.")
@click.option("--decimals", multiple=True, callback=_places, metavar="NAME=N", help="Snap a parameter to N decimals.")
@click.option("--levels", multiple=True, callback=_places, metavar="NAME=N", help="Levels of a parameter in a grid.")
@click.option("--table", type=click.Path(path_type=Path), help="Of the design csv: a file, a column per parameter.")
@click.option("--cases", type=click.Path(path_type=Path), help="A CSV file of named cases; the first column is `case`.")
@click.option(
    "--finding", "findings", multiple=True, help="Only this stated finding, or all; by default those that keep pace."
)
@click.option("--chunk", "chunk_size", type=click.IntRange(1), help="Draws a part.")
@_parted
@_workers
@_scheduler
@server_option
@json_option
def run(name: str, out: Path | None, server: str | None, as_json: bool, **asked: Any) -> None:
    """Run a study, or go on with it where its folder holds parts of it; of a set, all of its studies.

    \b
    Example:
      policygames study run chip_controls_and_boycott --draws 100000 --design sobol --seed 7 --out runs/boycott
      policygames study run chip_controls_and_boycott --draws 100000 --seed 7 --shard 3/64 --out runs/boycott-3
      policygames study run my_set.yaml --out runs/my_set
    """
    asked |= {"levels": asked["levels"] or None, "findings": asked["findings"] or None}
    if (cases := asked.pop("cases")) is not None:
        asked |= {"design": "cases", "cases": read_cases(cases)}
    where = {name: asked.pop(name) for name in ("shard", "workers", "scheduler")}
    if server is not None:
        ended(run_remotely(server, name, out, **for_servers(asked, where)), as_json)
    elif (given := found_set(name)) is not None:
        solve_set(given, out, asked, where, as_json=as_json)
    else:
        from policygames.studies.planning import Wish
        from policygames.studies.starting import placed

        study = placed(found_scenario(name), Wish(**asked), out, where["shard"])
        solve(study, where["workers"], where["scheduler"], as_json)


@command.command()
@click.argument("folder", metavar="DIR|JOB", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Of a job: the folder of the parts.")
@_parted
@_workers
@_scheduler
@server_option
@json_option
def resume(folder: Path, out: Path | None, server: str | None, *, as_json: bool, **where: Any) -> None:
    """Go on with a study that was cut off; with --server, watch a job to its end and fetch its results.

    \b
    Example:
      policygames study resume runs/boycott
      policygames study resume operations/7f3c --server localhost:50051 --out runs/boycott
    """
    from policygames.studies import Study

    if server is not None:
        only_here(where)
        ended(resume_remotely(server, str(folder), out, as_json=as_json), as_json)
    if out is not None:
        raise click.UsageError("--out has a meaning with --server only: a study goes on where it is")
    solve(Study.at(folder, shard=where["shard"]), where["workers"], where["scheduler"], as_json)


@command.command()
@click.argument("folder", metavar="DIR|JOB", type=click.Path(path_type=Path))
@click.option("--discover", "events", multiple=True, metavar="WHAT", help="The box where this finding or outcome is.")
@click.option("--sensitivity", is_flag=True, help="The share of variance that each parameter explains.")
@server_option
@json_option
def show(folder: Path, events: Sequence[str], sensitivity: bool, server: str | None, as_json: bool) -> None:
    """Show what a study says, and how much of it is left; with --server, how far a job is.

    Asked for boxes or sensitivity of a job, what is finished of it is fetched and shown like a study.

    \b
    Example:
      policygames study show runs/boycott --discover unique_outcome --sensitivity
      policygames study show operations/7f3c --server localhost:50051
    """
    if server is not None and not events and not sensitivity:
        show_remotely(server, str(folder), as_json=as_json)
        return
    with studies_at([folder], server) as (study,):
        report(study, as_json, events, sensitivity=sensitivity)


@command.command()
@click.argument("first", metavar="DIR|JOB", type=click.Path(path_type=Path))
@click.argument("second", metavar="DIR|JOB", type=click.Path(path_type=Path))
@server_option
@json_option
def diff(first: Path, second: Path, server: str | None, as_json: bool) -> None:
    """Compare two runs: inputs, findings, numbers. With --server, what is no folder is a job.

    What is finished of a job is fetched, and compared here.

    \b
    Example:
      policygames study diff runs/boycott-v1 runs/boycott-v2
      policygames study diff runs/boycott-v1 operations/7f3c --server localhost:50051
    """
    from dataclasses import asdict

    with studies_at([first, second], server) as (before, after):
        found = before.compare(after)
    if as_json:
        print_json(asdict(found))
    else:
        click.echo("\n".join(compared(found)))


@command.command(name="report")
@click.argument("folder", metavar="DIR|JOB", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The HTML file.")
@click.option("--parts", type=click.Path(file_okay=False, path_type=Path), help="A folder for SVG, CSV and LaTeX.")
@click.option("--deadline", type=click.FloatRange(0, min_open=True), help="Seconds a search.")
@server_option
@json_option
def write_report(
    folder: Path, out: Path, parts: Path | None, deadline: float | None, server: str | None, as_json: bool
) -> None:
    """Write a report: one HTML file with the answer, how sure it is, what would change it, and all evidence.

    With --server of a job: what is finished of it is fetched, and the report is written here.

    \b
    Example:
      policygames study report runs/boycott --out boycott.html --parts boycott-parts
      policygames study report operations/7f3c --server localhost:50051 --out boycott.html
    """
    with studies_at([folder], server) as (study,):
        if study.left:
            click.echo(f"policygames: {study.left:,} draws are not solved yet, and the report says so", err=True)
        written, draws = study.report(out, parts=parts or False, deadline=deadline), study.done
    if as_json:
        print_json({"report": str(written), "parts": None if parts is None else str(parts), "draws": draws})
    else:
        click.echo(f"{written} ({written.stat().st_size / 1000:,.0f} kB)")


@command.command()
@click.argument("folders", metavar="DIR…", nargs=-1, required=True, type=_FOLDER)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder of the whole.")
@click.option("--server", callback=_nothing_to_merge, expose_value=False, metavar="HOST:PORT", help=NO_SHARDS)
@json_option
def merge(folders: Sequence[Path], out: Path, as_json: bool) -> None:
    """Bring the shards of a study together, every part checked; the shards lie here.

    \b
    Example:
      policygames study merge runs/boycott-1 runs/boycott-2 --out runs/boycott
    """
    from policygames.studies import Study
    from policygames.studies.merging import merge as merged

    merged(folders, out)
    report(Study.at(out), as_json)
