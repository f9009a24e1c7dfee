"""A scenario's games along one parameter, cut where the form of the payoffs changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeAlias

from policygames.documents import ScenarioDocument
from policygames.errors import UnsupportedError
from policygames.games.game_cells import CurvedError, GameCell, TooManyError, cells_of
from policygames.games.game_pieces import GamePiece
from policygames.numerics.roots import Root, roots_between
from policygames.scenarios.opening import Breakpoint
from policygames.scenarios.pieces import Piece, payoff_piece

MAX_PIECES = 100
"""The most pieces along a parameter."""
MAX_CELLS = 60
"""The most pieces along several parameters."""
_Around: TypeAlias = Callable[[Fraction], Piece]
_Cut: TypeAlias = tuple[Fraction, Fraction, Piece]
"""The piece that holds strictly between two values."""


def payoff_pieces(
    document: ScenarioDocument, name: str, low: Fraction, high: Fraction, given: Mapping[str, Any]
) -> tuple[GamePiece, ...]:
    """The games from `low` to `high`, both included, as the parameter `name` moves, in ascending order.

    Raises GameError where payoffs are undefined at one of the values, and UnsupportedError, naming the condition, where
    their form changes at an irrational value, in more than MAX_PIECES pieces, and as `payoff_piece` does.
    """
    unbounded = _without_ranges(document, (name,))

    def around(value: Fraction) -> Piece:
        return payoff_piece(unbounded, (name,), {**given, name: value})

    cuts = list(_limited(_between(around, low, high)))
    points = [low, *(start for start, _, _ in cuts[1:]), high]
    owners = [_owner(cuts, index, point) for index, point in enumerate(points)]
    found: list[GamePiece] = []
    for index, (start, end) in enumerate(pairwise(points)):
        if owners[index] is None:
            found.append(GamePiece(around(start).forms, start, start, has_low=True, has_high=True))
        has_low, has_high = owners[index] == index, owners[index + 1] == index
        found.append(GamePiece(cuts[index][2].forms, start, end, has_low, has_high))
    if owners[-1] is None:
        found.append(GamePiece(around(high).forms, high, high, has_low=True, has_high=True))
    return tuple(found)


def payoff_cells(
    document: ScenarioDocument, ranges: Mapping[str, tuple[Fraction, Fraction]], given: Mapping[str, Any]
) -> tuple[GameCell, ...]:
    """The games as several parameters move in their ranges, ends included: cells that cover these.

    Raises GameError where payoffs are undefined at a point, and UnsupportedError for more than MAX_CELLS cells, where
    conditions are not linear in the parameters together, and as `payoff_piece` does.
    """
    unbounded = _without_ranges(document, ranges)

    def around(point: Sequence[Fraction]) -> GameCell:
        piece = payoff_piece(unbounded, tuple(ranges), {**given, **dict(zip(ranges, point, strict=True))})
        return GameCell(piece.forms, tuple((one.form, tuple(sorted(one.signs))) for one in piece.breakpoints))

    box = tuple(low for low, _ in ranges.values()), tuple(high for _, high in ranges.values())
    try:
        return tuple(cells_of(around, box, MAX_CELLS))
    except CurvedError as error:
        message = "payoffs change their form on curves in these parameters together; ask for one at a time"
        raise UnsupportedError(message, reason="UNSUPPORTED_SCENARIO", path="over") from error
    except TooManyError as error:
        message = f"payoffs have more than {MAX_CELLS} forms in these ranges; take shorter ones, or fewer parameters"
        raise UnsupportedError(message, reason="GAME_TOO_LARGE", path="over") from error


def _without_ranges(document: ScenarioDocument, names: Collection[str]) -> ScenarioDocument:
    """The document with no range for parameters of which the caller says from where to where they move."""
    parameters = (replace(one, range=None) if one.id in names else one for one in document.parameters)
    return replace(document, parameters=tuple(parameters))


def _owner(cuts: Sequence[_Cut], index: int, point: Fraction) -> int | None:
    """Which of the pieces that meet at a point holds there, too; None where it is one of its own."""
    near = (place for place in (index - 1, index) if 0 <= place < len(cuts))
    return next((place for place in near if cuts[place][2].holds_at((point,))), None)


def _between(around: _Around, low: Fraction, high: Fraction) -> Iterator[_Cut]:
    """The pieces strictly between two values, in ascending order."""
    middle = (low + high) / 2
    piece = around(middle)
    roots = sorted({root for one in piece.breakpoints for root in _roots(one, low, high)})
    if middle in roots:
        yield from _between(around, low, middle)
        yield from _between(around, middle, high)
        return
    start = max((root for root in roots if root < middle), default=low)
    end = min((root for root in roots if root > middle), default=high)
    if start > low:
        yield from _between(around, low, start)
    yield start, end, piece
    if end < high:
        yield from _between(around, end, high)


def _roots(one: Breakpoint, low: Fraction, high: Fraction) -> Iterator[Fraction]:
    """The values strictly between two at which the condition may change."""
    for root in roots_between(one.form.along((low,), (high,)), Fraction(0), Fraction(1)):
        yield low + _rational(root, one) * (high - low)


def _rational(root: Root, one: Breakpoint) -> Fraction:
    found = root.rational()
    if not found.is_exact:
        message = f"payoffs change their form where {one.words} does, at an irrational value: no map has such pieces"
        raise UnsupportedError(message, reason="UNSUPPORTED_SCENARIO", path="over")
    return found.low


def _limited(cuts: Iterator[_Cut]) -> Iterator[_Cut]:
    for count, cut in enumerate(cuts, 1):
        if count > MAX_PIECES:
            message = f"payoffs change their form more than {MAX_PIECES} times in this range; take a shorter one"
            raise UnsupportedError(message, reason="GAME_TOO_LARGE", path="over")
        yield cut
