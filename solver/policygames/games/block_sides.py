"""What either player plays in a block of profiles, and gets for it, at once for all strategies."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import compress

from policygames.games.normal_form import NormalFormGame
from policygames.games.profile_block import Weights, strategies_of
from policygames.numerics.best_responses import replies_to_many


class BlockSide:
    """What a player plays in a block, and what the best replies to each strategy of the opponent pay."""

    def __init__(self, game: NormalFormGame, player: int, weights: Sequence[Sequence[Weights]]) -> None:
        own, other = weights[player], weights[1 - player]
        numerators = game.numerators[player] if player == 0 else game.numerators[player].T
        self.replies = replies_to_many(numerators, other)
        self.scales = [game.denominators[player] * sum(one) for one in other]
        bits = [1 << action for action in range(game.shape[player])]
        self.played = [sum(compress(bits, one)) for one in own]
        """What each strategy plays, as bits."""
        self.strategies = strategies_of(own)
        self.payoffs = [Fraction(best, scale) for best, scale in zip(self.replies.pays, self.scales, strict=True)]

    def loss(self, strategy: int) -> Fraction | None:
        """How much less the next best replies to a strategy of the opponent pay; None where all are best replies."""
        loss = self.replies.losses[strategy]
        return Fraction(loss, self.scales[strategy]) if loss else None
