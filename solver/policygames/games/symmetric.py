"""Games of like players: what one gets depends on the own action and on how many choose each action."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from importlib import import_module
from typing import Any

from policygames.errors import GameError
from policygames.games.crowds import Crowd
from policygames.games.enclosures import Enclosure
from policygames.games.fields import check_fields
from policygames.games.limits import MAX_ACTIONS, MAX_PAYOFFS, too_large
from policygames.games.names import checked_names, own_names
from policygames.games.notebooks import repr_html
from policygames.games.profiles import MixedProfile
from policygames.games.spelling import digest_of, spelled_rows
from policygames.games.symmetric_payoffs import asked_rows, given_rows
from policygames.games.tensors import Integers, read_only
from policygames.numerics.compositions import number_of

MAX_LIKE_PLAYERS = 10_000
"""The most players of a symmetric game, all groups together: each has a name and a payoff in every answer."""


@dataclass(frozen=True, init=False, eq=False, repr=False)
class SymmetricGame:
    """Like players, or groups of like players; payoffs are exact, and the table of all profiles is never built.

    `players` says how many there are, or how many each group has: {"rich": 10, "poor": 20}. `actions` names what each
    may do; with groups also by group. `payoff(action, counts)`, with groups `payoff(group, action, counts)`, gives what
    a player who chooses `action` gets where counts[action], with groups counts[group][action], players choose each
    action, that player included: any number that is taken as a payoff. It is asked once for every case that can occur.

    Raises GameError, naming the place, for anything else.
    """

    sizes: tuple[int, ...]
    """How many players each group has."""
    groups: tuple[str, ...]
    actions: tuple[tuple[str, ...], ...]
    """The names of each group's actions."""
    numerators: tuple[Integers, ...]
    """Per group whole numbers of shape (m, K0, K1, …): by own action and, for each group, by the place of the counts of
    the others of that group among all such counts (`numerics.compositions`); over the group's denominator."""
    denominators: tuple[int, ...]

    def __init__(self, players: Any, actions: Any, payoff: Callable[..., Any]) -> None:
        alike = not isinstance(players, Mapping)
        sizes, groups = _groups([players] if alike else list(players.values()), ["player"] if alike else list(players))
        names = _actions(actions, groups)
        _check_size(sizes, names)
        self._set(sizes, groups, names, asked_rows(sizes, groups, names, payoff))

    def _set(
        self,
        sizes: tuple[int, ...],
        groups: tuple[str, ...],
        actions: tuple[tuple[str, ...], ...],
        payoffs: Sequence[tuple[Integers, int]],
    ) -> None:
        shapes = [_shape(group, sizes, actions) for group in range(len(sizes))]
        rows = tuple(read_only(row.reshape(shape)) for (row, _), shape in zip(payoffs, shapes, strict=True))
        for name, value in (("sizes", sizes), ("groups", groups), ("actions", actions), ("numerators", rows)):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "denominators", tuple(denominator for _, denominator in payoffs))

    @classmethod
    def from_tables(
        cls, sizes: Sequence[int], groups: Sequence[str], actions: Sequence[Sequence[str]], tables: Sequence[Any]
    ) -> SymmetricGame:
        """The game with these payoffs: per group one list per own action, over the others' counts in their order.

        Counts of the others ascend lexicographically, those of the last group fastest. Raises GameError as the class.
        """
        checked, names = _groups(sizes, groups)
        own = tuple(_names(one, names[group], group) for group, one in enumerate(actions))
        _check_size(checked, own)
        game = cls.__new__(cls)
        widths = [(len(own[group]), math.prod(_shape(group, checked, own)[1:])) for group in range(len(names))]
        game._set(checked, names, own, given_rows(tables, widths))  # noqa: SLF001 - its own
        return game

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> SymmetricGame:
        """The game that `to_dict` wrote. Raises GameError where a field is missing or unknown."""
        fields = ("kind", "players", "groups", "actions", "payoffs")
        check_fields(data, fields, fields)
        lists = [data[name] for name in fields[1:]]
        if not all(isinstance(one, list) and len(one) == len(lists[0]) and one for one in lists):
            message = "players, groups, actions and payoffs are lists with one entry per group"
            raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="groups")
        return cls.from_tables(*lists)

    def to_dict(self) -> dict[str, Any]:
        """Plain data in canonical form, payoffs as "p/q" per group, own action and others' counts."""
        rows = zip(self.numerators, self.denominators, strict=True)
        return {
            "kind": "symmetric",
            "players": list(self.sizes),
            "groups": list(self.groups),
            "actions": [list(names) for names in self.actions],
            "payoffs": [spelled_rows(table.reshape(len(table), -1), denominator) for table, denominator in rows],
        }

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the canonical form."""
        return digest_of(self.to_dict())

    @cached_property
    def players(self) -> tuple[str, ...]:
        """The players' names, group by group: the group's name and a number from 0."""
        pairs = zip(self.groups, self.sizes, strict=True)
        return tuple(f"{group} {index}" for group, size in pairs for index in range(size))

    @property
    def shape(self) -> tuple[int, ...]:
        """How many actions each group has."""
        return tuple(len(names) for names in self.actions)

    def payoffs_of(self, candidate: Crowd | Enclosure) -> tuple[Fraction, ...]:
        """The expected payoff to each player, in the order in which `candidate` lists what they do.

        Of a box what the profile in its middle pays.
        """
        crowd = self.followed(candidate.midpoint()) if isinstance(candidate, Enclosure) else candidate
        return crowd.payoffs_in(self)

    def payoffs_by_counts(self, group: int) -> list[Fraction]:
        """The exact payoffs of a group in the order of `numerators`, in one list."""
        return [Fraction(value, self.denominators[group]) for value in self.numerators[group].ravel().tolist()]

    def followed(self, strategies: MixedProfile) -> Crowd:
        """What is played where all players of a group follow the strategy of their group."""
        return Crowd.alike(self.sizes, strategies)

    def __eq__(self, other: object) -> bool:
        return self.digest == other.digest if isinstance(other, SymmetricGame) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)

    def plot(self, ax: Any = None) -> Any:
        """Draws what both actions pay, by how many others choose the first; gives matplotlib axes, new without `ax`.

        Raises UnsupportedError where there is not one group with two actions.
        """
        return import_module("policygames.report.crowd_lines").plot(self, ax)

    _repr_html_ = repr_html

    def __repr__(self) -> str:
        crowd = ", ".join(f"{size} {group}" for size, group in zip(self.sizes, self.groups, strict=True))
        return f"<SymmetricGame: {crowd}>"


def _shape(group: int, sizes: Sequence[int], actions: Sequence[Sequence[str]]) -> tuple[int, ...]:
    others = [size - (index == group) for index, size in enumerate(sizes)]
    return (len(actions[group]), *map(number_of, others, map(len, actions)))


def _groups(sizes: Sequence[Any], names: Sequence[str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    groups = checked_names(names, len(sizes), "groups")
    for group, size in zip(groups, sizes, strict=True):
        if isinstance(size, bool) or not isinstance(size, int) or size < 1:
            message = f"{size!r} players of group {group!r}; allowed: whole numbers from 1"
            variables = {"group": group, "value": size, "allowed": "whole numbers from 1"}
            raise GameError(message, reason="TOO_FEW_PLAYERS", path="players", variables=variables)
    if not 2 <= sum(sizes) <= MAX_LIKE_PLAYERS:
        reason = "GAME_TOO_LARGE" if sum(sizes) > 1 else "TOO_FEW_PLAYERS"
        message = f"{sum(sizes)} players in all; allowed: 2 to {MAX_LIKE_PLAYERS}"
        told = {"players": sum(sizes), "limit": MAX_LIKE_PLAYERS, "allowed": f"2 to {MAX_LIKE_PLAYERS}"}
        raise GameError(message, reason=reason, path="players", variables=told)
    return tuple(sizes), groups


def _actions(actions: Any, groups: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    if isinstance(actions, Mapping):
        unknown = [name for name in (*actions, *groups) if name not in groups or name not in actions]
        if unknown:
            message = f"actions are named for the groups {', '.join(groups)}: {unknown[0]!r} does not fit"
            variables = {"name": unknown[0], "allowed": ", ".join(groups)}
            raise GameError(message, reason="UNKNOWN_NAME", path="actions", variables=variables)
        lists = [actions[group] for group in groups]
    else:
        lists = [actions] * len(groups)
    return tuple(map(_names, lists, groups, range(len(groups))))


def _names(names: Any, group: str, place: int) -> tuple[str, ...]:
    """The names of a group's actions."""
    path, variables = f"actions[{place}]", {"group": group}
    if isinstance(names, str) or not isinstance(names, Sequence) or not names:
        message = "the actions of like players are a list of at least one name"
        raise GameError(message, reason="EMPTY_ACTION_SET", path=path, variables=variables)
    return own_names(names, len(names), path, variables)


def _check_size(sizes: Sequence[int], actions: Sequence[Sequence[str]]) -> None:
    total = sum(map(len, actions))
    if total > MAX_ACTIONS:
        message = f"the game has {total} actions in all; allowed: up to {MAX_ACTIONS}"
        raise too_large(message, "actions", actions=total, limit=MAX_ACTIONS)
    entries = sum(math.prod(_shape(group, sizes, actions)) for group in range(len(sizes)))
    if entries > MAX_PAYOFFS:
        message = f"the game has {entries} payoffs by own action and counts; allowed: up to {MAX_PAYOFFS}"
        raise too_large(message, "payoff", payoffs=entries, limit=MAX_PAYOFFS)
