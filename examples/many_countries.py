"""How do thirty countries that are alike split between two technology blocs?"""

from fractions import Fraction

import policygames as pg


def payoff(own: str, counts: dict[str, int]) -> Fraction:
    """What a country gets: each bloc's technology, and a network that grows with its members."""
    technology = {"West": Fraction(6), "East": Fraction(5), "neither": Fraction(4)}
    network = 0 if own == "neither" else Fraction(counts[own], 30)
    crowding = Fraction(counts[own], 6)
    return technology[own] + network - crowding


game = pg.SymmetricGame(players=30, actions=("West", "East", "neither"), payoff=payoff)
solution = pg.solve(game, "pure_nash")  # by counts: the 3 ** 30 profiles are never written out
print(solution.explain())
