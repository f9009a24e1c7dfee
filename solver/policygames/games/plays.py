"""What callers write for profiles, paths and punishments, read as exact profiles of a stage game."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

from policygames.errors import GameError, UnsupportedError
from policygames.games.grim import worst_pure_equilibria
from policygames.games.limits import MAX_LABEL_BYTES
from policygames.games.names import index_of
from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import MixedProfile, PureProfile, pure_strategy
from policygames.games.tensors import opened


def play_of(game: NormalFormGame, given: Any, path: str) -> PureProfile | MixedProfile:
    """The profile that `given` spells, one entry per player: an action, {action: probability}, or a distribution.

    Actions are names or indices. Raises GameError, naming the place, for anything else.
    """
    entries = opened(given)
    if not entries or len(entries) != len(game.players):
        message = f"a profile holds {len(game.players)} entries, one per player"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path, variables={"players": len(game.players)})
    if all(isinstance(entry, str) or _is_single(entry) for entry in entries):
        return game.pure_profile(tuple(entries), path)
    return game.mixed_profile(
        [_distribution(game, player, entry, f"{path}[{player}]") for player, entry in enumerate(entries)], path
    )


def _is_single(entry: Any) -> bool:
    return not isinstance(entry, Mapping) and opened(entry) is None


def _distribution(game: NormalFormGame, player: int, entry: Any, path: str) -> Any:
    names = game.actions[player]
    if isinstance(entry, Mapping):
        chances: list[Any] = [0] * len(names)
        for name, chance in entry.items():
            chances[index_of(name, names, path)] = chance
        return chances
    return entry if opened(entry) is not None else pure_strategy(index_of(entry, names, path), len(names))


def pure_path(game: NormalFormGame, given: Any, path: str = "path") -> tuple[PureProfile, ...]:
    """The pure profiles that are played in turn: `given` is one profile, or a list of them.

    Raises GameError, naming the place, for anything else.
    """
    entries = opened(given) or ()
    lists = [opened(entry) for entry in entries]
    if not lists or None in lists:
        return (game.pure_profile(given if not entries else tuple(entries), path),)
    return tuple(game.pure_profile(tuple(one or ()), f"{path}[{at}]") for at, one in enumerate(lists))


def answers_of(game: NormalFormGame, given: Any, path: str = "punishment") -> tuple[PureProfile | MixedProfile, ...]:
    """For each player the profile that answers a deviation of theirs.

    `given` is one profile for all, {player: profile}, or None: the pure stage equilibrium that is worst for each.
    Raises GameError, naming the place; UnsupportedError where there is no pure stage equilibrium and none is given.
    """
    if given is None:
        return _worst(game, path)
    if not isinstance(given, Mapping):
        return (play_of(game, given, path),) * len(game.players)
    by_index = {game.player_index(name, path): (name, profile) for name, profile in given.items()}
    missing = [name for player, name in enumerate(game.players) if player not in by_index]
    if missing:
        raise GameError(
            f"no profile is given for {missing[0]}",
            reason="UNSPECIFIED_VALUE",
            path=path,
            variables={"player": missing[0]},
        )
    named = [by_index[player] for player in range(len(game.players))]
    return tuple(play_of(game, profile, f"{path}[{name!r}]") for name, profile in named)


def _worst(game: NormalFormGame, path: str) -> tuple[MixedProfile, ...]:
    worst = worst_pure_equilibria(game)
    if worst is None:
        message = f"the stage game has no pure equilibrium to revert to; give one, mixed ones too, as {path}="
        raise UnsupportedError(message, reason="NO_STAGE_EQUILIBRIUM", path=path)
    return worst


def names_of_profiles(game: NormalFormGame) -> dict[PureProfile, str]:
    """A name for every pure profile, all different: its actions' names, or their indices where those would not do."""
    cells = list(product(*map(range, game.shape)))
    names = [" / ".join(labels[action] for labels, action in zip(game.actions, cell, strict=True)) for cell in cells]
    if len(set(names)) < len(cells) or max(len(name.encode()) for name in names) > MAX_LABEL_BYTES:
        names = [" / ".join(map(str, cell)) for cell in cells]
    return dict(zip(cells, names, strict=True))


def count_of(given: Any, path: str, most: int) -> int:
    """A number of periods from 1 to `most`. Raises GameError for anything else."""
    if isinstance(given, bool) or not hasattr(given, "__index__") or not 1 <= int(given) <= most:
        message = f"{given!r}; allowed: whole numbers from 1 to {most}"
        raise GameError(
            message,
            reason="OPTION_RANGE",
            path=path,
            variables={"value": given, "allowed": f"whole numbers from 1 to {most}"},
        )
    return int(given)
