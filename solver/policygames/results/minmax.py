"""Minmax payoffs: how far the others can hold a player down, with a proof from both sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from policygames.certificates import Certificate, Kind
from policygames.errors import CertificateError, GameError
from policygames.games import NormalFormGame, PureProfile, Strategy
from policygames.games.notebooks import repr_html
from policygames.games.profiles import flaw, pure_strategy, whole_weights
from policygames.games.tensors import Integers
from policygames.numerics.exact import nearest_float, read_back, spelled
from policygames.results.plain_points import plain_point
from policygames.results.saved import game_of, plain, reading
from policygames.results.wording import listed, number, strategy_words

SEPARATE = (
    "the others mix independently of one another: the least payoff to which they can hold {player} is only enclosed, "
    "by what {player} can secure against anything and by the best separate punishment that was found"
)
Lottery = tuple[tuple[PureProfile, Fraction], ...]
"""Profiles of the others, in player order, with their probabilities."""


@dataclass(frozen=True, slots=True)
class Minmax:
    """The least payoff to which the others can hold `player`, who replies best: it lies in [low, high].

    With `strategies` "pure" everybody plays one action, with "mixed" each mixes independently. `punishment` holds what
    the others play, one strategy per player, None for the player's own: it holds him to `high`. `guarantee` is his
    strategy that secures `low` whatever they play; None for "pure". `correlated`, for three and more players, is a
    joint lottery of the others that holds him to `low`: what they could do if they mixed together.
    """

    game: NormalFormGame
    player: str
    strategies: str
    low: Fraction
    high: Fraction
    punishment: tuple[Strategy | None, ...]
    guarantee: Strategy | None = None
    correlated: Lottery | None = None

    @property
    def exact(self) -> Fraction | None:
        """The minmax payoff; None where it is only enclosed."""
        return self.high if self.low == self.high else None

    @property
    def value(self) -> float:
        """The minmax payoff as a float; where it is only enclosed, what `punishment` holds the player to."""
        return nearest_float(self.high)

    @property
    def interval(self) -> tuple[Fraction, Fraction]:
        """The least and the greatest that the minmax payoff may be; both are it where it is exact."""
        return self.low, self.high

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a careful reader should know."""
        return () if self.low == self.high else (SEPARATE.format(player=self.player),)

    @property
    def reply(self) -> str:
        """A best reply to the punishment."""
        player = self.game.players.index(self.player)
        payoffs = self.game.deviation_payoffs(player, self._profile())
        return self.game.actions[player][payoffs.index(max(payoffs))]

    @property
    def certificate(self) -> Certificate:
        """What is proven about the punishment: that it is exactly the minmax, or by how much it may be more."""
        kind = Kind.EXACT if self.low == self.high else Kind.BOUND
        return Certificate("minmax", self.game.digest, self._profile(), kind, self.low - self.high)

    def _profile(self) -> tuple[Strategy, ...]:
        """The punishment with an action of the player's own, which changes nothing for the others."""
        shape = zip(self.punishment, self.game.shape, strict=True)
        return tuple(pure_strategy(0, count) if one is None else one for one, count in shape)

    def verify(self) -> None:
        """Checks both bounds again, from the game alone. Raises CertificateError where one does not hold."""
        player = self._checked()
        if max(self.game.deviation_payoffs(player, self._profile())) != self.high:
            raise CertificateError("the punishment holds the player to something else", path="high")
        if self.strategies == "pure":
            if any(one is not None and max(one) < 1 for one in self.punishment):
                raise CertificateError("pure punishments mix nothing", path="punishment")
            if self.low != self.high or self.low != pure_minmax(self.game, player)[0]:
                raise CertificateError("another pure punishment is worse", path="low")
            return
        self._check_mixed(player)

    def _checked(self) -> int:
        """The player's index, where the fields fit the game."""
        try:
            player = self.game.player_index(self.player)
        except GameError as error:
            raise CertificateError(error.message, path="player") from error
        if self.strategies not in STRATEGIES:
            raise CertificateError(f"strategies are {self.strategies!r}", path="strategies")
        fits = isinstance(self.punishment, tuple) and len(self.punishment) == len(self.game.shape)
        if not fits or self.punishment[player] is not None or flaw(self._profile(), self.game.shape):
            raise CertificateError("the punishment is one strategy for each of the others", path="punishment")
        return player

    def _check_mixed(self, player: int) -> None:
        count = self.game.shape[player]
        if flaw((self.guarantee,), (count,)):
            raise CertificateError("the guarantee is no strategy of the player", path="guarantee")
        if self.guarantee is None or secured(self.game, player, self.guarantee) != self.low:
            raise CertificateError("the player's strategy secures something else", path="low")
        if self.correlated is not None and held(self.game, player, self.correlated) != self.low:
            raise CertificateError("the lottery holds the player to something else", path="correlated")

    _repr_html_ = repr_html

    def explain(self) -> str:
        """What the others do, what it leaves, and what is proven, in sentences."""
        name, others = self.player, [one for one in enumerate(self.punishment) if one[1] is not None]
        acts = listed([strategy_words(self.game, player, one) for player, one in others if one is not None])
        start = f"The others can hold {name} to {number(self.high)}: {acts}; “{self.reply}” is then a best reply."
        if self.strategies == "pure":
            return f"{start} Proven: every other profile of pure actions leaves {name} a reply that pays as much."
        secure = strategy_words(self.game, self.game.players.index(name), self.guarantee or ())
        sure = f"Whatever the others do, {name} secures {number(self.low)}: {secure}."
        if self.low == self.high:
            return f"{start} {sure} So this is exactly the minmax payoff."
        together = f" If the others could mix together by a secret lottery, they would hold {name} to that."
        return f"{start} {sure}{together if self.correlated else ''} Note: {self.warnings[0]}."

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact."""
        return plain("minmax", self.game, **plain_minmax(self))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Minmax:
        """The minmax payoff that `to_dict` wrote; nothing is believed until `verify` has passed.

        Raises GameError, naming the field, where one is missing or bad; CertificateError for another game's digest.
        """
        game = game_of(data, "minmax", _FIELDS, NormalFormGame)
        with reading("minmax"):
            return read_minmax(data, game)


STRATEGIES = ("pure", "mixed")
_FIELDS = ("player", "strategies", "low", "high", "punishment", "guarantee", "correlated")


def plain_minmax(found: Minmax) -> dict[str, Any]:
    """The minmax payoff as plain data, without its game."""
    lottery = found.correlated
    return {
        "player": found.player,
        "strategies": found.strategies,
        "low": spelled(found.low),
        "high": spelled(found.high),
        "punishment": [None if one is None else plain_point(one) for one in found.punishment],
        "guarantee": None if found.guarantee is None else plain_point(found.guarantee),
        "correlated": None if lottery is None else [[list(profile), spelled(chance)] for profile, chance in lottery],
    }


def read_minmax(data: Mapping[str, Any], game: NormalFormGame, path: str = "") -> Minmax:
    """The minmax payoff that `plain_minmax` wrote. Raises GameError, its place under `path`, for a bad field."""
    guarantee, lottery = data["guarantee"], data["correlated"]
    return Minmax(
        game=game,
        player=str(data["player"]),
        strategies=str(data["strategies"]),
        low=read_back(data["low"], f"{path}low"),
        high=read_back(data["high"], f"{path}high"),
        punishment=tuple(None if one is None else _read(one, f"{path}punishment") for one in data["punishment"]),
        guarantee=None if guarantee is None else _read(guarantee, f"{path}guarantee"),
        correlated=None
        if lottery is None
        else tuple((tuple(map(int, one)), read_back(chance, f"{path}correlated")) for one, chance in lottery),
    )


def _read(strategy: Sequence[Any], path: str) -> Strategy:
    return tuple(read_back(chance, f"{path}[{action}]") for action, chance in enumerate(strategy))


def replies(game: NormalFormGame, player: int) -> Integers:
    """What each action of `player` pays against each profile of the others: shape (own actions, their profiles)."""
    return np.moveaxis(game.numerators[player], player, 0).reshape(game.shape[player], -1)


def pure_minmax(game: NormalFormGame, player: int) -> tuple[Fraction, PureProfile]:
    """The least best reply over the others' pure profiles, and the first of these, in player order, that leaves it."""
    best = replies(game, player).max(axis=0)
    place = int(np.argmin(best))
    return Fraction(int(best[place]), game.denominators[player]), others_at(game, player, place)


def others_at(game: NormalFormGame, player: int, place: int) -> PureProfile:
    """The profile of the others that stands at `place` in `replies`."""
    counts = [count for index, count in enumerate(game.shape) if index != player]
    return tuple(int(action) for action in np.unravel_index(place, counts))


def secured(game: NormalFormGame, player: int, strategy: Strategy) -> Fraction:
    """The least that `strategy` pays `player`, over all that the others can play."""
    weights, scale = whole_weights(strategy)
    rows = replies(game, player)[list(weights)]
    fits = rows.dtype == np.int64 and max(abs(int(rows.max())), abs(int(rows.min())), 1) * scale < 2**62
    paid = np.array(list(weights.values()), dtype=np.int64 if fits else object) @ (
        rows if fits else rows.astype(object)
    )
    return Fraction(int(paid.min()), scale * game.denominators[player])


def held(game: NormalFormGame, player: int, lottery: Lottery) -> Fraction:
    """The most that `player` gets against a joint lottery of the others. Raises CertificateError where it is none."""
    counts = [count for index, count in enumerate(game.shape) if index != player]
    fits = all(
        len(one) == len(counts) and all(0 <= a < n for a, n in zip(one, counts, strict=True)) for one, _ in lottery
    )
    chances = [chance for _, chance in lottery]
    if not fits or not lottery or min(chances) < 0 or sum(chances) != 1:
        raise CertificateError("this is no lottery over profiles of the others", path="correlated")
    columns = replies(game, player)[:, [int(np.ravel_multi_index(one, counts)) for one, _ in lottery]]
    return max(_mean(row, chances) for row in columns.tolist()) / game.denominators[player]


def _mean(values: Sequence[int], chances: Sequence[Fraction]) -> Fraction:
    return sum((chance * value for value, chance in zip(values, chances, strict=True)), Fraction(0))
