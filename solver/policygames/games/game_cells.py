"""Games along several parameters whose payoffs change their form where linear conditions change their signs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from policygames.errors import GameError
from policygames.games.game_forms import GameForms
from policygames.games.regimes.conditions import Box
from policygames.numerics.forms import Form
from policygames.numerics.least_cost import Row, least_cost

Signs: TypeAlias = tuple[int, ...]
Guard: TypeAlias = tuple[Form, Signs]
"""That a form has one of these signs."""
Region: TypeAlias = tuple[Guard, ...]
"""Where all guards hold: within a box, whose corners go with it."""
Point: TypeAlias = tuple[Fraction, ...]
_BELOW, _AT, _ABOVE, _UP_TO, _FROM = (-1,), (0,), (1,), (-1, 0), (0, 1)
_REST: dict[Signs, tuple[Signs, ...]] = {
    _BELOW: (_FROM,),
    _ABOVE: (_UP_TO,),
    _UP_TO: (_ABOVE,),
    _FROM: (_BELOW,),
    _AT: (_BELOW, _ABOVE),
    (-1, 1): (_AT,),
    (-1, 0, 1): (),
}
"""What is left where signs are not these, in parts each of which is convex."""
CONVEX = (_BELOW, _AT, _ABOVE, _UP_TO, _FROM)
"""The signs that a guard of a cell may have."""
_ZERO, _ONE = Fraction(0), Fraction(1)


class CurvedError(ArithmeticError):
    """A condition is not linear in the parameters."""


class TooManyError(ArithmeticError):
    """There are more cells than allowed."""


@dataclass(frozen=True, slots=True, eq=False)
class GameCell:
    """The games wherever all `guards` hold."""

    forms: GameForms
    guards: Region

    def contains(self, point: Sequence[Fraction]) -> bool:
        """Whether a point belongs to it."""
        return all(form.sign_at(point) in signs for form, signs in self.guards)


def forms_in(cells: Sequence[GameCell], point: Sequence[Fraction]) -> GameForms:
    """The games that a point belongs to. Raises GameError where there are none."""
    found = next((cell.forms for cell in cells if cell.contains(point)), None)
    if found is None:
        message = f"payoffs are not defined at {', '.join(map(str, point))}"
        raise GameError(message, reason="PARAMETER_RANGE", path="over")
    return found


def cells_of(around: Callable[[Point], GameCell], box: Box, most: int) -> Iterator[GameCell]:
    """Cells that cover a box, from what the games are `around` a point, and where.

    A region is entered at a point, what holds around it is taken away, and what is left of it is entered in turn.
    Raises CurvedError for a condition that is not linear, TooManyError for more than `most` cells.
    """
    waiting: list[Region] = [()]
    for count in range(most + 1):
        region, point = _next(waiting, box)
        if point is None:
            return
        if count == most:
            raise TooManyError
        found = around(point)
        guards = _convex(found.guards, point)
        yield GameCell(found.forms, guards)
        waiting += _outside(region, guards)


def covered(cells: Sequence[GameCell], box: Box) -> bool:
    """Whether every point of the box is in one of the cells. Raises CurvedError as `cells_of` does."""
    left: list[Region] = [()]
    for cell in cells:
        left = [rest for region in left for rest in _outside(region, cell.guards) if point_in(rest, box)]
    return not left


def point_in(region: Region, box: Box) -> Point | None:
    """A point of the region, None where it is empty: one that keeps off the edges that do not belong to it.

    By a linear program, whose variables are distances from the lower corner of the box.
    """
    low, high = box
    count = len(low)
    rows: list[Row] = [({place: -_ONE}, low[place] - high[place]) for place in range(count)]
    strict = False
    for form, signs in region:
        for sign in (1, -1):  # at least 0, and at most 0
            if -sign not in signs:
                factors, bound = row_of(form, low, sign)
                apart = sign in signs and 0 not in signs
                strict = strict or apart
                rows.append(({**factors, count: _ONE}, bound + 1) if apart else (factors, bound))
    found = least_cost([*([_ZERO] * count), _ONE], rows)
    if found.amounts is None or (strict and found.amounts[count] >= 1):
        return None
    return tuple(start + step for start, step in zip(low, found.amounts, strict=False))


def row_of(form: Form, origin: Sequence[Fraction], sign: int) -> Row:
    """The row of a program that says that a form times a sign is at least 0, in distances from a point.

    Raises CurvedError where the form is not linear.
    """
    factors: dict[int, Fraction] = {}
    for powers, coefficient in form.terms:
        if sum(powers) > 1:
            raise CurvedError
        factors.update({place: Fraction(sign * coefficient) for place, power in enumerate(powers) if power})
    return factors, -sign * form.at(origin)


def _next(waiting: list[Region], box: Box) -> tuple[Region, Point | None]:
    """The next region that is not empty, and a point of it."""
    while waiting:
        region = waiting.pop()
        point = point_in(region, box)
        if point is not None:
            return region, point
    return (), None


def _convex(guards: Region, point: Point) -> Region:
    """The guards, of those that part in two what holds around the point."""
    parted = ((form, (form.sign_at(point),) if signs == (-1, 1) else signs) for form, signs in guards)
    return tuple(dict.fromkeys(parted))


def _outside(region: Region, guards: Region) -> Iterator[Region]:
    """What is left of a region where one of the guards does not hold: those before it do."""
    held = region
    for form, signs in guards:
        yield from ((*held, (form, rest)) for rest in _REST[signs])
        held = (*held, (form, signs))
