"""The least patience that sustains a profile, under each punishment that a file asks about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policygames.analysis.automaton import automaton
from policygames.analysis.transfer_schedule import transfer_threshold
from policygames.errors import UnsupportedError
from policygames.games import PureProfile, RepeatedGame
from policygames.results import AnyThreshold
from policygames.results.analysis_result import Sustained
from policygames.scenarios.cases import Case
from policygames.scenarios.patience import threshold
from policygames.scenarios.tasks import AnalysisResult, Answer, Task

TEMPLATES = ("tit_for_tat", "stick_and_carrot", "limited_punishment")


def run(task: Task) -> Iterator[AnalysisResult]:
    """A result for each punishment, in the order of the file."""
    options = task.analysis.options
    punishments = options.get("punishments", [options.get("punishment", "optimal")])
    for punishment in punishments if isinstance(punishments, list) else [punishments]:
        yield _one(task, punishment)


def _one(task: Task, punishment: Any) -> AnalysisResult:
    options = task.analysis.options
    variant = punishment if isinstance(punishment, str) else ", ".join(f"{k}: {v}" for k, v in punishment.items())
    seen = "public" if isinstance(task.game, RepeatedGame) and task.game.monitoring else "perfect"
    if options.get("monitoring", seen) != "perfect":
        return task.unsupported("thresholds under imperfect monitoring are not supported yet", variant)
    if isinstance(task.game, RepeatedGame) and len(set(task.game.discount)) > 1:
        return task.unsupported("a common threshold where discount factors differ is not supported yet", variant)
    path = task.case.profile(options["path"])
    if options.get("transfers", "false") == "true":
        return task.answered(lambda: transfer_threshold(task.case.game, path), variant)
    return task.answered(lambda: _answer(task.case, path, punishment, variant), variant)


def _answer(case: Case, path: PureProfile, punishment: Any, words: str) -> Answer:
    """The threshold under a named punishment, or under reversion to a profile of the stage game."""
    ids = {player.id for player in case.document.players}
    if isinstance(punishment, dict) and set(punishment) == ids:
        return threshold(case, path, case.profile(punishment))
    name = punishment if isinstance(punishment, str) else next(iter(punishment))
    if name in TEMPLATES:
        return _template(case, path, name, {} if isinstance(punishment, str) else {"periods": int(punishment[name])})
    if isinstance(punishment, dict):
        raise UnsupportedError(f"the punishment {words} is not supported yet", reason="UNSUPPORTED_SCENARIO")
    found: AnyThreshold = threshold(case, path, punishment)
    return found


def _template(case: Case, path: PureProfile, name: str, options: dict[str, Any]) -> Sustained:
    if case.document.game.periods is not None:
        message = f"strategies of a game that ends (periods: {case.document.game.periods}) are not supported yet"
        raise UnsupportedError(message, reason="UNSUPPORTED_PERIODS", path="game.periods")
    strategy = automaton(name, case.game, path=path, **options)
    return Sustained(strategy, strategy.discounts())
