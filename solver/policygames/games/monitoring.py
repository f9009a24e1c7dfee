"""What players see between periods: every action (perfect monitoring), or a public signal about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from policygames.errors import GameError
from policygames.games.names import checked_names
from policygames.numerics.exact import exact, spelled


@dataclass(frozen=True, init=False)
class PublicMonitoring:
    """A public signal: probabilities[a0][a1]…[signal], exact, each profile's summing to 1.

    `rows` holds one tuple of probabilities per profile, profiles in the order of a payoff tensor; `shape` counts
    actions.
    Raises GameError, naming the place, for a probability outside [0, 1], a wrong sum or a wrong shape.
    """

    signals: tuple[str, ...]
    shape: tuple[int, ...]
    rows: tuple[tuple[Fraction, ...], ...]

    def __init__(self, signals: Sequence[str], probabilities: Any) -> None:
        object.__setattr__(self, "signals", checked_names(signals, len(signals), "signals"))
        object.__setattr__(self, "shape", _shape(probabilities))
        places = [tuple(place) for place in product(*map(range, self.shape))]
        rows = tuple(_row(probabilities, place, len(self.signals)) for place in places)
        object.__setattr__(self, "rows", rows)

    def after(self, profile: tuple[int, ...]) -> list[tuple[str, Fraction]]:
        """The signals that can follow the pure `profile`, each with its probability."""
        position = 0
        for action, count in zip(profile, self.shape, strict=True):
            position = position * count + action
        return [(name, chance) for name, chance in zip(self.signals, self.rows[position], strict=True) if chance]

    def to_dict(self) -> dict[str, Any]:
        """Plain data in canonical form; rows in the order of profiles."""
        rows = [[spelled(chance) for chance in row] for row in self.rows]
        return {"signals": list(self.signals), "shape": list(self.shape), "probabilities": rows}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> PublicMonitoring:
        """The monitoring that `to_dict` wrote."""
        return cls(data["signals"], _nested(list(data["probabilities"]), tuple(data["shape"])))


def _nested(rows: list[Any], shape: tuple[int, ...]) -> Any:
    for count in reversed(shape[1:]):
        rows = [rows[start : start + count] for start in range(0, len(rows), count)]
    return rows


def _shape(probabilities: Any) -> tuple[int, ...]:
    shape: list[int] = []
    while isinstance(probabilities, Sequence) and not isinstance(probabilities, str) and len(probabilities):
        shape.append(len(probabilities))
        probabilities = probabilities[0]
    if len(shape) < 2:
        message = "wanted: probabilities[action of player 0][action of player 1]…[signal]"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="probabilities")
    return tuple(shape[:-1])


def _row(probabilities: Any, place: tuple[int, ...], count: int) -> tuple[Fraction, ...]:
    path = "probabilities" + "".join(f"[{index}]" for index in place)
    row = probabilities
    for index in place:
        if not isinstance(row, Sequence) or isinstance(row, str) or index >= len(row):
            raise GameError("there is no such entry", reason="SHAPE_DATA_MISMATCH", path=path)
        row = row[index]
    if not isinstance(row, Sequence) or isinstance(row, str) or len(row) != count:
        raise GameError(f"{count} probabilities are needed, one per signal", reason="SHAPE_DATA_MISMATCH", path=path)
    chances = tuple(exact(value, f"{path}[{signal}]") for signal, value in enumerate(row))
    if min(chances) < 0 or sum(chances) != 1:
        message = f"the probabilities sum to {sum(chances)}; allowed: at least 0 each, 1 in all"
        raise GameError(message, reason="PROBABILITY_RANGE", path=path)
    return chances
