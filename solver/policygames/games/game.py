"""What every game offers, whatever its kind, and games read back from plain data."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from fractions import Fraction
from typing import Any, Protocol, TypeAlias

from policygames.errors import GameError
from policygames.games.bayesian import BayesianGame
from policygames.games.normal_form import NormalFormGame
from policygames.games.repeated import RepeatedGame
from policygames.games.symmetric import SymmetricGame

Candidate: TypeAlias = Hashable
"""Whatever a concept certifies: a mixed profile, an automaton, …"""


class Game(Protocol):
    """All that the loop, certificates and results need of a game."""

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the game's canonical form."""

    @property
    def players(self) -> tuple[str, ...]:
        """The players' names."""

    def payoffs_of(self, candidate: Any) -> tuple[Fraction, ...]:
        """What each player gets when all follow `candidate`."""

    def to_dict(self) -> dict[str, Any]:
        """Plain data, with `kind` naming the kind of game."""


_KINDS: dict[str, Callable[[Mapping[str, Any]], Game]] = {
    "normal_form": NormalFormGame.from_dict,
    "repeated": RepeatedGame.from_dict,
    "bayesian": BayesianGame.from_dict,
    "symmetric": SymmetricGame.from_dict,
}


def game_from_dict(data: Mapping[str, Any]) -> Game:
    """The game that `to_dict` of any kind of game wrote. Raises GameError for anything else."""
    kind = data.get("kind") if isinstance(data, Mapping) else None
    if not isinstance(kind, str) or kind not in _KINDS:
        message = f"there is no kind of game {kind!r}; allowed: {', '.join(_KINDS)}"
        raise GameError(message, reason="MISSING_GAME", path="kind", variables={"kind": kind, "allowed": list(_KINDS)})
    try:
        return _KINDS[kind](data)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise GameError(f"no {kind} game can be read here: {error!r}", reason="MISSING_GAME", path="game") from error
