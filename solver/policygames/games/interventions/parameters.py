"""The question how little parameters have to change for a pure profile to be played, as signs of forms in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames.games.automaton import Automaton
from policygames.games.families import Axis
from policygames.games.game_forms import GameForms
from policygames.games.grim import grim
from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import PureProfile, pure_as_mixed
from policygames.games.repeated import RepeatedGame
from policygames.numerics.forms import Form

NORMS = ("largest", "sum")
Point = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ParameterQuestion:
    """How little the unknowns of `forms` have to move from their values, within `axes`, so that `target` is played.

    Deviations are to lose at least `margin`; of a repeated game the target is played until somebody deviates, and from
    then on `punishment`, an equilibrium of the stage game, for ever. Several parameters are measured in shares of their
    ranges: by the `norm` "largest" the largest share that one moves, by "sum" all shares together.
    """

    forms: GameForms
    axes: tuple[Axis, ...]
    target: PureProfile
    margin: Fraction = Fraction(0)
    norm: str = "largest"
    punishment: PureProfile | None = None

    @property
    def start(self) -> Point:
        """Where the parameters stand."""
        return tuple(axis.low if axis.default is None else axis.default for axis in self.axes)

    def demands(self) -> Iterator[ParameterDemand]:
        """What has to hold: each a form that must not be positive."""
        if self.punishment is None:
            yield from self._stage(self.target, self.margin)
            return
        yield from self._stage(self.punishment, Fraction(0))
        for player, (top, bottom) in enumerate(self.forms.discounts or ()):
            table = self.forms.payoffs[player]
            lost = top * (table[self.punishment] - table[self.target])
            extra = (bottom * self.forms.denominators[player]).times(self.margin.numerator)
            for action in self.forms.others(player, self.target):
                gain = (bottom - top) * self.forms.gain(player, self.target, action)
                yield ParameterDemand(player, action, (gain + lost).times(self.margin.denominator) + extra)

    def _stage(self, profile: PureProfile, margin: Fraction) -> Iterator[ParameterDemand]:
        for player, base in enumerate(self.forms.denominators):
            for action in self.forms.others(player, profile):
                gain = self.forms.gain(player, profile, action).times(margin.denominator)
                yield ParameterDemand(player, action, gain + base.times(margin.numerator))

    def candidate(self, game: NormalFormGame | RepeatedGame) -> Any:
        """What is to be certified in a game of the family: the profile, or the grim strategies."""
        if isinstance(game, NormalFormGame):
            return pure_as_mixed(self.target, game.shape)
        return self.strategies(game.stage_game)

    def strategies(self, stage: NormalFormGame) -> Automaton:
        """The target until somebody deviates, then the punishment for ever."""
        answer = self.target if self.punishment is None else self.punishment
        return grim(stage, self.target, (answer,) * len(stage.players))


@dataclass(frozen=True, slots=True)
class ParameterDemand:
    """That `player` does not gain by `action`: `form`, a positive multiple of what is gained, is not positive."""

    player: int
    action: int
    form: Form
