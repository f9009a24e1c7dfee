"""The best commitment by one exact linear program for each reply, and whether weak followers let any attain it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import numpy as np

from policygames.games.commitment_proofs import Sides
from policygames.games.commitments import ReplyBound
from policygames.games.profiles import Strategy
from policygames.numerics.advice_programs import reduced
from policygames.numerics.mixtures import Best, Impossible, best_mixture
from policygames.numerics.whole_arrays import Whole, roomy, stacked

Shares: TypeAlias = tuple[tuple[int, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Induced:
    """The best commitment to which `reply` is a best reply, what it gives the leader, and what bounds all such.

    `strict` is a commitment to which only the reply, and those alike, are best replies, where that was sought.
    """

    reply: int
    commitment: Strategy
    value: Fraction
    bound: ReplyBound
    strict: Strategy = ()


def against_strong(seen: Sides) -> Generator[None, None, tuple[Induced, tuple[ReplyBound, ...]]]:
    """The best commitment where followers break ties for the leader, and a bound for every reply.

    Source: Conitzer and Sandholm, ACM Conference on Electronic Commerce (2006) 82-90, theorem 2.
    """
    best: Induced | None = None
    bounds: list[ReplyBound] = []
    failures: list[tuple[int, Impossible]] = []
    for reply in _most_promising(seen):
        most = Fraction(int(seen.leading[:, reply].max()), seen.leading_scale)
        if best is not None and most <= best.value:
            bounds.append(ReplyBound(reply, ((reply, Fraction(1)),), ()))  # whatever is committed to
            continue
        found = yield from best_mixture(*_program(seen, reply, [reply]))
        if isinstance(found, Impossible):
            failures.append((reply, found))
            continue
        induced = _induced(seen, reply, [reply], found)
        bounds.append(induced.bound)
        best = induced if best is None or induced.value > best.value else best
    if best is None:
        raise ArithmeticError("every commitment has a best reply, but none was found")
    bounds += [_excluded(seen, reply, failure, best.value) for reply, failure in failures]
    return best, tuple(sorted(bounds, key=lambda bound: bound.reply))


def against_weak(seen: Sides) -> Generator[None, None, tuple[Induced, tuple[ReplyBound, ...]]]:
    """The best commitment to lean towards where followers break ties against the leader, and a bound for every class.

    Only replies that are strictly best somewhere, but for those alike, can be induced for certain.

    Source: von Stengel and Zamir, Games and Economic Behavior 69 (2010) 446-457, theorem 11.
    """
    best: Induced | None = None
    bounds: list[ReplyBound] = []
    for reply in range(seen.following.shape[1]):
        alike = seen.alike(reply)
        if alike[0] < reply:
            continue
        strict = yield from _strictly(seen, reply, alike)
        if isinstance(strict, ReplyBound):
            bounds.append(strict)
            continue
        objective, rows = _program(seen, reply, alike)
        found = yield from best_mixture(objective, rows, spare=int(len(alike) > 1))
        if isinstance(found, Best):  # as it is: a reply that is strictly best somewhere is a best one there
            induced = _induced(seen, reply, alike, found, strict)
            bounds.append(induced.bound)
            best = induced if best is None or induced.value > best.value else best
    if best is None:
        raise ArithmeticError("some reply is strictly best somewhere, but none was found")
    return best, tuple(bounds)


def _most_promising(seen: Sides) -> list[int]:
    most = seen.leading.max(axis=0).tolist()
    return sorted(range(len(most)), key=lambda reply: -most[reply])


def _gains(seen: Sides, reply: int, others: Sequence[int]) -> tuple[Whole, int]:
    """What `reply` gives the follower more than each other reply, a row per other, and a common factor divided out."""
    table = roomy(seen.following, 2)
    if not others:
        return np.zeros((0, len(table)), dtype=np.int64), 1
    return reduced((table[:, [reply]] - table[:, list(others)]).T)


def _others(seen: Sides, alike: Sequence[int]) -> list[int]:
    return [other for other in range(seen.following.shape[1]) if other not in alike]


def _program(seen: Sides, reply: int, alike: Sequence[int]) -> tuple[Whole, Whole]:
    """The leader's least payoff against replies alike, where they are best replies.

    With more than one alike, a spare variable is what the payoff against the first of them exceeds the least by.
    """
    gains, _ = _gains(seen, reply, _others(seen, alike))
    paid = roomy(seen.leading, 2)
    if len(alike) == 1:
        return paid[:, reply], gains
    first, *others = alike
    ahead = [np.append(paid[:, other] - paid[:, first], 1) for other in others]
    padded = np.hstack([gains, np.zeros((len(gains), 1), dtype=gains.dtype)])
    return np.append(paid[:, first], -1), stacked(*ahead, *([padded] if len(padded) else []))


def _induced(seen: Sides, reply: int, alike: Sequence[int], found: Best, strict: Strategy = ()) -> Induced:
    ahead = found.prices[: len(alike) - 1]
    weights = zip(alike, (1 - sum(ahead, Fraction(0)), *ahead), strict=True)
    bound = ReplyBound(reply, _positive(weights), _prices(seen, reply, alike, found.prices[len(ahead) :]))
    value = found.value / seen.leading_scale
    return Induced(reply, tuple(found.mixture[: len(seen.leading)]), value, bound, strict)


def _prices(seen: Sides, reply: int, alike: Sequence[int], prices: Sequence[Fraction]) -> Shares:
    """Prices of conditions as prices per unit of the follower's payoff, in units of the leader's."""
    others = _others(seen, alike)
    _, divisor = _gains(seen, reply, others)
    unit = Fraction(seen.following_scale, divisor * seen.leading_scale)
    return _positive((other, price * unit) for other, price in zip(others, prices, strict=True))


def _positive(shares: Iterable[tuple[int, Fraction]]) -> Shares:
    return tuple((action, share) for action, share in shares if share)


def _excluded(seen: Sides, reply: int, failure: Impossible, supremum: Fraction) -> ReplyBound:
    """The bound of a reply that is never a best one: prices may be as high as needed."""
    prices = failure.prices_below(supremum * seen.leading_scale)
    return ReplyBound(reply, ((reply, Fraction(1)),), _prices(seen, reply, [reply], prices))


def _strictly(seen: Sides, reply: int, alike: Sequence[int]) -> Generator[None, None, Strategy | ReplyBound]:
    """A commitment to which only `reply` and those alike are best replies, or what proves that there is none.

    That is a mix of other replies that gives the follower as much against every action of the leader.
    """
    others = _others(seen, alike)
    if not others:
        return (Fraction(1), *[Fraction(0)] * (len(seen.leading) - 1))
    behind = -roomy(_gains(seen, reply, others)[0], len(seen.leading)).T
    found = yield from best_mixture(behind.sum(axis=0), behind)  # what they gain in sum only says where to look first
    if isinstance(found, Best):
        return ReplyBound(reply, (), _positive(zip(others, found.mixture, strict=True)))
    total = sum(found.ray, Fraction(0))
    return tuple(share / total for share in found.ray)


def attaining(seen: Sides, supremum: Fraction) -> Generator[None, None, Strategy | None]:
    """A commitment that gives the leader `supremum` against every best reply; None where there is none.

    For each class of replies alike: the commitments to which they are best replies and that give as much against them
    are convex. A reply that ties with them in all of those has to give as much too; once that leaves none that ties
    everywhere, the centre of points at which each other reply is worse is one at which all are.
    """
    for reply in range(seen.following.shape[1]):
        alike = seen.alike(reply)
        if alike[0] == reply:
            found = yield from _attaining(seen, supremum, reply, alike)
            if found is not None:
                return found
    return None


def _attaining(
    seen: Sides, supremum: Fraction, reply: int, alike: Sequence[int]
) -> Generator[None, None, Strategy | None]:
    others = _others(seen, alike)
    gains, _ = _gains(seen, reply, others)
    tied = list(alike)
    while True:
        rows = stacked(gains, *(_excess(seen, supremum, one) for one in tied))
        points = []
        for other, gain in zip(others, gains, strict=True):
            if other in tied:
                continue
            found = yield from best_mixture(gain, rows)
            if isinstance(found, Impossible):
                return None
            if found.value == 0:
                tied.append(other)
                break
            points.append(found.mixture)
        else:
            return (yield from _centre(points, rows))


def _excess(seen: Sides, supremum: Fraction, reply: int) -> Whole:
    """What the leader gets against `reply` beyond the supremum, by own action, in some unit."""
    paid: Whole = seen.leading[:, reply].astype(object) * supremum.denominator
    return paid - supremum.numerator * seen.leading_scale


def _centre(points: Sequence[Sequence[Fraction]], rows: Whole) -> Generator[None, None, Strategy | None]:
    if not points:
        found = yield from best_mixture(np.zeros(rows.shape[1], dtype=np.int64), rows)
        return tuple(found.mixture) if isinstance(found, Best) else None
    return tuple(sum(shares, Fraction(0)) / len(points) for shares in zip(*points, strict=True))
