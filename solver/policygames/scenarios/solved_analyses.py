"""Solution concepts as analyses: their options in the words of a file, at one or several values of parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

from policygames.errors import GameError, UnsupportedError
from policygames.games import SymmetricGame
from policygames.numerics.exact import exact
from policygames.results import Solution
from policygames.scenarios.tasks import AnalysisResult, Task
from policygames.scenarios.vocabulary import PLAYED_REPEATEDLY
from policygames.search import solve

Option = dict[str, Any]


def run(task: Task) -> Iterator[AnalysisResult]:
    """A concept, on the stage game unless it speaks of repeated play."""
    for given in _points(task.analysis.options.get("at", {})):
        for options in _variants(task):
            words = ", ".join(f"{name}: {value}" for name, value in {**given, **_listed(task, options)}.items())
            yield _one(task, given, options, words)


def _one(task: Task, given: Mapping[str, Fraction], options: Option, variant: str) -> AnalysisResult:
    try:
        there = task.at(given) if given else task
        spelled = _spelled(there, options)
    except (UnsupportedError, GameError) as error:
        return task.unsupported(error.message, variant)
    return there.answered(lambda: _solved(there, spelled), variant)


def _solved(task: Task, options: Option) -> Solution:
    name = task.analysis.analysis
    game = task.game if name in PLAYED_REPEATEDLY else task.case.stage
    return solve(game, name, deadline=task.case.deadline, **options)


def _points(at: Mapping[str, Any]) -> Iterator[dict[str, Fraction]]:
    """Every combination of the values that parameters take."""
    lists = ([exact(str(one)) for one in (own if isinstance(own, list) else [own])] for own in at.values())
    return (dict(zip(at, values, strict=True)) for values in product(*lists))


def _variants(task: Task) -> Iterator[Option]:
    """The options, once for every precision that is asked for."""
    options = {name: value for name, value in task.analysis.options.items() if name != "at"}
    asked = options.get("precision")
    return ({**options, "precision": one} for one in asked) if isinstance(asked, list) else iter([options])


def _listed(task: Task, options: Option) -> Option:
    several = isinstance(task.analysis.options.get("precision"), list)
    return {"precision": options["precision"]} if several else {}


def _spelled(task: Task, options: Option) -> Option:
    """The options as the solver takes them. Raises UnsupportedError for one that it does not have."""
    found = {name: _SPELLED.get(name, _as_it_is)(task, value) for name, value in options.items()}
    return {name: value for name, value in found.items() if value is not None}


def _as_it_is(_: Task, value: Any) -> Any:
    return value


def _player(task: Task, value: str) -> int:
    return task.case.player(value)


def _objective(task: Task, value: Any) -> Any:
    ids = [player.id for player in task.case.players]
    if isinstance(value, Mapping):
        if "minimize_probability_of" in value:
            message = "the objective minimize_probability_of is not supported yet"
            raise UnsupportedError(message, reason="UNSUPPORTED_SCENARIO")
        return [value.get(name, "0") for name in ids]
    return ids.index(value) if value in ids else value


def _of_like_players(task: Task, value: str) -> None:
    """Like players are told apart by nothing: the solver lists their equilibria so anyhow."""
    if value in ("true", "symmetry") and not isinstance(task.case.stage, SymmetricGame):
        message = "only of groups of like players are equilibria listed up to symmetry"
        raise UnsupportedError(message, reason="UNSUPPORTED_SCENARIO")


def _strict(task: Task, value: str) -> None:
    """What is rationalizable survives strict dominance, what is undominated weak dominance, too."""
    wanted = {"rationalizable": "true", "undominated": "false"}[task.analysis.analysis]
    if value != wanted:
        message = f"strict: {value} has no meaning for {task.analysis.analysis}"
        raise UnsupportedError(message, reason="UNSUPPORTED_SCENARIO")


def _mixed(_: Task, value: str) -> None:
    if value != "mixed":
        message = "commitments to pure strategies alone are not supported yet"
        raise UnsupportedError(message, reason="UNSUPPORTED_SCENARIO")


_SPELLED: dict[str, Callable[[Task, Any], Any]] = {
    "leader": _player,
    "objective": _objective,
    "symmetric": _of_like_players,
    "up_to": _of_like_players,
    "strict": _strict,
    "strategies": _mixed,
}
