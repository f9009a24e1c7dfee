"""One answer: a candidate with the proof that it is one, and what it pays."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames import registry
from policygames.certificates import Certificate
from policygames.errors import CertificateError
from policygames.games import (
    ActionSets,
    Advice,
    Automaton,
    BayesianGame,
    Commitment,
    Crowd,
    Enclosure,
    Game,
    MixedProfile,
    NormalFormGame,
    QuantalResponse,
    RepeatedGame,
    SymmetricGame,
)
from policygames.games.dynamics import played
from policygames.games.notebooks import repr_html
from policygames.games.tensors import read_only
from policygames.numerics.exact import nearest_float


@dataclass(frozen=True, slots=True)
class Equilibrium:
    """A certified candidate of `game`; `exact_payoffs` holds what each player gets.

    Of an irrational equilibrium, which a box encloses, profile and payoffs are those in the middle of the box.
    """

    game: Game
    certificate: Certificate
    exact_payoffs: tuple[Fraction, ...]

    _repr_html_ = repr_html

    @property
    def exact(self) -> Any:  # what it is depends on the concept
        """The exact mixed profile, or Fractions in the shape of `distribution`; None where there is neither.

        In a Bayesian game it is one strategy per type of each player.
        """
        if isinstance(self.game, BayesianGame):
            return None if self.exact_profile is None else self.game.by_player(self.exact_profile)
        return self.exact_profile if self.advice is None else self.advice.table()

    @property
    def exact_profile(self) -> MixedProfile | None:
        """The exact mixed profile, of a commitment with the reply to it; None where the candidate is none.

        Like players are in the order of what they do.
        """
        candidate: Any = self.certificate.candidate
        if isinstance(candidate, Crowd):
            return candidate.profile()
        if isinstance(candidate, Commitment):
            return candidate.profile
        return candidate if isinstance(candidate, tuple) else None

    @property
    def profile(self) -> tuple[NDArray[np.float64], ...] | None:
        """The mixed profile in floats, one array per player in the order of its actions; None where it is none.

        In a Bayesian game an array has a row per type of the player.
        """
        if isinstance(self.game, BayesianGame):
            flat = self.exact_profile if self.enclosure is None else _followed(self.game, self.enclosure)
            by_player = self.game.by_player(flat or ())
            return tuple(read_only(np.stack([_floats(one) for one in own])) for own in by_player)
        if self.quantal is not None:
            return tuple(_floats(strategy) for strategy in self.quantal.profile)
        exact = self.exact_profile if self.enclosure is None else _followed(self.game, self.enclosure)
        return None if exact is None else tuple(_floats(strategy) for strategy in exact)

    @property
    def enclosure(self) -> Enclosure | None:
        """The box that is proven to hold an irrational equilibrium; None where the candidate is exact."""
        candidate = self.certificate.candidate
        return candidate if isinstance(candidate, Enclosure) else None

    @property
    def advice(self) -> Advice | None:
        """What a mediator draws and tells, with what proves it best; None for other concepts."""
        candidate = self.certificate.candidate
        return candidate if isinstance(candidate, Advice) else None

    @property
    def quantal(self) -> QuantalResponse | None:
        """The profile that is near a quantal response, its precision, and how near; None for other concepts."""
        candidate = self.certificate.candidate
        return candidate if isinstance(candidate, QuantalResponse) else None

    @property
    def distribution(self) -> NDArray[np.float64] | None:
        """The probability of each profile that a mediator may draw, in the shape of the game; None without one."""
        if self.advice is None:
            return None
        return _floats(tuple(self.advice.table().ravel().tolist())).reshape(self.advice.shape)

    @property
    def action_sets(self) -> tuple[tuple[str, ...], ...] | None:
        """The names of the actions that survive, per player; None where the candidate is no such sets."""
        candidate = self.certificate.candidate
        if not isinstance(candidate, ActionSets) or not isinstance(self.game, NormalFormGame):
            return None
        named = zip(self.game.actions, candidate.survivors, strict=True)
        return tuple(tuple(names[action] for action in kept) for names, kept in named)

    @property
    def strategy(self) -> Automaton | None:
        """The automaton that all follow; None in a one-shot game."""
        candidate = self.certificate.candidate
        return candidate if isinstance(candidate, Automaton) else None

    @property
    def payoffs(self) -> NDArray[np.float64]:
        """What each player gets, in floats, shape (n,)."""
        return _floats(self.exact_payoffs)


def _followed(game: Game, enclosure: Enclosure) -> MixedProfile:
    """The profile in the middle of the box, one strategy per player."""
    middle = enclosure.midpoint()
    return game.followed(middle).profile() if isinstance(game, SymmetricGame) else middle


def _floats(values: tuple[Fraction, ...]) -> NDArray[np.float64]:
    return read_only(np.array([nearest_float(value) for value in values], dtype=np.float64))


def plays(equilibrium: Equilibrium) -> list[tuple[str | None, NormalFormGame, MixedProfile]]:
    """What is played where: state (None in a one-shot game), stage game and mixed profile."""
    if equilibrium.strategy is not None and isinstance(equilibrium.game, RepeatedGame):
        stage_game = equilibrium.game.stage_game
        profiles = played(stage_game, equilibrium.strategy)
        return [(state, stage_game, profile) for state, profile in profiles.items()]
    if equilibrium.exact_profile is not None and isinstance(equilibrium.game, NormalFormGame):
        return [(None, equilibrium.game, equilibrium.exact_profile)]
    if equilibrium.quantal is not None and isinstance(equilibrium.game, NormalFormGame):
        return [(None, equilibrium.game, equilibrium.quantal.profile)]
    if equilibrium.enclosure is not None and isinstance(equilibrium.game, NormalFormGame):
        return [(None, equilibrium.game, equilibrium.enclosure.midpoint())]
    return []


def check_equilibrium(equilibrium: Equilibrium, game: Game, concept: str, path: str) -> None:
    """Raises CertificateError, its place under `path`, unless the concept says all again that `equilibrium` states."""
    stated = equilibrium.certificate
    if equilibrium.game != game:
        raise CertificateError("this is an equilibrium of another game", path=f"{path}.game")
    verdict = registry.concept(concept).certify(game, stated.candidate)
    if not isinstance(verdict, Certificate):
        raise CertificateError(f"this is no {concept} equilibrium: {verdict.reason}", path=path)
    if verdict != stated:
        message = "the certificate states another concept, game, kind or slack than the check gives"
        raise CertificateError(message, path=f"{path}.certificate")
    if equilibrium.exact_payoffs != game.payoffs_of(stated.candidate):
        raise CertificateError("the payoffs are not those of the candidate", path=f"{path}.payoffs")
