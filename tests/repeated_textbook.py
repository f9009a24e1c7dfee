"""Payoffs of two-player repeated games as Abreu, Pearce and Stacchetti define them, slowly: what tests compare with.

A profile a is enforced by a continuation payoff w of W if each player i gets at least as much by a as by the best
deviation followed by the least payoff in W. Payoffs are nested lists, payoffs[player][row][column]; a set is any list
of points whose hull it is; there is a discount factor per player. Nothing here is shared with the package.
"""

from fractions import Fraction
from itertools import combinations, product


def cells(payoffs):
    """Per profile what it pays, and what each player gets by the best deviation from it."""
    first, second = payoffs
    rows, columns = range(len(first)), range(len(first[0]))
    return [
        (
            (first[i][j], second[i][j]),
            (max(first[k][j] for k in rows), max(second[i][k] for k in columns)),
        )
        for i in rows
        for j in columns
    ]


def side(p, q, r):
    """Positive where r is to the left of the line from p to q."""
    return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])


def between(p, q, r):
    """Whether r, on the line through p and q, lies from p to q."""
    return all(min(p[k], q[k]) <= r[k] <= max(p[k], q[k]) for k in (0, 1))


def in_hull(points, r):
    """Whether r is one of the points, on a segment or in a triangle of them: Caratheodory."""
    points = list(dict.fromkeys(points))
    if r in points or any(side(p, q, r) == 0 and between(p, q, r) for p, q in combinations(points, 2)):
        return True
    for p, q, s in combinations(points, 3):
        turns = side(p, q, r), side(q, s, r), side(s, p, r)
        if all(turn > 0 for turn in turns) or all(turn < 0 for turn in turns):
            return True
    return False


def wrapped(points):
    """The extreme points, counterclockwise, by wrapping a line around them."""
    points = sorted(set(points))
    around, here = [], points[0] if points else None
    while points and (not around or here != around[0]):
        around.append(here)
        ahead = next((point for point in points if point != here), here)
        for point in points:
            turn = side(here, ahead, point)
            if turn < 0 or (turn == 0 and not between(here, ahead, point) and between(here, point, ahead)):
                ahead = point
        here = ahead
    return around


def crossing(p, q, axis, value):
    """Where the segment from p to q meets the line on which one coordinate has this value."""
    share = Fraction(value - p[axis]) / (q[axis] - p[axis])
    other = p[1 - axis] + share * (q[1 - axis] - p[1 - axis])
    return (value, other) if axis == 0 else (other, value)


def enforcing(points, least):
    """Points whose hull is that of `points` as far as both coordinates are at least `least`."""
    found = [point for point in points if point[0] >= least[0] and point[1] >= least[1]]
    for (p, q), axis in product(combinations(points, 2), (0, 1)):
        if min(p[axis], q[axis]) < least[axis] < max(p[axis], q[axis]):
            met = crossing(p, q, axis, least[axis])
            if met[1 - axis] >= least[1 - axis]:
                found.append(met)
    return [*found, tuple(least)] if in_hull(points, tuple(least)) else found


def generated(payoffs, discounts, points):
    """Points whose hull is what the hull of `points` generates, exactly."""
    worst = [min(point[k] for point in points) for k in (0, 1)]
    found = []
    for now, best in cells(payoffs):
        if all(d or gain == play for d, gain, play in zip(discounts, best, now, strict=True)):
            # (1 - d) best + d worst <= (1 - d) now + d w, and nothing to say where d is 0
            least = [
                worst[k] + (1 - discounts[k]) * Fraction(best[k] - now[k]) / discounts[k] if discounts[k] else worst[k]
                for k in (0, 1)
            ]
            found += [
                tuple((1 - d) * x + d * w for d, x, w in zip(discounts, now, later, strict=True))
                for later in enforcing(points, least)
            ]
    return found


def self_generates(payoffs, discounts, points):
    """Whether each of the points, of which there are some, is in the hull of what they generate."""
    reached = wrapped(generated(payoffs, discounts, wrapped(points)))
    return bool(points) and all(in_hull(reached, point) for point in points)


def feasible(payoffs, discounts):
    """A set that contains all payoffs: with unequal patience players trade over time, and all of the box may be."""
    stage = [now for now, _ in cells(payoffs)]
    if discounts[0] == discounts[1]:
        return stage
    return list(product(*((min(values), max(values)) for values in zip(*stage, strict=True))))


def outer_bound(payoffs, discounts, steps, bits=40):
    """A set around all equilibrium payoffs, found by generating again and again; [] if it is empty.

    In units of 2^-bits, payoffs whole: thresholds are rounded down and every point to the corners of its cell.
    """
    unit = 2**bits
    stage = [tuple(tuple(x * unit for x in pair) for pair in cell) for cell in cells(payoffs)]
    points = wrapped(tuple(x * unit for x in point) for point in feasible(payoffs, discounts))
    for _ in range(steps):
        if not points:
            break
        worst, before = [min(point[k] for point in points) for k in (0, 1)], points
        points = wrapped(corner for cell in stage for corner in _generated_outward(cell, discounts, points, worst))
        if points == before:
            break
    return [(Fraction(x, unit), Fraction(y, unit)) for x, y in points]


def _generated_outward(cell, discounts, points, worst):
    """What one profile generates of `points` in whole numbers, outward; w, (1 - d) g + d w and thresholds alike."""
    now, best = cell
    least = []
    for k, d in enumerate(discounts):
        gain = (d.denominator - d.numerator) * (best[k] - now[k])
        if gain and not d:
            return
        least.append(worst[k] + (gain // d.numerator if gain else 0))
    for later in _enforcing_outward(points, tuple(least)):
        exact = [
            ((d.denominator - d.numerator) * x + d.numerator * w, d.denominator)
            for d, x, w in zip(discounts, now, later, strict=True)
        ]
        yield from product(*({top // bottom, -(-top // bottom)} for top, bottom in exact))


def _enforcing_outward(points, least):
    """As `enforcing` for points that come around their hull, the crossings to both sides in whole numbers."""
    yield from (point for point in points if point[0] >= least[0] and point[1] >= least[1])
    for index, p in enumerate(points):
        q = points[index - 1]
        for axis in (0, 1):
            if min(p[axis], q[axis]) < least[axis] < max(p[axis], q[axis]):
                run = abs(q[axis] - p[axis])
                rise = abs(least[axis] - p[axis]) * (q[1 - axis] - p[1 - axis])
                for other in {p[1 - axis] + rise // run, p[1 - axis] - (-rise // run)}:
                    if other >= least[1 - axis]:
                        yield (least[axis], other) if axis == 0 else (other, least[axis])
    if len(points) > 2 and all(side(points[k - 1], points[k], least) >= 0 for k in range(len(points))):
        yield least


def excess(points, polygon):
    """How far the points are at most from a polygon that is not empty, about, in floats."""
    corners = [tuple(map(float, corner)) for corner in wrapped(polygon)]
    return max((_apart(corners, tuple(map(float, point))) for point in points), default=0.0)


def _apart(corners, point):
    sides = list(zip(corners, [*corners[1:], corners[0]], strict=True))
    if len(corners) > 2 and all(side(p, q, point) >= 0 for p, q in sides):
        return 0.0
    nearest = []
    for p, q in sides:
        length = (q[0] - p[0]) ** 2 + (q[1] - p[1]) ** 2
        along = sum((point[k] - p[k]) * (q[k] - p[k]) for k in (0, 1)) / length if length else 0.0
        share = min(max(along, 0.0), 1.0)
        nearest.append(sum((point[k] - p[k] - share * (q[k] - p[k])) ** 2 for k in (0, 1)) ** 0.5)
    return min(nearest)
