"""The question how little parameters have to change for a pure profile to be played, as signs of forms in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from policygames.games.automaton import Automaton
from policygames.games.families import Axis
from policygames.games.game_cells import GameCell, forms_in
from policygames.games.game_forms import GameForms
from policygames.games.game_pieces import GamePiece, forms_at, whole_piece
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

    Where payoffs change their form along a single parameter, `parts` are the games from one end of its range to the
    other, in ascending order, and `forms` those where it stands; else there are none. Along several `cells` are the
    games where linear conditions hold, which cover all ranges.
    """

    forms: GameForms
    axes: tuple[Axis, ...]
    target: PureProfile
    margin: Fraction = Fraction(0)
    norm: str = "largest"
    punishment: PureProfile | None = None
    parts: tuple[GamePiece, ...] = ()
    cells: tuple[GameCell, ...] = ()

    @property
    def pieces(self) -> tuple[GamePiece, ...]:
        """Of a single parameter the games piece by piece, in ascending order: one where there are no parts."""
        (axis,) = self.axes
        return self.parts or (whole_piece(self.forms, axis.low, axis.high),)

    @property
    def is_defined(self) -> bool:
        """Whether all that payoffs are divided by is positive; of several parameters none of it may move with them."""
        if len(self.axes) == 1:
            return all(piece.is_defined for piece in self.pieces)
        every = [cell.forms for cell in self.cells] or [self.forms]
        return not any(base.is_open or base.at(self.start) <= 0 for forms in every for base in forms.divisors())

    def within(self, piece: GamePiece | GameCell) -> ParameterQuestion:
        """The same question of the games of one piece, or cell."""
        return replace(self, forms=piece.forms, parts=(), cells=())

    def at(self, values: Point) -> NormalFormGame | RepeatedGame:
        """The game at values of the parameters. Raises GameError where payoffs are not defined there."""
        return self.forms_of(values).at(values)

    def forms_of(self, values: Point) -> GameForms:
        """The games that values of the parameters belong to."""
        if self.parts:
            return forms_at(self.parts, values[0])
        return forms_in(self.cells, values) if self.cells else self.forms

    def every_demand(self) -> tuple[ParameterDemand, ...]:
        """The demands in the order of pieces."""
        every: tuple[GamePiece | GameCell, ...] = (*self.parts, *self.cells)
        if not every:
            return tuple(self.demands())
        return tuple(demand for piece in every for demand in self.within(piece).demands())

    @property
    def start(self) -> Point:
        """Where the parameters stand."""
        return tuple(axis.low if axis.default is None else axis.default for axis in self.axes)

    def distance(self, values: Point) -> Fraction:
        """How far values are from where several parameters stand, by the norm."""
        moves = zip(self.axes, self.start, values, strict=True)
        shares = [abs(value - stood) / (axis.high - axis.low) for axis, stood, value in moves]
        return max(shares) if self.norm == "largest" else sum(shares, Fraction(0))

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


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest `values` at which the demands hold, None where they hold nowhere in the ranges, and what they cost.

    The cost lies in (low, cost], or is it where both are one. `binding` are the demands that do not hold a little
    nearer: of one parameter those that fail there; of several those with a price, which `prices` prove. Without
    `is_attained` there is no nearest value: whatever is farther than `low` and near enough will do, `low` itself not.
    """

    values: Point | None
    cost: Fraction | None
    low: Fraction | None
    binding: tuple[ParameterDemand, ...]
    prices: tuple[Fraction, ...] = ()
    is_attained: bool = True


class NotLinearError(ArithmeticError):
    """Several parameters move, and payoffs are not linear in them."""


class NotRationalError(ArithmeticError):
    """The demands hold at an irrational value alone, and not beyond it."""
