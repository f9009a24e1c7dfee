"""Groups of commands that answer a wrong name with the nearest one, and say what there is."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import click


class NamedCommands(click.Group):
    """A group whose unknown commands are answered by the nearest one and all there are."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant, as click finds it."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            known = self.list_commands(ctx)
            ctx.fail(f"There is no command {args[0]!r}.{_meant(args[0], known)} There are {', '.join(known)}.")
        return super().resolve_command(ctx, args)


def _meant(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f" Did you mean {near[0]!r}?" if near else ""


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint for an error: the nearest of `known` to `name`, if any is near, and all of them."""
    choices = list(known)
    near = difflib.get_close_matches(name, choices, n=1)
    hint = f"did you mean {near[0]!r}? " if near else ""
    return f"{hint}allowed: {', '.join(map(repr, choices)) or 'none'}"
