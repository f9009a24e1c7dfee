"""Parameters of a server's scenario that are left open, and the games in which they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames.budget import budget_for
from policygames.documents import Parameter
from policygames.errors import GameError, UnsupportedError
from policygames.games.families import ends_of
from policygames.games.game_cells import GameCell, covered
from policygames.games.game_forms import GameForms
from policygames.games.game_pieces import GamePiece, cover, whole_piece
from policygames.v1 import scenario_service_pb2 as pb
from policygames.wire import scenarios as wire
from policygames.wire.game_cells import read_cells
from policygames.wire.game_forms import read_forms
from policygames.wire.game_pieces import read_pieces
from policygames.wire.numbers import number_text
from policygames.wire.scenarios import ScenarioSource

from policygames_client.calls import Call


@dataclass(frozen=True, slots=True)
class OpenFamily:
    """Parameters of a scenario and the games in which some are left open: a family of games for these alone.

    Of a single parameter the games may change their form along it: then they are in `pieces`; of several in `cells`.
    """

    parameters: Mapping[str, Parameter]
    forms: GameForms
    pieces: tuple[GamePiece, ...] = ()
    cells: tuple[GameCell, ...] = ()

    def payoff_forms(self, names: Sequence[str], **_: Any) -> GameForms:
        """The games; `names` are those that were asked for. Raises UnsupportedError where there are cells."""
        if self.cells:
            message = "payoffs change their form in these ranges"
            raise UnsupportedError(message, reason="UNSUPPORTED_SCENARIO", path="over")
        if tuple(names) != self.forms.unknowns:
            message = f"{', '.join(self.forms.unknowns)} are left open, not {', '.join(names)}"
            raise GameError(message, reason="UNKNOWN_PARAMETER", path="over")
        return self.forms

    def payoff_pieces(self, name: str, low: Fraction, high: Fraction, **_: Any) -> tuple[GamePiece, ...]:
        """The games piece by piece; name and range are those that were asked for."""
        forms = self.payoff_forms((name,))
        if not self.pieces:
            return (whole_piece(forms, low, high),)
        if not cover(self.pieces, low, high):
            raise GameError("the games along another range came back", reason="BAD_RESULT", path="pieces")
        return self.pieces

    def payoff_cells(self, ranges: Mapping[str, tuple[Fraction, Fraction]], **_: Any) -> tuple[GameCell, ...]:
        """The games cell by cell; the ranges are those that were asked for."""
        box = tuple(low for low, _ in ranges.values()), tuple(high for _, high in ranges.values())
        if tuple(ranges) != self.forms.unknowns or not covered(self.cells, box):
            raise GameError("the games along other ranges came back", reason="BAD_RESULT", path="cells")
        return self.cells


def opened(
    given: ScenarioSource, names: Sequence[str], values: Mapping[str, Any], deadline: float | None
) -> Call[OpenFamily]:
    """Asks for the games in which parameters are left open."""
    return _opened(given, names, values, deadline)


def opened_over(
    given: ScenarioSource, names: Sequence[str], over: Any, values: Mapping[str, Any], deadline: float | None
) -> Call[OpenFamily]:
    """Asks for the games along several parameters, in cells where payoffs change their form.

    They move between the ends that `over` maps names to, or in their own ranges.
    """
    spans = {name: _span(name, over[name] if isinstance(over, Mapping) else None) for name in names}
    return _opened(given, names, values, deadline, spans=spans)


def opened_along(
    given: ScenarioSource, name: str, ends: Any, values: Mapping[str, Any], deadline: float | None
) -> Call[OpenFamily]:
    """Asks for the games along one parameter, piece by piece, between two ends, or those of its own range."""
    return _opened(given, [name], values, deadline, span=_span(name, ends))


def _span(name: str, ends: Any) -> pb.ParameterSpan:
    if ends is None:
        return pb.ParameterSpan()
    low, high = map(number_text, ends_of(name, ends))
    return pb.ParameterSpan(low=low, high=high)


def _opened(
    given: ScenarioSource, names: Sequence[str], values: Mapping[str, Any], deadline: float | None, **spans: Any
) -> Call[OpenFamily]:
    budget_for(deadline)
    scenario, texts = wire.source_message(given), wire.value_texts(values)
    request = pb.OpenParametersRequest(scenario=scenario, names=names, values=texts, **spans)
    return Call("OpenParameters", request, _read, deadline)


def _read(response: pb.OpenParametersResponse) -> OpenFamily:
    known = wire.read_parameters(response.parameters)
    if response.pieces:
        pieces = read_pieces(response.pieces, "pieces")
        return OpenFamily(known, pieces[0].forms, pieces)
    if response.cells:
        cells = read_cells(response.cells)
        return OpenFamily(known, cells[0].forms, cells=cells)
    return OpenFamily(known, read_forms(response.forms, "forms"))  # also of a server that cuts no games
