"""Equilibria that stand in the literature, each with its source."""

from fractions import Fraction

import policygames as pg
from policygames.certificates import Coverage

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


def pure(action, count):
    """The strategy that plays one action."""
    return tuple(Fraction(index == action) for index in range(count))


def profiles(game, concept="nash"):
    """The set of profiles found, of a complete list."""
    solution = pg.solve(game, concept)
    assert solution.coverage is Coverage.ALL
    solution.verify()
    return {equilibrium.exact for equilibrium in solution.equilibria}


def test_matching_pennies():
    # von Neumann, Mathematische Annalen 100 (1928) 295-320
    game = pg.NormalFormGame.from_bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
    assert profiles(game) == profiles(game, "zero_sum") == {((HALF, HALF), (HALF, HALF))}


def test_prisoners_dilemma():
    # Luce and Raiffa, Games and Decisions (1957), section 5.4
    game = pg.NormalFormGame.from_bimatrix([["0.9", 0], [1, "0.1"]], [["0.9", 1], [0, "0.1"]])
    assert profiles(game) == {(pure(1, 2), pure(1, 2))}


def test_battle_of_the_sexes():
    # Luce and Raiffa, Games and Decisions (1957), section 5.3: payoffs (2, 1), (1, 2) and -1 for both
    game = pg.NormalFormGame.from_bimatrix([[2, -1], [-1, 1]], [[1, -1], [-1, 2]])
    mixed = ((Fraction(3, 5), Fraction(2, 5)), (Fraction(2, 5), Fraction(3, 5)))
    assert profiles(game) == {(pure(0, 2), pure(0, 2)), (pure(1, 2), pure(1, 2)), mixed}
    value = next(one for one in pg.solve(game).equilibria if one.exact == mixed)
    assert value.exact_payoffs == (Fraction(1, 5), Fraction(1, 5))


def test_rock_paper_scissors():
    # Maynard Smith, Evolution and the Theory of Games (1982), appendix D
    wins = [[0, -1, 1], [1, 0, -1], [-1, 1, 0]]
    game = pg.NormalFormGame.from_bimatrix(wins, [[-u for u in row] for row in wins])
    assert profiles(game) == {((THIRD,) * 3, (THIRD,) * 3)}


def test_shapley():
    # Shapley, Some topics in two-person games (1964): fictitious play cycles, the only equilibrium is uniform
    game = pg.NormalFormGame.from_bimatrix([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[0, 1, 0], [0, 0, 1], [1, 0, 0]])
    assert profiles(game) == {((THIRD,) * 3, (THIRD,) * 3)}


def test_chicken():
    # Aumann, Journal of Mathematical Economics 1 (1974) 67-96, example 2.7: payoffs 6, 2, 7, 0
    game = pg.NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]])
    mixed = ((2 * THIRD, THIRD), (2 * THIRD, THIRD))
    assert profiles(game) == {(pure(0, 2), pure(1, 2)), (pure(1, 2), pure(0, 2)), mixed}


def test_a_circle_of_equilibria():
    # Kohlberg and Mertens, Econometrica 54 (1986) 1003-1037: one component, six segments that close to a circle
    game = pg.NormalFormGame.from_bimatrix([[1, 0, -1], [-1, 0, -1], [1, 0, -2]], [[1, -1, 1], [0, 0, 0], [-1, -1, -2]])
    around = [(0, 0), (0, 2), (1, 2), (1, 1), (2, 1), (2, 0)]
    assert profiles(game) == {(pure(row, 3), pure(column, 3)) for row, column in around}


def test_a_segment_of_equilibria():
    # the row player's first action is a best reply to every q of the second between 1/3 and 2/3
    game = pg.NormalFormGame.from_bimatrix([[2, 2], [3, 0], [0, 3]], [[0, 0], [0, 1], [1, 0]])
    first = pure(0, 3)
    ends = {(first, (2 * THIRD, THIRD)), (first, (THIRD, 2 * THIRD))}
    assert ends <= profiles(game)
    assert profiles(game) == ends


def test_all_extreme_equilibria_of_a_three_by_two_game():
    # von Stengel, in Nisan et al., Algorithmic Game Theory (2007), chapter 3: three equilibria
    game = pg.NormalFormGame.from_bimatrix([[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]])
    mixed = {
        ((Fraction(4, 5), Fraction(1, 5), Fraction(0)), (2 * THIRD, THIRD)),
        ((Fraction(0), THIRD, 2 * THIRD), (THIRD, 2 * THIRD)),
    }
    assert profiles(game) == {(pure(0, 3), pure(0, 2)), *mixed}


def test_a_saddle_point():
    # by hand: 3 is the least of its row and the largest of its column
    own = [[4, 3, 5], [2, 1, 6], [3, 2, 0]]
    game = pg.NormalFormGame.from_bimatrix(own, [[-u for u in row] for row in own])
    assert pg.solve(game, "zero_sum").equilibria[0].exact_payoffs == (3, -3)


def test_three_players_who_want_to_agree():
    # by hand: where two agree and one does not, either of the two is as well off alone, but the third gains by joining
    same = [[[[int(a == b == c) for c in range(2)] for b in range(2)] for a in range(2)]] * 3
    found = pg.solve(pg.NormalFormGame(same), "pure_nash").equilibria
    assert {equilibrium.exact for equilibrium in found} == {(pure(0, 2),) * 3, (pure(1, 2),) * 3}


def test_three_prisoners():
    # by hand: defecting pays one more whatever the others do
    payoffs = [
        [[[2 * (3 - a - b - c) + (a, b, c)[i] * 3 for c in range(2)] for b in range(2)] for a in range(2)]
        for i in range(3)
    ]
    found = pg.solve(pg.NormalFormGame(payoffs), "pure_nash").equilibria
    assert [equilibrium.exact for equilibrium in found] == [(pure(1, 2),) * 3]
    threshold = pg.critical_discount(pg.NormalFormGame(payoffs), (0, 0, 0), punishment="grim")
    # cooperation pays 6, a defection 7, everybody's 3: 1 / (1 + 3)
    assert threshold.exact == Fraction(1, 4)
