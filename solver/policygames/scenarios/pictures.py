"""The picture of a scenario, where one helps."""

from __future__ import annotations

from policygames.games import NormalFormGame, SymmetricGame
from policygames.report import crowd_lines, payoff_scatter
from policygames.report.figures import svg
from policygames.scenarios.scenario import Scenario


def picture(scenario: Scenario) -> str:
    """What is played for at the file's values, as SVG; empty for games of which no picture is drawn.

    Of two players what each profile pays, of like players what each of two actions pays.
    """
    stage = scenario.stage_game()
    if isinstance(stage, NormalFormGame) and len(stage.players) == 2:
        return svg(payoff_scatter.plot(stage))
    if isinstance(stage, SymmetricGame) and stage.shape == (2,):
        return svg(crowd_lines.plot(stage))
    return ""
