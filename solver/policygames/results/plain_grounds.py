"""What a threshold under the harshest punishments, or of a path, rests on as plain data, every number exact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policygames.certificates import Certificate, PayoffBounds
from policygames.games import NormalFormGame
from policygames.results.plain import plain_certificate, read_certificate
from policygames.results.plain_points import read_number
from policygames.results.plain_sets import plain_bounds, read_bounds
from policygames.results.plain_thresholds import read_interval

GROUNDS = ("certificate", "reason", "bounds")


def plain_grounds(certificate: Certificate | None, reason: str, bounds: PayoffBounds | None) -> dict[str, Any]:
    """The automaton that plays the path, and why nothing less does, as plain data."""
    return {
        "certificate": None if certificate is None else plain_certificate(certificate),
        "reason": reason,
        "bounds": None if bounds is None else plain_bounds(bounds),
    }


def read_grounds(data: Mapping[str, Any], game: NormalFormGame) -> dict[str, Any]:
    """The fields of the threshold that they are of, by name. Raises GameError or KeyError where one is bad."""
    certificate, bounds = data["certificate"], data["bounds"]
    return {
        "exact": read_number(data["exact"], "exact"),
        "interval": read_interval(data["interval"]),
        "certificate": None if certificate is None else read_certificate(certificate, "certificate"),
        "reason": str(data["reason"]),
        "bounds": None if bounds is None else read_bounds(bounds, len(game.players), "bounds"),
    }
