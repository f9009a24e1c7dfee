"""What payments in a repeated game have to bring about: a path that lasts, as deviations are answered for ever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from policygames.games.automaton import Automaton
from policygames.games.distributions import is_profile
from policygames.games.grim import grim
from policygames.games.interventions.demands import Demand, Entry, profile_with
from policygames.games.interventions.target import Chances
from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import PureProfile
from policygames.games.repeated import RepeatedGame

_ONE, _ZERO = Fraction(1), Fraction(0)


@dataclass(frozen=True, slots=True)
class Reversion:
    """The game is repeated with these discount factors, and a deviation of player i answered by answers[i] for ever.

    Every answer has to be an equilibrium of the stage game as the payments leave it. Nobody needs the public coin, if
    there is one.
    """

    discount: tuple[Fraction, ...]
    answers: tuple[PureProfile, ...]
    public_randomization: bool = True

    def fits(self, game: NormalFormGame) -> bool:
        """Whether there is a factor in [0, 1) and a profile of the game for each player."""
        count = len(game.players)
        factors = len(self.discount) == count and all(0 <= one < 1 for one in self.discount)
        return factors and len(self.answers) == count and all(is_profile(one, game.shape) for one in self.answers)

    def game(self, stage: NormalFormGame) -> RepeatedGame:
        """The repeated game of a stage game."""
        return RepeatedGame(stage, self.discount, public_randomization=self.public_randomization)

    def strategies(self, stage: NormalFormGame, path: PureProfile) -> Automaton:
        """The path until somebody deviates, then the answer for ever."""
        return grim(stage, path, self.answers)

    def demands(self, shape: tuple[int, ...], path: PureProfile, margin: Fraction) -> Iterator[Demand | PathDemand]:
        """That no deviation from the path pays, by `margin`, and none from an answer.

        One deviation is enough to look at (the one-shot deviation principle: Blackwell, Annals of Mathematical
        Statistics 36 (1965) 226-235).
        """
        for player, own in enumerate(path):
            for other in _others(shape, player, own):
                yield PathDemand(player, other, path, self.answers[player], self.discount[player], margin)
        for answer in dict.fromkeys(self.answers):
            for player, own in enumerate(answer):
                for other in _others(shape, player, own):
                    against = ((_without(answer, player), _ONE),)
                    yield Demand(player, own, other, against, _ZERO)


@dataclass(frozen=True, slots=True)
class PathDemand:
    """`player` must get `margin` more a period from `path` than from playing `other` once and having `answer` after it.

    Payoffs are per period: 1 - discount times that of the deviation, discount times that of the answer.
    """

    player: int
    other: int
    path: PureProfile
    answer: PureProfile
    discount: Fraction
    margin: Fraction

    @property
    def action(self) -> int:
        """What the player is to play."""
        return self.path[self.player]

    @property
    def against(self) -> Chances:
        """What the others play meanwhile."""
        return ((_without(self.path, self.player), _ONE),)

    def weights(self) -> Iterator[tuple[Entry, Fraction]]:
        """The payoffs that count, with what they count for."""
        yield (self.player, self.path), _ONE
        deviation = profile_with(_without(self.path, self.player), self.player, self.other)
        yield (self.player, deviation), self.discount - 1
        if self.discount:
            yield (self.player, self.answer), -self.discount

    def gap(self, game: NormalFormGame) -> Fraction:
        """What is missing in `game`: by how much the demand is not met, negative where it is more than met."""
        return self.margin - sum((weight * game.payoff(*entry) for entry, weight in self.weights()), _ZERO)


def _others(shape: tuple[int, ...], player: int, own: int) -> Iterator[int]:
    return (action for action in range(shape[player]) if action != own)


def _without(profile: PureProfile, player: int) -> PureProfile:
    return (*profile[:player], *profile[player + 1 :])
