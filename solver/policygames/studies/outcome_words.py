"""Outcomes of draws in words: sets of equilibria by the names of the actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from policygames.documents import ScenarioDocument
from policygames.results.wording import listed
from policygames.studies.outcomes import DRAWN, FAILED, FOR_EVER, NONE, NOT_LISTED, PLAYED, SEPARATOR, UNPROVEN


def by_name(counts: Mapping[str, int], document: ScenarioDocument) -> dict[str, int]:
    """The counts of outcomes that are named alike together, the most frequent first: they differ in who mixes what."""
    found: dict[str, int] = {}
    for outcome, count in counts.items():
        name = named(outcome, document)
        found[name] = found.get(name, 0) + count
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def named(outcome: str, document: ScenarioDocument) -> str:
    """An outcome by the names of the actions: pure equilibria, and how many mixed ones beside them."""
    if outcome.startswith(FAILED):
        return f"not solved: {outcome.removeprefix(FAILED)}"
    if outcome.startswith(UNPROVEN):
        return f"at least: {named(outcome.removeprefix(UNPROVEN), document)}"
    if outcome in (NONE, NOT_LISTED):
        return "no equilibrium" if outcome == NONE else "not decided"
    players = [player for player in document.players for _ in range(player.count)]
    for kind, words in _PLAYED.items():
        if outcome.startswith(kind):
            return _lasting(outcome.removeprefix(kind), players, words)
    found = outcome.split(SEPARATOR)
    pure = [one for one in found if "+" not in one]
    mixed = len(found) - len(pure)
    told = "; ".join(_equilibrium(one, players) for one in (pure or found[:1]))
    if not pure:
        return f"{told}, mixed" + (f", and {mixed - 1} more mixed" if mixed > 1 else "")
    return f"{told}; and {mixed} mixed" if mixed else told


_PLAYED = {FOR_EVER: "can be played for ever", PLAYED: "can be played in an equilibrium"}
"""What is said of the pure profiles that labels of repeated games name."""


def _lasting(named: str, players: Sequence[Any], words: str) -> str:
    if named == NONE:
        return f"nothing {words}, unless players mix"
    profiles = [_profile(one, players) for one in named.split(SEPARATOR)]
    return f"{listed(profiles)} {words}"


def _equilibrium(text: str, players: Sequence[Any]) -> str:
    if text.startswith(DRAWN):
        drawn = text.removeprefix(DRAWN).split(" or ")
        return f"a mediator draws {' or '.join(_profile(one, players) for one in drawn)}"
    return _profile(text, players)


def _profile(text: str, players: Sequence[Any]) -> str:
    """A profile by the names of its actions; other labels, such as of sets of actions that are left, as they are."""
    told = text.strip("()").split(", ")
    if not text.startswith("(") or len(told) != len(players):
        return text
    if len(told) > 4:  # players who do the same are counted
        return ", ".join(
            f"{told.count(one)} of them {_action(players[told.index(one)], one)}" for one in dict.fromkeys(told)
        )
    return f"({', '.join(_action(player, one) for player, one in zip(players, told, strict=True))})"


def _action(player: Any, text: str) -> str:
    names = {action.id: action.name for action in player.actions}
    return " or ".join(names.get(one, one) for one in text.split("+"))
