"""The lever "parameters": how little parameters of a family of games have to change for an outcome to hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import Any

from policygames.budget import Budget
from policygames.errors import GameError, UnsupportedError
from policygames.games import PureProfile
from policygames.games.families import Axis, GameFamily, ends_of, opened
from policygames.games.game_cells import GameCell, forms_in
from policygames.games.game_forms import GameForms
from policygames.games.game_pieces import GamePiece, forms_at
from policygames.games.interventions.asking import chosen
from policygames.games.interventions.nearest import nearest
from policygames.games.interventions.nearest_value import MISSING
from policygames.games.interventions.parameters import (
    NORMS,
    Nearest,
    NotLinearError,
    NotRationalError,
    ParameterQuestion,
    Point,
)
from policygames.games.names import index_of
from policygames.games.piecewise_families import (
    CellFamily,
    PiecewiseFamily,
    opened_in_pieces,
)
from policygames.numerics.exact import exact, shown
from policygames.results.parameter_intervention import ParameterIntervention, certified_values

Questions = tuple[ParameterQuestion, ...]


def parameter_questions(
    game: Any,
    target: Any,
    *,
    over: Any = None,
    values: Mapping[str, Any] | None = None,
    margin: Any = 0,
    norm: str = "largest",
    punishment: Any = None,
) -> Questions:
    """The question, every option read; of a repeated game one for each pure profile that may punish, unless one is set.

    `over` names the parameters that may move, with their ranges, or in their own ranges.
    """
    opened_games = _opened(game, over, values or {})
    forms = opened_games.forms
    profile, least = _profile(forms, target, "target"), exact(margin, "margin")
    first = ParameterQuestion(
        forms, opened_games.axes, profile, least, norm, parts=opened_games.parts, cells=opened_games.cells
    )
    return judged(tuple(replace(first, punishment=answer) for answer in _punishments(forms, punishment)))


def judged(questions: Questions) -> Questions:
    """The questions themselves, about the same games. Raises GameError where a value in them is none."""
    first = questions[0]
    chosen("norm", first.norm, NORMS)
    if first.margin < 0:
        raise GameError("a margin is at least 0", reason="OPTION_RANGE", path="margin")
    for axis in first.axes:
        _check_axis(axis)
    if not first.is_defined:
        raise GameError("payoffs divide by what may be 0 within these ranges", reason="PARAMETER_RANGE", path="over")
    for question in questions:
        _profile(first.forms, question.target, "target")
        if (question.punishment is None) is not (first.forms.discounts is None):
            message = "a repeated game has a punishment, and only that"
            raise GameError(message, reason="OPTION_RANGE", path="punishment")
        if question.punishment is not None:
            _profile(first.forms, question.punishment, "punishment")
    return questions


def answered(questions: Questions, budget: Budget) -> ParameterIntervention:
    """The least change that answers a question; of several the one that costs least.

    Raises UnsupportedError where payoffs are not linear in several parameters, or the value is irrational and alone,
    and DeadlineError once the time of the budget is over: one that was not asked may cost less.
    """
    every = ((question, _nearest(question, budget)) for question in questions)
    question, found = min(every, key=lambda pair: (pair[1].cost is None, pair[1].cost or Fraction(0)))
    if found.values is not None:
        _check_discounts(question.forms_of(found.values), found.values)
    return ParameterIntervention(
        question,
        found.values,
        found.cost,
        found.low,
        certified_values(question, found),
        found.binding,
        found.prices,
        is_attained=found.is_attained,
    )


def _check_discounts(forms: GameForms, values: Point) -> None:
    """Raises GameError where a discount factor is none at the values found."""
    for top, bottom in forms.discounts or ():
        if not 0 <= (factor := top.at(values) / bottom.at(values)) < 1:
            message = (
                f"the outcome holds from a discount factor of {shown(factor)} on; allowed: [0, 1). Take a range within "
                "which it stays there"
            )
            raise GameError(message, reason="DISCOUNT_RANGE", path="over")


def _nearest(question: ParameterQuestion, budget: Budget) -> Nearest:
    budget.check(MISSING)
    try:
        return nearest(question, budget)
    except NotLinearError as error:
        message = "payoffs are not linear in these parameters together; ask for one at a time"
        raise UnsupportedError(message, reason="UNDECIDED_INTERVENTION", path="over") from error
    except NotRationalError as error:
        message = "the outcome holds at an irrational value alone, and not beyond it"
        raise UnsupportedError(message, reason="UNDECIDED_INTERVENTION", path="over") from error


@dataclass(frozen=True, slots=True)
class _Opened:
    """The games where parameters stand, an axis for each, and, where they change their form, piece by piece."""

    forms: GameForms
    axes: tuple[Axis, ...]
    parts: tuple[GamePiece, ...] = ()
    cells: tuple[GameCell, ...] = ()


def _opened(game: Any, over: Any, values: Mapping[str, Any]) -> _Opened:
    if not isinstance(game, GameFamily):
        if not isinstance(over, Mapping):
            message = "of a game, over= names payoffs and their ranges, as in {('China', ('trade', 'buy')): (0, 9)}"
            raise GameError(message, reason="OPTION_RANGE", path="over")
        return _Opened(*opened(game, over, values))
    known = game.parameters
    ranges = _ranges(known, over)
    if len(ranges) == 1 and isinstance(game, PiecewiseFamily):
        return _in_pieces(game, ranges, values)
    axes = tuple(
        Axis(name, str(known[name].unit or ""), *ends, exact(values.get(name, known[name].value), name))
        for name, ends in ranges.items()
    )
    try:
        return _Opened(game.payoff_forms(tuple(ranges), **values), axes)
    except UnsupportedError as error:
        if error.reason != "UNSUPPORTED_SCENARIO" or not isinstance(game, CellFamily):
            raise
        cells = game.payoff_cells(ranges, **values)
        return _Opened(forms_in(cells, [axis.default or Fraction(0) for axis in axes]), axes, cells=cells)


def _in_pieces(
    game: PiecewiseFamily, ranges: Mapping[str, tuple[Fraction, Fraction]], values: Mapping[str, Any]
) -> _Opened:
    parts, axis = opened_in_pieces(game, ranges, values)
    _check_axis(axis)
    if len(parts) == 1:
        return _Opened(parts[0].forms, (axis,))
    return _Opened(forms_at(parts, axis.default or Fraction(0)), (axis,), parts)


def _ranges(known: Mapping[str, Any], over: Any) -> dict[str, tuple[Fraction, Fraction]]:
    """The range of each parameter that may move."""
    if not isinstance(over, Mapping):
        names = [over] if isinstance(over, str) else list(over or ())
        over = {name: getattr(known.get(name), "range", None) for name in names}
    if not over:
        raise GameError("name the parameters that may move: over=", reason="OPTION_RANGE", path="over")
    for name, ends in over.items():
        if name not in known:
            message = f"there is no parameter {name!r}; there are {', '.join(known)}"
            raise GameError(message, reason="UNKNOWN_PARAMETER", path="over")
        if ends is None:
            message = f"{name} has no range of its own; give one, as in over={{{name!r}: (0, 1)}}"
            raise GameError(message, reason="PARAMETER_RANGE", path="over")
    return {name: ends_of(name, ends) for name, ends in over.items()}


def _check_axis(axis: Axis) -> None:
    if axis.default is None:
        message = f"{axis.name} stands nowhere: from where is it to move?"
        raise GameError(message, reason="PARAMETER_RANGE", path="over")
    if not axis.low <= axis.default <= axis.high:
        message = f"{axis.name} stands at {axis.default}, outside {axis.low} to {axis.high}"
        raise GameError(message, reason="PARAMETER_RANGE", path="over")


def _profile(forms: GameForms, given: Any, path: str) -> PureProfile:
    if isinstance(given, str) or not isinstance(given, Sequence) or len(given) != len(forms.shape):
        message = f"a profile names {len(forms.shape)} actions, one per player"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path)
    return tuple(index_of(name, forms.actions[player], f"{path}[{player}]") for player, name in enumerate(given))


def _punishments(forms: GameForms, punishment: Any) -> Iterator[PureProfile | None]:
    if forms.discounts is None:
        if punishment is not None:
            raise GameError("only a repeated game has punishments", reason="OPTION_RANGE", path="punishment")
        yield None
    elif punishment is not None:
        yield _profile(forms, punishment, "punishment")
    else:
        yield from product(*map(range, forms.shape))
