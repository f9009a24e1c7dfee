"""Two scenarios compared: what went in, and what becomes of the claims of the first in the game of the second."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from policygames.documents import StatedFinding
from policygames.games.notebooks import repr_html
from policygames.scenarios.cases import number
from policygames.scenarios.findings import Finding
from policygames.scenarios.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

_NUMBER = re.compile(r"-?\d+/\d+")
_LEFT_OUT = ("kind", "findings")
"""What is no input: findings are compared by what becomes of them."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands at a path of the resolved file, before and after; None where it does not stand there at all."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ChangedFinding:
    """A claim of the first scenario, or of the second alone (`before` is None): whether it holds in each game."""

    id: str
    claim: str
    before: Finding | None
    after: Finding

    @property
    def changed(self) -> bool:
        """Whether it holds in one of the games only, or is stated of the second alone."""
        return self.before is None or self.before.holds is not self.after.holds


@dataclass(frozen=True, slots=True)
class Comparison:
    """All inputs that differ, and every claim with what becomes of it."""

    inputs: tuple[Difference, ...]
    findings: tuple[ChangedFinding, ...]

    @property
    def sentence(self) -> str:
        """In words how much differs."""
        changed = sum(one.changed for one in self.findings)
        return f"{len(self.inputs)} inputs differ; of {len(self.findings)} claims {changed} come out otherwise."

    def to_frame(self) -> pd.DataFrame:
        """A row an input that differs and a claim that does: its kind, what, before and after."""
        import pandas as pd

        rows = [("input", one.path, one.before, one.after) for one in self.inputs]
        rows += [
            ("finding", one.claim, None if one.before is None else _held(one.before), _held(one.after))
            for one in self.findings
            if one.changed
        ]
        return pd.DataFrame(rows, columns=["kind", "what", "before", "after"])

    _repr_html_ = repr_html


def _held(finding: Finding) -> str:
    return {True: "holds", False: "does not hold", None: "is not decided"}[finding.holds]


def compare(before: Scenario, after: Scenario, *, deadline: float | None = None) -> Comparison:
    """What differs from `before` to `after`; `deadline` is in seconds for each search."""
    inputs = tuple(_differences(_flat(before), _flat(after)))
    return Comparison(inputs, tuple(_findings(before, after, deadline)))


def _flat(scenario: Scenario) -> dict[str, str]:
    data = scenario.document.to_dict()
    return dict(_leaves({name: entry for name, entry in data.items() if name not in _LEFT_OUT}, ""))


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every value with its path; entries of lists are called by their ids, where they have one."""
    if isinstance(value, Mapping):
        in_no_order = ".options" in path  # as a file happens to write them, which its canonical form does not keep
        for name, entry in sorted(value.items()) if in_no_order else value.items():
            yield from _leaves(entry, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            name = entry.get("id", index) if isinstance(entry, Mapping) else index
            yield from _leaves(entry, f"{path}[{name}]")
    elif value not in (None, ""):
        yield path, _told(str(value))


def _told(text: str) -> str:
    """The text; a number, which plain data spells p/q, as people write it."""
    return number(Fraction(text)) if _NUMBER.fullmatch(text) else text


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    for path in dict.fromkeys((*before, *after)):
        if before.get(path) != after.get(path):
            yield Difference(path, before.get(path), after.get(path))


def _findings(before: Scenario, after: Scenario, deadline: float | None) -> Iterator[ChangedFinding]:
    stated = before.document.findings
    again = _checked(after, stated, deadline)
    for old, new in zip(before.findings(deadline=deadline), again, strict=True):
        yield ChangedFinding(old.id, old.claim, old, new)
    own = tuple(one for one in after.document.findings if one not in stated)
    for finding in _checked(after, own, deadline):
        yield ChangedFinding(finding.id, finding.claim, None, finding)


def _checked(scenario: Scenario, stated: tuple[StatedFinding, ...], deadline: float | None) -> tuple[Finding, ...]:
    return Scenario(replace(scenario.document, findings=stated)).findings(deadline=deadline)
