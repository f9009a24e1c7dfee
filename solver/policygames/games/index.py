"""The index of extreme equilibria of two-player games, read off the bases of both best-response polytopes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
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
    own, other = replies(game, 0), replies(game, 1)
    found = []
    for one, _, size, sign in signed_pairs(own, other, first, second):
        profile = _profile(own, other, *_supports(game.shape, one))
        found.append((profile, index_of(size, sign)))
    return found


def signed_pairs(
    own: Matrix, other: Matrix, first: Iterable[int], second: Iterable[int]
) -> Iterator[tuple[int, int, int, int]]:
    """The pairs of cobases, but of the origins, that are all labels, each once; how many actions either plays, a sign.

    `own` and `other` are the players' positive payoffs, a row per own action; the sign is that of det A_IJ det B_IJ.
    """
    shape = rows, columns = len(own), len(other)
    everything = (1 << (rows + columns)) - 1
    known = {relabelled(cobasis, shape): cobasis for cobasis in second}
    for cobasis in first:
        if everything & ~cobasis in known and cobasis != (1 << rows) - 1:
            played, tied = _supports(shape, cobasis)
            one = determinant([[own[row][column] for column in tied] for row in played])
            two = determinant([[other[column][row] for row in played] for column in tied])
            yield cobasis, known[everything & ~cobasis], len(played), 1 if (one > 0) == (two > 0) else -1


def _supports(shape: tuple[int, ...], cobasis: int) -> tuple[list[int], list[int]]:
    """What the first player plays at a basis, and which replies are best there."""
    rows, columns = shape
    played = [action for action in range(rows) if not cobasis >> action & 1]
    return played, [action for action in range(columns) if cobasis >> (rows + action) & 1]


def index_of(size: int, sign: int) -> int:
    """The index of an equilibrium with supports of `size` actions, by the sign of det A_IJ det B_IJ."""
    return 1 if (sign > 0) == (size % 2 == 1) else -1


def _profile(own: Matrix, other: Matrix, played: Sequence[int], tied: Sequence[int]) -> MixedProfile:
    """The profile over these actions at which every one of them is a best reply."""
    first = [[own[row][column] for column in tied] for row in played]
    second = [[other[column][row] for row in played] for column in tied]
    return _strategy(second, played, len(own)), _strategy(first, tied, len(other))


def _strategy(payoffs: Matrix, played: Sequence[int], count: int) -> Strategy:
    """The strategy over `played` against which every reply pays the same."""
    weights = solved([[Fraction(entry) for entry in row] for row in payoffs], [Fraction(1)] * len(payoffs))
    chances = dict(zip(played, weights, strict=True))
    total = sum(weights)
    return tuple(chances.get(action, Fraction(0)) / total for action in range(count))
