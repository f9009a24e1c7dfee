"""Questions about a game beside its equilibria, put to the public functions that answer them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import Any

from policygames.errors import UnsupportedError
from policygames.games import BayesianGame, RepeatedGame
from policygames.scenarios.tasks import AnalysisResult, Task


def potential(task: Task) -> Iterator[AnalysisResult]:
    """The exact potential, or why there is none."""
    yield task.answered(lambda: _public("potential")(task.case.stage))


def value_of_information(task: Task) -> Iterator[AnalysisResult]:
    """What a player gains by another's type."""
    options, case = task.analysis.options, task.case
    yield task.answered(
        lambda: _public("value_of_information")(
            case.stage, case.player(options["player"]), case.player(options["about"]), deadline=case.deadline
        )
    )


def intervene(task: Task) -> Iterator[AnalysisResult]:
    """What it would take for the target to hold."""
    options = task.analysis.options
    lever = options.get("lever", "payment")
    yield task.answered(
        lambda: _public("intervene")(
            _asked_of(task, lever),
            task.case.seats(options["target"]),
            lever,
            deadline=task.case.deadline,
            **_spelled(task, lever),
        )
    )


def _spelled(task: Task, lever: str) -> dict[str, Any]:
    """The options as the public function takes them. Raises UnsupportedError for a goal that the lever has not."""
    options = {name: value for name, value in task.analysis.options.items() if name not in ("lever", "target")}
    if lever != "payment" and options.pop("goal", "equilibrium") != "equilibrium":
        message = f"the goal {task.analysis.options['goal']} is not supported yet for the lever {lever}"
        raise UnsupportedError(message, reason="UNSUPPORTED_SCENARIO")
    known = {"parameters": "over"}
    return {known.get(name, name): _VALUES.get(name, _as_it_is)(task, value) for name, value in options.items()}


def _as_it_is(_: Task, value: Any) -> Any:
    return value


def _budget(task: Task, value: Any) -> Any:
    return {task.case.player(name): most for name, most in value.items()} if isinstance(value, dict) else value


def _punishment(task: Task, value: Any) -> Any:
    return task.case.profile(value) if isinstance(value, dict) else value


_VALUES: dict[str, Callable[[Task, Any], Any]] = {
    "leader": lambda task, value: task.case.player(value),
    "payers": lambda task, value: [task.case.player(one) for one in ([value] if isinstance(value, str) else value)],
    "budget": _budget,
    "punishment": _punishment,
    "transfers": lambda _, value: value == "true",
}


def _asked_of(task: Task, lever: str) -> Any:
    """What is changed: the scenario for its parameters, the game as it is repeated for alarms, else the stage.

    An alarm that is asked for takes the place of the signal that players have.
    """
    if lever == "parameters":
        return _scenario(task)
    if lever == "monitoring" and isinstance(task.game, RepeatedGame):
        return replace(task.game, monitoring=None)
    return task.game if lever == "monitoring" else task.case.stage


def regimes(task: Task) -> Iterator[AnalysisResult]:
    """Where each outcome holds, over ranges of two parameters."""
    over = task.analysis.options.get("over", {})
    ranges = {name: (own["from"], own["to"]) if isinstance(own, dict) else tuple(own) for name, own in over.items()}
    yield task.answered(lambda: _public("regimes")(_scenario(task), over=ranges, deadline=task.case.deadline))


def robustness(task: Task) -> Iterator[AnalysisResult]:
    """How much payoffs may err before each equilibrium gives way."""
    name = task.analysis.options.get("of", "")
    stage = task.case.stage
    concept = "bayes_nash" if isinstance(stage, BayesianGame) else "nash"
    solution = _public("solve")(stage, concept, deadline=task.case.deadline)
    for index, one in enumerate(solution.equilibria):
        variant = f"{name} equilibrium {index + 1}".strip()
        yield task.answered(partial(_public("robustness"), one, deadline=task.case.deadline), variant)


def study(task: Task) -> Iterator[AnalysisResult]:
    """A study draws thousands of games, and is run on its own: by which command."""
    yield task.unsupported(f"a study is run on its own: {_command(task)}")


def _command(task: Task) -> str:
    """A command that draws as the study does, from the ranges of the parameters that it does not fix."""
    options, name = task.analysis.options, task.case.document.id
    design = options.get("design", "sobol")
    said = (
        {"design": design, **options}
        if isinstance(design, str)
        else {**options, **design, "design": design.get("type", "sobol")}
    )
    flags = [f"--{key} {said[key]}" for key in ("draws", "design", "seed") if key in said]
    fixed = [
        f"--set {one.id}={one.value}"
        for one in task.case.document.parameters
        if "over" in options and one.value is not None and one.id not in options["over"]
    ]
    return " ".join(["policygames study run", name, *flags, *fixed, f"--out runs/{name}"])


def _scenario(task: Task) -> Any:
    from policygames.scenarios.scenario import Scenario

    return Scenario(task.case.document)


def _public(name: str) -> Any:  # Any: whatever the public function is
    """A public function. Raises UnsupportedError where this version does not have it."""
    try:
        return getattr(import_module("policygames"), name)
    except (AttributeError, ImportError) as error:
        raise UnsupportedError(f"{name} is not supported yet", reason="UNSUPPORTED_SCENARIO") from error
