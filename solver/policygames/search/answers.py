"""What a search has certified: spelled out as equilibria and their components once somebody looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from policygames.certificates import Certificate, Claim
from policygames.games import Game
from policygames.registry import Concept, Verdict
from policygames.results import Component, Equilibrium


class Answer:
    """A certified equilibrium, made when it is first looked at."""

    def __init__(self, game: Game, verdicts: Sequence[Verdict], place: int) -> None:
        """The verdict at `place` is a certificate."""
        self._game, self._verdicts, self._place = game, verdicts, place

    @cached_property
    def equilibrium(self) -> Equilibrium:
        """The equilibrium: the same one each time."""
        verdict, payoffs = self._verdicts[self._place]
        return Equilibrium(self._game, cast("Certificate", verdict), payoffs)


@dataclass(frozen=True, slots=True)
class Answers:
    """All that a search has found, with what its method claims of them."""

    game: Game
    concept: Concept
    found: Sequence[Answer]
    claim: Claim

    def equilibria(self) -> tuple[Equilibrium, ...]:
        """The equilibria, in the order in which they were found."""
        return tuple([answer.equilibrium for answer in self.found])

    def components(self) -> tuple[Component, ...] | None:
        """The components, by the concept's structure; None where it has none, or too large a one."""
        if self.concept.components is None:
            return None
        candidates = [answer.equilibrium.certificate.candidate for answer in self.found]
        found: tuple[Component, ...] | None = self.concept.components(
            self.game, candidates, self.claim.proof, self.claim.graph
        )
        return found
