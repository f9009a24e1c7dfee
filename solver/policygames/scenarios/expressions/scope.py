"""The names that a formula may use, and what is said of those that it may not."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from policygames.documents import Player
from policygames.errors import ScenarioError
from policygames.scenarios.expressions.tree import mistake


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that a formula may use: parameters; players, their actions and types; those whose `own` it speaks of.

    `types` holds the ids of the types of each player who has several.
    """

    parameters: frozenset[str]
    players: tuple[Player, ...] = ()
    owners: tuple[Player, ...] = ()
    types: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def player(self, name: str) -> Player | None:
        """The player called `name`, if any."""
        return next((player for player in self.players if player.id == name), None)

    @property
    def action_ids(self) -> frozenset[str]:
        """The ids of all players' actions."""
        return action_ids(self.players)

    @property
    def type_ids(self) -> frozenset[str]:
        """The ids of all players' types."""
        return frozenset().union(*self.types.values())

    def whose(self, name: str) -> tuple[Player, ...]:
        """The players whose choice `name` stands for: a player, `own`, or nobody."""
        if name == "own":
            return self.owners
        player = self.player(name)
        return (player,) if player else ()


def action_ids(players: Iterable[Player]) -> frozenset[str]:
    """The ids of the actions of `players`."""
    return frozenset(action.id for player in players for action in player.actions)


def check_single(name: str, at: int, scope: Scope) -> None:
    """Raises ScenarioError for the name of a group of like players: no one choice is that of all."""
    player = scope.player(name)
    if player and player.members:
        raise mistake(f"{name} stands for {player.members} players; write own, count(…) or others(…)", at)


def unknown(name: str, at: int, scope: Scope) -> ScenarioError:
    """The error for a name that is not in `scope`."""
    if name == "own":
        return mistake("own has no meaning here: no player's payoff is being written", at)
    known = [
        *sorted(scope.parameters),
        *(player.id for player in scope.players),
        *sorted(scope.action_ids | scope.type_ids),
    ]
    near = difflib.get_close_matches(name[:64], known[:100], n=1)
    hint = f"; did you mean {near[0]!r}?" if near else f"; allowed: {', '.join(known[:40]) or 'numbers only'}"
    return mistake(f"there is no {name!r}{hint}", at)


def check_attribute(name: str, players: tuple[Player, ...], actions: frozenset[str], at: int) -> None:
    """Raises ScenarioError where a player who chose one of `actions` would have no attribute `name`."""
    for player in players:
        lacking = [item.id for item in player.actions if item.id in actions and name not in item.attributes]
        if lacking and name not in player.attributes:
            message = f"{player.id} has no attribute {name!r} when it plays {lacking[0]}"
            raise mistake(f"{message}{_near_attribute(name, player)}", at)


def _near_attribute(name: str, player: Player) -> str:
    known = sorted({*player.attributes, *(key for action in player.actions for key in action.attributes)})
    near = difflib.get_close_matches(name[:64], known[:100], n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
