"""How far patient players get in one direction: scores of profiles, and the ranks that folk theorems ask for.

The score of a profile a in a direction l is the largest l · v with v = g(a) + sum_y pi(y | a) x(y), where rewards x
make no deviation pay and l · x(y) <= 0 after every signal. As the discount factor goes to 1 the equilibrium payoffs
fill the intersection of the half-planes {v: l · v <= best score in l}, if that has full dimension.

By duality the score is l · g(a) less the largest sum of multipliers times gains, over multipliers under which
deviations of all players shift the odds of signals alike: only noise that does not tell players apart has a price.

Source: Fudenberg and Levine, Journal of Economic Theory 62 (1994) 103-135; Fudenberg, Levine and Maskin, Econometrica
62 (1994) 997-1039; Mailath and Samuelson, Repeated Games and Reputations (2006), chapters 8 and 9.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from typing import TypeAlias

from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import MixedProfile, PureProfile, pure_strategy
from policygames.games.public_signals.incentives import Incentives, seeing
from policygames.games.repeated import RepeatedGame
from policygames.numerics.dimension import rank
from policygames.numerics.exact import common_denominator, over
from policygames.numerics.programs import Program
from policygames.numerics.stepwise import finished

Number: TypeAlias = int | Fraction


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a profile in a direction, `value`, and a point there: direction · point is the value.

    `point` bounds the score in all directions of the same signs.
    """

    value: Fraction
    point: tuple[Fraction, ...]


def score(one: Incentives, direction: Sequence[Number], side: Sequence[int] | None = None) -> Score | None:
    """The score of a profile in a direction; None where no rewards hold the profile.

    With `side`, the signs of an orthant in whose closure the direction lies, its limit from within the orthant: along
    an axis the score itself may be lower. Within an orthant the score of a profile is concave in the direction.

    The dual program has variables, none below 0, for what each signal costs (mu) and for each deviation (nu): for each
    player i with a sign s_i and each signal y, mu(y) - pi(y) + s_i times i's deviations of nu times their shift of y is
    0; for a player without sign the deviations alone sum to 0.
    """
    signs = side or [(weight > 0) - (weight < 0) for weight in direction]
    weights = [abs(Fraction(weight)) if sign else Fraction(1) for weight, sign in zip(direction, signs, strict=True)]
    cells = list(product(range(len(direction)), range(len(one.signals))))
    rows = [[*_costs(one, y, signs[player]), *_shifts(one, player, y, signs[player])] for player, y in cells]
    right = [one.chances[y] if signs[player] else Fraction(0) for player, y in cells]
    lost = [weights[each.player] * each.gain for each in one.temptations]
    scales = [common_denominator([*row, side]) for row, side in zip(rows, right, strict=True)]
    whole = [over([*row, side], scale) for row, side, scale in zip(rows, right, scales, strict=True)]
    program, unit = Program([row[:-1] for row in whole], [row[-1] for row in whole]), common_denominator(lost)
    costs = [0] * len(one.signals) + over(lost, unit)
    if not finished(program.feasible()) or not finished(program.maximized(costs)):
        return None
    point = list(one.payoffs)
    for each, price in zip(one.temptations, program.solution()[len(one.signals) :], strict=True):
        point[each.player] -= signs[each.player] * price * each.gain
    value = sum((weight * number for weight, number in zip(direction, point, strict=True)), Fraction(0))
    return Score(value, tuple(point))


def _costs(one: Incentives, y: int, sign: int) -> list[Fraction]:
    return [Fraction(abs(sign) if other == y else 0) for other in range(len(one.signals))]


def _shifts(one: Incentives, player: int, y: int, sign: int) -> list[Fraction]:
    return [(sign or 1) * each.shift[y] if each.player == player else Fraction(0) for each in one.temptations]


def mixed_minmax(stage: NormalFormGame, player: int) -> MixedProfile:
    """A mixed profile of a game of two players in which the other holds `player` down, who replies best for certain."""
    other = 1 - player
    replies = [
        [_paid(stage, player, own, theirs) for theirs in range(stage.shape[other])]
        for own in range(stage.shape[player])
    ]
    low = min(map(min, replies))
    unit = common_denominator(value for row in replies for value in row)
    whole = [[int((value - low) * unit) for value in row] for row in replies]
    many, count = len(whole), stage.shape[other]
    rows = [[*(1 for _ in range(count)), 0, *(0 for _ in range(many))]]
    rows += [[*row, -1, *(int(index == place) for place in range(many))] for index, row in enumerate(whole)]
    program = Program(rows, [1, *(0 for _ in range(many))])
    finished(program.feasible())
    finished(program.maximized([0] * count + [-1] + [0] * many))
    chances = tuple(program.solution()[:count])
    pure = pure_strategy(0, stage.shape[player])
    profile = (pure, chances) if player == 0 else (chances, pure)
    payoffs = stage.deviation_payoffs(player, profile)
    best = pure_strategy(payoffs.index(max(payoffs)), stage.shape[player])
    return (best, chances) if player == 0 else (chances, best)


def _paid(stage: NormalFormGame, player: int, own: int, theirs: int) -> Fraction:
    return stage.payoff(player, (own, theirs) if player == 0 else (theirs, own))


def ranks(game: RepeatedGame, profile: PureProfile) -> tuple[list[int], dict[tuple[int, int], int]]:
    """The ranks of the matrices of signal odds at a pure profile, one row an action: each player's, and each pair's.

    Individual full rank: as many as the player has actions. Pairwise full rank: one less than both have together, since
    the row of the profile itself is in both.
    """
    odds = {player: _matrix(game, profile, player) for player in range(len(profile))}
    own = [rank(odds[player]) for player in odds]
    pairs = {(one, other): rank([*odds[one], *odds[other]]) for one, other in combinations(odds, 2)}
    return own, pairs


def _matrix(game: RepeatedGame, profile: PureProfile, player: int) -> list[list[Fraction]]:
    look = seeing(game)
    cells = [(*profile[:player], action, *profile[player + 1 :]) for action in range(game.stage_game.shape[player])]
    found = [look(cell) for cell in cells]
    signals = list(game.monitoring.signals) if game.monitoring else list(product(*map(range, game.stage_game.shape)))
    return [[one.get(name, Fraction(0)) for name in signals] for one in found]
