"""The analyses that a scenario declares, run one by one; what is not supported yet is a named entry, not an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from policygames.analysis.transfer_schedule import transfer_threshold
from policygames.documents import Analysis
from policygames.errors import UnsupportedError
from policygames.games import RepeatedGame
from policygames.results import AnyThreshold, Solution
from policygames.scenarios.cases import Case
from policygames.scenarios.compiler import AnyGame
from policygames.scenarios.patience import threshold
from policygames.scenarios.vocabulary import PLAYED_REPEATEDLY, SOLVED
from policygames.scenarios.welfare import Welfare, largest_total
from policygames.search import solve

Answer: TypeAlias = Solution | AnyThreshold | Welfare


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """What a declared analysis gave: a `result`, or in `unsupported` why there is none.

    `id` is the file's; `variant` tells apart the results of one analysis, such as the punishments of a threshold.
    """

    id: str
    analysis: str
    result: Answer | None
    unsupported: str = ""
    variant: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """An analysis to run on `case`; `game` is the game as it is played."""

    analysis: Analysis
    case: Case
    game: AnyGame

    def answered(self, answer: Callable[[], Answer], variant: str = "") -> AnalysisResult:
        """The result of `answer`, or the entry that says what is not supported."""
        try:
            return AnalysisResult(self.analysis.id, self.analysis.analysis, answer(), variant=variant)
        except UnsupportedError as error:
            return self.unsupported(error.message, variant)

    def unsupported(self, what: str, variant: str = "") -> AnalysisResult:
        """The entry for what is not supported."""
        return AnalysisResult(self.analysis.id, self.analysis.analysis, None, what, variant)


def run(task: Task) -> Iterator[AnalysisResult]:
    """The results of one analysis, in the order of the file, each computed when it is asked for."""
    name = task.analysis.analysis
    if name in _ANALYSES:
        return _ANALYSES[name](task)
    if name in SOLVED:
        return _solved(task)
    return iter([task.unsupported(f"the analysis {name} is not supported yet")])


def _solved(task: Task) -> Iterator[AnalysisResult]:
    """A concept, on the stage game unless it speaks of repeated play."""
    name, options = task.analysis.analysis, task.analysis.options
    if options:
        yield task.unsupported(f"the option {next(iter(options))} of {name} is not supported yet")
        return
    game = task.game if name in PLAYED_REPEATEDLY else task.case.game
    yield task.answered(lambda: solve(game, name, deadline=task.case.deadline))


def _thresholds(task: Task) -> Iterator[AnalysisResult]:
    options = task.analysis.options
    punishments = options.get("punishments", [options.get("punishment", "optimal")])
    for punishment in punishments if isinstance(punishments, list) else [punishments]:
        yield _threshold(task, punishment)


def _threshold(task: Task, punishment: Any) -> AnalysisResult:
    options = task.analysis.options
    variant = punishment if isinstance(punishment, str) else ", ".join(f"{k}: {v}" for k, v in punishment.items())
    if options.get("monitoring", "perfect") != "perfect":
        return task.unsupported("thresholds under imperfect monitoring are not supported yet", variant)
    if isinstance(task.game, RepeatedGame) and len(set(task.game.discount)) > 1:
        return task.unsupported("a common threshold where discount factors differ is not supported yet", variant)
    path = task.case.profile(options["path"])
    if options.get("transfers", "false") == "true":
        return task.answered(lambda: transfer_threshold(task.case.game, path), variant)
    return task.answered(lambda: _critical_discount(task.case, path, punishment, variant), variant)


def _critical_discount(case: Case, path: tuple[int, ...], punishment: Any, words: str) -> AnyThreshold:
    """The threshold under a named punishment, or under reversion to a profile of the stage game."""
    ids = {player.id for player in case.document.players}
    if isinstance(punishment, dict):
        if set(punishment) != ids:
            raise UnsupportedError(f"the punishment {words} is not supported yet")
        return threshold(case, path, case.profile(punishment))
    return threshold(case, path, punishment)


def _welfare(task: Task) -> Iterator[AnalysisResult]:
    objective = task.analysis.options.get("objective", "welfare")
    if objective == "welfare":
        yield task.answered(lambda: largest_total(task.case))
    else:
        yield task.unsupported(f"the objective {objective} of welfare is not supported yet")


_ANALYSES: dict[str, Callable[[Task], Iterator[AnalysisResult]]] = {
    "critical_discount": _thresholds,
    "welfare": _welfare,
}
