"""A study of N given games of one shape, which lie in array files beside its parts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

import policygames
from policygames.errors import GameError, UnsupportedError
from policygames.games.batch import GameBatch
from policygames.studies import parts
from policygames.studies.answers import FIELDS, is_fast, solved_games
from policygames.studies.chunk_sizes import games_a_chunk
from policygames.studies.chunks import Chunk, Failures, chunks_of
from policygames.studies.one_by_one import DEFAULT_LIMIT, Question, solved_one_by_one

PAYOFFS, DENOMINATORS = "payoffs.npy", "denominators.npy"


@dataclass(frozen=True)
class GamesSpec:
    """N games of one shape, solved by `concept`; `folder` holds their payoffs and does not count in the digest.

    Games without a fast path are solved one by one, each within `limit` steps of its search.
    """

    concept: str
    games: int
    shape: tuple[int, ...]
    payoffs_sha256: str
    denominators_sha256: str
    certify: bool
    limit: int
    chunk_size: int
    solver_version: str
    folder: Path = field(compare=False)

    @classmethod
    def create(
        cls, folder: Path, games: GameBatch, concept: str = "nash", *, certify: bool = True, chunk_size: int = 0
    ) -> GamesSpec:
        """The spec of these games, their payoffs written into `folder`; a chunk size of 0 fits their shape.

        Raises UnsupportedError where payoffs are neither int64 nor float64 as `GameBatch` holds them.
        """
        if games.payoffs.dtype not in (np.int64, np.float64):
            message = "payoffs are whole numbers of 64 bits over denominators, or floats"
            raise UnsupportedError(message, reason="UNSUPPORTED_SCENARIO", path="games.payoffs")
        hashes = (_saved(folder, PAYOFFS, games.payoffs), _saved(folder, DENOMINATORS, _narrow(games.denominators)))
        floats = games.payoffs.dtype == np.float64
        size = chunk_size or games_a_chunk(concept, games.shape, len(games), floats=floats)
        return cls(
            concept, len(games), games.shape, *hashes, certify, DEFAULT_LIMIT, size, policygames.__version__, folder
        )

    @classmethod
    def from_json(cls, text: str, folder: Path) -> GamesSpec:
        """The spec that `to_json` wrote, of games in `folder`. Raises GameError where the text is another's."""
        data = json.loads(text)
        if not isinstance(data, dict) or data.pop("kind", "") != "games":
            raise GameError("this is no study of given games", reason="BAD_RESULT", path="kind")
        return cls(**{**data, "shape": tuple(data["shape"])}, folder=folder)

    def to_json(self) -> str:
        """The canonical form: compact JSON with sorted keys; where the games lie does not count."""
        named = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "folder"}
        return json.dumps({"kind": "games"} | named, sort_keys=True, separators=(",", ":"))

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the canonical form."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    @property
    def size(self) -> int:
        """How many games there are."""
        return self.games

    @property
    def is_fast(self) -> bool:
        """Whether games are solved together, so that none takes long."""
        return is_fast(self.shape, self.concept)

    def chunks(self) -> Iterator[Chunk]:
        """All chunks, in their order."""
        return chunks_of(self.games, self.chunk_size)

    def check(self) -> None:
        """Raises GameError where the games in the folder are others than when the spec was made."""
        for name, stated in ((PAYOFFS, self.payoffs_sha256), (DENOMINATORS, self.denominators_sha256)):
            if parts.sha256(self.folder / name) != stated:
                raise GameError("this file has changed", reason="BAD_RESULT", path=str(self.folder / name))

    def batch(self, chunk: Chunk) -> GameBatch:
        """The games of `chunk`."""
        payoffs, denominators = self._arrays
        inside = slice(chunk.first, chunk.stop)
        own = denominators[inside] if len(denominators) == self.games > 1 else denominators[0]
        return GameBatch(np.array(payoffs[inside]), own if payoffs.dtype == np.int64 else None)

    @cached_property
    def _arrays(self) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """Payoffs and denominators, read when they are touched."""
        return np.load(self.folder / PAYOFFS, mmap_mode="r"), np.load(self.folder / DENOMINATORS, mmap_mode="r")

    def __getstate__(self) -> dict[str, Any]:
        return {one.name: getattr(self, one.name) for one in fields(self)}  # mapped memory stays where it is

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)

    def solved(self, chunk: Chunk, failed: Failures) -> pa.Table:
        """The rows of `chunk`: `game`, its number, and the answers."""
        found = self._answers(self.batch(chunk), chunk.first, failed)
        numbers = pa.array(np.arange(chunk.first, chunk.stop), pa.int64())
        schema = pa.schema((pa.field("game", pa.int64()), *FIELDS), {parts.STUDY: self.digest.encode()})
        return pa.Table.from_arrays([numbers, *found.combine_chunks().columns], schema=schema)

    def _answers(self, games: GameBatch, first: int, failed: Failures) -> pa.Table:
        if self.is_fast:
            return solved_games(games, self.concept, certify=self.certify, first=first, failed=failed)
        single = [failed.get(first + row) or games[row] for row in range(len(games))]
        return solved_one_by_one(single, Question(self.concept, self.limit))[0]


def _narrow(denominators: NDArray[np.int64]) -> NDArray[np.int64]:
    """A row for all games where they have the same, else one for each."""
    same = len(denominators) > 0 and (denominators == denominators[0]).all()
    return denominators[:1] if same else denominators


def _saved(folder: Path, name: str, numbers: NDArray[Any]) -> str:
    """The SHA-256 of the array file, once it is written."""
    return parts.put(folder, name, lambda stream: np.save(stream, np.ascontiguousarray(numbers), allow_pickle=False))
