"""One equilibrium of a two-player game, large ones too: the likely places first, then paths that end in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import Candidate, MixedProfile, NormalFormGame, Strategy
from policygames.games.labels import relabelled
from policygames.games.profiles import pure_as_mixed
from policygames.numerics.best_responses import pure_equilibria
from policygames.numerics.dense.lemke_howson import Path
from policygames.numerics.dense.pairs_of_pairs import mixed_pairs
from policygames.numerics.dense.payoffs import Reals, gauged_floats
from policygames.numerics.dense.simplex import Status
from policygames.numerics.dominance import undominated
from policygames.numerics.gauge import gauged
from policygames.numerics.indifference import indifferent
from policygames.numerics.polytope import Vertex, bases
from policygames.registry import Method, Proposals

RACING = 4
"""Paths that are walked at the same time, a slice each in turn: their lengths differ by orders of magnitude."""
MOST_PIVOTS = 10**5
"""Pivots after which a path is given up for that of another label."""
FEW = 8
"""Actions of both players up to which all equilibria are found exactly in no more time."""


def accepts(game: NormalFormGame) -> str:
    """Empty for two players."""
    two = isinstance(game, NormalFormGame) and len(game.shape) == 2
    return "" if two else "it takes games of two players"


def propose(game: NormalFormGame, budget: Budget) -> Proposals:
    """Pure equilibria; among undominated actions pairs mixed by both, then ends of paths, and at last all extreme ones.

    Floats decide where to look only: each profile is solved for exactly on its supports.
    """
    for profile in pure_equilibria(game.numerators):
        yield profile and pure_as_mixed(profile, game.shape)
    first, second = game.numerators
    rows, columns = np.arange(first.shape[0]), np.arange(first.shape[1])
    for rows, columns in undominated(first, second):  # noqa: B007 - the last are wanted
        yield None
    reduced = _Reduced(game.shape, rows, columns, first[np.ix_(rows, columns)], second[np.ix_(rows, columns)])
    if sum(reduced.first.shape) > FEW:
        floats = gauged_floats(reduced.first), np.ascontiguousarray(gauged_floats(reduced.second.T).T)
        yield None
        yield from _pairs(reduced, *floats)
        yield from _ends(reduced, *floats)
    yield from _all(reduced)
    return Claim(Coverage.SOME)


@dataclass(frozen=True, slots=True)
class _Reduced:
    """The payoffs to both players of the actions `rows` and `columns` of a game of shape `shape`."""

    shape: tuple[int, ...]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    first: NDArray[Any]
    second: NDArray[Any]

    def profile(self, row: dict[int, Fraction], column: dict[int, Fraction]) -> MixedProfile:
        """The profile of the whole game in which these actions are played, indices being those of the reduced one."""
        return _placed(row, self.rows, self.shape[0]), _placed(column, self.columns, self.shape[1])


def _placed(chances: dict[int, Fraction], actions: NDArray[np.int64], count: int) -> Strategy:
    placed = {int(actions[index]): chance for index, chance in chances.items()}
    return tuple(placed.get(action, _ZERO) for action in range(count))


_ZERO = Fraction(0)


def _pairs(game: _Reduced, first: Reals, second: Reals) -> Iterator[Candidate | None]:
    for found in mixed_pairs(first, second):
        if found is None:
            yield None
        else:
            rows, columns = found[:2], found[2:]
            yield from _mixed(game, (rows, columns, columns, rows))


def _ends(game: _Reduced, first: Reals, second: Reals) -> Iterator[Candidate | None]:
    """The equilibria at the ends of the paths of all labels, the labels in an order that spreads them."""
    labels = sum(first.shape)
    order = np.random.default_rng(labels).permutation(labels).tolist()
    paths = (Path(first, second, label) for label in order)
    racing = list(islice(paths, RACING))
    while racing:
        path = racing.pop(0)
        status = path.advance()
        yield None
        if status is Status.DONE:
            yield from _mixed(game, path.supports())
        if status is Status.GOING and path.pivots < MOST_PIVOTS:
            racing.append(path)
        else:
            racing += islice(paths, 1)


def _mixed(game: _Reduced, supports: tuple[Sequence[int], ...]) -> Iterator[Candidate | None]:
    """The profile in which each player makes the other's tight replies indifferent, if there is exactly one."""
    played, tight, others, best = supports
    row = yield from indifferent(game.second[np.ix_(played, tight)].T.tolist())
    column = (yield from indifferent(game.first[np.ix_(best, others)].tolist())) if row else None
    if row and column:
        yield game.profile(dict(zip(played, row, strict=True)), dict(zip(others, column, strict=True)))


def _all(game: _Reduced) -> Iterator[Candidate | None]:
    """Every extreme equilibrium, as by vertex enumeration (Mangasarian, SIAM Journal 12 (1964) 778-780)."""
    shape = game.first.shape
    everything, vertices = (1 << sum(shape)) - 1, dict[int, Vertex]()
    for basis in bases(gauged(game.second.T)):
        yield None
        vertex = basis.vertex()
        vertices.setdefault(vertex.labels, vertex)
    for basis in bases(gauged(game.first)):
        yield None
        other = basis.vertex()
        missing = everything & ~relabelled(other.labels, shape)
        for one in vertices.values():
            if one.labels & missing == missing and any(one.point) and any(other.point):
                yield game.profile(dict(enumerate(one.strategy())), dict(enumerate(other.strategy())))


METHOD = Method(
    id="one_equilibrium",
    concept="nash",
    source=(
        "Lemke and Howson, SIAM Journal 12 (1964) 413-423; "
        "Barany, Vempala and Vetta, Random Structures and Algorithms 31 (2007) 391-405"
    ),
    accepts=accepts,
    propose=propose,
    single=True,
)
