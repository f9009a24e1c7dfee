"""Thresholds of patience as plain data, for programs, every number exact."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Protocol

from policygames.games import NormalFormGame, PureProfile
from policygames.numerics.exact import spelled


class Patience(Protocol):
    """What every kind of threshold has."""

    @property
    def stage_game(self) -> NormalFormGame:
        """The game that is played in every period."""

    @property
    def path(self) -> PureProfile | tuple[PureProfile, ...]:
        """What is sustained."""

    @property
    def punishment(self) -> str:
        """How deviations are answered."""

    @property
    def exact(self) -> Fraction | None:
        """The value, where it is known exactly."""

    @property
    def interval(self) -> tuple[Fraction, Fraction] | None:
        """A bracket of it."""

    @property
    def ceiling(self) -> Fraction | None:
        """The greatest discount factor at which it still holds."""

    @property
    def by_player(self) -> Sequence[Fraction | None]:
        """Each player's own threshold."""

    @property
    def weak_link(self) -> str | None:
        """Who needs the most patience."""

    def explain(self) -> str:
        """The same in words."""


def plain_threshold(threshold: Patience) -> dict[str, Any]:
    """The threshold as plain data, with its words; the proofs stay behind."""
    game = threshold.stage_game
    return {
        "kind": "threshold",
        "digest": game.digest,
        "path": _plain_path(game, threshold.path),
        "punishment": threshold.punishment,
        "exact": _plain(threshold.exact),
        "interval": None if threshold.interval is None else [_plain(end) for end in threshold.interval],
        "ceiling": _plain(threshold.ceiling),
        "by_player": dict(zip(game.players, map(_plain, threshold.by_player), strict=True)),
        "weak_link": threshold.weak_link,
        "explanation": threshold.explain(),
    }


def _plain_path(game: NormalFormGame, path: Any) -> list[Any]:
    if all(isinstance(action, int) for action in path):
        return [names[action] for names, action in zip(game.actions, path, strict=True)]
    return [_plain_path(game, profile) for profile in path]


def _plain(value: Fraction | None) -> str | None:
    return None if value is None else spelled(value)
