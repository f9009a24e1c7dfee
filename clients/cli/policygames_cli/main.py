"""The entry point: finds the commands by file, turns errors into one clear line and an exit code."""

from __future__ import annotations

import difflib
import pkgutil
import sys
from importlib import import_module
from typing import Any, NoReturn

import click
from policygames import __version__
from policygames.errors import PolicyGamesError, ServiceError, not_installed

from policygames_cli import commands

BAD_INPUT = 2
SHORTFALL = 3
"""The exit code of an answer that says less than was asked for: some equilibria, a deadline, a false finding."""
FAILED = 1


class _Commands(click.Group):
    """The commands, imported only when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(found.name for found in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"policygames_cli.commands.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"There is no command {args[0]!r}.{hint} There are {', '.join(self.list_commands(ctx))}.")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PolicyGamesError as error:
            click.echo(f"policygames: {error}", err=True)
            sys.exit(FAILED if isinstance(error, ServiceError) else BAD_INPUT)
        except ModuleNotFoundError as error:
            click.echo(f"policygames: {not_installed(error)}", err=True)
            sys.exit(BAD_INPUT)
        except OSError as error:
            _unwritten(error)


def _unwritten(error: OSError) -> NoReturn:
    """Nobody reads any more (a closed pipe): no word of it. The device is full: one line."""
    if not isinstance(error, BrokenPipeError):
        click.echo(f"policygames: {error.strerror}", err=True)
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
