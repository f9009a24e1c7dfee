"""What a worker does for jobs: plan one, solve some of its rows, join rows solved apart."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
from policygames.budget import Cancelled
from policygames.studies import Chunk, Spec, parts, solve_chunk
from policygames.v1 import study_service_pb2 as pb
from policygames.wire.studies import GamesQuestion, StudyQuestion, read_study

from policygames_server.frames import Frame, Kind, Task
from policygames_server.jobs import refusals
from policygames_server.jobs.disks import is_full
from policygames_server.jobs.orders import Order, Piece, Plan
from policygames_server.jobs.specs import made, read

_KEEP = 4
"""Specs that a worker remembers."""


def plan(task: Task, _: Cancelled) -> Iterator[Frame]:
    """Judges a request and writes its spec into the folder that is named before it; answers with a Plan."""
    folder, _nul, body = task.body.partition(b"\0")
    question = read_study(pb.RunStudyRequest.FromString(body))
    try:
        spec = made(question, Path(folder.decode()))
    except OSError as error:
        yield _full(error)
        return
    yield _result(asdict(Plan(spec.size, spec.chunk_size, _deciding(question))))


def _deciding(question: StudyQuestion) -> str:
    """The field that decides how many chunks there are."""
    if question.chunk_rows:
        return "chunk_rows"
    return "games" if isinstance(question, GamesQuestion) else "draws"


def solved(task: Task, _: Cancelled) -> Iterator[Frame]:
    """Carries out an Order; answers with the SHA-256 and size of the file, and how many rows hold errors."""
    order = Order.unpacked(task.body)
    folder, chunk = Path(order.folder), Chunk(order.seq, order.first, order.count)
    spec = _spec(order.folder)
    table = _joined(spec, order) if order.pieces else solve_chunk(spec, chunk)
    try:
        name, sha256 = _written(folder, order, chunk, table)
    except OSError as error:
        yield _full(error)
        return
    failed = table.num_rows - table["error"].null_count if "error" in table.column_names else 0
    yield _result({"sha256": sha256, "size": (folder / name).stat().st_size, "failed": failed})


@lru_cache(_KEEP)
def _spec(folder: str) -> Spec:
    return read(Path(folder))


def _joined(spec: Spec, order: Order) -> pa.Table:
    """The rows of a chunk from its pieces; those of errors are made without being tried."""
    tables = [_piece(spec, order, piece) for piece in order.pieces]
    return pa.concat_tables(tables).combine_chunks()


def _piece(spec: Spec, order: Order, piece: Piece) -> pa.Table:
    if piece.error:
        return solve_chunk(spec, Chunk(order.seq, piece.first, piece.count), {piece.first: piece.error})
    with pa.ipc.open_file(str(Path(order.folder) / piece.file(order.seq))) as stored:
        return stored.read_all()


def _written(folder: Path, order: Order, chunk: Chunk, table: pa.Table) -> tuple[str, str]:
    if not order.apart:
        return parts.name(order.seq), parts.write(folder, chunk, table)
    name = Piece(order.first, order.count).file(order.seq)
    return name, parts.put(folder, name, lambda stream: _write(table, stream))


def _write(table: pa.Table, stream: Any) -> None:  # Any: a binary stream, as pyarrow takes it
    with pa.ipc.new_file(stream, table.schema) as stored:
        stored.write_table(table)


def _result(found: dict[str, Any]) -> Frame:
    return Frame(Kind.RESULT, json.dumps(found).encode())


def _full(error: OSError) -> Frame:
    if not is_full(error):
        raise error
    return Frame(Kind.ERROR, refusals.store_full().status.SerializeToString())
