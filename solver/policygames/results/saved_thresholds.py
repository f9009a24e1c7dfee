"""Saved thresholds of patience, read back whole, whatever answers deviations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policygames.results.optimal_threshold import OptimalThreshold
from policygames.results.path_threshold import PathThreshold
from policygames.results.threshold import Threshold
from policygames.results.transfer_threshold import TransferThreshold


def threshold_from_dict(data: Mapping[str, Any]) -> Threshold | OptimalThreshold | PathThreshold | TransferThreshold:
    """The threshold that its `to_dict` wrote; nothing is believed until its `verify` has passed.

    Raises GameError, naming the field, for anything else; CertificateError for another game's digest.
    """
    if data.get("punishment") == "transfers":
        return TransferThreshold.from_dict(data)
    path = data.get("path")
    if isinstance(path, list) and path and isinstance(path[0], list):
        return PathThreshold.from_dict(data)
    return (OptimalThreshold if data.get("punishment") == "optimal" else Threshold).from_dict(data)
