"""Games in normal form: players, actions, and a payoff to each player for every profile, all exact."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.errors import GameError
from policygames.games.conversions import from_nashpy, from_pygambit, from_quantecon
from policygames.games.fields import check_fields
from policygames.games.limits import check_axes
from policygames.games.names import action_names, index_of, player_names
from policygames.games.notebooks import repr_html
from policygames.games.profiles import MixedProfile, PureProfile, Strategy, Valued, flaw, pure_as_mixed, whole_weights
from policygames.games.spelling import (
    compact,
    compact_short,
    compact_whole,
    compact_with,
    digest_of_text,
    is_short,
    spelled_rows,
)
from policygames.games.tensors import Integers, opened, read_only, read_tensor
from policygames.numerics.exact import exact, nearest_float
from policygames.numerics.long_sums import weighted_sums


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
        rows = zip(self.numerators, self.denominators, strict=True)
        return {**self._described(), "payoffs": [spelled_rows(*one) for one in rows]}

    def _described(self) -> dict[str, Any]:
        actions = [list(names) for names in self.actions]
        return {"kind": "normal_form", "players": list(self.players), "actions": actions}

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the canonical form: it is the same however the game was written."""
        return digest_of_text(self._text())

    @cached_property
    def canonical(self) -> str:
        """The canonical form as compact JSON: kept, as games that are repeated in many ways ask for it again."""
        return self._text()

    def _text(self) -> str:
        if all(denominator == 1 for denominator in self.denominators):
            return compact_with(self._described(), "payoffs", compact_whole(self.numerators))  # lists of texts are slow
        if all(map(is_short, self.numerators, self.denominators)):
            return compact_with(self._described(), "payoffs", compact_short(self.numerators, self.denominators))
        return compact(self.to_dict())

    @property
    def shape(self) -> tuple[int, ...]:
        """How many actions each player has."""
        return self.numerators[0].shape

    @cached_property
    def payoffs(self) -> NDArray[Any]:
        """The exact payoffs, Fractions of shape (n, m0, m1, …).

        Raises GameError for 64 players: arrays have up to 64 axes.
        """
        check_axes(len(self.players), 1, "players")
        rows = [
            np.array([Fraction(value, denominator) for value in numerators.ravel().tolist()], dtype=object)
            for numerators, denominator in zip(self.numerators, self.denominators, strict=True)
        ]
        return read_only(np.stack(rows).reshape(len(rows), *self.shape))

    @cached_property
    def floats(self) -> NDArray[np.float64]:
        """The payoffs rounded to the nearest floats, shaped as `payoffs`; infinite where no float is near.

        Raises GameError for 64 players, as `payoffs` does.
        """
        check_axes(len(self.players), 1, "players")
        return read_only(np.stack([self.floats_of(player) for player in range(len(self.players))]))

    def floats_of(self, player: int) -> NDArray[np.float64]:
        """The payoffs of one player rounded to the nearest floats, shape (m0, m1, …); infinite where none is near."""
        if self.magnitudes[player] <= 2**53 and self.denominators[player] <= 2**53:
            return np.asarray(self.numerators[player] / self.denominators[player], dtype=np.float64)  # rounded once
        values = self.numerators[player].ravel().tolist()
        floats = [nearest_float(Fraction(value, self.denominators[player])) for value in values]
        return np.array(floats).reshape(self.shape)

    def payoff(self, player: int, profile: PureProfile) -> Fraction:
        """What `profile`, one action index per player, pays to `player`."""
        return Fraction(int(self.numerators[player][tuple(profile)]), self.denominators[player])

    def payoffs_of(self, candidate: MixedProfile | Valued) -> tuple[Fraction, ...]:
        """The expected payoff to each player when all play `candidate`; others than profiles know it themselves."""
        if not isinstance(candidate, tuple):
            return candidate.payoffs_in(self)
        return tuple(self._expected(player, candidate) for player in range(len(candidate)))

    def _expected(self, player: int, profile: MixedProfile) -> Fraction:
        values, denominator = self.deviation_numerators(player, profile)
        chances, scale = whole_weights(profile[player])
        return Fraction(sum(chance * values[action] for action, chance in chances.items()), scale * denominator)

    def deviation_payoffs(self, player: int, profile: MixedProfile) -> Strategy:
        """The expected payoff of each action of `player` while the others play `profile`."""
        values, denominator = self.deviation_numerators(player, profile)
        return tuple(Fraction(value, denominator) for value in values)

    def deviation_numerators(self, player: int, profile: MixedProfile) -> tuple[tuple[int, ...], int]:
        """The same as whole numbers over a common denominator: long fractions are costly to bring to lowest terms."""
        known = self._asked.get(player)
        if known is None or known[0] is not profile:  # who certifies a profile asks next what it pays
            known = self._asked[player] = profile, self._deviation_numerators(player, profile)
        return known[1]

    @cached_property
    def _asked(self) -> dict[int, tuple[MixedProfile, tuple[tuple[int, ...], int]]]:
        """By player the last profile that was asked about, and the answer."""
        return {}

    def _deviation_numerators(self, player: int, profile: MixedProfile) -> tuple[tuple[int, ...], int]:
        others = {index: whole_weights(profile[index]) for index in range(len(self.shape)) if index != player}
        scale = math.prod(total for _, total in others.values())
        payoffs = self._safe_for(player, scale)
        for index in reversed(others):
            payoffs = _averaged(payoffs, index, others[index][0])
        return tuple(int(value) for value in payoffs), scale * self.denominators[player]

    def roomy(self, player: int, factor: int) -> Integers:
        """The player's numerators, as Python ints where sums weighted by up to `factor` in all could pass int64."""
        numerators = self.numerators[player]
        fits = numerators.dtype == object or self.magnitudes[player] * factor < 2**62
        return numerators if fits else numerators.astype(object)

    def _safe_for(self, player: int, scale: int) -> Integers:
        """The player's numerators in a type in which sums of them weighted by up to `scale` do not overflow."""
        numerators = self.numerators[player]
        long = len(self.shape) == 2 and scale >> _LONG  # summed digit by digit
        fits = numerators.dtype == np.int64 and (long or self.magnitudes[player] * scale < 2**62)
        return numerators if fits else numerators.astype(object)

    @cached_property
    def magnitudes(self) -> tuple[int, ...]:
        """The largest absolute numerator of each player, at least 1."""
        return tuple(max(1, abs(int(one.max())), abs(int(one.min()))) for one in self.numerators)

    def pure_profile(self, names: Sequence[str | int], path: str = "profile") -> PureProfile:
        """The action indices of `names`, one per player, names or indices. Raises GameError for an unknown one."""
        if not isinstance(names, Sequence) or isinstance(names, str) or len(names) != len(self.players):
            message = f"a profile names {len(self.players)} actions, one per player"
            raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path, variables={"players": len(self.players)})
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
            raise GameError(problem, reason="PROBABILITY_RANGE", path=path, variables={"why": problem})
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

    def plot(self, ax: Any = None) -> Any:
        """Draws the table of payoffs with names, best responses framed, pure equilibria shaded; gives matplotlib axes.

        `ax` are axes to draw on, new ones without. Of larger games of two players each profile is a point. Raises
        UnsupportedError where there are too many cells of more players.
        """
        return import_module("policygames.report.payoff_matrix").plot(self, ax)

    _repr_html_ = repr_html

    def __repr__(self) -> str:
        return f"<NormalFormGame {' x '.join(map(str, self.shape))}: {', '.join(self.players)}>"


_LONG = 512  # bits of a denominator from which sums digit by digit are faster than those of Python's whole numbers


def _distribution(chances: Any, path: str) -> Strategy:
    entries = opened(chances)
    if entries is None:
        raise GameError("a distribution is a list of probabilities", reason="SHAPE_DATA_MISMATCH", path=path)
    return tuple(exact(chance, f"{path}[{action}]") for action, chance in enumerate(entries))


def _averaged(payoffs: Integers, axis: int, chances: Mapping[int, int]) -> Integers:
    """The payoffs weighted by `chances`, keyed by action along `axis`, which is gone in what comes back."""
    weights, played = list(chances.values()), payoffs.take(list(chances), axis=axis).swapaxes(axis, -1)
    if payoffs.dtype == np.int64 and sum(weights) >> _LONG:
        return np.array(weighted_sums(played, weights), dtype=object)
    averaged: Integers = played @ np.array(weights, dtype=payoffs.dtype)
    return averaged
