"""Reciprocity between two players: each answers what the other did in the last period."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

from policygames.errors import UnsupportedError
from policygames.games.automaton import Automaton, Seen, State
from policygames.games.normal_form import NormalFormGame
from policygames.games.phases import check_size
from policygames.games.plays import names_of_profiles
from policygames.games.profiles import PureProfile


def check_pair(game: NormalFormGame, name: str, *, matched: bool) -> None:
    """Raises UnsupportedError unless two players play; where `matched`, with as many actions each."""
    if len(game.shape) != 2 or (matched and len(set(game.shape)) > 1):
        wanted = "two players with as many actions each" if matched else "two players"
        message = f"{name} takes {wanted}; this game has shape {game.shape}"
        raise UnsupportedError(message, reason="AUTOMATON_UNSUITED", path="template")


def reciprocal(game: NormalFormGame, path: PureProfile, generosity: Fraction) -> Automaton:
    """Each plays the action of the index that the other played last; `path` first.

    An action off the path is forgiven with probability `generosity`, each player's coin being public and thrown apart:
    whoever forgives plays the path.
    """
    check_size(game, game.shape[0] ** 2)
    names = names_of_profiles(game)
    after = {seen: _next(path, seen, generosity, names) for seen in names}
    moves: dict[tuple[State, Seen], Mapping[State, Fraction]] = {
        (names[due], seen): after[seen] for due in names for seen in names
    }
    return Automaton(names[path], {name: profile for profile, name in names.items()}, moves)


def _next(
    path: PureProfile, seen: PureProfile, generosity: Fraction, names: Mapping[PureProfile, State]
) -> dict[State, Fraction]:
    first = _reply(path[0], seen[1], path[1], generosity)
    second = _reply(path[1], seen[0], path[0], generosity)
    chances: dict[State, Fraction] = {}
    for (one, chance), (other, likewise) in product(first, second):
        name = names[one, other]
        chances[name] = chances.get(name, Fraction(0)) + chance * likewise
    return chances


def _reply(path: int, seen: int, due: int, generosity: Fraction) -> list[tuple[int, Fraction]]:
    """What a player plays whose part in the path is `path`, after the other played `seen`; `due` was their part."""
    return [(path, Fraction(1))] if seen == due else [(path, generosity), (seen, 1 - generosity)]
