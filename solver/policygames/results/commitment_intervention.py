"""Which commitments would it take: who is bound to what, what that costs, that it works, and why nothing less does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames import registry
from policygames.certificates import Certificate
from policygames.errors import CertificateError
from policygames.games import NormalFormGame, Strategy
from policygames.games.interventions.commitments import (
    Bond,
    CommitmentQuestion,
    committed,
    left_for,
    mix_rows,
)
from policygames.games.notebooks import repr_html
from policygames.games.profiles import flaw, pure_as_mixed, pure_strategy
from policygames.numerics import least_cost
from policygames.numerics.best_responses import pure_equilibria
from policygames.numerics.exact import nearest_float, read_back, spelled
from policygames.results.plain import plain_certificate, read_certificate
from policygames.results.saved import reading

Prices = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class CommitmentIntervention:
    """The commitments that bring the target of `question` about.

    `change` holds who commits to which strategy. Without a leader `cost` is the sum of the `bonds` that hold those who
    are tempted; with one it is the probability with which he departs from his action in the target, None where no mix
    does, and `prices`, one for each other action of the follower and one for the sum, prove that nothing less does.
    """

    question: CommitmentQuestion
    cost: Fraction | None
    change: tuple[tuple[int, Strategy], ...]
    certificate: Certificate | None
    prices: Prices

    @property
    def lever(self) -> str:
        """What is changed."""
        return "commitment"

    @property
    def value(self) -> float | None:
        """The cost as a float; None where no commitment does."""
        return None if self.cost is None else nearest_float(self.cost)

    @property
    def bonds(self) -> tuple[Bond, ...]:
        """Without a leader those who have to be bound, what would pay otherwise, and what holds them."""
        return () if self.question.leader is not None else self.question.bonds()

    @property
    def least(self) -> tuple[Bond, ...] | Prices | None:
        """Why nothing less does: the deviation of each who is bound, or prices; None where nothing is needed."""
        return None if self.cost == 0 else self.bonds or self.prices

    @property
    def game(self) -> NormalFormGame:
        """The game in which those who commit have one action left."""
        return committed(self.question, dict(self.change))

    @property
    def payoffs(self) -> tuple[Fraction, ...]:
        """What each player gets after the commitments."""
        game = self.game
        target = left_for(self.question, [player for player, _ in self.change])
        return game.payoffs_of(pure_as_mixed(target, game.shape))

    def gains(self) -> tuple[tuple[tuple[int, ...], tuple[Fraction, ...]], ...]:
        """What the commitments are worth to each player, next to each pure equilibrium of the game without them."""
        game = self.question.game
        found = [profile for profile in pure_equilibria(game.numerators) if profile is not None]
        own = self.payoffs
        return tuple((one, tuple(paid - game.payoff(player, one) for player, paid in enumerate(own))) for one in found)

    def verify(self) -> tuple[str, ...]:
        """Checks both proofs again, from the question alone; nothing is left unchecked, and () comes back.

        Raises CertificateError where one does not hold.
        """
        if (self.cost is None) is not (self.certificate is None):
            raise CertificateError("commitments that work have a certificate", path="certificate")
        players = [player for player, _ in self.change]
        shape = self.question.game.shape
        if len(set(players)) < len(players) or any(flaw((one,), (shape[player],)) for player, one in self.change):
            raise CertificateError("each who commits does so to one strategy", path="change")
        if self.question.leader is None:
            self._check_bonds()
        else:
            self._check_mix(self.question.leader)
        if self.cost is not None and certified_commitment(self.question, self.change) != self.certificate:
            raise CertificateError("the certificate is not that of the changed game", path="certificate")
        return ()

    def _check_bonds(self) -> None:
        """All who are bound are tempted, each by a deviation that pays unless he is; nobody else is."""
        bonds = self.question.bonds()
        wanted = bound_strategies(self.question, bonds)
        if self.change != wanted or self.cost != sum((bond.amount for bond in bonds), Fraction(0)):
            raise CertificateError("those who are tempted are bound, and nobody else", path="change")

    def _check_mix(self, leader: int) -> None:
        costs, rows = mix_rows(self.question, leader)
        if len(self.prices) != len(rows):
            raise CertificateError("there is a price for each action of the follower", path="prices")
        if problem := least_cost.bound_flaw(costs, rows, self.prices, self.cost):
            raise CertificateError(problem, path="prices")
        if self.cost is not None:
            strategies = dict(self.change)
            if set(strategies) != {leader} or 1 - strategies[leader][self.question.target[leader]] != self.cost:
                raise CertificateError("the leader departs from his action by something else", path="cost")

    _repr_html_ = repr_html

    def explain(self) -> str:
        """A paragraph that can be read aloud: who commits to what, what it costs, what is proven."""
        from policygames.results.commitment_intervention_words import explain_commitments

        return explain_commitments(self)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact, with the words."""
        question = self.question
        return {
            "kind": "intervention",
            "lever": self.lever,
            "game": question.game.to_dict(),
            "target": list(question.target),
            "margin": spelled(question.margin),
            "leader": question.leader,
            "cost": None if self.cost is None else spelled(self.cost),
            "change": [[player, [spelled(chance) for chance in strategy]] for player, strategy in self.change],
            "certificate": None if self.certificate is None else plain_certificate(self.certificate),
            "prices": [spelled(price) for price in self.prices],
            "explanation": self.explain(),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> CommitmentIntervention:
        """What `to_dict` wrote; nothing is believed until `verify` has passed. Raises GameError for anything else."""
        with reading("intervention"):
            game, leader = NormalFormGame.from_dict(data["game"]), data["leader"]
            certificate, cost = data["certificate"], data["cost"]
            margin = read_back(data["margin"], "margin")
            target = game.pure_profile(data["target"], "target")
            return cls(
                CommitmentQuestion(game, target, margin, None if leader is None else game.player_index(leader)),
                cost=None if cost is None else read_back(cost, "cost"),
                change=tuple(
                    (game.player_index(player), tuple(read_back(chance, "change") for chance in strategy))
                    for player, strategy in data["change"]
                ),
                certificate=None if certificate is None else read_certificate(certificate, "certificate"),
                prices=tuple(read_back(price, "prices") for price in data["prices"]),
            )


def bound_strategies(question: CommitmentQuestion, bonds: tuple[Bond, ...]) -> tuple[tuple[int, Strategy], ...]:
    """The target's action of each who is bound."""
    shape = question.game.shape
    return tuple((one.player, pure_strategy(question.target[one.player], shape[one.player])) for one in bonds)


def certified_commitment(question: CommitmentQuestion, change: tuple[tuple[int, Strategy], ...]) -> Certificate:
    """The certificate of what is left of the target once those who commit have one action. Raises CertificateError."""
    game = committed(question, dict(change))
    left = pure_as_mixed(left_for(question, [player for player, _ in change]), game.shape)
    verdict = registry.concept("nash").certify(game, left)
    if not isinstance(verdict, Certificate):
        raise CertificateError(f"the target does not follow: {verdict.reason}", path="certificate")
    if verdict.slack is not None and verdict.slack < question.margin:
        raise CertificateError("the target does not follow by the margin", path="certificate")
    return verdict
