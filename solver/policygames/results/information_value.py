"""What it is worth to a player to learn another's type, in equilibrium before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames.certificates import Coverage
from policygames.errors import CertificateError
from policygames.games import BayesianGame
from policygames.games.information import revealed
from policygames.games.notebooks import repr_html
from policygames.results.saved import game_of, plain, reading
from policygames.results.solution import Solution
from policygames.results.wording import number

Range = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class InformationValue:
    """The equilibria without and with the news about the type of `about`, which all know that `learner` gets.

    Payoffs are expected before types are drawn. News can hurt: the others know of it, and reply to it.
    """

    game: BayesianGame
    learner: str
    about: str
    before: Solution
    after: Solution

    @property
    def value(self) -> Fraction | None:
        """What the learner gains by the news; None where several equilibria leave it open."""
        least, most = self.bounds
        return least if least == most and self.is_complete else None

    @property
    def bounds(self) -> Range:
        """The least and the most that the learner gains, over all equilibria listed before and after."""
        return self.bounds_of(self.learner)

    def bounds_of(self, player: str | int) -> Range:
        """The same for any player. Raises GameError for an unknown one."""
        index = self.game.player_index(player)
        (worst, best), (low, high) = (_range(one, index) for one in (self.before, self.after))
        return low - best, high - worst

    @property
    def is_complete(self) -> bool:
        """Whether all equilibria of both games are known."""
        return all(one.coverage is Coverage.ALL for one in (self.before, self.after))

    def verify(self) -> tuple[str, ...]:
        """Checks both lists again, and that the second game is the first with the news. Raises CertificateError."""
        learner, about = (self.game.player_index(one) for one in (self.learner, self.about))
        if self.before.game != self.game or self.after.game != revealed(self.game, learner, about):
            raise CertificateError("the solutions are those of other games", path="after.game")
        return (*self.before.verify(), *self.after.verify())

    _repr_html_ = repr_html

    def explain(self) -> str:
        """What the news changes for every player, in a paragraph."""
        told = [self._told(player) for player in self.game.players]
        note = "" if self.is_complete else " Not all equilibria are known, so that it may be more or less."
        return f"{self.learner} learns the type of {self.about}, and everybody knows it. {' '.join(told)}{note}"

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact."""
        before, after = self.before.to_dict(), self.after.to_dict()
        return plain("information_value", self.game, learner=self.learner, about=self.about, before=before, after=after)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> InformationValue:
        """The value that `to_dict` wrote; nothing is believed until `verify` has passed.

        Raises GameError, naming the field, where one is missing or bad; CertificateError for another game's digest.
        """
        fields = ("learner", "about", "before", "after")
        game = game_of(data, "information_value", fields, BayesianGame)
        learner, about = (game.players[game.player_index(data[name], name)] for name in fields[:2])
        with reading("information_value"):
            return cls(game, learner, about, *(Solution.from_dict(data[name]) for name in fields[2:]))

    def _told(self, player: str) -> str:
        least, most = self.bounds_of(player)
        if least == most:
            verb = "gains" if least >= 0 else "loses"
            return f"{player} {verb} {number(abs(least))}."
        return (
            f"{player} gains between {number(least)} and {number(most)}, depending on the equilibria that are played."
        )


def _range(solution: Solution, player: int) -> Range:
    paid = [equilibrium.exact_payoffs[player] for equilibrium in solution.equilibria]
    if not paid:
        raise CertificateError("no equilibrium is known to compare with", path="equilibria")
    return min(paid), max(paid)
