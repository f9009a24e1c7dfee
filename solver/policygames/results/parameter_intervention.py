"""How little parameters have to change for an outcome to hold: that it works, and that nothing less does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames import registry
from policygames.certificates import Certificate
from policygames.errors import CertificateError, GameError
from policygames.games import NormalFormGame, RepeatedGame
from policygames.games.distributions import is_profile
from policygames.games.families import box_of
from policygames.games.game_cells import CurvedError, covered
from policygames.games.game_forms import GameForms
from policygames.games.game_pieces import cover
from policygames.games.interventions.nearest import nearest
from policygames.games.interventions.parameters import (
    Nearest,
    NotLinearError,
    NotRationalError,
    ParameterDemand,
    ParameterQuestion,
)
from policygames.games.notebooks import repr_html
from policygames.games.profiles import pure_as_mixed
from policygames.numerics.exact import nearest_float
from policygames.results.wording import listed, number, profile_words, ratio

NORMS = {
    "largest": "the largest share of its range by which one of them moves",
    "sum": "the shares of their ranges by which they move, added up",
}


@dataclass(frozen=True, slots=True, eq=False)
class ParameterIntervention:
    """The least change of parameters after which the target of `question` is played.

    `values` are the parameters after it, in order; None where nothing within their ranges does. `cost` is how far one
    parameter moves, in its unit, or, of several, the norm of the question; where the value is irrational it is what
    `values` cost, and more than `low` is needed. Where payoffs jump there may be no least value: without `is_attained`
    all that is farther than `low`, up to `cost`, works. `certificate` proves that it works. That nothing less does
    follows from the forms in the question: `least` holds the deviations that pay a little nearer, `prices` those of the
    linear program.
    """

    question: ParameterQuestion
    values: tuple[Fraction, ...] | None
    cost: Fraction | None
    low: Fraction | None
    certificate: Certificate | None
    least: tuple[ParameterDemand, ...]
    prices: tuple[Fraction, ...] = ()
    is_attained: bool = True

    @property
    def lever(self) -> str:
        """What is changed."""
        return "parameters"

    @property
    def value(self) -> float | None:
        """The cost as a float; None where nothing does."""
        return None if self.cost is None else nearest_float(self.cost)

    @property
    def change(self) -> dict[str, tuple[Fraction, Fraction]]:
        """By parameter where it stands and where it has to be; those that stay are left out."""
        pairs = zip(self.question.axes, self.question.start, self.values or (), strict=False)
        return {axis.name: (stood, moved) for axis, stood, moved in pairs if stood != moved}

    @property
    def game(self) -> NormalFormGame | RepeatedGame:
        """The game after the change; without one the game as it stands."""
        return self.question.at(self.question.start if self.values is None else self.values)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a careful reader should know."""
        if self.cost is None or self.low == self.cost:
            return ()
        low = self.low or Fraction(0)
        if not self.is_attained:
            jump = f"payoffs jump: a change of {number(low)} does not do, a little more does"
            return (f"{jump}; none of these is the least",)
        gap = nearest_float(self.cost - low)
        return (f"the least value is irrational: the one given works, and is at most {gap:.0e} farther",)

    def __eq__(self, other: object) -> bool:
        """Whether both say the same of the same games."""
        if not isinstance(other, ParameterIntervention):
            return NotImplemented
        same = self._found == other._found and self.certificate == other.certificate
        return same and asked(self.question) == asked(other.question)

    def __hash__(self) -> int:
        return hash((self.values, self.cost))

    def verify(self) -> tuple[str, ...]:
        """Proves everything again from the forms of the question alone; () comes back.

        Raises CertificateError where something does not hold.
        """
        self._check_question()
        try:
            again = nearest(self.question)
        except (NotLinearError, NotRationalError) as error:
            raise CertificateError("this question has no such answer", path="question") from error
        if self._found != again:
            raise CertificateError("other values are the nearest", path="values")
        if self.certificate != certified_values(self.question, again):
            raise CertificateError("the certificate is not that of the changed game", path="certificate")
        return ()

    @property
    def _found(self) -> Nearest:
        """All that is said of the values."""
        return Nearest(self.values, self.cost, self.low, self.least, self.prices, self.is_attained)

    def _check_question(self) -> None:
        """That target, punishment and ranges are of the games asked about."""
        question = self.question
        _check_axes(question)
        if question.norm not in NORMS or question.margin < 0:
            raise CertificateError("the norm is none, or the margin is less than 0", path="question")
        for profile in (question.target, question.punishment):
            if profile is not None and not is_profile(profile, question.forms.shape):
                raise CertificateError("a profile is none of the games", path="question")
        if (question.punishment is None) is not (question.forms.discounts is None):
            raise CertificateError("a repeated game has a punishment, and only that", path="question")
        if question.parts:
            _check_parts(question)
        if question.cells:
            _check_cells(question)
        if not question.is_defined:
            raise CertificateError("payoffs are not defined everywhere", path="question")
        if _told(question.forms) != _told(question.forms_of(question.start)):
            raise CertificateError("the games are others where the parameters stand", path="question.forms")

    _repr_html_ = repr_html

    def explain(self) -> str:
        """A paragraph that can be read aloud: what has to change, by how much, and what is proven."""
        question = self.question
        names = listed([axis.name for axis in question.axes])
        told = f"{self._target()}: this is {'sustained' if question.punishment else 'an equilibrium'}"
        if self.cost is None:
            return f"{told} nowhere within the ranges of {names}. {self._why()}".rstrip()
        if not self.change:
            return f"{told} as things stand."
        moved = [f"{name} moves from {number(one)} to {number(two)}" for name, (one, two) in self.change.items()]
        parts = [f"{told} once {listed(moved)}.", self._cost(), self._why(), *self._notes()]
        return " ".join(part for part in parts if part)

    def _target(self) -> str:
        game = self.question.at(self.question.start)
        stage = game.stage_game if isinstance(game, RepeatedGame) else game
        words = profile_words(stage, pure_as_mixed(self.question.target, stage.shape))
        if self.question.punishment is None:
            return words
        after = profile_words(stage, pure_as_mixed(self.question.punishment, stage.shape))
        return f"{words}, until somebody deviates, and from then on {after}"

    def _cost(self) -> str:
        cost = self.cost or Fraction(0)
        if len(self.question.axes) == 1:
            unit = self.question.axes[0].unit
            return f"That is a change of {number(cost)}{f' ({unit})' if unit else ''}."
        return f"That costs {ratio(cost)}: {NORMS[self.question.norm]}."

    def _why(self) -> str:
        players, actions = self.question.forms.players, self.question.forms.actions
        pays = [f"{players[one.player]} to play “{actions[one.player][one.action]}”" for one in self.least]
        if not pays:
            return ""
        start = "Where they stand it pays" if self.cost is None else "Nothing less does: a little nearer it pays"
        return f"{start} {listed(list(dict.fromkeys(pays)))}."

    def _notes(self) -> list[str]:
        return [f"Note: {warning}." for warning in self.warnings]

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact, with the words."""
        from policygames.results.plain_parameters import plain_parameters

        return plain_parameters(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ParameterIntervention:
        """What `to_dict` wrote; nothing is believed until `verify` has passed. Raises GameError for anything else."""
        from policygames.results.plain_parameters import read_parameters

        return read_parameters(data)


def asked(question: ParameterQuestion) -> tuple[Any, ...]:
    """All that a question says, to be compared."""
    forms = question.forms
    parts = [(_told(part.forms), part.low, part.high, part.has_low, part.has_high) for part in question.parts]
    rest = question.axes, question.target, question.margin, question.norm, question.punishment
    return _told(forms), *rest, *parts, *((_told(cell.forms), cell.guards) for cell in question.cells)


def _told(forms: GameForms) -> tuple[Any, ...]:
    tables = tuple(tuple(table.ravel()) for table in forms.payoffs)
    return forms.unknowns, forms.players, forms.actions, tables, forms.denominators, forms.discounts


def _check_axes(question: ParameterQuestion) -> None:
    """Raises CertificateError unless each unknown of the games has one range, within which it stands."""
    names = {axis.name for axis in question.axes}
    if not len(names) == len(question.axes) == len(question.forms.unknowns) > 0:
        raise CertificateError("each parameter that moves has one range", path="question.axes")
    for axis, stood in zip(question.axes, question.start, strict=True):
        if not axis.low <= stood <= axis.high or axis.low == axis.high:
            raise CertificateError("a parameter stands outside its range, or has none", path="question")


def _check_parts(question: ParameterQuestion) -> None:
    """Raises CertificateError where a value of the parameter has no games, or two."""
    if len(question.axes) != 1 or not cover(question.parts, question.axes[0].low, question.axes[0].high):
        raise CertificateError("the parts do not meet, or not cover the range", path="question.parts")


def _check_cells(question: ParameterQuestion) -> None:
    """Raises CertificateError where the values of several parameters have no games."""
    try:
        whole = len(question.axes) > 1 and not question.parts and covered(question.cells, box_of(question.axes))
    except CurvedError as error:
        raise CertificateError("a cell has a curved edge", path="question.cells") from error
    if not whole:
        raise CertificateError("the cells do not cover the ranges", path="question.cells")


def certified_values(question: ParameterQuestion, found: Nearest) -> Certificate | None:
    """The certificate of the target at the values found. Raises CertificateError where it does not hold there."""
    if found.values is None:
        return None
    try:
        game = question.at(found.values)
    except GameError as error:
        raise CertificateError(error.message, path="values") from error
    concept = "nash" if isinstance(game, NormalFormGame) else "subgame_perfect"
    verdict = registry.concept(concept).certify(game, question.candidate(game))
    if not isinstance(verdict, Certificate):
        raise CertificateError(f"the target does not hold at the values: {verdict.reason}", path="certificate")
    return verdict
