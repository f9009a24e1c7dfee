"""A small scenario with a bit of everything, and ways to change its text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from malformed_scenarios import SMALL
from policygames.errors import ScenarioError
from policygames.scenarios import parsed


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
