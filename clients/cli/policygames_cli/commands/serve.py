"""`policygames serve`: the gRPC service, on this machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click


@click.command()
@click.option(
    "--address", default="127.0.0.1:50051", show_default=True, metavar="HOST:PORT", help="Port 0 picks a free one."
)
@click.option(
    "--data",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where the server keeps its state.",
)
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 256), help="Processes that solve.")
@click.option("--reflection", is_flag=True, help="Let clients list the services.")
@click.option("--insecure", is_flag=True, help="Listen off this machine although nothing is encrypted.")
@click.option("--uncompiled", is_flag=True, help="Be ready at once; the first larger games then wait for a compiler.")
def command(**settings: Any) -> None:
    """Serve the solver over gRPC until SIGTERM; prints `listening on HOST:PORT` when it is ready.

    \b
    Example:
      policygames serve --address 127.0.0.1:50051 --data ./data --workers 2
    """
    from policygames_server.main import serve
    from policygames_server.settings import Settings

    sys.exit(serve(Settings(**settings)))
