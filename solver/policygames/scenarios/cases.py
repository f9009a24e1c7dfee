"""A document at given parameter values, as checks and analyses see it: its stage game, and ids in place of names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from policygames.documents import ScenarioDocument
from policygames.games import NormalFormGame, PureProfile
from policygames.games.names import index_of
from policygames.numerics.exact import nearest_float


@dataclass(frozen=True, slots=True)
class Case:
    """The stage game of `document` at the parameter values `values`; `deadline` is in seconds for each search."""

    document: ScenarioDocument
    values: Mapping[str, Fraction]
    game: NormalFormGame
    deadline: float | None = None

    def player(self, player_id: str) -> int:
        """The index of a player by id. Raises GameError for an unknown one."""
        return index_of(player_id, [player.id for player in self.document.players], "player")

    def action(self, player: int, action_id: str) -> int:
        """The index of an action by id. Raises GameError for an unknown one."""
        return index_of(action_id, [action.id for action in self.document.players[player].actions], "action")

    def profile(self, actions: Mapping[str, str]) -> PureProfile:
        """The profile that names an action id for each player id. Raises GameError for an unknown or a missing one."""
        by_player = {self.player(player): action for player, action in actions.items()}
        ids = [by_player.get(player, "") for player in range(len(self.document.players))]
        return tuple(self.action(player, action) for player, action in enumerate(ids))

    def profiles(self) -> Iterator[PureProfile]:
        """Every pure profile, the last player's action changing first."""
        return product(*(range(count) for count in self.game.shape))

    def payoffs(self, profile: PureProfile) -> tuple[Fraction, ...]:
        """What `profile` pays to each player."""
        return tuple(self.game.payoff(player, profile) for player in range(len(profile)))

    def words(self, profile: PureProfile) -> str:
        """The profile in words: (Ban sales, Order firms to stop buying)."""
        return f"({', '.join(self.game.actions[player][action] for player, action in enumerate(profile))})"

    def listed(self, profiles: list[PureProfile]) -> str:
        """Profiles in words, one after the other; "none" where there are none."""
        return " and ".join(self.words(profile) for profile in profiles) or "none"


def number(value: Fraction) -> str:
    """An exact number in words: a decimal where one spells it in few digits, else p/q with a rounded decimal."""
    if value.denominator == 1:
        return str(value.numerator)
    places = next((places for places in range(1, 7) if 10**places % value.denominator == 0), 0)
    if not places:
        return f"{value} ({nearest_float(value):.4g})"
    whole, digits = divmod(abs(int(value * 10**places)), 10**places)
    return f"{'-' if value < 0 else ''}{whole}.{digits:0{places}d}"
