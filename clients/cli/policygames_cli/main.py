"""The entry point: finds the commands by file, turns errors into one clear line and an exit code."""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module
from typing import Any, NoReturn

import click
from policygames import __version__
from policygames.errors import DeadlineError, PolicyGamesError, ServiceError, not_installed

from policygames_cli import commands
from policygames_cli.groups import NamedCommands

BAD_INPUT = 2
SHORTFALL = 3
"""The exit code of an answer that says less than was asked for: some equilibria, a deadline, a false finding."""
FAILED = 1


class _Commands(NamedCommands):
    """The commands, imported only when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(found.name for found in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"policygames_cli.commands.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PolicyGamesError as error:
            click.echo(f"policygames: {error}", err=True)
            sys.exit(_exit_code(error))
        except ModuleNotFoundError as error:
            click.echo(f"policygames: {not_installed(error)}", err=True)
            sys.exit(BAD_INPUT)
        except OSError as error:
            _unwritten(error)


def _exit_code(error: PolicyGamesError) -> int:
    if isinstance(error, DeadlineError):
        return SHORTFALL
    return FAILED if isinstance(error, ServiceError) else BAD_INPUT


def told(error: OSError) -> str:
    """The file that an error of the system is about, and what it is."""
    words = error.strerror or str(error)
    return words if error.filename is None else f"{error.filename}: {words}"


def _unwritten(error: OSError) -> NoReturn:
    """Nobody reads any more (a closed pipe): no word of it. The device is full, or a file is in the way: one line."""
    if not isinstance(error, BrokenPipeError):
        click.echo(f"policygames: {told(error)}", err=True)
    if error.filename is None:
        sys.stdout = None  # what is left in its buffer cannot be written either
    sys.exit(FAILED)


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="policygames")
def main() -> None:
    """Policy confrontations as games: solved exactly, proven, explained.

    \b
    Example:
      policygames demo
      policygames solve chip_controls_and_boycott
    """


if __name__ == "__main__":
    main()
