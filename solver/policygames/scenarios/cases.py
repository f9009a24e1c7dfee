"""A document at given parameter values, as checks and analyses see it: its games, and ids in place of names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from policygames.documents import Player, ScenarioDocument
from policygames.errors import UnsupportedError
from policygames.games import NormalFormGame, PureProfile, SymmetricGame
from policygames.games.names import index_of
from policygames.numerics.exact import nearest_float
from policygames.scenarios.compiler import StageGame, mistakes_of
from policygames.scenarios.roster import members_of, written_out


@dataclass(frozen=True, slots=True)
class Case:
    """`document` at the parameter values `values`; `deadline` is in seconds for each search.

    `stage` is the game that is played once, or in each period: of groups of like players that play once a
    SymmetricGame, with types a BayesianGame.
    """

    document: ScenarioDocument
    values: Mapping[str, Fraction]
    stage: StageGame
    deadline: float | None = None

    @property
    def game(self) -> NormalFormGame:
        """The stage game, where it is a table. Raises UnsupportedError where it is of another kind."""
        if isinstance(self.stage, NormalFormGame):
            return self.stage
        message = "this speaks of a table of payoffs; the game is one of like players or of types"
        raise UnsupportedError(message, reason="UNSUPPORTED_SCENARIO")

    @property
    def players(self) -> tuple[Player, ...]:
        """The players as `stage` has them: members of a group one by one where it is a table."""
        return written_out(self.document).players if isinstance(self.stage, NormalFormGame) else self.document.players

    @property
    def mistakes(self) -> dict[str, Fraction]:
        """Player id → the probability with which its hand slips."""
        return mistakes_of(self.document, self.values)

    def player(self, player_id: str) -> int:
        """The index of a player by id. Raises GameError for an unknown one."""
        return index_of(player_id, [player.id for player in self.players], "player")

    def action(self, player: int, action_id: str) -> int:
        """The index of an action by id. Raises GameError for an unknown one."""
        return index_of(action_id, [action.id for action in self.players[player].actions], "action")

    def profile(self, actions: Mapping[str, str]) -> PureProfile:
        """The profile that names an action id for each player id, a group's for all its members.

        Raises GameError for an unknown or a missing one.
        """
        written = isinstance(self.stage, NormalFormGame)
        groups = {player.id: members_of(player) if written else (player,) for player in self.document.players}
        named = {member.id: action for name, action in actions.items() for member in groups.get(name, ())}
        for name in actions:
            if name not in groups:
                self.player(name)
        return tuple(self.action(index, named.get(player.id, "")) for index, player in enumerate(self.players))

    def seats(self, actions: Mapping[str, str]) -> PureProfile:
        """The same with an action for each member of a group, however the game is held."""
        profile = self.profile(actions)
        if not isinstance(self.stage, SymmetricGame):
            return profile
        return tuple(action for action, size in zip(profile, self.stage.sizes, strict=True) for _ in range(size))

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
