"""Results in files: JSON written by hand or by `to_dict`, read back whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from policygames.errors import GameError
from policygames.results import AnyThreshold
from policygames.results.analysis_result import Sustained
from policygames.results.folk_set import FolkSet
from policygames.results.information_value import InformationValue
from policygames.results.intervention import Intervention, intervention_from_dict
from policygames.results.learning_path import LearningPath
from policygames.results.limit_payoffs import LimitPayoffs
from policygames.results.minmax import Minmax
from policygames.results.potential import Potential
from policygames.results.precision_estimate import PrecisionEstimate
from policygames.results.quantal_branch import QuantalBranch
from policygames.results.robustness import Robustness
from policygames.results.saved_thresholds import threshold_from_dict
from policygames.results.selection import Selection
from policygames.results.solution import Solution
from policygames.results.transfer_schedule import TransferSchedule

Saved: TypeAlias = (
    Solution
    | Potential
    | InformationValue
    | Selection
    | QuantalBranch
    | PrecisionEstimate
    | LearningPath
    | Intervention
    | Robustness
    | AnyThreshold
    | Minmax
    | FolkSet
    | TransferSchedule
    | LimitPayoffs
    | Sustained
)
"""What can be read back whole; each has `verify`, `explain` and `to_dict`."""

MAX_BYTES = 2**28


def read(path: str | Path) -> Saved:
    """The result saved as JSON at `path`. Raises GameError, naming file, line and column, for anything else."""
    data = read_json(path)
    kind = data.get("kind") if isinstance(data, dict) else None
    reader = _READERS[kind] if isinstance(kind, str) and kind in _READERS else Solution.from_dict
    return reader(data)


_READERS: dict[str, Callable[[Any], Saved]] = {
    "potential": Potential.from_dict,
    "information_value": InformationValue.from_dict,
    "selection": Selection.from_dict,
    "quantal_branch": QuantalBranch.from_dict,
    "precision_estimate": PrecisionEstimate.from_dict,
    "learning_path": LearningPath.from_dict,
    "intervention": intervention_from_dict,
    "robustness": Robustness.from_dict,
    "threshold": threshold_from_dict,
    "minmax": Minmax.from_dict,
    "folk_set": FolkSet.from_dict,
    "transfer_schedule": TransferSchedule.from_dict,
    "limit_payoffs": LimitPayoffs.from_dict,
    "sustained": Sustained.from_dict,
}


def read_json(path: str | Path) -> Any:
    """The JSON at `path`. Raises GameError where it is missing, too large, no JSON, or repeats a key."""
    file = Path(path)
    try:
        if file.stat().st_size > MAX_BYTES:
            raise GameError(f"the file is larger than {MAX_BYTES} bytes", reason="BAD_RESULT", path=str(file))
        return parsed(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise GameError(f"cannot be read: {error.strerror}", reason="NO_FILE", path=str(file)) from error
    except json.JSONDecodeError as error:
        place = f"{file}:{error.lineno}:{error.colno}"
        raise GameError(f"this is no JSON: {error.msg}", reason="BAD_RESULT", path=place) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise GameError(f"this is no JSON text: {error}", reason="BAD_RESULT", path=str(file)) from error


def parsed(text: str) -> Any:
    """The JSON in `text`, decimals and long numbers left text. Raises GameError where a key is repeated."""
    return json.loads(text, object_pairs_hook=_unrepeated, parse_float=str, parse_int=_whole)


def _whole(text: str) -> int | str:
    """Long numbers stay text, for whoever needs them to judge: int() refuses thousands of digits."""
    return int(text) if len(text) <= _LONGEST_INT else text


_LONGEST_INT = 500  # digits


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise GameError(f"the key {key!r} is given twice", reason="BAD_RESULT", path=key)
        found[key] = value
    return found
