"""What either player plays in a block of profiles, and gets for it, at once for all strategies."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from itertools import compress

from policygames.games.normal_form import NormalFormGame
from policygames.games.profile_block import Weights, strategies_of
from policygames.games.profiles import Strategy
from policygames.numerics.best_responses import replies_to_many


class BlockSide:
    """What a player plays in a block, and what the best replies to each strategy of the opponent pay.

    Which replies are best is known at once; fractions are made when they are asked for.
    """

    def __init__(self, game: NormalFormGame, player: int, weights: Sequence[Sequence[Weights]]) -> None:
        self._own, self._other = tuple(weights[player]), tuple(weights[1 - player])  # whatever becomes of the lists
        self._denominator = game.denominators[player]
        numerators = game.numerators[player] if player == 0 else game.numerators[player].T
        self.replies = replies_to_many(numerators, self._other)
        bits = [1 << action for action in range(game.shape[player])]
        self.played = [sum(compress(bits, one)) for one in self._own]
        """What each strategy plays, as bits."""

    @cached_property
    def strategies(self) -> list[Strategy]:
        """The player's strategies."""
        return strategies_of(self._own)

    @cached_property
    def payoffs(self) -> list[Fraction]:
        """What a best reply to each strategy of the opponent pays."""
        return [Fraction(best, scale) for best, scale in zip(self.replies.pays, self._scales, strict=True)]

    def loss(self, strategy: int) -> Fraction | None:
        """How much less the next best replies to a strategy of the opponent pay; None where all are best replies."""
        loss = self.replies.loss(strategy)
        return Fraction(loss, self._scales[strategy]) if loss else None

    @cached_property
    def _scales(self) -> list[int]:
        return [self._denominator * sum(one) for one in self._other]
