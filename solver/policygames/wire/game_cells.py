"""Games that change their form along several parameters as messages and back."""

from __future__ import annotations

from collections.abc import Sequence

from policygames.errors import GameError
from policygames.games.families import Axis
from policygames.games.game_cells import CONVEX, CurvedError, GameCell, covered
from policygames.v1 import interventions_pb2 as pb
from policygames.wire.game_forms import alike, form_message, forms_message, read_form, read_forms
from policygames.wire.regimes import read_axes


def cell_message(cell: GameCell) -> pb.GameCell:
    guards = [pb.FormSigns(form=form_message(form), signs=signs) for form, signs in cell.guards]
    return pb.GameCell(forms=forms_message(cell.forms), guards=guards)


def read_cells(messages: Sequence[pb.GameCell]) -> tuple[GameCell, ...]:
    """The cells of messages. Raises GameError, naming the field, where they do not belong together."""
    cells = tuple(_read_cell(one, f"cells[{place}]") for place, one in enumerate(messages))
    if not alike(cell.forms for cell in cells):
        raise GameError("the cells do not belong together", reason="SHAPE_DATA_MISMATCH", path="cells")
    return cells


def read_covering(message: pb.ParameterQuestion) -> tuple[tuple[GameCell, ...], tuple[Axis, ...]]:
    """The cells of a question and its axes. Raises GameError, naming the field, where they are none that cover all."""
    cells = read_cells(message.cells)
    axes = read_axes(message.axes, cells[0].forms)
    if len(axes) < 2 or not _cover(cells, axes):
        raise GameError("the cells do not cover the ranges", reason="SHAPE_DATA_MISMATCH", path="cells")
    return cells, axes


def _read_cell(message: pb.GameCell, path: str) -> GameCell:
    forms = read_forms(message.forms, f"{path}.forms")
    guards = tuple(
        (read_form(one.form, len(forms.unknowns), f"{path}.guards[{place}]"), tuple(one.signs))
        for place, one in enumerate(message.guards)
    )
    if any(signs not in CONVEX for _, signs in guards):
        raise GameError("signs are -1, 0 or 1, ascending", reason="OPTION_RANGE", path=f"{path}.guards")
    return GameCell(forms, guards)


def _cover(cells: Sequence[GameCell], axes: Sequence[Axis]) -> bool:
    try:
        return covered(cells, (tuple(axis.low for axis in axes), tuple(axis.high for axis in axes)))
    except CurvedError as error:
        raise GameError("a condition is not linear", reason="SHAPE_DATA_MISMATCH", path="cells") from error
