"""Runs of studies: where they lie, how they are solved, and what is said when they end or are cut off."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from policygames_cli.main import FAILED, SHORTFALL, told
from policygames_cli.study_report import report

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from policygames.scenarios.scenario_set import ScenarioSet
    from policygames.studies import Study


def for_servers(asked: dict[str, Any], where: dict[str, Any]) -> dict[str, Any]:
    """The options that a server takes. Raises UsageError for those that say where to solve, or read files there."""
    only_here({"table": asked.pop("table"), **where})
    return asked


def only_here(options: dict[str, Any]) -> None:
    """Raises UsageError where an option is given that says how to solve here."""
    for name, given in options.items():
        if given not in (None, (1, 1)):
            raise click.UsageError(f"--{name} has no meaning with --server")


def solve_set(
    given: ScenarioSet, out: Path | None, asked: dict[str, Any], where: dict[str, Any], *, as_json: bool
) -> None:
    """Solves all studies of a set, its size announced first."""
    from policygames.studies.sets import studies_of

    for option in ("draws", "table", "cases", "levels"):
        if asked.pop(option, None):
            raise click.UsageError(f"--{option}: a set says that itself")
    if where["shard"] != (1, 1):
        raise click.UsageError("--shard: run the studies of a set one by one, by `study resume`")
    wishes = {name: asked[name] for name in ("concept", "decimals", "findings", "chunk_size")}
    studies = studies_of(given, out or Path("runs", given.id), **wishes)
    click.echo(f"{given.size:,} games in {len(studies)} studies: {', '.join(studies)}", err=True)
    short = False
    for study in studies.values():
        with _kept(study), _executor(where["scheduler"]) as executor:
            study.resume(workers=where["workers"], executor=executor)
        report(study, as_json)
        short |= _short(study)
    sys.exit(SHORTFALL if short else 0)


def solve(study: Study, workers: int | None, scheduler: str | None, as_json: bool) -> None:
    """Solves what is left, and says what there is; exits with 3 where a draw is not solved or not proven."""
    if not as_json and study.left:
        click.echo(f"{study.left:,} of {len(study):,} {_rows(study)} are left in {study.folder.path}", err=True)
    with _kept(study), _executor(scheduler) as executor:
        study.resume(workers=workers, executor=executor)
    ended(study, as_json)


def _rows(study: Study) -> str:
    from policygames.studies.design_words import many

    return many(study.spec)


def ended(study: Study, as_json: bool) -> NoReturn:
    """Says what a study that has ended says; exits with 3 where a draw is not solved or not proven."""
    report(study, as_json)
    sys.exit(SHORTFALL if _short(study) else 0)


def _short(study: Study) -> bool:
    from policygames.studies.outcomes import unproven

    return any(map(unproven, study.outcomes()))


@contextmanager
def _kept(study: Study) -> Iterator[None]:
    """Whatever ends a run, a line says what is kept, and how to go on."""
    try:
        yield
    except (KeyboardInterrupt, OSError) as error:
        why = "stopped" if isinstance(error, KeyboardInterrupt) else told(error)
        kept = f"{study.done:,} of {len(study):,} {_rows(study)} are kept"
        click.echo(f"policygames: {why}; {kept}; go on with:", err=True)
        click.echo(f"  policygames study resume {study.folder.path}", err=True)
        sys.exit(SHORTFALL if isinstance(error, KeyboardInterrupt) else FAILED)


@contextmanager
def _executor(scheduler: str | None) -> Iterator[Executor | None]:
    if scheduler is None:
        yield None
        return
    from policygames.studies.cluster import cluster

    with cluster(scheduler) as executor:
        yield executor
