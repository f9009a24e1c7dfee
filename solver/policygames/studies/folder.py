"""The folder of a study: its spec, the parts that are done, one run at a time, and at the end the manifest."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from policygames.errors import GameError
from policygames.studies import parts
from policygames.studies.chunks import Chunk, Spec, shard_of
from policygames.studies.given_games import GamesSpec
from policygames.studies.spec import StudySpec

SPEC, MANIFEST = "study.json", "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Folder:
    """A study's folder; `shard` of `shards`, counted from 1, is what a run here solves."""

    path: Path
    spec: Spec
    shard: int = 1
    shards: int = 1

    @classmethod
    def opened(cls, path: Path, *, shard: int = 1, shards: int = 1) -> Folder:
        """The study that lies at `path`. Raises GameError where there is none."""
        return cls(path, read_spec(path), shard, shards)

    @classmethod
    def made(cls, path: Path, spec: Spec, *, shard: int = 1, shards: int = 1) -> Folder:
        """A folder for this study, new or with parts of it. Raises GameError where another study lies there."""
        path.mkdir(parents=True, exist_ok=True)
        if (path / SPEC).exists():
            if read_spec(path).digest != spec.digest:
                message = "another study lies here; take another folder, or resume that one"
                raise GameError(message, reason="OPTION_RANGE", path=str(path))
        else:
            parts.put_text(path, SPEC, spec.to_json())
        return cls(path, spec, shard, shards)

    def mine(self) -> Iterator[Chunk]:
        """The chunks of the shard."""
        return (chunk for chunk in self.spec.chunks() if shard_of(chunk, self.shard, self.shards))

    def left(self) -> list[Chunk]:
        """The chunks of the shard that are still to be solved."""
        return [chunk for chunk in self.mine() if not self.is_done(chunk)]

    def is_done(self, chunk: Chunk) -> bool:
        """Whether the part of `chunk` is there."""
        return parts.is_done(self.path, chunk, self.spec.digest)

    def done(self) -> list[Chunk]:
        """The chunks of the whole study that are solved."""
        return [chunk for chunk in self.spec.chunks() if self.is_done(chunk)]

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keeps other runs of this shard out, and sweeps up what one that was killed left.

        Raises GameError where one is under way.
        """
        with _lock(self.path / f".run-{self.shard}-of-{self.shards}.lock"):
            parts.sweep(self.path, self.mine() if self.shards > 1 else None)
            yield

    def finish(self) -> Path | None:
        """Writes the manifest once every part of the study is there; None before."""
        chunks = list(self.spec.chunks())
        if not all(map(self.is_done, chunks)):
            return None
        text = json.dumps(self._manifest(chunks), ensure_ascii=False, indent=1)
        parts.put_text(self.path, MANIFEST, text + "\n")
        return self.path / MANIFEST

    def _manifest(self, chunks: list[Chunk]) -> dict[str, Any]:
        """What the study is and holds: the same for equal studies, wherever and however often interrupted."""
        schema = pq.read_schema(self.path / parts.name(0)) if chunks else pa.schema([])
        return {
            "policygames": FORMAT,
            "kind": "study_manifest",
            "study": self.spec.digest,
            "solver_version": _written(self.spec),
            "libraries": {name: version(name) for name in ("numpy", "scipy", "pyarrow")},
            "rows": self.spec.size,
            "columns": [_column(one) for one in schema],
            "parts": [
                {"name": parts.name(one.seq), "first": one.first, "rows": one.count, "sha256": self.hash_of(one)}
                for one in chunks
            ],
        }

    def hash_of(self, chunk: Chunk) -> str:
        """SHA-256 of the part of `chunk`."""
        return parts.sha256(self.path / parts.name(chunk.seq))

    def check(self) -> list[str]:
        """The names of parts that are missing, or others than the manifest says."""
        try:
            manifest = json.loads((self.path / MANIFEST).read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise GameError("this study is not finished", reason="NO_FILE", path=str(self.path / MANIFEST)) from error
        except ValueError as error:
            raise GameError(f"this is no manifest: {error}", reason="BAD_RESULT", path=str(self.path)) from error
        return [part["name"] for part in manifest["parts"] if not self._is(part)]

    def _is(self, part: dict[str, Any]) -> bool:
        file = self.path / str(part["name"])
        return file.exists() and parts.sha256(file) == part["sha256"]


def _written(spec: Spec) -> str:
    return str(json.loads(spec.to_json())["solver_version"])


def _column(field: pa.Field) -> dict[str, str]:
    notes = {
        key.decode(): value.decode() for key, value in (field.metadata or {}).items() if not key.startswith(b"PAR")
    }
    return {"name": field.name, "type": str(field.type), **notes}


def read_spec(path: Path) -> Spec:
    """The spec that lies at `path`. Raises GameError where there is none."""
    try:
        text = (path / SPEC).read_text(encoding="utf-8")
        kind = json.loads(text).get("kind")
        return GamesSpec.from_json(text, path) if kind == "games" else StudySpec.from_json(text)
    except OSError as error:
        raise GameError("there is no study here", reason="NO_FILE", path=str(path)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GameError(f"no study can be read here: {error}", reason="BAD_RESULT", path=str(path / SPEC)) from error


@contextmanager
def _lock(file: Path) -> Iterator[None]:
    """Holds the file; the system lets go of it when the process ends, in whatever way."""
    with file.open("a+b") as stream:
        if os.name == "posix":
            import fcntl

            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                message = "a run of this study is under way here"
                raise GameError(message, reason="STUDY_RUNNING", path=str(file.parent)) from error
        yield
