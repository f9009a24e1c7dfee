"""What proves a commitment: that the reply is a best one, and that no commitment gives the leader more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from policygames.games.commitments import Commitment, ReplyBound
from policygames.games.profiles import Strategy, whole_weights
from policygames.numerics.exact import common_denominator, over, shown
from policygames.numerics.whole_arrays import Whole, roomy

if TYPE_CHECKING:
    from policygames.games.normal_form import NormalFormGame

STRONG, WEAK = "strong", "weak"
Shares: TypeAlias = Sequence[tuple[int, Fraction]]


@dataclass(frozen=True, slots=True)
class Sides:
    """Both players' payoffs as whole numbers over a denominator: a row per action of the leader, a column per reply."""

    leading: Whole
    following: Whole
    leading_scale: int
    following_scale: int

    def pays(self, commitment: Strategy, replies: Sequence[int]) -> list[Fraction]:
        """What the leader gets against each of some replies."""
        return _expected(self.leading, self.leading_scale, commitment, replies)

    def gives(self, commitment: Strategy) -> list[Fraction]:
        """What the follower gets from each reply."""
        return _expected(self.following, self.following_scale, commitment, range(self.following.shape[1]))

    def best_replies(self, commitment: Strategy) -> list[int]:
        """The replies that give the follower most."""
        given = self.gives(commitment)
        return [reply for reply, payoff in enumerate(given) if payoff == max(given)]

    def alike(self, reply: int) -> list[int]:
        """The replies that always give the follower as much as `reply`, itself among them."""
        same = (self.following == self.following[:, [reply]]).all(axis=0)
        return [int(other) for other in np.flatnonzero(same)]

    def spread(self) -> Fraction:
        """The leader's best payoff less the worst."""
        return Fraction(int(self.leading.max()) - int(self.leading.min()), self.leading_scale)


def sides(game: NormalFormGame, leader: int) -> Sides:
    """The game as `leader` and the other player see it."""
    leading, following = (
        numerators if leader == 0 else numerators.T
        for numerators in (game.numerators[leader], game.numerators[1 - leader])
    )
    return Sides(leading, following, game.denominators[leader], game.denominators[1 - leader])


def _expected(table: Whole, scale: int, commitment: Strategy, replies: Sequence[int]) -> list[Fraction]:
    weights, total = whole_weights(commitment)
    rows = roomy(table[list(weights)][:, list(replies)], total)
    sums = np.array(list(weights.values()), dtype=rows.dtype) @ rows
    return [Fraction(int(value), scale * total) for value in sums]


def unbounded(seen: Sides, commitment: Commitment) -> str:
    """Why the bounds do not prove the supremum, in words; empty where they do.

    For strong followers every reply has a bound. For weak ones every class of replies that are alike has one: the
    commitments to which some reply of a class is a best one have an interior, or those of others cover them too.

    Source: von Stengel and Zamir, Games and Economic Behavior 69 (2010) 446-457, theorem 11.
    """
    count = seen.following.shape[1]
    for bound in commitment.bounds:
        if problem := _flaw(seen, bound, commitment.followers, count):
            return problem
        most = _most(seen, bound)
        if most > (commitment.supremum if bound.weights else 0):
            return f"the bound for reply {bound.reply} only proves {shown(most)}"
    bounded = {bound.reply for bound in commitment.bounds}
    if commitment.followers == WEAK:
        bounded = {other for reply in bounded for other in seen.alike(reply)}
    missing = set(range(count)) - bounded
    return f"there is no bound for reply {min(missing)}" if missing else ""


def _flaw(seen: Sides, bound: ReplyBound, followers: str, count: int) -> str:
    pairs = (*bound.weights, *bound.prices, (bound.reply, Fraction(0)))
    if not all(reply in range(count) and isinstance(share, Fraction) and share >= 0 for reply, share in pairs):
        return "weights and prices are of replies that there are, and at least 0"
    alike = seen.alike(bound.reply) if followers == WEAK else [bound.reply]
    if any(reply not in alike for reply, _ in bound.weights):
        return "the weights of a bound are of its reply, and of those alike"
    if bound.weights and sum(share for _, share in bound.weights) != 1:
        return "the weights of a bound sum to 1"
    return "" if bound.weights or _excludes(bound, followers, alike) else "a bound without weights excludes nothing"


def _excludes(bound: ReplyBound, followers: str, alike: Sequence[int]) -> bool:
    """Whether prices alone can say that a weak follower's reply is a best one only where one not alike is too."""
    return followers == WEAK and any(share and reply not in alike for reply, share in bound.prices)


def _most(seen: Sides, bound: ReplyBound) -> Fraction:
    """The largest, over the leader's actions, of the weighted payoffs and the priced gains."""
    factors = {reply: share / seen.leading_scale for reply, share in bound.weights}
    rates = {reply: share / seen.following_scale for reply, share in bound.prices}
    scale = common_denominator([*factors.values(), *rates.values()])
    paid = _combined(seen.leading, factors, scale)
    own = {bound.reply: sum(rates.values(), Fraction(0))}
    gained = _combined(seen.following, own, scale) - _combined(seen.following, rates, scale)
    return Fraction(int((paid + gained).max()), scale)


def _combined(table: Whole, factors: dict[int, Fraction], scale: int) -> Whole:
    """A combination of columns, as Python ints."""
    weights = np.array(over(list(factors.values()), scale), dtype=object)
    combined: Whole = table[:, list(factors)].astype(object) @ weights
    return combined if factors else np.zeros(len(table), dtype=object)
