"""What a polygon of payoffs generates in a repeated game of two players, from the textbook and slowly, in Fractions.

B(P) is the hull, over pure profiles a, of (1 - d) g(a) + d w for w in P that pay each player i at least the least
payoff in P plus (1 - d) / d times the best gain from a deviation (Abreu, Pearce, Stacchetti, Econometrica 58 (1990)).
"""

from fractions import Fraction
from itertools import product
from math import ceil, floor


def stage_payoffs(game):
    """By profile: the payoffs, and the best gain of either player from a deviation."""
    rows, columns = game.shape
    at = {(i, j): (game.payoff(0, (i, j)), game.payoff(1, (i, j))) for i in range(rows) for j in range(columns)}
    return {
        (i, j): (
            now,
            (max(at[k, j][0] for k in range(rows)) - now[0], max(at[i, k][1] for k in range(columns)) - now[1]),
        )
        for (i, j), now in at.items()
    }


def side(one, other, point):
    """Positive where `point` lies to the left of the line from `one` to `other`."""
    return (other[0] - one[0]) * (point[1] - one[1]) - (other[1] - one[1]) * (point[0] - one[0])


def hull(points):
    """Extreme points, counterclockwise, by going around (Jarvis 1973)."""
    left = sorted(set(points))
    if len(left) < 3:
        return left
    found = [left[0]]
    while True:
        best = next(point for point in left if point != found[-1])
        for point in left:
            turn = side(found[-1], best, point)
            if turn < 0 or (turn == 0 and far(found[-1], point) > far(found[-1], best)):
                best = point
        if best == found[0]:
            return found
        found.append(best)


def far(one, other):
    """The squared distance."""
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def inside(polygon, point):
    """Whether a point lies in the hull of corners that come counterclockwise."""
    if len(polygon) == 1:
        return point == polygon[0]
    edges = list(zip(polygon, [*polygon[1:], polygon[0]], strict=True))
    if len(polygon) == 2:
        (one, other), _ = edges
        within = min(one, other) <= point <= max(one, other)
        return side(one, other, point) == 0 and within
    return bool(polygon) and all(side(one, other, point) >= 0 for one, other in edges)


def cut(polygon, player, limit, *, largest=False):
    """The part of a polygon that pays a player at least the limit; with `largest`, at most."""
    sign = -1 if largest else 1
    kept = [point for point in polygon if sign * (point[player] - limit) >= 0]
    for one, other in product(polygon, repeat=2):
        if one[player] < limit < other[player]:
            share = (limit - one[player]) / (other[player] - one[player])
            kept.append(tuple(a + share * (b - a) for a, b in zip(one, other, strict=True)))
    return hull(kept)


def generated(game, discount, polygon):
    """The corners of B(polygon)."""
    if not polygon:
        return []
    least, found = [min(point[player] for point in polygon) for player in (0, 1)], []
    for now, gains in stage_payoffs(game).values():
        if discount == 0:
            left = polygon if not any(gains) else []
        else:
            needed = [low + (1 - discount) / discount * gain for low, gain in zip(least, gains, strict=True)]
            left = cut(cut(polygon, 0, needed[0]), 1, needed[1])
        found += [tuple((1 - discount) * a + discount * b for a, b in zip(now, w, strict=True)) for w in left]
    return hull(found)


def generates_itself(game, discount, polygon):
    """Whether a polygon lies in what it generates: then its payoffs are subgame perfect."""
    reached = generated(game, discount, polygon)
    return all(inside(reached, point) for point in polygon)


def simplest(value, within):
    """The fraction of least denominator near a float, by trying all denominators up to 10,000."""
    for denominator in range(1, 10_001):
        numerator = round(value * denominator)
        if abs(numerator / denominator - value) <= within:
            return Fraction(numerator, denominator)
    return Fraction(value)


def recovered(game, discount, floats, within=1e-9):
    """A polygon of simple fractions near floats that generates itself, None where they do not give one."""
    polygon = hull([(simplest(x, within), simplest(y, within)) for x, y in floats])
    return polygon if polygon and generates_itself(game, discount, polygon) else None


def is_empty(game, discount, most=60):
    """Whether generating again and again, from all stage payoffs, leaves nothing: then no payoff is subgame perfect.

    Every set is made larger, to multiples of 2^-40, lest the numbers become long.
    """
    polygon = hull([now for now, _ in stage_payoffs(game).values()])
    for _ in range(most):
        polygon = hull([corner for point in generated(game, discount, polygon) for corner in _cell(point)])
        if not polygon:
            return True
    return False


def _cell(point):
    return product(*({Fraction(floor(x * 2**40), 2**40), Fraction(ceil(x * 2**40), 2**40)} for x in point))
