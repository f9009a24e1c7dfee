"""Quantal responses on the principal branch: followed in floats from play at random, refined and proven exactly."""

from __future__ import annotations

from collections.abc import Generator
from fractions import Fraction
from itertools import chain, pairwise
from typing import Any

import numpy as np

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import MixedProfile, NormalFormGame, QuantalResponse
from policygames.games.deciders import deciders
from policygames.games.options import precision_of
from policygames.games.quantal_proofs import (
    answers,
    derivative,
    inverse,
    lies_within,
    only_one,
    power_of_two_above,
    residual,
    rounded,
)
from policygames.numerics.exact import nearest_float
from policygames.numerics.logit_path import LogitField, at_precision, followed
from policygames.registry import Method, Proposals

BEYOND = 3
"""How many times the precision is followed further, for turns back to it."""
MOST_STEPS = 6_000
FARTHEST = 10**8
"""The largest precision, times the range of payoffs, to which floats can follow the branch."""
MOST_REFINEMENTS = 40
BITS = 110
GOOD = Fraction(1, 1 << 90)
BRANCH = "that this lies on the principal branch was followed in floats, not proven; other quantal responses may exist"
SHORT = "the principal branch was followed to precision {:.3g} only, too little for floats to see others of this one"
CROSSED = "another branch crosses the principal one: symmetry, or payoffs that tie, leave open which goes on"


def propose(game: NormalFormGame, budget: Budget, *, precision: Any = None) -> Proposals:
    """Each point of the principal branch at this precision, and as the only one where answers contract."""
    smaller = deciders(game)
    return (yield from smaller.lifted(_among(smaller.game, precision_of(precision))))


def _among(game: NormalFormGame, wanted: Fraction) -> Generator[QuantalResponse | None, None, Claim]:
    target = nearest_float(wanted)
    field = LogitField([game.floats_of(player) for player in range(len(game.shape))])
    if target * field.unit > FARTHEST:
        return Claim(Coverage.SOME, warnings=(SHORT.format(0.0),))
    before, crossed = None, False
    for count, point in enumerate(followed(field)):
        yield None
        if point is None:
            continue
        crossed |= point.crossed
        if before is None and target == 0:
            yield refined(game, wanted, field, point.logs)
        elif before is not None and (before.precision < target) != (point.precision < target):
            yield refined(game, wanted, field, at_precision(field, before, point, target))
        before = point
        if point.precision > BEYOND * target or count > MOST_STEPS:
            break
    if only_one(game, wanted):
        return Claim(Coverage.ALL)
    reached = before.precision if before else 0.0
    short = [SHORT.format(reached)] if reached <= BEYOND * target else []
    return Claim(Coverage.SOME, warnings=(BRANCH, *([CROSSED] if crossed else []), *short))


def refined(game: NormalFormGame, precision: Fraction, field: LogitField, logs: Any) -> QuantalResponse:
    """The quantal response near these logarithms of probabilities, to some 30 digits, with what proves it."""
    chances = [[Fraction(chance) for chance in own.tolist()] for own in field.split(np.exp(logs))]
    profile: MixedProfile = tuple(rounded(strategy, BITS) for strategy in chances)
    off = residual(profile, answers(game, precision, profile))
    for _ in range(MOST_REFINEMENTS):
        better = _step(game, precision, profile) if off > GOOD else None
        smaller = None if better is None else residual(better, answers(game, precision, better))
        if better is None or smaller is None or smaller >= off:
            break
        profile, off = better, smaller
    return QuantalResponse(precision, profile, _radius(game, precision, profile, off), off)


def _step(game: NormalFormGame, precision: Fraction, profile: MixedProfile) -> MixedProfile | None:
    """The profile after one of Newton's steps towards its own logit answers."""
    found = inverse(derivative(game, precision, profile))
    if found is None:
        return None
    matrix, scale = found
    bounds = answers(game, precision, profile)
    flat = [chance for strategy in profile for chance in strategy]
    wrong = [chance - (low + high) / 2 for chance, (low, high) in zip(flat, chain.from_iterable(bounds), strict=True)]
    moved = [chance - step / scale for chance, step in zip(flat, matrix @ np.array(wrong, dtype=object), strict=True)]
    starts = np.cumsum([0, *game.shape]).tolist()
    return tuple(rounded(moved[start:end], BITS) for start, end in pairwise(starts))


def _radius(game: NormalFormGame, precision: Fraction, profile: MixedProfile, off: Fraction) -> Fraction | None:
    """The least power of two, times the residual, for which a true one is proven to be that near; None for none."""
    if not off:
        off = Fraction(1, 1 << BITS)
    radius = 2 * power_of_two_above(off)
    while radius < Fraction(1, 10**9):
        if lies_within(game, precision, profile, radius):
            return 4 * radius  # room for what floats decide about the matrix on another machine
        radius *= 16
    return None


METHOD = Method(
    id="logit_tracing",
    concept="quantal_response",
    source=(
        "Turocy, Games and Economic Behavior 51 (2005) 243-263; "
        "McKelvey and Palfrey, Games and Economic Behavior 10 (1995) 6-38"
    ),
    accepts=lambda game: "" if sum(game.shape) <= 200 else "it takes games of up to 200 actions in all",
    propose=propose,
)
