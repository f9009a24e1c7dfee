"""Studies on a server: begun, watched until they end, and fetched; they go on when nobody watches."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policygames_cli.connecting import connected
from policygames_cli.inputs import source_of
from policygames_cli.main import SHORTFALL
from policygames_cli.outputs import print_json

if TYPE_CHECKING:
    from policygames.studies import Study
    from policygames_client.job_calls import Progress
    from policygames_client.jobs import Job


def run_remotely(server: str, name: str, out: Path | None, **asked: Any) -> Study:
    """The study, solved by the server and fetched into `out`, with a bar on a terminal.

    Ctrl-C leaves it running, says how to look after it, and exits.
    """
    with connected(server) as client:
        job = client.study(_scenario(name), **asked)
        click.echo(f"{job.name} has begun; it goes on whatever happens here", err=True)
        found: Study = _fetched(job, server, out)
    return found


def resume_remotely(server: str, name: str, out: Path | None, *, as_json: bool) -> Study:
    """The same of a job that was begun before; of one about given games it says where the answers are, and exits."""
    with connected(server) as client:
        fetched = _fetched(client.job(name), server, out)
    from policygames_client.job_results import GamesResult

    if not isinstance(fetched, GamesResult):
        found: Study = fetched
        return found
    if as_json:
        print_json({"job": name, "folder": str(fetched.folder)})
    else:
        click.echo(f"The answers to {name} are in {fetched.folder}")
    sys.exit(0)


def _fetched(job: Job, server: str, out: Path | None) -> Any:  # Any: a Study, or a GamesResult
    from policygames_client.job_results import read

    try:
        if (why := _watched(job).error) is not None:
            raise why
        folder = job.save(out)
    except KeyboardInterrupt:
        click.echo(f"policygames: {job.name} goes on; look after it, or fetch what it finds, with:", err=True)
        for command in ("show", "resume"):
            click.echo(f"  policygames study {command} {job.name} --server {server}", err=True)
        sys.exit(SHORTFALL)
    click.echo(f"{job.name} has ended; its parts are in {folder}", err=True)
    return read(folder)


def _scenario(name: str) -> Any:  # Any: an id, or the text of a file
    source = source_of(name)
    return source.value.decode() if isinstance(source.value, bytes) else source.value


def _watched(job: Job) -> Progress:
    """How the job ended, with a bar until then."""
    from policygames.studies.progress import shown

    seen = job.watch()
    last = next(seen)
    with shown(last.rows_done, last.rows) as advance:
        for now in seen:
            advance(now.rows_done - last.rows_done)
            last = now
    return last


def show_remotely(server: str, name: str, *, as_json: bool) -> None:
    """Prints how far a job on a server is; exits with 3 where it failed."""
    with connected(server) as client:
        progress = client.job(name).progress
    plain = _plain(name, progress)
    if as_json:
        print_json(plain)
    else:
        click.echo(
            f"{name}: {progress.state.lower()}, {progress.rows_done:,} of {progress.rows:,} draws, "
            f"{progress.rows_failed:,} with an error"
        )
        if progress.error is not None:
            click.echo(f"it ended because: {progress.error}")
    sys.exit(0 if progress.error is None else SHORTFALL)


def _plain(name: str, progress: Progress) -> dict[str, Any]:
    return {
        "job": name,
        "state": progress.state,
        "rows": progress.rows,
        "rows_done": progress.rows_done,
        "rows_failed": progress.rows_failed,
        "solver_version": progress.solver_version,
        "error": None if progress.error is None else str(progress.error),
    }
