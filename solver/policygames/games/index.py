"""The index of extreme equilibria of two-player games, read off the bases of both best-response polytopes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from policygames.games.labels import relabelled, replies
from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import MixedProfile, Strategy
from policygames.numerics.gauge import Matrix
from policygames.numerics.linear import determinant, solved


def perturbed_equilibria(
    game: NormalFormGame, first: Collection[int], second: Collection[int]
) -> list[tuple[MixedProfile, int]]:
    """The equilibria of a lexicographically perturbed game, each as the profile that it tends to, with its index.

    `first` and `second` are the cobases of the polytopes of either player's strategies. The perturbed game is not
    degenerate: its equilibria are the pairs of bases whose nonbasic variables are all labels, each once, but the pair
    of origins. The index of one with supports I and J of k actions is (-1)^(k+1) sign(det A_IJ det B_IJ), payoffs being
    positive; it sums to 1 over all equilibria, and over those that tend to a component to the index of that component.

    Source: Shapley, Mathematical Programming Study 1 (1974) 175-189; von Stengel, Handbook of Game Theory 3 (2002),
    chapter 45; Balthasar, Geometry and equilibria in bimatrix games (2009), chapter 2.
    """
    rows, columns = game.shape
    own, other = replies(game, 0), replies(game, 1)
    everything = (1 << (rows + columns)) - 1
    known, found = {relabelled(cobasis, game.shape) for cobasis in second}, []
    for cobasis in first:
        if everything & ~cobasis in known and cobasis != (1 << rows) - 1:
            played = [action for action in range(rows) if not cobasis >> action & 1]
            tied = [action for action in range(columns) if cobasis >> (rows + action) & 1]
            found.append(_equilibrium(own, other, played, tied))
    return found


def index_of(size: int, sign: int) -> int:
    """The index of an equilibrium with supports of `size` actions, by the sign of det A_IJ det B_IJ."""
    return 1 if (sign > 0) == (size % 2 == 1) else -1


def _equilibrium(own: Matrix, other: Matrix, played: Sequence[int], tied: Sequence[int]) -> tuple[MixedProfile, int]:
    """The profile with every action of `played` and `tied` a best reply, and the index of the pair of bases."""
    first = [[own[row][column] for column in tied] for row in played]
    second = [[other[column][row] for row in played] for column in tied]
    index = index_of(len(played), determinant(first) * determinant(second))
    profile = (_strategy(second, played, len(own)), _strategy(first, tied, len(other)))
    return profile, index


def _strategy(payoffs: Matrix, played: Sequence[int], count: int) -> Strategy:
    """The strategy over `played` against which every reply pays the same."""
    weights = solved([[Fraction(entry) for entry in row] for row in payoffs], [Fraction(1)] * len(payoffs))
    chances = dict(zip(played, weights, strict=True))
    total = sum(weights)
    return tuple(chances.get(action, Fraction(0)) / total for action in range(count))
