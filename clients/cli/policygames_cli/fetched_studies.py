"""Studies in folders, or of jobs on a server, whose parts are fetched for as long as they are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from policygames_cli.connecting import connected

if TYPE_CHECKING:
    from policygames.studies import Study


@contextmanager
def studies_at(names: Sequence[Path], server: str | None) -> Iterator[list[Study]]:
    """The studies in these folders; what is no folder is the name of a job of the server, if there is one.

    What of a job is finished so far is fetched into a folder that goes away in the end. Raises UsageError for what is
    neither, and for a job about given games; ServiceError where the server does not know the job.
    """
    with TemporaryDirectory(prefix="policygames-") as away:
        yield [_study(name, server, Path(away, str(place))) for place, name in enumerate(names)]


def _study(name: Path, server: str | None, folder: Path) -> Study:
    from policygames.studies import Study

    if name.is_dir():
        return Study.at(name)
    if server is None:
        message = f"there is no folder {str(name)!r}; a job is read from its server, named by --server"
        raise click.UsageError(message)
    return _of_job(str(name), server, folder)


def _of_job(name: str, server: str, folder: Path) -> Study:
    from policygames.studies import Study
    from policygames_client.job_results import read

    with connected(server) as client:
        job = client.job(name)
        progress = job.progress
        found = read(job.save(folder))
    if not isinstance(found, Study):
        raise click.UsageError(f"{name} is about given games, not about a scenario: there is nothing to say of it")
    if progress.error is not None:
        click.echo(f"policygames: {name} ended because: {progress.error}", err=True)
    return found
