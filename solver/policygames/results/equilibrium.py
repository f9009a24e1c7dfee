"""One answer: a candidate with the proof that it is one, and what it pays."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.certificates import Certificate
from policygames.games import Automaton, Game, MixedProfile, NormalFormGame, RepeatedGame
from policygames.games.dynamics import played
from policygames.games.tensors import read_only
from policygames.numerics.exact import nearest_float


@dataclass(frozen=True, slots=True)
class Equilibrium:
    """A certified candidate of `game`; `exact_payoffs` holds what each player gets."""

    game: Game
    certificate: Certificate
    exact_payoffs: tuple[Fraction, ...]

    @property
    def exact(self) -> MixedProfile | None:
        """The exact mixed profile; None where the candidate is none."""
        candidate: Any = self.certificate.candidate
        return candidate if isinstance(candidate, tuple) else None

    @property
    def profile(self) -> tuple[NDArray[np.float64], ...] | None:
        """The mixed profile in floats, one array per player in the order of its actions; None where it is none."""
        exact = self.exact
        return None if exact is None else tuple(_floats(strategy) for strategy in exact)

    @property
    def strategy(self) -> Automaton | None:
        """The automaton that all follow; None in a one-shot game."""
        candidate = self.certificate.candidate
        return candidate if isinstance(candidate, Automaton) else None

    @property
    def payoffs(self) -> NDArray[np.float64]:
        """What each player gets, in floats, shape (n,)."""
        return _floats(self.exact_payoffs)


def _floats(values: tuple[Fraction, ...]) -> NDArray[np.float64]:
    return read_only(np.array([nearest_float(value) for value in values], dtype=np.float64))


def plays(equilibrium: Equilibrium) -> list[tuple[str | None, NormalFormGame, MixedProfile]]:
    """What is played where: state (None in a one-shot game), stage game and mixed profile."""
    if equilibrium.strategy is not None and isinstance(equilibrium.game, RepeatedGame):
        stage_game = equilibrium.game.stage_game
        profiles = played(stage_game, equilibrium.strategy)
        return [(state, stage_game, profile) for state, profile in profiles.items()]
    if equilibrium.exact is not None and isinstance(equilibrium.game, NormalFormGame):
        return [(None, equilibrium.game, equilibrium.exact)]
    return []
