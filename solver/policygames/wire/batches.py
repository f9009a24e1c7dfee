"""Many games of one shape and their equilibria in columns, as messages and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from policygames.certificates import Coverage, Reason, Termination
from policygames.errors import GameError
from policygames.games.batch import GameBatch
from policygames.results.columns import COVERAGES, ROUTES, Columns
from policygames.results.solution_batch import SolutionBatch
from policygames.v1 import batch_pb2, solutions_pb2
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.enums import enum_value, read_enum
from policygames.wire.game_columns import columns_message, read_columns
from policygames.wire.numbers import number_text, read_number
from policygames.wire.places import under
from policygames.wire.responses import header
from policygames.wire.service_info import MAX_COLUMN_GAMES

_KINDS = {f"int{8 * size}": np.dtype(f"<i{size}") for size in (1, 2, 4, 8)}
_CODES = np.array([solutions_pb2.Coverage.Value(f"COVERAGE_{one.name}") for one in Coverage], dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class BlockQuestion:
    """What `pg.solve_many` is asked; the deadline is that of the call."""

    games: GameBatch
    concept: str = "nash"
    certify: bool = True


def solve_columns_request(question: BlockQuestion) -> pb.SolveColumnsRequest:
    """The message of a question. Raises UnsupportedError where payoffs are neither int64 nor float64."""
    games = columns_message(question.games)
    return pb.SolveColumnsRequest(games=games, concept=question.concept, uncertified=not question.certify)


def read_solve_columns_request(message: pb.SolveColumnsRequest) -> BlockQuestion:
    """The question of a message. Raises GameError, naming the field, for anything that is none."""
    field = message.games.WhichOneof("payoffs")
    if field is not None and not getattr(message.games, field):
        raise batch_size(0, MAX_COLUMN_GAMES, f"games.{field}")
    with under("games"):
        games = read_columns(message.games)
    if len(games) > MAX_COLUMN_GAMES:
        raise batch_size(len(games), MAX_COLUMN_GAMES, f"games.{field}")
    return BlockQuestion(games, message.concept, not message.uncertified)


def batch_size(given: int, limit: int, path: str) -> GameError:
    """The error of a batch of no games, or of more than one message may hold."""
    variables = {"games": given, "limit": limit}
    message = f"there are {given} games; allowed: 1 to {limit}"
    return GameError(message, reason="BATCH_SIZE", path=path, variables=variables)


def solve_columns_response(batch: SolutionBatch, seconds: float) -> pb.SolveColumnsResponse:
    """The message of an answer; its solutions one by one stay behind."""
    columns, termination = batch.columns, batch.termination
    reason = enum_value(termination.reason, solutions_pb2.TerminationReason, "TERMINATION_REASON")
    found = batch_pb2.SolvedColumns(
        concept=batch.concept,
        counts=_whole_numbers_message(batch.counts),
        numerators=_whole_numbers_message(_short(columns)),
        long_rows=_long_rows(columns.long),
        coverage=_CODES[columns.coverage].tobytes(),
        routes=columns.routes.astype(np.uint8).tobytes(),
        route_names=ROUTES,
        termination=solutions_pb2.Termination(reason=reason, detail=termination.detail),
        warnings=batch.warnings,
    )
    return pb.SolveColumnsResponse(header=header(seconds), columns=found)


def _short(columns: Columns) -> NDArray[np.int64]:
    """The numerators, 0 in rows that travel as texts."""
    if not columns.long:
        return columns.numerators
    numerators = columns.numerators.copy()
    numerators[list(columns.long)] = 0
    return numerators


def _long_rows(rows: Mapping[int, tuple[int, ...]]) -> Iterator[batch_pb2.LongRow]:
    for row, numbers in rows.items():
        yield batch_pb2.LongRow(row=row, numerators=[number_text(Fraction(number)) for number in numbers])


def _whole_numbers_message(numbers: NDArray[np.int64]) -> batch_pb2.WholeNumbers:
    """In as few bytes as hold them all."""
    low, high = (int(numbers.min()), int(numbers.max())) if numbers.size else (0, 0)
    bounds = {field: np.iinfo(kind) for field, kind in _KINDS.items()}
    field = next(field for field, bound in bounds.items() if bound.min <= low and high <= bound.max)
    message = batch_pb2.WholeNumbers()
    setattr(message, field, numbers.astype(_KINDS[field]).tobytes())
    return message


@dataclass(frozen=True, slots=True)
class BlockAnswer:
    """What is said of a block of games."""

    concept: str
    columns: Columns
    termination: Termination
    warnings: tuple[str, ...]


def read_solve_columns_response(message: pb.SolveColumnsResponse, games: GameBatch) -> BlockAnswer:
    """The answer about these games. Raises GameError, naming the field, for anything that is none."""
    with under("columns"):
        found = message.columns
        columns = _read_found(found, len(games), sum(games.shape))
        reason = read_enum(
            found.termination.reason, Reason, solutions_pb2.TerminationReason, "TERMINATION_REASON", "termination"
        )
        termination = Termination(reason, found.termination.detail)
    return BlockAnswer(found.concept, columns, termination, tuple(found.warnings))


def _read_found(found: batch_pb2.SolvedColumns, games: int, width: int) -> Columns:
    counts, numerators = (_read_whole_numbers(getattr(found, name), name) for name in ("counts", "numerators"))
    if len(counts) != games or ((counts < 0) | (counts > len(numerators))).any():  # so that no sum overflows
        raise _mismatch(f"{len(counts)} counts for {games} games, and {len(numerators)} numerators", "counts")
    offsets = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
    rows = int(offsets[-1])
    if len(numerators) != rows * width or (numerators < 0).any():
        raise _mismatch(f"{len(numerators)} numerators for {rows} rows of {width}", "numerators")
    long = _read_long_rows(found, rows, width)
    coverage, routes = _read_coverage(found.coverage, games), _read_routes(found, games)
    return Columns(offsets, numerators.reshape(rows, width), long, coverage, routes)


def _read_whole_numbers(message: batch_pb2.WholeNumbers, path: str) -> NDArray[np.int64]:
    field = message.WhichOneof("numbers")
    kind = _KINDS[field or "int8"]
    block = getattr(message, field) if field else b""
    if len(block) % kind.itemsize:
        raise _mismatch(f"{len(block)} bytes for numbers of {kind.itemsize}", path)
    return np.frombuffer(block, kind).astype(np.int64)


def _read_long_rows(found: batch_pb2.SolvedColumns, rows: int, width: int) -> dict[int, tuple[int, ...]]:
    long = {}
    for place, one in enumerate(found.long_rows):
        path = f"long_rows[{place}]"
        numbers = [read_number(text, path) for text in one.numerators]
        if not 0 <= one.row < rows or len(numbers) != width or any(n.denominator != 1 or n < 0 for n in numbers):
            raise _mismatch(f"this is no row of {width} whole numbers", path)
        long[one.row] = tuple(number.numerator for number in numbers)
    return long


def _read_coverage(given: bytes, games: int) -> NDArray[np.uint8]:
    codes = np.frombuffer(given, np.uint8)
    if len(codes) != games or not np.isin(codes, _CODES).all():
        raise _mismatch(f"{len(codes)} bytes for {games} games, each a coverage", "coverage")
    places = np.zeros(256, dtype=np.uint8)
    places[_CODES] = np.arange(len(COVERAGES))
    return places[codes]


def _read_routes(found: batch_pb2.SolvedColumns, games: int) -> NDArray[np.uint8]:
    """Places in our own list; a route that is unknown here is a search for all that we know."""
    given = np.frombuffer(found.routes, np.uint8)
    if len(given) != games or (games and int(given.max()) >= len(found.route_names)):
        raise _mismatch(f"{len(given)} bytes for {games} games, each a route", "routes")
    known = [ROUTES.index(name) if name in ROUTES else 0 for name in found.route_names]
    return np.array(known, dtype=np.uint8)[given]


def _mismatch(text: str, path: str) -> GameError:
    return GameError(text, reason="SHAPE_DATA_MISMATCH", path=path)
