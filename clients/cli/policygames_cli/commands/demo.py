"""`policygames demo`: the main job on a real scenario, through a real server, in seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import click
from policygames.errors import PolicyGamesError

from policygames_cli.connecting import connected
from policygames_cli.local_server import local_server
from policygames_cli.outputs import json_option, print_json

if TYPE_CHECKING:
    from policygames import Scenario, Solution, Threshold
    from policygames_client import Client

ONE_SHOT, REPEATED = "chip_controls_and_boycott", "chip_controls_repeated"
NEXT = {
    "What would it take?": f"policygames intervene {ONE_SHOT} --target open,buy",
    "Where does the answer flip?": f"policygames regimes {ONE_SHOT} --over leverage=0:15",
    "How sure is it, as all numbers vary?": f"policygames study run {ONE_SHOT} --draws 1000 --seed 7",
}


Say: TypeAlias = Callable[..., None]
"""Prints lines under a heading."""


@click.command()
@click.option(
    "--address", default="127.0.0.1:0", metavar="HOST:PORT", help="Where the server listens; a free port by default."
)
@click.option("--server", metavar="HOST:PORT", help="Ask this server instead of starting one.")
@json_option
def command(address: str, server: str | None, *, as_json: bool) -> None:
    """Solve the export-controls scenario through a server started for it, verify the answer, and explain it.

    \b
    Example:
      policygames demo
      policygames demo --server localhost:50051
    """
    import policygames as pg

    say: Say = _nothing if as_json else _say
    scenario, repeated = pg.scenario(ONE_SHOT), pg.scenario(REPEATED)
    with _asked(address, server) as client:
        say("The question", scenario.question)
        solution = client.solve(scenario.game(), "nash", deadline=20)
        checks = _stage(scenario, solution, client.address, say)
        threshold = _patience(repeated, client)
        say("Patience", repeated.question, threshold.explain())
    flips = _flips(scenario)
    say("What would bring trade back", *flips)
    say("Try next", *(line for question, line in NEXT.items() for line in (question, f"  {line}")))
    if as_json:
        print_json(
            {
                "question": scenario.question,
                "solution": solution.to_dict(),
                "checked": checks,
                "threshold": threshold.to_dict(),
                "flips": flips,
                "next": list(NEXT.values()),
            }
        )


@contextmanager
def _asked(address: str, server: str | None) -> Iterator[Client]:
    """A client of the server, or of one that is started for it."""
    import policygames as pg

    if server is not None:
        with connected(server) as client:
            yield client
        return
    with local_server(address) as listening, pg.connect(listening) as client:
        yield client


def _stage(scenario: Scenario, solution: Solution, server: str, say: Say) -> list[str]:
    """Says what holds; what was checked."""
    from policygames.results.tables import payoff_table

    say(f"The payoffs, in {scenario.document.payoffs.unit}", payoff_table(solution.game))
    say("What holds", solution.explain())
    notes = solution.verify()
    count = len(solution.equilibria)
    checked = f"Solved by the server at {server}; {count} certificate{'' if count == 1 else 's'} checked again here."
    checks = [checked, _cross_check(solution), *(f"Note: {note}." for note in notes)]
    say("Checked", *checks)
    return checks


def _cross_check(solution: Solution) -> str:
    """What nashpy, which shares no code with our enumeration, finds in the same game."""
    import policygames as pg

    other = pg.solve(solution.game, "nash", method="nashpy_vertex_enumeration")
    found = [{equilibrium.exact for equilibrium in one.equilibria} for one in (solution, other)]
    if found[0] == found[1]:
        return "nashpy's vertex enumeration, an independent method, finds the same."
    raise PolicyGamesError(f"nashpy finds {len(found[1])} equilibria, we find {len(found[0])}", reason="CROSS_CHECK")


def _patience(scenario: Scenario, client: Any) -> Threshold:
    """The least patience as the scenario asks for it, found here and by the server."""
    import policygames as pg

    here: Threshold = next(one.result for one in scenario.answers() if isinstance(one.result, pg.Threshold))
    there: Threshold = client.critical_discount(scenario.stage_game(), here.path, punishment=here.punishment)
    there.verify()
    if here != there:
        raise PolicyGamesError(f"found {here.exact} here, {there.exact} by the server", reason="CROSS_CHECK")
    return there


def _flips(scenario: Scenario) -> list[str]:
    return [one.claim for one in scenario.findings() if one.id.startswith("hostage") and one.holds]


def _say(heading: str, *lines: str) -> None:
    click.echo(click.style(heading, bold=True))
    click.echo("\n".join(lines) + "\n")


def _nothing(_: str, *__: str) -> None:
    """Says nothing: the document holds it all."""
