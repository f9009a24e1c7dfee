"""The rows of a job: page by page, or as the bytes of its parts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from google.protobuf.struct_pb2 import ListValue, NullValue, Struct, Value
from policygames.v1 import study_service_pb2 as pb

from policygames_server.jobs import pages, refusals
from policygames_server.jobs.desk import Desk
from policygames_server.jobs.records import Job, Part

DEFAULT, MOST = 100, 1000
PIECE = 2**20
"""Bytes of a part in one message."""
PAGE_BYTES = 2**23
"""A page that has grown to this many bytes is not made longer."""
EXACT = 2**53
SPEC = "study.json"
"""Where a worker has written what decides the rows."""
_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Results:
    """Reads what jobs have finished: of a live job the rows before its first unfinished chunk."""

    desk: Desk

    async def page(self, job: Job, asked: pb.ReadResultsRequest) -> pb.ReadResultsResponse:
        """A page of rows. Raises RefusedError for a bad page, or where files are elsewhere or lost."""
        count, scope = pages.size(asked.page_size, DEFAULT, MOST), f"rows {job.name}"
        seq, row = self.desk.tokens.place(scope, asked.page_token) or [0, 0]
        self._require_here(job)
        found, place = await self.desk.store.threads.read(self._rows, job, seq, row, count)
        if place is not None:
            found.next_page_token = self.desk.tokens.token(scope, place)
        return found

    async def pieces(self, job: Job, asked: pb.StreamResultsRequest) -> AsyncGenerator[pb.StreamResultsResponse, None]:
        """Pieces of parts from a place on. Raises RefusedError for a place that there is not, or as `page` does."""
        for field in ("part", "offset"):
            if getattr(asked, field) < 0:
                raise refusals.out_of_range(f"{getattr(asked, field)}; allowed: from 0", field)
        self._require_here(job)
        yield pb.StreamResultsResponse(spec=await asyncio.to_thread(self._spec, job))
        seq = asked.part
        while found := await self.desk.store.threads.read(self._parts, job, seq):
            for part in found:
                async for piece in self._pieces(job, part, _offset(asked, part)):
                    yield piece
            seq = found[-1].seq + 1

    def _require_here(self, job: Job) -> None:
        if job.home != self.desk.home:
            raise refusals.results_elsewhere()

    def _parts(self, job: Job, start: int) -> list[Part]:
        """Some finished parts, in order, from chunk `start` on."""
        found = self.desk.store.parts(job.name, start, _AT_ONCE)
        if job.state.ended:
            return found
        return [part for place, part in enumerate(found, start) if part.seq == place]

    async def _pieces(self, job: Job, part: Part, offset: int) -> AsyncGenerator[pb.StreamResultsResponse, None]:
        if offset > part.size:
            raise refusals.out_of_range(f"{offset}; the part has {part.size} bytes", "offset")
        if offset == part.size:
            yield _piece(part, offset, b"")
        for start in range(offset, part.size, PIECE):
            yield _piece(part, start, await asyncio.to_thread(_read, job.name, self._file(job, part), start))

    def _rows(self, job: Job, seq: int, row: int, count: int) -> tuple[pb.ReadResultsResponse, list[int] | None]:
        """Up to so many rows, and the place of the one after them; None at the end."""
        found, whole, size, after = pb.ReadResultsResponse(), set[str](), 0, None
        for place, values in self._from(job, seq, row):
            if len(found.rows) == count or size > PAGE_BYTES:
                after = place
                break
            found.rows.append(struct(values))
            size += found.rows[-1].ByteSize()
            whole |= whole_columns(values)
        found.whole_columns.extend(sorted(whole))
        return found, after

    def _from(self, job: Job, seq: int, row: int) -> Iterator[tuple[list[int], dict[str, Any]]]:
        """Each row with its place, from a place on."""
        while found := self._parts(job, seq):
            for part in found:
                table = _table(job.name, self._file(job, part))
                for start in range(row if part.seq == seq else 0, part.rows, DEFAULT):
                    for place, values in enumerate(table.slice(start, DEFAULT).to_pylist(), start):
                        yield [part.seq, place], values
            seq, row = found[-1].seq + 1, 0

    def _spec(self, job: Job) -> str:
        try:
            return (self.desk.place(job) / SPEC).read_text(encoding="utf-8")
        except OSError as error:
            raise refusals.results_lost(job.name) from error

    def _file(self, job: Job, part: Part) -> Path:
        return self.desk.place(job) / f"part-{part.seq:08d}.parquet"


def _offset(asked: pb.StreamResultsRequest, part: Part) -> int:
    """The byte of a part with which its pieces begin."""
    if asked.without_data:
        return part.size
    return asked.offset if part.seq == asked.part else 0


def _piece(part: Part, offset: int, data: bytes) -> pb.StreamResultsResponse:
    return pb.StreamResultsResponse(
        part=part.seq,
        offset=offset,
        data=data,
        part_bytes=part.size,
        part_sha256=part.sha256,
        part_rows=part.rows,
    )


def _read(name: str, file: Path, start: int) -> bytes:
    try:
        with file.open("rb") as opened:
            opened.seek(start)
            return opened.read(PIECE)
    except OSError as error:
        raise refusals.results_lost(name) from error


def _table(name: str, file: Path) -> Any:  # Any: a pyarrow.Table
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.read_table(file, page_checksum_verification=True, partitioning=None)
    except (OSError, pa.ArrowInvalid) as error:
        raise refusals.results_lost(name) from error


def whole_columns(values: dict[str, Any]) -> set[str]:
    """The columns of a row that hold whole numbers, or lists of such: a Struct does not tell them from others."""
    return {
        name for name, value in values.items() if _is_whole(value[0] if isinstance(value, list) and value else value)
    }


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def struct(values: dict[str, Any]) -> Struct:
    """A row as a message; whole numbers beyond 2^53 are texts, for a Struct has floats alone."""
    return Struct(fields={name: _value(value) for name, value in values.items()})


def _value(value: Any) -> Value:
    if value is None:
        return Value(null_value=NullValue.NULL_VALUE)
    if isinstance(value, bool):
        return Value(bool_value=value)
    if isinstance(value, (int, float)):
        return Value(number_value=value) if abs(value) <= EXACT else Value(string_value=str(value))
    if isinstance(value, list):
        return Value(list_value=ListValue(values=map(_value, value)))
    if isinstance(value, dict):
        return Value(struct_value=struct(value))
    return Value(string_value=str(value))
