"""Work done in steps, so that whoever asked may stop between two of them."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeVar

from policygames.budget import Budget

Given = TypeVar("Given")
Made = TypeVar("Made")
Result = TypeVar("Result")


def finished(steps: Generator[object, None, Result]) -> Result:
    """What `steps` return once all of them are taken."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


def finished_in_time(steps: Generator[object, None, Result], budget: Budget) -> Result:
    """The same. Raises DeadlineError once the time of the budget is over."""
    return finished(_timed(steps, budget))


def _timed(steps: Generator[object, None, Result], budget: Budget) -> Generator[object, None, Result]:
    while True:
        budget.check("no answer was computed")
        try:
            yield next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


def mapped(steps: Generator[Given, None, Result], made: Callable[[Given], Made]) -> Generator[Made, None, Result]:
    """What `made` makes of each step; what `steps` return is returned."""
    while True:
        try:
            given = next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result
        yield made(given)
