"""What a game's Nash equilibria pay, to compare other answers with: all extreme ones of a small game, else pure."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from policygames.games import MixedProfile, NormalFormGame
from policygames.games.labels import relabelled, replies
from policygames.games.profiles import pure_as_mixed
from policygames.numerics.best_responses import pure_equilibria
from policygames.numerics.labelling import Labelled
from policygames.numerics.polytope import vertices

_SMALL = 12  # actions of both players: some 10 ms
_MOST_PURE = 1000


def nash_payoffs(game: NormalFormGame) -> tuple[list[tuple[Fraction, ...]], bool]:
    """What the Nash equilibria pay, and whether these are all extreme ones of two players; else they are the pure ones.

    Payoffs are linear in each strategy: no other equilibrium pays a player, or any weighted sum, more or less.
    """
    complete = len(game.shape) == 2 and sum(game.shape) <= _SMALL
    profiles = _extreme(game) if complete else _pure(game)
    return [game.payoffs_of(profile) for profile in profiles], complete


def _pure(game: NormalFormGame) -> Iterator[MixedProfile]:
    found = (profile for profile in pure_equilibria(game.numerators) if profile)
    return (pure_as_mixed(profile, game.shape) for profile in islice(found, _MOST_PURE))


def _extreme(game: NormalFormGame) -> Iterator[MixedProfile]:
    """The completely labelled pairs of vertices (Mangasarian, SIAM Journal 12 (1964) 778-780)."""
    first = [vertex for vertex in vertices(replies(game, 1)) if vertex]
    everything, labelled = (1 << sum(game.shape)) - 1, Labelled(first)
    for other in vertices(replies(game, 0)):
        if other:
            needed = everything & ~relabelled(other.labels, game.shape)
            yield from ((one.strategy(), other.strategy()) for one in labelled.having(needed))
