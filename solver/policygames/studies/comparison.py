"""Two runs compared: what went in, what was found how often, and in which draws the outcome is another."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from policygames.games.notebooks import repr_html
from policygames.studies.frequencies import difference
from policygames.studies.rows import FINDING, OUTCOME

if TYPE_CHECKING:
    import pandas as pd

    from policygames.studies.stored import Study


@dataclass(frozen=True, slots=True)
class Change:
    """What was `before` and is `after`; of shares, `low` to `high` is a 95 % interval of the difference.

    It is as if the draws of the two runs were independent: where they are the same ones, it is mostly too wide.
    """

    what: str
    before: Any
    after: Any
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs: inputs, shares of outcomes and findings; `changed` of `same` draws with equal values differ."""

    inputs: tuple[Change, ...]
    outcomes: tuple[Change, ...]
    findings: tuple[Change, ...]
    same: int
    changed: int

    @property
    def sentence(self) -> str:
        """In words how much differs."""
        differ = f"{len(self.inputs)} inputs, {len(self.findings)} findings and {len(self.outcomes)} outcomes differ"
        if not self.same:
            return f"{differ}; no draw has the same values in both."
        return f"{differ}; {self.changed:,} of the {self.same:,} draws with the same values have another outcome."

    def plot(self, ax: Any = None) -> Any:
        """Draws the shares that changed on matplotlib axes, new ones without `ax`, and gives them.

        Raises GameError where none did.
        """
        return import_module("policygames.studies.pictures").comparison(self, ax)

    def to_frame(self) -> pd.DataFrame:
        """A row a change: its kind (input, finding, outcome), what, before, after, and the interval of a difference."""
        import pandas as pd

        kinds = (("input", self.inputs), ("finding", self.findings), ("outcome", self.outcomes))
        rows = [(kind, *astuple(one)) for kind, changes in kinds for one in changes]
        return pd.DataFrame(rows, columns=["kind", "what", "before", "after", "low", "high"])

    _repr_html_ = repr_html


def compared(first: Study, second: Study) -> Comparison:
    """What differs between two studies, of one scenario in two versions or of two designs."""
    sample = first.spec.is_sample and second.spec.is_sample
    return Comparison(
        tuple(_inputs(_plain(first), _plain(second), "")),
        tuple(_shares(*_outcomes(first, second), sample=sample)),
        tuple(_shares(held_of_decided(first), held_of_decided(second), sample=sample)),
        *_draws(first, second),
    )


def _plain(study: Study) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(study.spec.to_json())
    document = json.loads(data.pop("scenario"))
    for part in ("parameters", "players", "sources", "findings", "analyses"):
        document[part] = {entry["id"]: entry for entry in document[part]}
    return {"study": data, "scenario": document}


def _inputs(before: Any, after: Any, path: str) -> Iterator[Change]:
    """Every place where two trees of plain data differ."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys([*before, *after]):
            yield from _inputs(before.get(key), after.get(key), f"{path}.{key}" if path else str(key))
    elif before != after:
        yield Change(path, before, after)


_Counts = Mapping[str, tuple[int, int]]
_NOWHERE = (0, 0)


def _outcomes(*studies: Study) -> list[_Counts]:
    """Of every outcome that one of the studies has, in how many of all draws it is."""
    found = [study.outcomes() for study in studies]
    names = dict.fromkeys(name for one in found for name in one)
    return [{name: (one.get(name, 0), sum(one.values())) for name in names} for one in found]


def held_of_decided(study: Study) -> _Counts:
    """Of every finding, in how many draws it holds, and in how many it is decided."""
    counts = dict.fromkeys(study.spec.findings, (0, 0))
    for table in study.tables([FINDING + name for name in counts]):
        for name, (held, decided) in counts.items():
            column = table[FINDING + name]
            counts[name] = held + (pc.sum(column).as_py() or 0), decided + len(column) - column.null_count
    return counts


def _shares(before: _Counts, after: _Counts, *, sample: bool) -> Iterator[Change]:
    """The shares of what either has, where they differ; what one decides in no draw has none there.

    Differences have intervals where both are of a sample.
    """
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name, _NOWHERE), after.get(name, _NOWHERE)
        if old[1] and new[1]:
            if old[0] * new[1] != new[0] * old[1]:
                yield Change(name, _share(old), _share(new), *(difference(old, new) if sample else ()))
        elif old[1] or new[1] or (name in before) != (name in after):
            yield Change(name, _share(old), _share(new))


def _share(counted: tuple[int, int]) -> float | None:
    held, decided = counted
    return held / decided if decided else None


def _draws(first: Study, second: Study) -> tuple[int, int]:
    """How many draws have the same number and values in both, and in how many of them the outcome differs."""
    own = [(*study.spec.rows(0, 1).names,) for study in (first, second)]
    if set(own[0]) != set(own[1]):
        return 0, 0
    columns = ["draw", OUTCOME, *sorted(own[0])]
    same = changed = 0
    for one in first.tables(columns):  # part by part: never more in memory than parts that overlap
        start, stop = one["draw"][0].as_py(), one["draw"][-1].as_py() + 1
        for two in second.overlapping(start, stop, columns):
            found = _changed(one, two)
            same, changed = same + found[0], changed + found[1]
    return same, changed


def _changed(one: pa.Table, two: pa.Table) -> tuple[int, int]:
    if one.schema.types != two.schema.types:
        return 0, 0
    keys = [name for name in one.column_names if name != OUTCOME]
    joined = one.join(two, keys, join_type="inner", right_suffix=" after")
    return len(joined), int(pc.sum(pc.not_equal(joined[OUTCOME], joined[f"{OUTCOME} after"])).as_py() or 0)
