"""A game without the players who have nothing to decide, as they have one action, and its answers with them again."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar, cast

from policygames.games.enclosures import Enclosure
from policygames.games.game import Candidate
from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import MixedProfile
from policygames.games.quantal import QuantalResponse
from policygames.numerics.stepwise import mapped

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Deciders:
    """The players `kept` of a larger game of so many `players`, and the same game among them alone.

    Who is left out has one action, so that all payoffs, profiles and equilibria of both games correspond.
    """

    game: NormalFormGame
    kept: tuple[int, ...]
    players: int

    def of(self, profile: MixedProfile) -> MixedProfile:
        """What those who are kept play in a profile of the larger game."""
        return tuple(profile[player] for player in self.kept)

    def whole(self, profile: MixedProfile) -> MixedProfile:
        """The profile of the larger game in which those who are kept play this one."""
        strategies = dict(zip(self.kept, profile, strict=True))
        return tuple(strategies.get(player, (Fraction(1),)) for player in range(self.players))

    def lifted(self, proposals: Generator[Candidate | None, None, Result]) -> Generator[Candidate | None, None, Result]:
        """Proposals for the game among those kept as proposals for the larger one, and what their end says."""
        return mapped(proposals, lambda found: None if found is None else self._lifted(found))

    def _lifted(self, found: Candidate) -> Candidate:
        if isinstance(found, Enclosure):
            return replace(found, low=self.whole(found.low), high=self.whole(found.high))
        if isinstance(found, QuantalResponse):
            return replace(found, profile=self.whole(found.profile))
        return self.whole(cast("MixedProfile", found))


def deciders(game: NormalFormGame, least: int = 2) -> Deciders:
    """The game among all who have more than one action, and as many others as make `least` players.

    Within the limits on payoffs few players have a choice, and no array has too many axes.
    """
    count = len(game.shape)
    idle = [player for player in range(count) if game.shape[player] == 1]
    out = set(idle[max(0, least - (count - len(idle))) :])
    kept = tuple(player for player in range(count) if player not in out)
    return Deciders(_among(game, kept) if out else game, kept, count)


def _among(game: NormalFormGame, kept: Sequence[int]) -> NormalFormGame:
    shape = tuple(game.shape[player] for player in kept)
    smaller = NormalFormGame.__new__(NormalFormGame)  # nothing is read again: the numbers are those of the game
    smaller.__setstate__(
        {
            "numerators": tuple(game.numerators[player].reshape(shape) for player in kept),
            "denominators": tuple(game.denominators[player] for player in kept),
            "players": tuple(game.players[player] for player in kept),
            "actions": tuple(game.actions[player] for player in kept),
        }
    )
    return smaller
