"""`policygames verify`: checks a saved result again, from the game alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from policygames_cli.connecting import connected, server_option
from policygames_cli.outputs import json_option, print_json

if TYPE_CHECKING:
    from policygames.results.files import Saved


@click.command()
@click.argument("result", type=click.Path(dir_okay=False))
@server_option
@json_option
def command(result: str, server: str | None, as_json: bool) -> None:
    """Check every certificate of the saved RESULT again; exits with 2 where one does not hold.

    \b
    Example:
      policygames solve chip_controls_and_boycott --json > result.json
      policygames verify result.json
    """
    import policygames as pg

    solution = pg.read(result)
    notes = solution.verify() or ()
    if not isinstance(solution, pg.Solution):
        _tell_of(solution, notes, as_json=as_json)
        return
    if server is not None:
        with connected(server) as client:
            notes = client.verify(solution)
    count = len(solution.equilibria)
    if as_json:
        print_json(
            {"verified": True, "equilibria": count, "digest": solution.game.digest, "not_rechecked": list(notes)}
        )
        return
    click.echo(
        f"Verified: {count} {solution.concept} certificate{'' if count == 1 else 's'}, game {solution.game.digest}."
    )
    if not notes and solution.coverage != "SOME":
        click.echo("That the list is complete was proven again.")
    for note in notes:
        click.echo(f"Note: {note}.")


def _tell_of(result: Saved, notes: tuple[str, ...], *, as_json: bool) -> None:
    """What holds of a result that is no solution: it was checked here, whatever server there is."""
    data = result.to_dict()
    kind, digest = data["kind"], data.get("digest") or result.game.digest  # type: ignore[union-attr]  # thresholds write it
    if as_json:
        print_json({"verified": True, "kind": kind, "digest": digest, "not_rechecked": list(notes)})
        return
    click.echo(f"Verified: {kind.replace('_', ' ')}, game {digest}.")
    for note in notes:
        click.echo(f"Note: {note}.")
