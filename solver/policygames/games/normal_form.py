"""Games in normal form: players, actions, and a payoff to each player for every profile, all exact."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.errors import GameError
from policygames.games.conversions import from_nashpy, from_pygambit, from_quantecon
from policygames.games.fields import check_fields
from policygames.games.names import action_names, index_of, player_names
from policygames.games.profiles import MixedProfile, PureProfile, Strategy, flaw, pure_as_mixed, support
from policygames.games.tensors import Integers, opened, read_only, read_tensor
from policygames.numerics.exact import common_denominator, exact, nearest_float, over, spelled


@dataclass(frozen=True, init=False, eq=False, repr=False)
class NormalFormGame:
    """A finite game; payoffs are exact, arrays are read-only, equality is that of digests.

    `payoffs` has shape (n, m0, m1, …): payoffs[player][action of player 0][action of player 1]…; its entries are ints,
    Fractions, Decimals, texts ("1/3", "0.1"), or floats, taken as the dyadic rationals that they are. `players` names
    the players, `actions` each player's actions; without them they are called "player 0", "action 0" and so on.

    Raises GameError, naming the place, for anything else.
    """

    numerators: tuple[Integers, ...]
    """A player's payoffs times the player's denominator: whole numbers of shape (m0, m1, …), one array per player."""
    denominators: tuple[int, ...]
    players: tuple[str, ...]
    actions: tuple[tuple[str, ...], ...]

    def __init__(
        self, payoffs: Any, players: Sequence[str] | None = None, actions: Sequence[Sequence[str]] | None = None
    ) -> None:
        tensor = read_tensor(payoffs)
        shape = tensor.numerators[0].shape
        object.__setattr__(self, "numerators", tensor.numerators)
        object.__setattr__(self, "denominators", tensor.denominators)
        object.__setattr__(self, "players", player_names(players, len(shape)))
        object.__setattr__(self, "actions", action_names(actions, shape))

    @classmethod
    def from_bimatrix(
        cls,
        A: Any,  # noqa: N803 - as everybody writes them
        B: Any,  # noqa: N803
        players: Sequence[str] | None = None,
        actions: Sequence[Sequence[str]] | None = None,
    ) -> NormalFormGame:
        """The two-player game in which (i, j) pays A[i][j] to the row player and B[i][j] to the column player."""
        return cls([A, B], players, actions)

    @classmethod
    def from_nashpy(cls, game: Any) -> NormalFormGame:
        """The game that a `nashpy.Game` holds, both payoff matrices exact. Raises GameError for anything else."""
        return cls(*from_nashpy(game))

    @classmethod
    def from_pygambit(cls, game: Any) -> NormalFormGame:
        """The game that a `pygambit.Game` holds, of a tree its strategic form. Raises GameError for anything else."""
        return cls(*from_pygambit(game))

    @classmethod
    def from_quantecon(cls, game: Any) -> NormalFormGame:
        """The game that a `quantecon.game_theory.NormalFormGame` holds. Raises GameError for anything else."""
        return cls(*from_quantecon(game))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> NormalFormGame:
        """The game that `to_dict` wrote. Raises GameError where a field is missing or unknown."""
        check_fields(data, ("kind", "players", "actions", "payoffs"), ("payoffs",))
        if data.get("kind", "normal_form") != "normal_form":
            message = f"the kind is {data['kind']!r}; allowed: 'normal_form'"
            raise GameError(message, reason="MISSING_GAME", path="kind")
        return cls(data["payoffs"], data.get("players"), data.get("actions"))

    def to_dict(self) -> dict[str, Any]:
        """Plain data in canonical form, payoffs as "p/q"; `digest` is taken over it."""
        return {
            "kind": "normal_form",
            "players": list(self.players),
            "actions": [list(names) for names in self.actions],
            "payoffs": self._spelled_payoffs(),
        }

    def _spelled_payoffs(self) -> list[Any]:
        texts = [
            np.array([_spelled(value, denominator) for value in rows.ravel().tolist()], dtype=object)
            for rows, denominator in zip(self.numerators, self.denominators, strict=True)
        ]
        return [row.reshape(self.shape).tolist() for row in texts]

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the canonical form: it is the same however the game was written."""
        return digest_of(self.to_dict())

    @property
    def shape(self) -> tuple[int, ...]:
        """How many actions each player has."""
        return self.numerators[0].shape

    @cached_property
    def payoffs(self) -> NDArray[Any]:
        """The exact payoffs, Fractions of shape (n, m0, m1, …), for up to 63 players: numpy has 64 dimensions."""
        rows = [
            np.array([Fraction(value, denominator) for value in numerators.ravel().tolist()], dtype=object)
            for numerators, denominator in zip(self.numerators, self.denominators, strict=True)
        ]
        return read_only(np.stack(rows).reshape(len(rows), *self.shape))

    @cached_property
    def floats(self) -> NDArray[np.float64]:
        """The payoffs rounded to the nearest floats, shaped as `payoffs`; infinite where no float is near."""
        return read_only(np.stack([self.floats_of(player) for player in range(len(self.players))]))

    def floats_of(self, player: int) -> NDArray[np.float64]:
        """The payoffs of one player rounded to the nearest floats, shape (m0, m1, …); infinite where none is near."""
        values = self.numerators[player].ravel().tolist()
        floats = [nearest_float(Fraction(value, self.denominators[player])) for value in values]
        return np.array(floats).reshape(self.shape)

    def payoff(self, player: int, profile: PureProfile) -> Fraction:
        """What `profile`, one action index per player, pays to `player`."""
        return Fraction(int(self.numerators[player][tuple(profile)]), self.denominators[player])

    def payoffs_of(self, candidate: MixedProfile) -> tuple[Fraction, ...]:
        """The expected payoff to each player when all play `candidate`."""
        return tuple(
            sum((p * u for p, u in zip(strategy, self.deviation_payoffs(player, candidate), strict=True)), Fraction(0))
            for player, strategy in enumerate(candidate)
        )

    def deviation_payoffs(self, player: int, profile: MixedProfile) -> Strategy:
        """The expected payoff of each action of `player` while the others play `profile`."""
        others = [index for index in range(len(self.shape)) if index != player]
        weights = {index: common_denominator(profile[index]) for index in others}
        scale = math.prod(weights.values())
        payoffs = self._safe_for(player, scale)
        for index in reversed(others):
            played = support(profile[index])
            chances = over([profile[index][action] for action in played], weights[index])
            payoffs = _averaged(payoffs, index, played, chances)
        return tuple(Fraction(int(value), scale * self.denominators[player]) for value in payoffs)

    def _safe_for(self, player: int, scale: int) -> Integers:
        """The player's numerators in a type in which sums of them weighted by up to `scale` cannot overflow."""
        numerators = self.numerators[player]
        fits = numerators.dtype == np.int64 and self._magnitudes[player] * scale < 2**62
        return numerators if fits else numerators.astype(object)

    @cached_property
    def _magnitudes(self) -> tuple[int, ...]:
        """The largest absolute numerator of each player, at least 1."""
        return tuple(max(1, abs(int(one.max())), abs(int(one.min()))) for one in self.numerators)

    def pure_profile(self, names: Sequence[str | int], path: str = "profile") -> PureProfile:
        """The action indices of `names`, one per player, names or indices. Raises GameError for an unknown one."""
        if not isinstance(names, Sequence) or isinstance(names, str) or len(names) != len(self.players):
            message = f"a profile names {len(self.players)} actions, one per player"
            raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path)
        return tuple(index_of(name, self.actions[i], f"{path}[{i}]") for i, name in enumerate(names))

    def mixed_profile(self, given: Any, path: str = "profile") -> MixedProfile:
        """The exact profile that `given` spells: per player one action, by name or index, or one distribution.

        Raises GameError, naming the place, for anything else.
        """
        entries = opened(given)
        if not entries:
            message = "a profile holds one action per player, or one distribution per player"
            raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path)
        if all(isinstance(entry, str) or opened(entry) is None for entry in entries):
            return pure_as_mixed(self.pure_profile(entries, path), self.shape)
        profile = tuple(_distribution(strategy, f"{path}[{player}]") for player, strategy in enumerate(entries))
        if problem := flaw(profile, self.shape):
            raise GameError(problem, reason="PROBABILITY_RANGE", path=path)
        return profile

    def player_index(self, player: str | int, path: str = "player") -> int:
        """The index of `player`, given by name or index. Raises GameError for an unknown one."""
        return index_of(player, self.players, path)

    def __getstate__(self) -> dict[str, Any]:
        return {name: vars(self)[name] for name in ("numerators", "denominators", "players", "actions")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        for numerators in self.numerators:
            read_only(numerators)  # pickles forget it

    def __eq__(self, other: object) -> bool:
        return self.digest == other.digest if isinstance(other, NormalFormGame) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"<NormalFormGame {' x '.join(map(str, self.shape))}: {', '.join(self.players)}>"


def digest_of(data: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, over `data` as compact UTF-8 JSON with sorted keys."""
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _distribution(chances: Any, path: str) -> Strategy:
    entries = opened(chances)
    if entries is None:
        raise GameError("a distribution is a list of probabilities", reason="SHAPE_DATA_MISMATCH", path=path)
    return tuple(exact(chance, f"{path}[{action}]") for action, chance in enumerate(entries))


def _spelled(value: int, denominator: int) -> str:
    return f"{value}/1" if denominator == 1 else spelled(Fraction(value, denominator))


def _averaged(payoffs: Integers, axis: int, played: Sequence[int], chances: Sequence[int]) -> Integers:
    """The payoffs weighted by `chances` over the actions `played` along `axis`, which is gone in what comes back."""
    averaged: Integers = payoffs.take(played, axis=axis).swapaxes(axis, -1) @ np.array(chances, dtype=payoffs.dtype)
    return averaged
