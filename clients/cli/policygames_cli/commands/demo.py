"""`policygames demo`: the main job on a real scenario, through a real server, in seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from policygames.errors import PolicyGamesError

from policygames_cli.local_server import local_server

if TYPE_CHECKING:
    from policygames import Scenario, Solution, Threshold

ONE_SHOT, REPEATED = "chip_controls_and_boycott", "chip_controls_repeated"
NEXT = (
    f"policygames solve {ONE_SHOT} --set leverage=2",
    "policygames solve standards_blocs --concept pure_nash",
    f"policygames scenarios show {REPEATED}",
)


@click.command()
@click.option(
    "--address", default="127.0.0.1:0", metavar="HOST:PORT", help="Where the server listens; a free port by default."
)
def command(address: str) -> None:
    """Solve the export-controls scenario through a server started for it, verify the answer, and explain it.

    \b
    Example:
      policygames demo
    """
    import policygames as pg

    scenario, repeated = pg.scenario(ONE_SHOT), pg.scenario(REPEATED)
    with local_server(address) as listening, pg.connect(listening) as client:
        _say("The question", scenario.question)
        _stage(scenario, client.solve(scenario.game(), "nash", deadline=20), listening)
        _patience(repeated, client)
    _say("What would bring trade back", *_flips(scenario))
    _say("Try next", *NEXT)


def _stage(scenario: Scenario, solution: Solution, listening: str) -> None:
    from policygames.results.tables import payoff_table

    _say(f"The payoffs, in {scenario.document.payoffs.unit}", payoff_table(solution.game))
    _say("What holds", solution.explain())
    notes = solution.verify()
    count = len(solution.equilibria)
    checked = f"Solved by the server at {listening}; {count} certificate{'' if count == 1 else 's'} checked again here."
    _say("Checked", checked, _cross_check(solution), *(f"Note: {note}." for note in notes))


def _cross_check(solution: Solution) -> str:
    """What nashpy, which shares no code with our enumeration, finds in the same game."""
    import policygames as pg

    other = pg.solve(solution.game, "nash", method="nashpy_vertex_enumeration")
    found = [{equilibrium.exact for equilibrium in one.equilibria} for one in (solution, other)]
    if found[0] == found[1]:
        return "nashpy's vertex enumeration, an independent method, finds the same."
    raise PolicyGamesError(f"nashpy finds {len(found[1])} equilibria, we find {len(found[0])}", reason="CROSS_CHECK")


def _patience(scenario: Scenario, client: Any) -> None:
    """The least patience as the scenario asks for it, found here and by the server."""
    import policygames as pg

    here: Threshold = next(one.result for one in scenario.answers() if isinstance(one.result, pg.Threshold))
    there: Threshold = client.critical_discount(scenario.stage_game(), here.path, punishment=here.punishment)
    there.verify()
    if here != there:
        raise PolicyGamesError(f"found {here.exact} here, {there.exact} by the server", reason="CROSS_CHECK")
    _say("Patience", scenario.question, there.explain())


def _flips(scenario: Scenario) -> list[str]:
    return [one.claim for one in scenario.findings() if one.id.startswith("hostage") and one.holds]


def _say(heading: str, *lines: str) -> None:
    click.echo(click.style(heading, bold=True))
    click.echo("\n".join(lines) + "\n")
