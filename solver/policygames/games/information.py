"""What changes when one player comes to know another's type: the game after the news, all knowing that they have it."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np

from policygames.games.bayesian import BayesianGame


def revealed(game: BayesianGame, learner: int, about: int) -> BayesianGame:
    """The game in which player `learner` knows the type of player `about` as well as their own.

    Their types are the pairs of both that can occur, called "own, about's".
    """
    own, others = game.type_counts[learner], game.type_counts[about]
    pairs = [pair for pair in product(range(own), range(others)) if _chance(game, (learner, about), pair)]
    prior = np.stack([_known(game.prior, learner, about, pair) for pair in pairs], axis=learner)
    payoffs = [
        np.stack([numerators.take(pair[0], axis=learner) for pair in pairs], axis=learner).astype(object)
        * Fraction(1, denominator)
        for numerators, denominator in zip(game.numerators, game.denominators, strict=True)
    ]
    names = [f"{game.types[learner][mine]}, {game.types[about][theirs]}" for mine, theirs in pairs]
    types = [names if player == learner else kinds for player, kinds in enumerate(game.types)]
    return BayesianGame(payoffs, prior, game.players, types, game.actions)


def _chance(game: BayesianGame, players: tuple[int, int], pair: tuple[int, int]) -> Fraction:
    drawn = (chance for types, chance in game.possible if tuple(types[player] for player in players) == pair)
    return sum(drawn, Fraction(0))


def _known(prior: Any, learner: int, about: int, pair: tuple[int, int]) -> Any:
    """The chances of the others' types together with this pair, 0 where the known type is another."""
    mine, theirs = pair
    slab = prior.take(mine, axis=learner)
    axis = about - (about > learner)
    keep = np.zeros(slab.shape, dtype=object) + Fraction(0)
    place = tuple(theirs if one == axis else slice(None) for one in range(slab.ndim))
    keep[place] = slab[place]
    return keep
