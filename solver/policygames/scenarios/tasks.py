"""An analysis to run, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from policygames.documents import Analysis
from policygames.errors import DeadlineError, GameError, UnsupportedError
from policygames.results.analysis_result import AnalysisResult, Answer
from policygames.scenarios import compiler
from policygames.scenarios.cases import Case
from policygames.scenarios.compiler import AnyGame
from policygames.scenarios.values import parameter_values

__all__ = ["AnalysisResult", "Answer", "Task"]


@dataclass(frozen=True, slots=True)
class Task:
    """An analysis to run on `case`; `game` is the game as it is played."""

    analysis: Analysis
    case: Case
    game: AnyGame

    def answered(self, answer: Callable[[], Answer], variant: str = "") -> AnalysisResult:
        """The result of `answer`, or the entry that says what is not supported, or took too long."""
        try:
            return AnalysisResult(self.analysis.id, self.analysis.analysis, answer(), variant=variant)
        except (UnsupportedError, GameError, DeadlineError) as error:
            return self.unsupported(error.message, variant)

    def unsupported(self, what: str, variant: str = "") -> AnalysisResult:
        """The entry for what is not supported."""
        return AnalysisResult(self.analysis.id, self.analysis.analysis, None, what, variant)

    def at(self, given: Mapping[str, Fraction]) -> Task:
        """The same analysis at other values of parameters. Raises GameError where one is outside its range."""
        document = self.case.document
        free = {one.id for one in document.parameters if not one.formula}
        own = {name: value for name, value in self.case.values.items() if name in free}
        values = parameter_values(document, {**own, **given})
        case = replace(self.case, values=values, stage=compiler.stage_game(document, values))
        return replace(self, case=case, game=compiler.game(document, values))
