"""The results of a job on this machine: parts in a folder, whole and checked, and what can be read from them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policygames.errors import GameError, ServiceError, not_installed
from policygames.v1 import study_service_pb2 as pb

if TYPE_CHECKING:
    import pandas as pd

SPEC = "study.json"


@dataclass(frozen=True, slots=True)
class Saving:
    """Parts on their way into a folder; one that breaks off goes on from where it was."""

    folder: Path

    @classmethod
    def into(cls, out: str | Path | None, name: str) -> Saving:
        """Saves the job called `name` into `out`, by default a folder under runs/, made where it is missing."""
        folder = Path("runs", name.rpartition("/")[2]) if out is None else Path(out)
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder)

    def place(self) -> tuple[int, int]:
        """The part that comes next, and how many bytes of it there are."""
        part = 0
        while self._file(part).exists():
            part += 1
        unfinished = self._unfinished(part)
        return part, unfinished.stat().st_size if unfinished.exists() else 0

    def add(self, piece: pb.StreamResultsResponse) -> None:
        """Keeps a piece. Raises GameError where the folder is another study's, ServiceError for a damaged part."""
        if piece.spec:
            self._keep_spec(piece.spec)
            return
        file = self._unfinished(piece.part)
        with file.open("ab") as stream:
            if stream.tell() != piece.offset:
                raise _damaged(piece.part, "a piece is missing")
            stream.write(piece.data)
        if piece.offset + len(piece.data) == piece.part_bytes:
            self._finish(file, piece)

    def _keep_spec(self, spec: str) -> None:
        file = self.folder / SPEC
        if file.exists() and file.read_text(encoding="utf-8") != spec:
            message = "another study lies here; take another folder"
            raise GameError(message, reason="OPTION_RANGE", path=str(self.folder))
        file.write_text(spec, encoding="utf-8")

    def _finish(self, file: Path, piece: pb.StreamResultsResponse) -> None:
        if hashlib.sha256(file.read_bytes()).hexdigest() != piece.part_sha256:
            file.unlink()
            raise _damaged(piece.part, "its bytes are not those that the server wrote")
        file.replace(self._file(piece.part))

    def _file(self, part: int) -> Path:
        return self.folder / f"part-{part:08d}.parquet"

    def _unfinished(self, part: int) -> Path:
        return self.folder / f"part-{part:08d}.parquet.download"


def _damaged(part: int, why: str) -> ServiceError:
    return ServiceError(f"part {part} did not arrive whole: {why}", reason="RESULTS_LOST", status="DATA_LOSS")


@dataclass(frozen=True, slots=True)
class GamesResult:
    """The answers of a job about given games: a row a game, in their order."""

    folder: Path

    def table(self) -> Any:  # Any: a pyarrow.Table, which a light installation does not have
        """All rows as an Arrow table. Raises UnsupportedError where pyarrow is not installed."""
        try:
            arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
        except ModuleNotFoundError as error:
            raise not_installed(error) from error
        files = sorted(self.folder.glob("part-*.parquet"))
        return arrow.concat_tables([parquet.read_table(file, partitioning=None) for file in files])

    def frame(self) -> pd.DataFrame:
        """All rows as a data frame."""
        frame: pd.DataFrame = self.table().to_pandas()
        return frame


def read(folder: Path) -> Any:  # Any: a Study of `policygames.studies`, which a light installation does not have
    """What lies in a folder: a Study of a scenario, or a GamesResult."""
    if '"kind":"games"' in (folder / SPEC).read_text(encoding="utf-8"):
        return GamesResult(folder)
    try:
        return import_module("policygames.studies").Study.at(folder)
    except ModuleNotFoundError as error:
        raise not_installed(error) from error
