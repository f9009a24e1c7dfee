"""Games whose payoffs change their form along a parameter as messages and back."""

from __future__ import annotations

from collections.abc import Sequence

from policygames.errors import GameError
from policygames.games.game_pieces import GamePiece, meet
from policygames.v1 import regimes_pb2 as pb
from policygames.wire.game_forms import alike, forms_message, read_forms
from policygames.wire.numbers import number_text, read_number


def piece_message(piece: GamePiece) -> pb.GamePiece:
    return pb.GamePiece(
        forms=forms_message(piece.forms),
        low=number_text(piece.low),
        high=number_text(piece.high),
        has_low=piece.has_low,
        has_high=piece.has_high,
    )


def read_pieces(messages: Sequence[pb.GamePiece], path: str) -> tuple[GamePiece, ...]:
    """The pieces of messages. Raises GameError, naming `path`, where they are none of one parameter that meet."""
    found = tuple(
        GamePiece(
            read_forms(one.forms, f"{path}[{place}].forms"),
            read_number(one.low, f"{path}[{place}].low"),
            read_number(one.high, f"{path}[{place}].high"),
            one.has_low,
            one.has_high,
        )
        for place, one in enumerate(messages)
    )
    unknowns = {len(one.forms.unknowns) for one in found}
    same = alike(one.forms for one in found)
    if not same or unknowns - {1} or not meet(found) or any(one.low > one.high for one in found):
        raise GameError("the pieces do not belong together", reason="SHAPE_DATA_MISMATCH", path=path)
    return found
