"""The analyses that a scenario declares, run one by one; what is not supported yet is a named entry, not an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policygames.scenarios import asked_analyses, solved_analyses, sustained_analyses
from policygames.scenarios.tasks import AnalysisResult, Answer, Task
from policygames.scenarios.vocabulary import SOLVED
from policygames.scenarios.welfare import largest_total

__all__ = ["AnalysisResult", "Answer", "Task", "run"]


def run(task: Task) -> Iterator[AnalysisResult]:
    """The results of one analysis, in the order of the file, each computed when it is asked for."""
    name = task.analysis.analysis
    if name in _ANALYSES:
        return _ANALYSES[name](task)
    if name in SOLVED:
        return solved_analyses.run(task)
    return iter([task.unsupported(f"the analysis {name} is not supported yet")])


def _welfare(task: Task) -> Iterator[AnalysisResult]:
    objective = task.analysis.options.get("objective", "welfare")
    if objective == "welfare":
        yield task.answered(lambda: largest_total(task.case))
    else:
        yield task.unsupported(f"the objective {objective} of welfare is not supported yet")


_ANALYSES: dict[str, Callable[[Task], Iterator[AnalysisResult]]] = {
    "critical_discount": sustained_analyses.run,
    "welfare": _welfare,
    "potential": asked_analyses.potential,
    "value_of_information": asked_analyses.value_of_information,
    "intervene": asked_analyses.intervene,
    "regimes": asked_analyses.regimes,
    "robustness": asked_analyses.robustness,
    "study": asked_analyses.study,
}
