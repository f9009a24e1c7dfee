"""What is said of the profiles of a block: all of them checked, certificates made when they are looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import overload

from policygames.certificates import Certificate, Kind, Refusal
from policygames.games import NormalFormGame
from policygames.games.block_sides import BlockSide
from policygames.registry import Verdict


class JudgedBlock(Sequence[Verdict]):
    """A verdict on each of `pairs`, in their order.

    Whoever makes it has found every action unplayed or a best reply in all but those of `refusals`, by position.
    """

    def __init__(
        self,
        game: NormalFormGame,
        pairs: Sequence[tuple[int, int]],
        sides: tuple[BlockSide, BlockSide],
        refusals: Mapping[int, Refusal],
    ) -> None:
        self.refusals = refusals
        self._game, self._pairs, self._sides = game, pairs, sides

    def __len__(self) -> int:
        return len(self._pairs)

    @overload
    def __getitem__(self, index: int) -> Verdict: ...
    @overload
    def __getitem__(self, index: slice) -> list[Verdict]: ...
    def __getitem__(self, index: int | slice) -> Verdict | list[Verdict]:
        places = range(len(self._pairs))[index]
        return self._verdict(places) if isinstance(places, int) else [self._verdict(place) for place in places]

    def _verdict(self, place: int) -> Verdict:
        if place in self.refusals:
            return self.refusals[place], ()
        first, second = self._pairs[place]
        one, other = self._sides
        candidate = (one.strategies[first], other.strategies[second])
        certificate = Certificate("nash", self._game.digest, candidate, Kind.EXACT, self._slack(first, second))
        return certificate, (one.payoffs[second], other.payoffs[first])

    def _slack(self, first: int, second: int) -> Fraction | None:
        """The least loss by an action that is not played: 0 where one of them is a best reply too."""
        one, other = self._sides
        if one.played[first] != one.replies.best[second] or other.played[second] != other.replies.best[first]:
            return _ZERO
        losses = (one.loss(second), other.loss(first))
        return min((loss for loss in losses if loss is not None), default=None)


_ZERO = Fraction(0)
