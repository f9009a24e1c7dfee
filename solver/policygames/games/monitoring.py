"""What players see between periods: every action (perfect monitoring), or a public signal about them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames.errors import GameError
from policygames.games.fields import check_fields
from policygames.games.limits import MAX_PAYOFFS, MAX_PLAYERS, too_large
from policygames.games.lotteries import check_lottery
from policygames.games.names import checked_names
from policygames.games.tensors import opened
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
        if not isinstance(signals, Sequence) or not signals:
            raise GameError("at least one signal is needed, each a name", reason="SHAPE_DATA_MISMATCH", path="signals")
        object.__setattr__(self, "signals", checked_names(signals, len(signals), "signals"))
        object.__setattr__(self, "shape", _shape(probabilities))
        rows = _rows(probabilities, self.shape)
        object.__setattr__(self, "rows", tuple(_row(row, len(self.signals), path) for path, row in rows.items()))

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
        """The monitoring that `to_dict` wrote. Raises GameError where a field is missing or unknown."""
        check_fields(data, _FIELDS, _FIELDS, "monitoring")
        return cls(data["signals"], _nested(list(data["probabilities"]), tuple(data["shape"])))


_FIELDS = ("signals", "shape", "probabilities")


def _nested(rows: list[Any], shape: tuple[int, ...]) -> Any:
    for count in reversed(shape[1:]):
        rows = [rows[start : start + count] for start in range(0, len(rows), count)]
    return rows


def _shape(probabilities: Any) -> tuple[int, ...]:
    shape: list[int] = []
    while items := opened(probabilities):
        shape.append(len(items))
        if math.prod(shape) > MAX_PAYOFFS or len(shape) > MAX_PLAYERS + 1:
            message = f"there are more than {MAX_PAYOFFS} probabilities, or more than {MAX_PLAYERS} players"
            raise too_large(message, "probabilities", limit=MAX_PAYOFFS, mostPlayers=MAX_PLAYERS)
        probabilities = items[0]
    if len(shape) < 2:
        message = "wanted: probabilities[action of player 0][action of player 1]…[signal]"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="probabilities")
    return tuple(shape[:-1])


def _rows(probabilities: Any, shape: Sequence[int]) -> dict[str, Any]:
    """What stands for each profile, by its path, in the order of a payoff tensor."""
    level = {"probabilities": probabilities}
    for length in shape:
        for path, part in level.items():
            if len(opened(part) or ()) != length:
                message = f"{length} entries are needed, as in the first"
                raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path, variables={"wanted": length})
        level = {
            f"{path}[{index}]": item for path, part in level.items() for index, item in enumerate(opened(part) or ())
        }
    return level


def _row(row: Any, count: int, path: str) -> tuple[Fraction, ...]:
    items = opened(row) or ()
    if len(items) != count:
        message, variables = f"{count} probabilities are needed, one per signal", {"wanted": count, "given": len(items)}
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path, variables=variables)
    chances = tuple(exact(value, f"{path}[{signal}]") for signal, value in enumerate(items))
    check_lottery(chances, path)
    return chances
