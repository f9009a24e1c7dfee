"""Records as pandas frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, astuple, fields
from typing import TYPE_CHECKING, Any

from policygames.studies.frequencies import Share

if TYPE_CHECKING:
    import pandas as pd


def records(rows: Sequence[Any], kind: type) -> pd.DataFrame:
    """A row a record of this kind, a column per field."""
    import pandas as pd

    return pd.DataFrame([asdict(row) for row in rows], columns=[one.name for one in fields(kind)])


def framed(first: str, rows: Sequence[Share]) -> pd.DataFrame:
    """A row a share, its name in the column `first`."""
    import pandas as pd

    return pd.DataFrame([astuple(row) for row in rows], columns=[first, "count", "share", "low", "high"])
