"""A study that lies in a folder: its rows as a table, one draw as a full solution, and what all of them say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from policygames.errors import GameError, UnsupportedError
from policygames.results import Solution
from policygames.scenarios import Scenario
from policygames.studies import parts, progress
from policygames.studies.breaking import Tipping, tippings
from policygames.studies.chunks import Chunk
from policygames.studies.comparison import Comparison, compared, held_of_decided
from policygames.studies.design_words import counted
from policygames.studies.discovery import Box, discovered_in
from policygames.studies.drawn_games import game_of
from policygames.studies.folder import Folder
from policygames.studies.frames import framed, records
from policygames.studies.frequencies import shares
from policygames.studies.long_tables import COLUMNS, long_rows, write_long
from policygames.studies.one_by_one import Question, solution_of
from policygames.studies.rows import FINDING, OUTCOME
from policygames.studies.running import run
from policygames.studies.sensitivity import Index, indices_of
from policygames.studies.spec import StudySpec

if TYPE_CHECKING:
    import pandas as pd

SAMPLED = 2**18
"""Draws from which indices, boxes and tipping points are estimated."""


@dataclass(frozen=True)
class Study:
    """A study in its folder; what it says is about the draws that are solved, all of them once `left` is empty."""

    folder: Folder

    @classmethod
    def at(cls, path: str | Path, *, shard: tuple[int, int] = (1, 1)) -> Study:
        """The study that lies at `path`. Raises GameError where there is none, or one of given games."""
        folder = Folder.opened(Path(path), shard=shard[0], shards=shard[1])
        if not isinstance(folder.spec, StudySpec):
            raise UnsupportedError("this is a study of given games, not of a scenario", reason="UNSUPPORTED_SCENARIO")
        return cls(folder)

    @property
    def spec(self) -> StudySpec:
        """All that decides the rows."""
        assert isinstance(self.folder.spec, StudySpec)  # noqa: S101 - made and opened so
        return self.folder.spec

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.spec.played

    def __len__(self) -> int:
        return self.spec.draws

    def __repr__(self) -> str:
        seed = f", seed {self.spec.seed}" if self.spec.is_sample else ""
        return f"<Study of {self.scenario.id}: {counted(self.spec, len(self))}, {self.spec.design}{seed}>"

    def _repr_html_(self) -> str:
        from policygames.studies.reporting.summary import summary

        return summary(self)

    @property
    def done(self) -> int:
        """How many draws are solved."""
        return sum(chunk.count for chunk in self.folder.done())

    @property
    def left(self) -> int:
        """How many draws are still to be solved."""
        return len(self) - self.done

    def resume(self, *, workers: int | None = None, executor: Executor | None = None) -> None:
        """Solves what is left of the folder's shard, with a bar on a terminal."""
        mine, to_do = (sum(one.count for one in chunks) for chunks in (self.folder.mine(), self.folder.left()))
        run(self.folder, workers=workers, executor=executor, progress=progress.shown(mine - to_do, mine))
        vars(self).pop("_chunks", None)

    @cached_property
    def _chunks(self) -> list[Chunk]:
        return self.folder.done()

    def tables(self, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """The solved rows part by part, in the order of the draws."""
        for chunk in self._chunks:
            yield parts.read(self.folder.path, chunk, None if columns is None else list(columns))

    def table(self, columns: Sequence[str] | None = None) -> pa.Table:
        """All solved rows in one table."""
        return self._read(self._chunks, columns)

    def _read(self, chunks: Sequence[Chunk], columns: Sequence[str] | None) -> pa.Table:
        if not chunks:
            raise GameError("no part of this study is solved yet", reason="NO_FILE", path=str(self.folder.path))
        wanted = None if columns is None else list(columns)
        return pa.concat_tables([parts.read(self.folder.path, chunk, wanted) for chunk in chunks])

    def overlapping(self, first: int, stop: int, columns: Sequence[str]) -> Iterator[pa.Table]:
        """The solved parts that hold any of the draws first … stop - 1."""
        for chunk in self._chunks:
            if chunk.first < stop and first < chunk.stop:
                yield parts.read(self.folder.path, chunk, list(columns))

    def sampled(self, columns: Sequence[str]) -> pa.Table:
        """The solved rows, of more than SAMPLED those of evenly chosen parts: what is estimated takes no more memory.

        Of Saltelli's design it is the first parts, as its draws belong together.
        """
        chunks = self._chunks
        most = max(1, SAMPLED // self.spec.chunk_size)
        chosen = chunks[:most] if self.spec.design == "saltelli" else chunks[:: max(1, -(-len(chunks) // most))]
        return self._read(chosen, columns)

    def frame(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """A row a draw: `draw`, a column per parameter (exact decimals), the answers, the outcome, the findings.

        All of them stand in memory; `columns` names those that are wanted.
        """
        stored = None if columns is None else [FINDING + one if one in self.spec.findings else one for one in columns]
        found: pd.DataFrame = self.table(stored).to_pandas()
        return found.rename(columns=lambda name: str(name).removeprefix(FINDING))

    def to_frame(self) -> pd.DataFrame:
        """The same, of all columns."""
        return self.frame()

    def values(self, draw: int) -> dict[str, Fraction]:
        """Parameter → value in draw `draw`. Raises GameError where there is no such draw."""
        if not 0 <= draw < len(self):
            message = f"there is no draw {draw}; allowed: 0 to {len(self) - 1}"
            raise GameError(message, reason="OPTION_RANGE", path="draw")
        return self.spec.rows(draw, 1).values(0)

    def solution(self, draw: int) -> Solution:
        """Draw `draw` as a full solution, solved alone: certificates, words and all. Raises what `pg.solve` raises."""
        game = game_of(self.scenario, self.values(draw), self.spec.concept)
        return solution_of(game, Question(self.spec.concept, self.spec.limit))

    def outcomes(self) -> Mapping[str, int]:
        """Outcome → in how many draws; every solved draw has exactly one."""
        found: dict[str, int] = {}
        for table in self.tables([OUTCOME]):
            for entry in pc.value_counts(table[OUTCOME]).to_pylist():
                found[entry["values"]] = found.get(entry["values"], 0) + entry["counts"]
        return found

    def frequencies(self, confidence: float = 0.95) -> pd.DataFrame:
        """outcome, count, share, low, high: every solved draw in exactly one outcome, the most frequent first.

        `low` to `high` is a confidence interval of the share, Wilson's, as if draws were independent; a count of 0 or
        of all has Clopper and Pearson's. Grids, tables and cases are no sample: there it is NaN.
        """
        ordered = dict(sorted(self.outcomes().items(), key=lambda one: (-one[1], one[0])))
        return framed("outcome", shares(ordered, confidence, sample=self.spec.is_sample))

    def findings(self, confidence: float = 0.95) -> pd.DataFrame:
        """finding, count, share, low, high: in how many draws each holds, of those where it could be decided."""
        counts = held_of_decided(self)
        pairs = [{name: held, "": total - held} for name, (held, total) in counts.items()]
        return framed("finding", [shares(one, confidence, sample=self.spec.is_sample)[0] for one in pairs])

    def sensitivity(self) -> pd.DataFrame:
        """quantity, parameter, first, total, low, high, method: the share of variance that each parameter explains.

        Of every finding, outcome, the count of equilibria, and the least and greatest payoffs, over up to SAMPLED
        draws. The design saltelli gives first and total indices; any other first ones from the draws as they are, as
        `method` says.
        """
        return records(list(indices_of(self)), Index)

    def discover(self, event: str, *, fails: bool = False) -> Box:
        """The box of parameters in which `event` mostly is, or with `fails` is not: a finding, or an outcome.

        Draws in which a finding is not decided count neither way. Raises GameError where there is no such event, or no
        box tells more.
        """
        return discovered_in(self, event, fails=fails)

    def plot(self, ax: Any = None) -> Any:
        """Draws how often each outcome is, with 95 % intervals; gives the matplotlib axes, new ones without `ax`."""
        return _pictures().outcomes(self, ax)

    def plot_findings(self, ax: Any = None) -> Any:
        """The same of the stated findings."""
        return _pictures().findings(self, ax)

    def plot_sensitivity(self, quantity: str, ax: Any = None) -> Any:
        """Which parameters explain a quantity of `sensitivity`. Raises GameError where it does not vary."""
        return _pictures().sensitivity(self, quantity, ax)

    def plot_tipping(self, event: str, ax: Any = None) -> Any:
        """How often a finding or an outcome is along the parameter that decides it most, and where it tips.

        Raises GameError where there is no such event, or it tips nowhere.
        """
        return _pictures().tip(self, event, ax)

    def tipping_points(self) -> pd.DataFrame:
        """finding, share, parameter, index, value, below, above: what breaks each finding, and where it tips."""
        return records(self.tippings(), Tipping)

    def tippings(self) -> list[Tipping]:
        """The same as records, each with its sentence."""
        return tippings(self)

    def compare(self, other: Study) -> Comparison:
        """What differs from this study to `other`: inputs, findings, numbers."""
        return compared(self, other)

    def report(self, path: str | Path, *, parts: bool | str | Path = False, deadline: float | None = None) -> Path:
        """Writes all that is known of the scenario, and what these draws say, to one HTML file; gives its path.

        `parts` also writes pictures, tables and evidence to a folder beside it, or to the one given; `deadline` is in
        seconds a search. Raises OSError where a file cannot be written.
        """
        from policygames.studies.reporting import write_report

        return write_report(path, self.scenario, self, parts=parts, deadline=deadline)

    def long(self) -> pd.DataFrame:
        """scenario, case, draw, player, variable, unit, value: one number a row, as the IAMC has them."""
        import pandas as pd

        return pd.DataFrame(long_rows(self), columns=[*COLUMNS])

    def write_long(self, path: str | Path) -> None:
        """The same as a CSV file, in memory for one part."""
        write_long(self, Path(path))


def _pictures() -> Any:  # Any: a module, loaded where something is drawn
    return import_module("policygames.studies.pictures")
