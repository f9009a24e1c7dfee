"""What is known while a file is read: where each path stands, and every mistake found so far."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from policygames.errors import PolicyGamesError, ScenarioError

BAD = "BAD_SCENARIO"
UNSUPPORTED = "UNSUPPORTED_SCENARIO"
MAX_LISTED = 200
"""The most mistakes that one error lists."""
MAX_COMPARED = 100
"""The most names that a wrong one is compared with: comparing is slow, and a file may hold thousands of both."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, from 1; `text_column` is where the text of a one-line scalar begins, past any quote.

    `file` tells which file, where it is not the one being read.
    """

    line: int = 1
    column: int = 1
    text_column: int = 0
    file: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake at a path of the document."""

    place: Place
    path: str
    message: str
    reason: str = BAD


@dataclass(slots=True)
class Reading:
    """One file being read: collects places and mistakes, and raises all mistakes at once."""

    file: str
    places: dict[str, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, path: str, message: str, reason: str = BAD) -> None:
        """Notes a mistake at `path`; with `:key` after it, at the key instead of its value."""
        self.problems.append(Problem(self.place(path), path.removesuffix(":key"), message, reason))

    def add_error(self, path: str, error: PolicyGamesError) -> None:
        """Notes the mistake that `error` tells of."""
        self.add(path, error.message, BAD if error.reason == type(error).reason else error.reason)

    def add_formula_error(self, path: str, formula: str, error: ScenarioError) -> None:
        """Notes a mistake at a character of the formula at `path`: at its column where the formula is on one line."""
        place = self.place(path)
        if place.text_column:
            place = replace(place, column=place.text_column + error.column - 1, text_column=0)
        shown = formula if len(formula) <= 120 else formula[:120] + "…"
        message = f"{error.message} (at character {error.column} of {shown!r})"
        self.problems.append(Problem(place, path, message, error.reason))

    def place(self, path: str) -> Place:
        """Where `path` stands, or the nearest part of the file that it lies in."""
        while path and path not in self.places:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.places.get(path, Place())

    def finish(self) -> None:
        """Raises ScenarioError with every mistake, in the order of the file, if there is any."""
        found = sorted(dict.fromkeys(self.problems), key=self._order)  # those at one place as they were noted
        if found:
            raise self._error(found)

    def _order(self, problem: Problem) -> tuple[bool, str, int, int, str]:
        place = problem.place
        return place.file not in ("", self.file), place.file, place.line, place.column, problem.path

    def stop(self, place: Place, path: str, message: str, reason: str = BAD) -> ScenarioError:
        """The error for a file that cannot be read any further."""
        return self._error([Problem(place, path, message, reason)])

    def _error(self, found: list[Problem]) -> ScenarioError:
        first, *rest = found
        lines = [first.message, *(self._line(problem) for problem in rest[: MAX_LISTED - 1])]
        if len(found) > MAX_LISTED:
            lines.append(f"and {len(found) - MAX_LISTED} more")
        message, place = "\n".join(lines), first.place
        file, line, column = place.file or self.file, place.line, place.column
        return ScenarioError(message, reason=first.reason, path=first.path, file=file, line=line, column=column)

    def _line(self, problem: Problem) -> str:
        where = f"{problem.place.file or self.file}:{problem.place.line}:{problem.place.column}"
        return f"{where}: {problem.path}: {problem.message}" if problem.path else f"{where}: {problem.message}"


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint at what `name` may have meant: the nearest of `known`, and all of them where they are few."""
    choices = list(known)
    near = difflib.get_close_matches(name[:64], choices[:MAX_COMPARED], n=1)
    hint = f"did you mean {near[0]!r}? " if near else ""
    return f"{hint}allowed: {', '.join(choices[:40])}{', …' if len(choices) > 40 else ''}"


def shortened(text: str) -> str:
    """`text` quoted, cut where it is long."""
    return repr(text if len(text) <= 60 else text[:60] + "…")
