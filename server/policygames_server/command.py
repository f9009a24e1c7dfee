"""The command `serve`, of `policygames` and of `python -m policygames_server`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, TypeVar

import click

from policygames_server.options import OPTIONS, Option

Command = TypeVar("Command")


def _optional(option: Option) -> Any:  # Any: a decorator of click's
    if option.metavar:
        return click.option(option.flag, option.name, metavar=option.metavar, help=option.help)
    return click.option(option.flag, option.name, is_flag=True, default=None, help=option.help)


def _with_options(function: Command) -> Command:
    for option in reversed(OPTIONS):
        function = _optional(option)(function)
    return function


@click.command("serve", context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@_with_options
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="TOML with these names as keys.")
@click.option("--check", is_flag=True, help="Check the configuration, say what is wrong, and end.")
@click.option("--json", "json_wanted", is_flag=True, help="Say where it listens as one line of JSON.")
def command(config: Path | None, *, check: bool, json_wanted: bool, **flags: Any) -> None:
    """Serve the solver over gRPC until SIGTERM; prints `listening on HOST:PORT` when it is ready.

    Every option can also be given as an environment variable (POLICYGAMES_TLS_CERT for --tls-cert) or in the file of
    --config; the command line goes before the environment, and that before the file.

    \b
    Example:
      policygames serve --address 127.0.0.1:50051 --data ./data --workers 2
    """  # noqa: D301 - what click calls a block
    if not sys.platform.startswith("linux"):
        click.echo("policygames serve: the server runs on Linux; clients run anywhere", err=True)
        sys.exit(2)
    from policygames_server.configuration import configured
    from policygames_server.errors import CannotServeError
    from policygames_server.main import as_json, in_words, require_servable, serve

    try:
        settings = configured(flags, os.environ, config)
        if check:
            require_servable(settings)
            click.echo('{"valid": true}' if json_wanted else "the configuration can be served")
            return
    except CannotServeError as error:
        click.echo(f"policygames serve: {error}", err=True)
        sys.exit(2)
    sys.exit(serve(settings, as_json if json_wanted else in_words))
