"""A reasoned choice among equilibria: by risk, by payoffs, by doubt, by tracing, by welfare or by entropy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from policygames import registry
from policygames.certificates import Certificate
from policygames.errors import CertificateError
from policygames.games import MixedProfile, NormalFormGame
from policygames.games.profiles import support
from policygames.games.risk import dominance_threshold
from policygames.results.equilibrium import Equilibrium
from policygames.results.wording import number, payoff_words, profile_words, ratio

Step = tuple[Fraction, MixedProfile]
"""A weight of the game against the prior, and an equilibrium of the mixture."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The equilibria that a criterion chooses; several where they tie, none where it chooses none.

    `values` holds what the criterion says of each: the sum of payoffs ("welfare"), the least p ("p_dominance"), the
    entropy in nats ("entropy", a float); None for others. `gap` bounds how much entropy anything else may have more.
    `prior` and `path` are those of "tracing": weights of the game against the prior, from 0 to 1, at which the path
    bends, each with an exact equilibrium of that mixture. `complete` says whether all equilibria were compared.
    """

    game: NormalFormGame
    by: str
    equilibria: tuple[Equilibrium, ...]
    values: tuple[Fraction | float | None, ...]
    complete: bool = True
    gap: float = 0.0
    prior: MixedProfile | None = None
    path: tuple[Step, ...] = ()
    warnings: tuple[str, ...] = ()

    def verify(self) -> None:
        """Checks every equilibrium again, thresholds and sums, and each bend of a traced path.

        Raises CertificateError where one does not hold. That nothing better was left out is for `select` to find again.
        """
        for one, value in zip(self.equilibria, self.values, strict=True):
            concept = registry.concept(one.certificate.concept)
            if concept.certify(self.game, one.certificate.candidate) != one.certificate:
                raise CertificateError(f"this is no {concept.name}", path="equilibria")
            if self.by == "welfare" and value != sum(one.exact_payoffs):
                raise CertificateError("the sum of payoffs is another", path="values")
            if self.by == "p_dominance" and value != dominance_threshold(self.game, _pure(one)):
                raise CertificateError("the least p is another", path="values")
        self._check_path()

    def _check_path(self) -> None:
        if self.prior is None:
            return
        certify = registry.concept("nash").certify
        for weight, profile in self.path:
            if not isinstance(certify(mixture(self.game, self.prior, weight), profile), Certificate):
                raise CertificateError(f"the path leaves the equilibria at weight {weight}", path="path")
        if not self.path or self.path[-1][0] != 1 or self.path[-1][1] != self.equilibria[0].exact_profile:
            raise CertificateError("the path does not end at the equilibrium", path="path")

    def explain(self) -> str:
        """What is chosen and why, in a paragraph."""
        lines = [self._told(one, value) for one, value in zip(self.equilibria, self.values, strict=True)]
        found = lines or [_NOTHING[self.by]]
        tie = ["They tie."] if len(lines) > 1 else []
        partly = [] if self.complete else ["Not all equilibria were compared."]
        return "\n".join([*found, *tie, *partly, *(f"Note: {text}." for text in self.warnings)])

    def _told(self, one: Equilibrium, value: Fraction | float | None) -> str:
        profile: MixedProfile = one.exact_profile or ()
        played = f"{profile_words(self.game, profile)}; {payoff_words(self.game.players, one.exact_payoffs)}."
        if self.by == "p_dominance" and isinstance(value, Fraction):
            return f"{played} Each action is best for whoever thinks the other's likely by {ratio(value)} or more."
        if self.by == "welfare" and isinstance(value, Fraction):
            return f"{played} The sum of {number(value)} is the largest of all equilibria compared."
        if self.by == "entropy" and value is not None:
            return f"{played} The entropy is {float(value):.4g} nats, at most {self.gap:.1g} less than the largest."
        return f"{played} {_WHY[self.by]}"


_WHY = {
    "payoff": "Everybody gets more than in any other equilibrium.",
    "risk": "No strict equilibrium risk-dominates it.",
    "tracing": "The linear tracing procedure leads from best replies to the prior to it.",
}
_NOTHING = {
    "payoff": "No equilibrium gives everybody more than every other.",
    "risk": "No strict equilibrium is risk-dominant.",
    "p_dominance": "There is no strict equilibrium.",
    "tracing": "No equilibrium was reached.",
    "welfare": "No equilibrium was found.",
    "entropy": "No equilibrium was found.",
}


def _pure(one: Equilibrium) -> tuple[int, ...]:
    return tuple(support(strategy)[0] for strategy in one.exact_profile or ())


def mixture(game: NormalFormGame, prior: Sequence[Sequence[Fraction]], weight: Fraction) -> NormalFormGame:
    """The two-player game that pays `weight` times the payoffs, and the rest what the own action pays on the prior."""
    alone = [game.deviation_payoffs(player, tuple(map(tuple, prior))) for player in (0, 1)]
    rows, columns = (range(count) for count in game.shape)
    payoffs = [
        [
            [weight * game.payoff(player, (i, j)) + (1 - weight) * alone[player][(i, j)[player]] for j in columns]
            for i in rows
        ]
        for player in (0, 1)
    ]
    return NormalFormGame(payoffs, game.players, game.actions)
