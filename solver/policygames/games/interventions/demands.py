"""What a goal demands of the changed payoffs: one inequality for each deviation that must not pay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from policygames.games.interventions.target import Chances, Target
from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import PureProfile

Entry = tuple[int, PureProfile]
"""A payoff: whose, and in which profile."""


@dataclass(frozen=True, slots=True)
class Demand:
    """`player` must get at least `margin` more from `action` than from `other`, as the others play `against`."""

    player: int
    action: int
    other: int
    against: Chances
    margin: Fraction

    def weights(self) -> Iterator[tuple[Entry, Fraction]]:
        """The payoffs that count, with what they count for."""
        for others, chance in self.against:
            yield (self.player, profile_with(others, self.player, self.action)), chance
            yield (self.player, profile_with(others, self.player, self.other)), -chance

    def gap(self, game: NormalFormGame) -> Fraction:
        """What is missing in `game`: by how much the demand is not met, negative where it is more than met."""
        return self.margin - sum((chance * game.payoff(*entry) for entry, chance in self.weights()), Fraction(0))


@dataclass(frozen=True, slots=True)
class Elimination:
    """An action of a player that goes, since `by`, another one of that player, does better by the margin."""

    player: int
    action: int
    by: int


def profile_with(others: PureProfile, player: int, action: int) -> PureProfile:
    """The profile in which `player` plays `action` and the rest `others`."""
    return (*others[:player], action, *others[player:])


def equilibrium_demands(game: NormalFormGame, target: Target, margin: Fraction) -> Iterator[Demand]:
    """That nobody gains by deviating from the target, and loses `margin` by deviating to what it does not play.

    A mediator's lottery is followed in the same sense, given each advice.
    """
    for player, count in enumerate(game.shape):
        played = target.plays(player)
        for action in played:
            against = target.others(player, action)
            for other in range(count):
                if other != action:
                    own = target.profile is not None and other in played  # indifferent: no margin can be had
                    yield Demand(player, action, other, against, Fraction(0) if own else margin)


def dominance_demands(game: NormalFormGame, profile: PureProfile, margin: Fraction) -> Iterator[Demand]:
    """That the action of each is better by `margin` than any other, whatever the others do."""
    for player, action in enumerate(profile):
        for others in others_of(game.shape, player):
            for other in range(game.shape[player]):
                if other != action:
                    yield Demand(player, action, other, ((others, Fraction(1)),), margin)


def order_demands(shape: Sequence[int], order: Iterable[Elimination], margin: Fraction) -> Iterator[Demand]:
    """That each action in turn does worse by `margin` than another, whatever the others do of what is left."""
    left = [list(range(count)) for count in shape]
    for step in order:
        own = left[step.player]
        for others in product(*(one for player, one in enumerate(left) if player != step.player)):
            yield Demand(step.player, step.by, step.action, ((others, Fraction(1)),), margin)
        own.remove(step.action)


def others_of(shape: Sequence[int], player: int) -> Iterator[PureProfile]:
    """All profiles of the others, in player order."""
    return product(*(range(count) for other, count in enumerate(shape) if other != player))
