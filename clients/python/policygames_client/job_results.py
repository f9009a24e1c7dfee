"""The results of a job on this machine: parts in a folder, whole and checked, and what can be read from them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policygames.errors import GameError, ServiceError, not_installed
from policygames.v1 import study_service_pb2 as pb

from policygames_client.job_calls import Progress

if TYPE_CHECKING:
    import pandas as pd

SPEC = "study.json"


@dataclass(slots=True)
class Saving:
    """Parts on their way into a folder; one that breaks off goes on from where it was.

    `heads` is what the server says of its finished parts, by number; `left` are those that are not here yet, or not
    with the bytes that the server wrote.
    """

    folder: Path
    heads: dict[int, pb.StreamResultsResponse] = field(default_factory=dict)
    left: set[int] = field(default_factory=set)
    _anew: set[int] = field(default_factory=set)
    """Parts of which every byte was fetched by this."""

    @classmethod
    def into(cls, out: str | Path | None, name: str) -> Saving:
        """Saves the job called `name` into `out`, by default a folder under runs/, made where it is missing."""
        folder = Path("runs", name.rpartition("/")[2]) if out is None else Path(out)
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder)

    def following(self) -> int:
        """The part of which it is not known yet what it is."""
        return max(self.heads, default=-1) + 1

    def learn(self, head: pb.StreamResultsResponse) -> None:
        """Hears of a part, and looks whether it is here. Raises GameError where the folder is another study's."""
        if head.spec:
            self._keep_spec(head.spec)
            return
        self.heads[head.part] = head
        if not (self._is_whole(self._file(head.part), head) or self._is_finished(head)):
            self.left.add(head.part)

    def place(self) -> tuple[int, int]:
        """The part that comes next, and how many bytes of it there are; the end of the last one where none is left."""
        if not self.left:
            last = max(self.heads)
            return last, self.heads[last].part_bytes
        part = min(self.left)
        return part, _size(self._unfinished(part))

    def add(self, piece: pb.StreamResultsResponse) -> bool:
        """Keeps a piece; False where no part that is left goes on with the next one.

        Raises ServiceError for a part that does not arrive as the server wrote it.
        """
        if piece.spec:
            return True
        if piece.part not in self.left:
            return False
        if piece.offset == 0:
            self._anew.add(piece.part)
        file = self._unfinished(piece.part)
        with file.open("ab") as stream:
            if stream.tell() != piece.offset:
                raise _damaged(piece.part, "a piece is missing")
            stream.write(piece.data)
        return _size(file) < piece.part_bytes or self._finished(piece.part)

    def require_past(self, place: tuple[int, int]) -> None:
        """Raises ServiceError where nothing came since this place was the one to go on from."""
        if self.left and self.place() == place:
            raise _damaged(place[0], f"the server ended after byte {place[1]}")

    def check(self, progress: Progress) -> Path:
        """The folder. Raises ServiceError where it does not hold all that the job has finished."""
        missing = [part for part, head in self.heads.items() if _size(self._file(part)) != head.part_bytes]
        if missing:
            raise _damaged(min(missing), "it is gone from the folder")
        rows = sum(head.part_rows for head in self.heads.values())
        if progress.done and rows != progress.rows_done:
            message = f"the job has {progress.rows_done} rows, the parts that the server sent have {rows}"
            raise ServiceError(message, reason="RESULTS_LOST", status="DATA_LOSS")
        return self.folder

    def _keep_spec(self, spec: str) -> None:
        file = self.folder / SPEC
        found = file.read_text(encoding="utf-8") if file.exists() else ""
        if not spec.startswith(found):  # what a kill has left of it is a beginning
            message = "another study lies here; take another folder"
            raise GameError(message, reason="OPTION_RANGE", path=str(self.folder))
        if found != spec:
            file.write_text(spec, encoding="utf-8")

    def _is_finished(self, head: pb.StreamResultsResponse) -> bool:
        """Whether all bytes were here already, and only the name was missing; a download that is none goes."""
        file = self._unfinished(head.part)
        if self._is_whole(file, head):
            file.replace(self._file(head.part))
            return True
        if _size(file) >= head.part_bytes:
            file.unlink()
        return False

    def _finished(self, part: int) -> bool:
        """Whether a part that has arrived is what the server wrote; one that was begun earlier is fetched once more."""
        if self._is_finished(self.heads[part]):
            self.left.discard(part)
            return True
        if part in self._anew:
            raise _damaged(part, "its bytes are not those that the server wrote")
        return False

    def _is_whole(self, file: Path, head: pb.StreamResultsResponse) -> bool:
        return file.exists() and _size(file) == head.part_bytes and _sha256(file) == head.part_sha256

    def _file(self, part: int) -> Path:
        return self.folder / _name(part)

    def _unfinished(self, part: int) -> Path:
        return self.folder / f"{_name(part)}.download"


def _name(part: int) -> str:
    return f"part-{part:08d}.parquet"


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _damaged(part: int, why: str) -> ServiceError:
    return ServiceError(f"part {part} did not arrive whole: {why}", reason="RESULTS_LOST", status="DATA_LOSS")


@dataclass(frozen=True, slots=True)
class GamesResult:
    """The answers of a job about given games: a row a game, in their order."""

    folder: Path

    def table(self) -> Any:  # Any: a pyarrow.Table, which a light installation does not have
        """All rows as an Arrow table.

        Raises GameError where some are not here, and UnsupportedError where pyarrow is not installed.
        """
        try:
            arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
        except ModuleNotFoundError as error:
            raise not_installed(error) from error
        return arrow.concat_tables([_rows(parquet, file, first, count) for file, first, count in self._promised()])

    def _promised(self) -> list[tuple[Path, int, int]]:
        """The files with all rows: of each the first game, and how many. Raises GameError where one is not here."""
        spec = json.loads((self.folder / SPEC).read_text(encoding="utf-8"))
        games, size = spec["games"], spec["chunk_size"]
        found = [
            (self.folder / _name(part), first, min(size, games - first))
            for part, first in enumerate(range(0, games, size))
        ]
        missing = [file for file, _, _ in found if not file.exists()]
        if missing:
            message = f"{len(missing)} of {len(found)} parts are not here; the job's save fetches them"
            raise GameError(message, reason="NO_FILE", path=str(missing[0]))
        return found

    def frame(self) -> pd.DataFrame:
        """All rows as a data frame."""
        frame: pd.DataFrame = self.table().to_pandas()
        return frame


def _rows(parquet: Any, file: Path, first: int, count: int) -> Any:  # Any: pyarrow, and its tables
    """The rows of a part. Raises GameError where they are not those of the games first … first + count - 1."""
    table = parquet.read_table(file, partitioning=None)
    if table.num_rows != count or table["game"][0].as_py() != first:
        message = f"these are not the rows of games {first} to {first + count - 1}; the job's save fetches them"
        raise GameError(message, reason="BAD_RESULT", path=str(file))
    return table


def read(folder: Path) -> Any:  # Any: a Study of `policygames.studies`, which a light installation does not have
    """What lies in a folder: a Study of a scenario, or a GamesResult."""
    if json.loads((folder / SPEC).read_text(encoding="utf-8"))["kind"] == "games":
        return GamesResult(folder)
    try:
        return import_module("policygames.studies").Study.at(folder)
    except ModuleNotFoundError as error:
        raise not_installed(error) from error
