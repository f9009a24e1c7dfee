"""Regime maps as messages and back: the payoffs that they rest on, from which the reader derives the regimes again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from policygames.errors import GameError
from policygames.games import Game
from policygames.games.families import Axis
from policygames.games.game_forms import GameForms
from policygames.games.game_pieces import GamePiece, cover, whole_piece
from policygames.results import OptimalThreshold, Solution
from policygames.results.patience_evidence import PatienceEvidence
from policygames.results.regime_evidence import CONDITIONS, PayoffEvidence
from policygames.results.regime_map import Boundary, Evidence, RegimeMap
from policygames.results.regime_plane import Column, RegimePlane, regions_of, slice_of
from policygames.v1 import regimes_pb2 as pb
from policygames.v1 import solver_service_pb2 as service
from policygames.wire.game_forms import form_message, forms_message, read_form, read_forms
from policygames.wire.game_pieces import piece_message, read_pieces
from policygames.wire.games import game_message, read_stage_game
from policygames.wire.numbers import number_text, optional_text, read_number
from policygames.wire.optimal_thresholds import optimal_threshold_message, read_optimal_threshold
from policygames.wire.responses import header
from policygames.wire.solutions import read_solution, solution_message


def regimes_request(
    games: GameForms | Sequence[GamePiece], axes: Sequence[Axis], concept: str | None, punishment: str | None
) -> service.RegimesRequest:
    """The question of `pg.regimes`, its parameters open already: in forms, or of a single one piece by piece."""
    message = service.RegimesRequest(axes=map(axis_message, axes), concept=concept or "", punishment=punishment or "")
    if isinstance(games, GameForms):
        message.forms.CopyFrom(forms_message(games))
    else:
        message.pieces.extend(map(piece_message, games))
    return message


def read_regimes_request(
    message: service.RegimesRequest,
) -> tuple[GameForms, tuple[Axis, ...], str | None, str | None, tuple[GamePiece, ...]]:
    """The games, what moves in them, the concept and the punishment of a message, and the games piece by piece."""
    concept, punishment = message.concept or None, message.punishment or None
    if message.pieces:
        pieces, axis = read_along(message.pieces, message.axes)
        return pieces[0].forms, (axis,), concept, punishment, pieces
    forms = read_forms(message.forms, "forms")
    return forms, read_axes(message.axes, forms), concept, punishment, ()


def read_along(pieces: Sequence[pb.GamePiece], axes: Sequence[pb.Axis]) -> tuple[tuple[GamePiece, ...], Axis]:
    """Games piece by piece and the one axis of a question. Raises GameError where they do not cover its range."""
    found = read_pieces(pieces, "pieces")
    (axis,) = read_axes(axes, found[0].forms)
    if not cover(found, axis.low, axis.high):
        raise GameError("the pieces do not cover the range", reason="SHAPE_DATA_MISMATCH", path="pieces")
    return found, axis


def regimes_response(found: RegimeMap | RegimePlane, seconds: float) -> service.RegimesResponse:
    response = service.RegimesResponse(header=header(seconds))
    if isinstance(found, RegimeMap):
        response.map.CopyFrom(_map_message(found))
    else:
        response.plane.CopyFrom(_plane_message(found))
    return response


def read_regimes_response(message: service.RegimesResponse) -> RegimeMap | RegimePlane:
    """The map of a response, its regimes derived anew. Raises GameError where there is none."""
    kind = message.WhichOneof("kind")
    if kind == "map":
        return _read_map(message.map)
    if kind == "plane":
        return _read_plane(message.plane)
    raise GameError("the map is missing", reason="BAD_RESULT", path="map")


def _map_message(found: RegimeMap) -> pb.RegimeMap:
    message = pb.RegimeMap(axis=axis_message(found.axis), solved=_solved([one.solution for one in found.regimes]))
    evidence = found.evidence
    if isinstance(evidence, PayoffEvidence):
        if len(evidence.parts) == 1:
            message.payoffs.CopyFrom(
                pb.PayoffEvidence(forms=forms_message(evidence.parts[0].forms), kind=evidence.kind)
            )
        else:
            message.pieces.CopyFrom(pb.PiecewiseEvidence(parts=map(piece_message, evidence.parts), kind=evidence.kind))
    elif isinstance(evidence, PatienceEvidence):
        message.patience.stage_game.CopyFrom(game_message(evidence.thresholds[0].stage_game))
        message.patience.thresholds.extend(map(optimal_threshold_message, evidence.thresholds))
    return message


def _read_map(message: pb.RegimeMap) -> RegimeMap:
    axis = _read_axis(message.axis, "map.axis")
    evidence = _read_evidence(message, axis)
    bare = RegimeMap.of(axis, evidence, {})

    def game(index: int) -> Game:
        witness = bare.regimes[index].witness
        if witness is None or (found := evidence.game_at(witness)) is None:
            raise GameError("no game is solved in such a regime", reason="BAD_RESULT", path="map.solved")
        return found

    return RegimeMap.of(axis, evidence, _read_solved(message.solved, len(bare.regimes), game, "map.solved"))


def _read_evidence(message: pb.RegimeMap, axis: Axis) -> Evidence:
    kind = message.WhichOneof("evidence")
    if kind == "payoffs":
        forms = read_forms(message.payoffs.forms, "map.payoffs.forms")
        return PayoffEvidence((whole_piece(forms, axis.low, axis.high),), _read_kind(message.payoffs.kind))
    if kind == "pieces" and message.pieces.parts:
        return PayoffEvidence(read_pieces(message.pieces.parts, "map.pieces.parts"), _read_kind(message.pieces.kind))
    if kind == "patience" and message.patience.thresholds:
        stage = read_stage_game(message.patience.stage_game)
        found = [read_optimal_threshold(one, stage) for one in message.patience.thresholds]
        return PatienceEvidence(tuple(one for one in found if isinstance(one, OptimalThreshold)))
    raise GameError("the map rests on nothing", reason="BAD_RESULT", path="map.evidence")


def _plane_message(found: RegimePlane) -> pb.RegimePlane:
    return pb.RegimePlane(
        axes=map(axis_message, found.axes),
        forms=forms_message(found.forms),
        kind=found.kind,
        columns=[
            pb.RegimeColumn(
                low=_boundary_message(column.low),
                high=_boundary_message(column.high),
                value=number_text(column.value),
                curves=map(form_message, column.curves),
            )
            for column in found.columns
        ],
        solved=_solved([region.solution for region in found.regions]),
    )


def _read_plane(message: pb.RegimePlane) -> RegimePlane:
    forms, kind = read_forms(message.forms, "plane.forms"), _read_kind(message.kind)
    axes = read_axes(message.axes, forms)
    if len(axes) != 2:
        raise GameError(f"{len(axes)} axes of a plane", reason="BAD_RESULT", path="plane.axes")
    first, second = axes
    columns = tuple(_read_column(one, forms, kind, axes) for one in message.columns)
    bare = regions_of(columns, {})
    solved = _read_solved(message.solved, len(bare), lambda index: forms.at(bare[index].witnesses[0]), "plane.solved")
    return RegimePlane((first, second), forms, kind, columns, regions_of(columns, solved))


def _read_column(message: pb.RegimeColumn, forms: GameForms, kind: str, axes: Sequence[Axis]) -> Column:
    value = read_number(message.value, "plane.columns.value")
    return Column(
        _read_boundary(message.low),
        _read_boundary(message.high),
        value,
        slice_of(forms, kind, value, axes),
        tuple(read_form(one, len(forms.unknowns), "plane.columns.curves") for one in message.curves),
    )


def _solved(solutions: Sequence[Solution | None]) -> list[pb.SolvedRegime]:
    return [
        pb.SolvedRegime(regime=index, solution=solution_message(one))
        for index, one in enumerate(solutions)
        if one is not None
    ]


def _read_solved(
    messages: Sequence[pb.SolvedRegime], count: int, game: Callable[[int], Game], path: str
) -> dict[int, Solution]:
    found = {}
    for place, one in enumerate(messages):
        if not 0 <= one.regime < count:
            raise GameError(f"there is no regime {one.regime}", reason="BAD_RESULT", path=f"{path}[{place}].regime")
        found[one.regime] = read_solution(one.solution, game(one.regime))
    return found


def axis_message(axis: Axis) -> pb.Axis:
    """The message of something that moves."""
    return pb.Axis(
        name=axis.name,
        unit=axis.unit,
        low=number_text(axis.low),
        high=number_text(axis.high),
        default=optional_text(axis.default),
    )


def read_axes(messages: Sequence[pb.Axis], forms: GameForms) -> tuple[Axis, ...]:
    """What moves, one for each unknown. Raises GameError, naming the field, for anything that is none."""
    if len(messages) != len(forms.unknowns):
        text = f"{len(messages)} axes for {len(forms.unknowns)} unknowns"
        raise GameError(text, reason="SHAPE_DATA_MISMATCH", path="axes")
    return tuple(_read_axis(one, f"axes[{index}]") for index, one in enumerate(messages))


def _read_axis(message: pb.Axis, path: str) -> Axis:
    low, high = read_number(message.low, f"{path}.low"), read_number(message.high, f"{path}.high")
    if not low < high:
        raise GameError(f"{low} to {high} is no range", reason="PARAMETER_RANGE", path=path)
    default = read_number(message.default, f"{path}.default") if message.HasField("default") else None
    return Axis(message.name, message.unit, low, high, default)


def _boundary_message(boundary: Boundary) -> pb.RegimeBoundary:
    return pb.RegimeBoundary(low=number_text(boundary.low), high=number_text(boundary.high))


def _read_boundary(message: pb.RegimeBoundary) -> Boundary:
    return Boundary(read_number(message.low, "plane.columns.low"), read_number(message.high, "plane.columns.high"))


def _read_kind(kind: str) -> str:
    if kind not in CONDITIONS:
        message = f"there are no maps of {kind!r}; allowed: {', '.join(CONDITIONS)}"
        raise GameError(message, reason="BAD_RESULT", path="kind")
    return kind
