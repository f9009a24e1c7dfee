"""A small scenario with a bit of everything, and ways to change its text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from policygames.errors import ScenarioError
from policygames.scenarios import parsed

SMALL = """\
policygames: 1
kind: scenario
id: small
version: 1.0.0
title: A small test
question: Does it work?
topics: [detente]
sources:
  paper: {title: A paper, kind: paper}
players:
  - {id: us, name: United States, attributes: {weight: 2}, actions: [{id: calm}, {id: race}]}
  - {id: china, name: China, attributes: {weight: 3}, actions: [{id: calm}, {id: race}]}
parameters:
  gain: {value: 3, range: [0, 5], basis: judgement}
  cost: {value: 0.5, basis: sourced, sources: [paper]}
  twice: {formula: "2 * gain", basis: derived}
payoffs:
  form: terms
  terms:
    - {id: edge, to: all, when: "own == race", value: "gain - cost"}
    - {id: harm, to: [us, china], value: "-twice * others(race)"}
game: {type: normal}
analyses:
  - {id: equilibria, analysis: nash}
expected:
  - {id: racing, claim: Racing is dominant., check: {kind: dominant, player: us, action: race}}
"""


@pytest.fixture
def small() -> str:
    """The text of the small scenario."""
    return SMALL


@pytest.fixture
def changed() -> Callable[[str, str], str]:
    """The small scenario with one passage put in the place of another."""

    def change(old: str, new: str) -> str:
        assert SMALL.count(old) == 1
        return SMALL.replace(old, new)

    return change


@pytest.fixture
def refusal() -> Callable[[str | bytes], ScenarioError]:
    """The error that a text is refused with."""

    def refuse(text: str | bytes) -> ScenarioError:
        with pytest.raises(ScenarioError) as caught:
            parsed(text, "bad.yaml")
        assert str(caught.value).startswith(f"bad.yaml:{caught.value.line}:{caught.value.column}: ")
        return caught.value

    return refuse


@pytest.fixture
def repeated() -> Callable[[str], str]:
    """The small scenario played repeatedly, in a game of these fields."""

    def repeat(fields: str) -> str:
        return SMALL.replace("{type: normal}", f"{{type: repeated, {fields}}}")

    return repeat
