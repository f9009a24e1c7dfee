"""What all thresholds of patience have in common as plain data, for files and programs, every number exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol

from policygames.games import NormalFormGame, PureProfile
from policygames.numerics.exact import read_back, spelled
from policygames.results.plain_points import plain_number, read_number
from policygames.results.saved import game_of, plain


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


SHARED = ("path", "punishment", "exact", "interval", "ceiling", "by_player", "weak_link", "explanation")
"""What every saved threshold says; what proves it stands beside."""


def plain_threshold(threshold: Patience, **proofs: Any) -> dict[str, Any]:
    """The threshold as plain data, with its words and the `proofs`, which are plain already."""
    game = threshold.stage_game
    interval = threshold.interval
    return plain(
        "threshold",
        game,
        path=_plain_path(game, threshold.path),
        punishment=threshold.punishment,
        exact=plain_number(threshold.exact),
        interval=None if interval is None else [spelled(end) for end in interval],
        ceiling=plain_number(threshold.ceiling),
        by_player=dict(zip(game.players, map(plain_number, threshold.by_player), strict=True)),
        weak_link=threshold.weak_link,
        explanation=threshold.explain(),
        **proofs,
    )


def threshold_game(data: Mapping[str, Any], *proofs: str) -> NormalFormGame:
    """The stage game of a saved threshold with these proofs. Raises GameError, naming the field, for anything else."""
    game: NormalFormGame = game_of(data, "threshold", (*SHARED, *proofs), NormalFormGame)
    return game


def read_profile(names: Any, game: NormalFormGame, path: str = "path") -> PureProfile:
    """The profile of a saved path. Raises GameError for anything else."""
    return game.pure_profile(names, path)


def read_interval(data: Any) -> tuple[Fraction, Fraction] | None:
    """The saved bracket, or None. Raises GameError or ValueError for anything else."""
    if data is None:
        return None
    low, high = (read_back(end, f"interval[{place}]") for place, end in enumerate(data))
    return low, high


def read_own(data: Mapping[str, Any], game: NormalFormGame) -> tuple[Fraction | None, ...]:
    """Each player's own saved threshold. Raises GameError or KeyError for anything else."""
    return tuple(read_number(data[name], f"by_player[{name!r}]") for name in game.players)


def _plain_path(game: NormalFormGame, path: Any) -> list[Any]:
    if all(isinstance(action, int) for action in path):
        return [names[action] for names, action in zip(game.actions, path, strict=True)]
    return [_plain_path(game, profile) for profile in path]
