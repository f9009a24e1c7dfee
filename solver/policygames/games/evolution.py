"""Evolutionary stability in symmetric two-player games: which strategies resist every small group of mutants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import Strategy, support
from policygames.numerics.linear import SingularError, solved

MOST_REPLIES = 14
"""The most alternative best replies for which stability is decided: each set of them is looked at."""
Matrix = list[list[Fraction]]


class UndecidedError(ArithmeticError):
    """There are too many alternative best replies to decide."""


def asymmetry(game: NormalFormGame) -> str:
    """What keeps a game from being one of two players in the same position, in words; empty where nothing does."""
    if len(game.shape) != 2 or game.shape[0] != game.shape[1]:
        return "evolution is studied in games of two players with the same actions"
    first, second = (one.astype(object) for one in game.numerators)
    same = bool((first * game.denominators[1] == second.T * game.denominators[0]).all())
    return "" if same else "the two players are not in the same position: B is not the transpose of A"


def candidates(game: NormalFormGame) -> Iterator[Strategy | None]:
    """For each support the only strategy that makes its actions pay the same, if there is just one, after a None.

    A stable strategy is the only one of its support: else a mutant that mixes the same actions would do as well.
    """
    count = game.shape[0]
    payoffs = game.numerators[0].astype(object).tolist()
    for size in range(1, count + 1):
        for played in combinations(range(count), size):
            yield None
            if (found := _indifferent(payoffs, played)) is not None:
                yield tuple(found.get(action, Fraction(0)) for action in range(count))


def _indifferent(payoffs: Sequence[Sequence[int]], played: Sequence[int]) -> dict[int, Fraction] | None:
    rows = [[*(Fraction(payoffs[row][column]) for column in played), Fraction(-1)] for row in played]
    total = [*(Fraction(1) for _ in played), Fraction(0)]
    try:
        *chances, _ = solved([*rows, total], [*(Fraction(0) for _ in played), Fraction(1)])
    except SingularError:
        return None
    return dict(zip(played, chances, strict=True)) if min(chances) > 0 else None


def invaders(game: NormalFormGame, strategy: Strategy) -> tuple[int, ...] | None:
    """Actions of mutants that a population of `strategy`, a best reply to itself, does not drive out; None for none.

    A mutant y among the best replies does worse against itself than `strategy` x does if d A d < 0 for d = y - x. These
    d sum to 0 and are negative only where x plays: with the free ones eliminated, the rest is strict copositivity.

    Raises UndecidedError where there are more than MOST_REPLIES alternative best replies.

    Source: Maynard Smith and Price, Nature 246 (1973) 15-18; Haigh, Advances in Applied Probability 7 (1975) 8-11;
    Abakuks, Journal of Applied Probability 17 (1980) 559-562.
    """
    paid = game.deviation_payoffs(0, (strategy, strategy))
    played, best = support(strategy), max(paid)
    others = [action for action, payoff in enumerate(paid) if payoff == best and action not in played]
    if len(others) > MOST_REPLIES:
        raise UndecidedError(f"{len(others)} alternative best replies; decided: up to {MOST_REPLIES}")
    first, *free = played
    form = _form(game, first, [*free, *others])
    for place, action in enumerate(free):
        if form[place][place] <= 0:
            return first, action
        form = _eliminated(form, place)
    start = len(free)
    left = [row[start:] for row in form[start:]]
    found = _not_strictly_copositive(left)
    return None if found is None else tuple(others[place] for place in found)


def _form(game: NormalFormGame, first: int, actions: Sequence[int]) -> Matrix:
    """The symmetric matrix of -d A d, the entry of `first` in d being minus the sum of the others."""
    table = game.numerators[0].astype(object).tolist()
    rows = [
        [table[one][first] + table[first][two] - table[one][two] - table[first][first] for two in actions]
        for one in actions
    ]
    size = range(len(actions))
    return [[Fraction(rows[one][two] + rows[two][one]) for two in size] for one in size]


def _eliminated(form: Matrix, place: int) -> Matrix:
    """The form at the least over the variable in this place."""
    pivot = form[place]
    return [
        row
        if at <= place
        else [entry - row[place] * above / pivot[place] for entry, above in zip(row, pivot, strict=True)]
        for at, row in enumerate(form)
    ]


def _not_strictly_copositive(matrix: Matrix) -> tuple[int, ...] | None:
    """A face of the simplex inside which the quadratic form has its least value, not above 0; None where all are above.

    Faces are looked at by size. The least value inside a face, where all smaller ones are above 0, has equal slopes
    Q z = v; where that system is singular, the form is constant on a line that leaves the face, so is above 0 too.
    """
    for size in range(1, len(matrix) + 1):
        for face in combinations(range(len(matrix)), size):
            rows = [[*(matrix[one][two] for two in face), Fraction(-1)] for one in face]
            total = [*(Fraction(1) for _ in face), Fraction(0)]
            try:
                *inside, value = solved([*rows, total], [*(Fraction(0) for _ in face), Fraction(1)])
            except SingularError:
                continue
            if value <= 0 and min(inside) > 0:
                return face
    return None
