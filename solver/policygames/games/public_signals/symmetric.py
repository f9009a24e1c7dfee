"""Strongly symmetric equilibrium payoffs: an interval, found exactly from the width that its incentives can sustain.

After every public history all players do the same, so that continuation payoffs lie on a line: w(y) = lo + z(y) with
0 <= z(y) <= width. What can be held at an action profile depends on the width alone. The interval [lo, hi] generates
itself where some profile b is worth at most lo with the mildest z and some profile a at least hi with the kindest z.
Both hold for some lo at a width exactly where `(1 - d) (g(a) - g(b)) + d (M_a(width) - m_b(width)) >= width` for some
pair; M_a is concave and m_b convex in the width, piecewise linear, so that the largest width is found exactly.

Source: Abreu, Pearce and Stacchetti, Journal of Economic Theory 39 (1986) 251-269; Mailath and Samuelson, Repeated
Games and Reputations (2006), section 11.1; Radner, Myerson and Maskin, Review of Economic Studies 53 (1986) 59-69.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product

from policygames.games.public_signals.incentives import Incentives, Odds, Seeing, pure_incentives, seeing
from policygames.games.repeated import RepeatedGame
from policygames.numerics.exact import common_denominator, over
from policygames.numerics.programs import Program


@dataclass(frozen=True, slots=True)
class Rewards:
    """The kindest (sign 1) or mildest (sign -1) rewards z(y) at a profile, for intervals of a given width.

    `value` is sum_y pi(y) z(y), extreme over all z in [0, width] that hold the profile; `slope` is that of a line that
    bounds it from above (below for the sign -1) at all other widths.
    """

    value: Fraction
    slope: Fraction
    rewards: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """All strongly symmetric equilibrium payoffs; `best` is played at the top, `worst` at the bottom, for ever or once.

    `kind` and `harsh` hold what follows each signal there, as rewards above `low`.
    """

    low: Fraction
    high: Fraction
    best: Incentives
    kind: tuple[Fraction, ...]
    worst: Incentives
    harsh: tuple[Fraction, ...]


def asymmetry(game: RepeatedGame) -> str:
    """Why the players of a game are not all alike, in words; empty where they are.

    Payoffs must stay the same when players change places; signals may tell the players apart.
    """
    stage, players = game.stage_game, range(len(game.players))
    if len(set(stage.shape)) > 1 or len(set(game.discount)) > 1:
        return "the players are not alike: their numbers of actions or their discount factors differ"
    for cell in product(*map(range, stage.shape)):
        for one, other in pairwise(players):
            swapped = list(cell)
            swapped[one], swapped[other] = cell[other], cell[one]
            paid = [stage.payoff(player, cell) for player in players]
            paid[one], paid[other] = paid[other], paid[one]
            if any(stage.payoff(player, tuple(swapped)) != paid[player] for player in players):
                names = " and ".join(game.players[player] for player in (one, other))
                return f"the players are not alike: when {names} change places in {cell}, payoffs change otherwise"
    return ""


def profiles(game: RepeatedGame) -> list[Incentives]:
    """The incentives where all play the same action, for each action at which no gain goes unnoticed."""
    look: Seeing = _sorted if game.monitoring is None else seeing(game)
    count = len(game.players)
    found = (pure_incentives(game, (action,) * count, look) for action in range(game.stage_game.shape[0]))
    return [one for one in found if one.enforceable]


def _sorted(profile: tuple[int, ...]) -> Odds:
    """Under perfect monitoring of players who are alike it only matters how many do what."""
    return {tuple(sorted(profile)): Fraction(1)}


def rewards(one: Incentives, discount: Fraction, width: Fraction, sign: int) -> Generator[None, None, Rewards | None]:
    """The kindest or mildest rewards at a profile; None where no rewards up to `width` hold it."""
    signals, tempting = range(len(one.chances)), one.temptations
    rows: list[list[int]] = []
    for index, each in enumerate(tempting):
        row = [*(-discount * shift for shift in each.shift), (1 - discount) * each.gain]
        *whole, needed = over(row, common_denominator(row))
        rows.append([*whole, *([0] * len(signals)), *_unit(len(tempting), index, -1), needed])
    fine = width.denominator
    for y in signals:
        held = _unit(len(signals), y, fine)
        rows.append([*held, *held, *([0] * len(tempting)), width.numerator])
    program = Program([row[:-1] for row in rows], [row[-1] for row in rows])
    yield None
    if not (yield from program.feasible()):
        return None
    unit = common_denominator(one.chances)
    costs = [sign * chance for chance in over(one.chances, unit)]
    yield from program.maximized([*costs, *(0 for _ in range(len(signals) + len(tempting)))])
    reduced = program.reduced(range(len(signals), 2 * len(signals)))
    slope = sum(reduced, Fraction(0)) / unit
    return Rewards(sign * program.value / unit, sign * slope, tuple(program.solution()[: len(signals)]))


def _unit(length: int, place: int, entry: int) -> list[int]:
    return [entry if index == place else 0 for index in range(length)]


def interval(game: RepeatedGame) -> Generator[None, None, Interval | None]:
    """The interval of all strongly symmetric equilibrium payoffs, exactly; None where there is none."""
    known, d = profiles(game), game.discount[0]
    pairs = sorted(product(known, known), key=lambda pair: pair[1].payoffs[0] - pair[0].payoffs[0])
    widest: Fraction | None = None
    for best, worst in pairs:
        if widest is not None and best.payoffs[0] - worst.payoffs[0] <= widest:
            break
        width = yield from _widest(best, worst, d)
        if width is not None and (widest is None or width > widest):
            widest = width
    return None if widest is None else (yield from _placed(known, d, widest))


def _widest(best: Incentives, worst: Incentives, d: Fraction) -> Generator[None, None, Fraction | None]:
    """The largest width that the pair sustains, by Newton's method from above on a concave function: it ends."""
    width = best.payoffs[0] - worst.payoffs[0]
    while width >= 0:
        kind = yield from rewards(best, d, width, 1)
        harsh = (yield from rewards(worst, d, width, -1)) if kind else None
        if kind is None or harsh is None:
            return None  # nor do smaller ones hold both profiles
        over_ = (1 - d) * (best.payoffs[0] - worst.payoffs[0]) + d * (kind.value - harsh.value) - width
        slope = d * (kind.slope - harsh.slope) - 1
        if over_ >= 0:
            return width
        if slope >= 0:
            return None
        width -= over_ / slope
    return None


def _placed(known: Sequence[Incentives], d: Fraction, width: Fraction) -> Generator[None, None, Interval]:
    """Where the interval of the largest width lies: as low as the worst profile is worth."""
    lows: list[tuple[Fraction, Incentives, Rewards]] = []
    highs: list[tuple[Fraction, Incentives, Rewards]] = []
    for one in known:
        harsh, kind = (yield from rewards(one, d, width, -1)), (yield from rewards(one, d, width, 1))
        if harsh is not None and kind is not None:
            lows.append((one.payoffs[0] + d / (1 - d) * harsh.value, one, harsh))
            highs.append((one.payoffs[0] + d / (1 - d) * kind.value, one, kind))
    low, worst, harsh = min(lows, key=lambda entry: entry[0])
    _, best, kind = max(highs, key=lambda entry: entry[0])
    return Interval(low, low + width, best, kind.rewards, worst, harsh.rewards)


def generates(game: RepeatedGame, low: Fraction, high: Fraction) -> Generator[None, None, bool]:
    """Whether both ends of an interval are worth what some profile and continuations in the interval are worth."""
    d, below, above = game.discount[0], False, False
    for one in profiles(game):
        harsh, kind = (yield from rewards(one, d, high - low, -1)), (yield from rewards(one, d, high - low, 1))
        if harsh is not None and kind is not None:
            now = (1 - d) * one.payoffs[0] + d * low
            below, above = below or now + d * harsh.value <= low, above or now + d * kind.value >= high
    return below and above
