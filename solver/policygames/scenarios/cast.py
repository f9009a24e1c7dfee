"""Who plays in a file and what each can do: looks up the players, actions and profiles that other parts name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policygames.documents import Player
from policygames.scenarios.conversion import player_of, present
from policygames.scenarios.located import joined
from policygames.scenarios.reading import Reading, nearest, shortened
from policygames.scenarios.schema import ScenarioRecord


@dataclass(frozen=True, slots=True)
class Cast:
    """The players of a file that was read so far; what they do not have is noted in `reading`."""

    players: tuple[Player, ...]
    reading: Reading

    def player(self, name: str, path: str) -> Player | None:
        """The player called `name` at `path`; None, with the mistake noted, where there is none."""
        for player in self.players:
            if player.id == name:
                return player
        known = nearest(name, [player.id for player in self.players])
        self.reading.add(path, f"there is no player {shortened(name)}; {known}")
        return None

    def check_action(self, player: Player, action: str, path: str) -> None:
        """Notes a mistake unless `player` has an action with this id."""
        known = [item.id for item in player.actions]
        if action not in known:
            self.reading.add(path, f"{player.id} has no action {shortened(action)}; {nearest(action, known)}")

    def check_profile(self, profile: Mapping[str, str], path: str) -> None:
        """Notes a mistake unless `profile` names one action of each player."""
        for name, action in profile.items():
            if player := self.player(name, f"{joined(path, name)}:key"):
                self.check_action(player, action, joined(path, name))
        self.check_complete(profile, path)

    def check_complete(self, named: Mapping[str, object], path: str) -> None:
        """Notes a mistake where `named` leaves a player out."""
        for player in self.players:
            if player.id not in named:
                self.reading.add(path, f"the player {player.id} is missing")


def cast_of(record: ScenarioRecord, reading: Reading) -> Cast | None:
    """The players of the file; None where some could not be read: then nothing can be said about references to them."""
    players = present(record.players)
    if len(players) < len(record.players) or any(None in player.actions for player in players):
        return None
    return Cast(tuple(player_of(player) for player in players), reading)
