"""Repeated games: a stage game played in every period, payoffs discounted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from importlib import import_module
from typing import Any

from policygames.errors import GameError, UnsupportedError
from policygames.games.automaton import Automaton
from policygames.games.discount_factors import discount_factor
from policygames.games.fields import check_fields
from policygames.games.monitoring import PublicMonitoring
from policygames.games.normal_form import NormalFormGame
from policygames.games.notebooks import repr_html
from policygames.games.spelling import compact_with, digest_of_text
from policygames.games.values import values
from policygames.numerics.exact import spelled

MAX_PERIODS = 10_000


@dataclass(frozen=True, init=False, eq=False)
class RepeatedGame:
    """`stage_game` in every period, payoffs in units of one period: (1 - d) times the discounted sum.

    Where it ends after `periods`, they are the discounted sum over that of d^0 to d^(periods - 1): at d = 1 the mean.
    `discount` is one factor for all or one per player, each in [0, 1) — in [0, 1] where `periods` ends the game.
    Without `monitoring` all actions are seen; with `public_randomization` a public coin is seen before each period;
    with `transfers` players may pay one another. Raises GameError, naming the field, for anything else.
    """

    stage_game: NormalFormGame
    discount: tuple[Fraction, ...]
    monitoring: PublicMonitoring | None
    public_randomization: bool
    transfers: bool
    periods: int | None

    def __init__(
        self,
        stage_game: NormalFormGame,
        discount: Any,
        monitoring: PublicMonitoring | None = None,
        *,
        public_randomization: bool = True,
        transfers: bool = False,
        periods: int | None = None,
    ) -> None:
        if not isinstance(stage_game, NormalFormGame):
            raise GameError("the stage game is a NormalFormGame", reason="MISSING_GAME", path="stage_game")
        object.__setattr__(self, "stage_game", stage_game)
        object.__setattr__(self, "periods", _checked_periods(periods))
        object.__setattr__(self, "discount", _discounts(discount, len(stage_game.players), self.periods))
        object.__setattr__(self, "monitoring", _checked_monitoring(monitoring, stage_game))
        object.__setattr__(self, "public_randomization", _flag(public_randomization, "public_randomization"))
        object.__setattr__(self, "transfers", _flag(transfers, "transfers"))

    @property
    def players(self) -> tuple[str, ...]:
        """The players of the stage game."""
        return self.stage_game.players

    def at(self, discount: Any) -> RepeatedGame:
        """The same game with another discount factor, or others, one per player."""
        fixed = {"public_randomization": self.public_randomization, "transfers": self.transfers}
        return RepeatedGame(self.stage_game, discount, self.monitoring, periods=self.periods, **fixed)

    def at_each(self, discounts: Sequence[Any]) -> list[RepeatedGame]:
        """The same game at each of many discount factors. Raises GameError as `at` does, with the place in the list."""
        games = []
        for place, discount in enumerate(discounts):
            try:
                games.append(self.at(discount))
            except GameError as error:
                error.path = error.path.replace("discount", f"discounts[{place}]", 1)
                raise
        return games

    def payoffs_of(self, candidate: Automaton) -> tuple[Fraction, ...]:
        """What each player gets, per period, when all follow the automaton `candidate` from its start.

        Raises GameError where it does not fit the game, UnsupportedError for a game of finitely many periods.
        """
        if self.periods is not None:
            raise UnsupportedError("automata are valued in endless games", reason="UNSUPPORTED_PERIODS", path="periods")
        worth = values(self, candidate)
        return tuple(
            sum((chance * worth[state][player] for state, chance in candidate.starts), Fraction(0))
            for player in range(len(self.players))
        )

    def plot(self, ax: Any = None) -> Any:
        """Draws the table of payoffs of a period on matplotlib axes, new ones without `ax`, and gives them."""
        return import_module("policygames.report.payoff_matrix").plot(self, ax)

    _repr_html_ = repr_html

    def to_dict(self) -> dict[str, Any]:
        """Plain data in canonical form; `digest` is taken over it."""
        return {**self._terms(), "stage_game": self.stage_game.to_dict()}

    def _terms(self) -> dict[str, Any]:
        return {
            "kind": "repeated",
            "stage_game": None,
            "discount": [spelled(factor) for factor in self.discount],
            "monitoring": self.monitoring.to_dict() if self.monitoring else None,
            "public_randomization": self.public_randomization,
            "transfers": self.transfers,
            "periods": self.periods,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> RepeatedGame:
        """The game that `to_dict` wrote. Raises GameError where a field is missing or unknown."""
        check_fields(data, _FIELDS, ("stage_game", "discount"))
        monitoring = data.get("monitoring")
        return cls(
            _stage_game(data["stage_game"]),
            data["discount"],
            None if monitoring is None else PublicMonitoring.from_dict(monitoring),
            public_randomization=data.get("public_randomization", True),
            transfers=data.get("transfers", False),
            periods=data.get("periods"),
        )

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the canonical form."""
        return digest_of_text(compact_with(self._terms(), "stage_game", self.stage_game.canonical))

    def __eq__(self, other: object) -> bool:
        return self.digest == other.digest if isinstance(other, RepeatedGame) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)


_FIELDS = ("kind", "stage_game", "discount", "monitoring", "public_randomization", "transfers", "periods")


def _stage_game(data: Any) -> NormalFormGame:
    try:
        return NormalFormGame.from_dict(data)
    except GameError as error:
        error.path = f"stage_game.{error.path}".rstrip(".")
        raise


def _flag(value: Any, path: str) -> bool:
    if not isinstance(value, bool):
        variables = {"value": value, "allowed": "True and False"}
        raise GameError(f"{value!r}; allowed: True and False", reason="OPTION_RANGE", path=path, variables=variables)
    return value


def _discounts(discount: Any, players: int, periods: int | None) -> tuple[Fraction, ...]:
    per_player = isinstance(discount, Sequence) and not isinstance(discount, str)
    given = list(discount) if per_player else [discount] * players
    if len(given) != players:
        message = f"{len(given)} discount factors for {players} players; allowed: one, or one per player"
        variables = {"given": len(given), "players": players}
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="discount", variables=variables)
    if not per_player:
        return (discount_factor(discount, "discount", periods),) * players
    return tuple(discount_factor(value, f"discount[{player}]", periods) for player, value in enumerate(given))


def _checked_periods(periods: Any) -> int | None:
    if periods is None:
        return None
    if isinstance(periods, bool) or not isinstance(periods, int) or not 1 <= periods <= MAX_PERIODS:
        message = f"periods are {periods!r}; allowed: whole numbers from 1 to {MAX_PERIODS}, or None for ever"
        variables = {"value": periods, "allowed": f"whole numbers from 1 to {MAX_PERIODS}, or None"}
        raise GameError(message, reason="OPTION_RANGE", path="periods", variables=variables)
    return periods


def _checked_monitoring(monitoring: Any, stage_game: NormalFormGame) -> PublicMonitoring | None:
    if monitoring is None:
        return None
    if not isinstance(monitoring, PublicMonitoring):
        message = f"monitoring is {monitoring!r}; allowed: None (perfect) or PublicMonitoring; private is not offered"
        allowed = {"allowed": "None, PublicMonitoring"}
        raise GameError(message, reason="UNSUPPORTED_MONITORING", path="monitoring", variables=allowed)
    if monitoring.shape != stage_game.shape:
        message = f"probabilities have shape {monitoring.shape}, the stage game {stage_game.shape}"
        variables = {"shape": monitoring.shape, "wanted": stage_game.shape}
        path = "monitoring.probabilities"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path, variables=variables)
    return monitoring
