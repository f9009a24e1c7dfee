"""All extreme equilibria of a two-player game: completely labelled pairs of vertices of the best-response polytopes."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from threading import Thread
from typing import TYPE_CHECKING

from policygames.budget import Budget
from policygames.certificates import BasesProof, Claim, Cobases, Coverage, ProfileGraph
from policygames.games import NormalFormGame
from policygames.games.index import index_of, signed_pairs
from policygames.games.labels import relabelled, replies
from policygames.games.profile_block import ProfileBlock, Weights
from policygames.numerics.best_responses import pure_equilibria
from policygames.numerics.labelling import Labelled
from policygames.numerics.polytope import Basis, Vertex, walked
from policygames.registry import Method, Proposals

if TYPE_CHECKING:
    from policygames.numerics.compiled.labelled import LabelledPairs

SOURCE = (
    "Mangasarian, SIAM Journal 12 (1964) 778-780; "
    "Avis, Rosenberg, Savani and von Stengel, Economic Theory 42 (2010) 9-37"
)
_KERNELS = "policygames.numerics.compiled.labelled"
_SMALL = 8  # actions of both players: up to here interpreted takes 1 ms, as compiled does
_BLOCK = 256  # profiles certified at once: a few milliseconds
_STEPS = 64  # pivots after which what was found is certified: all of a small game at once
_PAUSE = 0.02  # seconds between two signs of life
_LONG = 20  # beyond it a deadline may come before the walks end: what is seen at once is told at once
_MODERATE = 16  # up to here it takes some 30 ms: not worth a second of loading a compiler, or ten if nothing is cached


def accepts(game: NormalFormGame) -> str:
    """Empty for two players."""
    two = isinstance(game, NormalFormGame) and len(game.shape) == 2
    return "" if two else "it takes games of two players"


def propose(game: NormalFormGame, budget: Budget) -> Proposals:
    """Every extreme equilibrium, in exact arithmetic throughout.

    A pair of vertices is an extreme equilibrium if and only if each action is unplayed or a best response (Mangasarian
    1964, as theorem 1 of Avis et al. 2010); all vertices are enumerated, so all extreme equilibria are found.
    """
    if sum(game.shape) > _LONG:
        yield from _pure(game)
    if sum(game.shape) > (_SMALL if _ready() else _MODERATE) and (yield from _loaded()):
        from policygames.numerics.compiled.labelled import labelled_pairs

        found = yield from labelled_pairs(replies(game, 1), replies(game, 0))
        if found:
            return (yield from _in_blocks(game, found))
    return (yield from _in_long_numbers(game))


def _in_blocks(game: NormalFormGame, found: LabelledPairs) -> Generator[ProfileBlock, None, Claim]:
    for start in range(0, len(found.pairs), _BLOCK):
        yield ProfileBlock(found.points, found.pairs[start : start + _BLOCK])
    return _claim(game, found.cobases, found.pairs, found.points, found.signed)


def _claim(
    game: NormalFormGame,
    cobases: tuple[Cobases, Cobases],
    pairs: Sequence[tuple[int, int]],
    points: tuple[Sequence[Weights], Sequence[Weights]],
    signed: Iterable[tuple[int, int, int]],
) -> Claim:
    indices: dict[int, int] = {}
    for place, size, sign in signed:
        indices[place] = indices.get(place, 0) + index_of(size, sign)
    if sum(game.shape) > _LONG:
        order = _order(pairs, points)
        pairs = [pairs[before] for before in order]
        indices = {place: indices[before] for place, before in enumerate(order) if before in indices}
    proof = BasesProof.of(cobases, sum(game.shape))
    return Claim(Coverage.ALL, proof, graph=ProfileGraph(pairs, points, indices))


def _pure(game: NormalFormGame) -> Iterator[ProfileBlock | None]:
    """The pure equilibria, row by row; they are among the others later on, and not looked at again."""
    places = []
    for place in pure_equilibria(game.numerators):
        yield None
        places += [(place[0], place[1])] if place else []
    numbers = [
        {action: number for number, action in enumerate(dict.fromkeys(own))} for own in zip(*places, strict=True)
    ]
    first, second = (
        [tuple(int(one == action) for one in range(count)) for action in own]
        for own, count in zip(numbers or ((), ()), game.shape, strict=True)
    )
    for start in range(0, len(places), _BLOCK):
        some = places[start : start + _BLOCK]
        yield ProfileBlock((first, second), [(numbers[0][row], numbers[1][column]) for row, column in some])


def _order(pairs: Sequence[tuple[int, int]], points: tuple[Sequence[Weights], Sequence[Weights]]) -> list[int]:
    """The order in which the pairs were first proposed."""
    played = [[point.index(max(point)) if sum(map(bool, point)) == 1 else None for point in own] for own in points]
    pure = {
        (row, column): place
        for place, (one, other) in enumerate(pairs)
        for row, column in [(played[0][one], played[1][other])]
        if row is not None and column is not None
    }
    first = dict.fromkeys(pure[place] for place in sorted(pure))
    return [*first, *(place for place in range(len(pairs)) if place not in first)]


def _loaded() -> Generator[None, None, bool]:
    """Whether the kernels can be used; loading them goes on where the search is broken off meanwhile."""
    if _ready():
        return True
    if find_spec("numba") is None:
        return False
    loading = Thread(target=_load, daemon=True)
    loading.start()
    while loading.is_alive():
        loading.join(_PAUSE)
        yield None
    return _load()


def _ready() -> bool:
    """Whether the kernels are loaded: a module is listed from the start of its import, complete only at the end."""
    return hasattr(sys.modules.get(_KERNELS), "labelled_pairs")


def _load() -> bool:
    try:
        import_module(_KERNELS)
    except ImportError:  # a numba that does not go with this numpy is as good as none
        return False
    return True


def _in_long_numbers(game: NormalFormGame) -> Proposals:
    """The same for numbers of any length, interpreted."""
    everything = (1 << sum(game.shape)) - 1
    own, other = replies(game, 0), replies(game, 1)
    first, second = _Vertices(), _Vertices()
    for basis in walked(other):
        yield None
        first.add(basis)
    labelled = Labelled(first.vertices)
    pairs: list[tuple[int, int]] = []
    told = 0
    for step, basis in enumerate(walked(own), start=1):
        new = second.add(basis)
        if new is not None:
            wanted = everything & ~relabelled(new.labels, game.shape)
            pairs += [(one, len(second.vertices) - 1) for one in labelled.places(wanted)]
        if step % _STEPS:
            yield None
            continue
        yield _block(first, second, pairs[told:])
        told = len(pairs)
    yield _block(first, second, pairs[told:])
    places = {pair: place for place, pair in enumerate(pairs)}
    signed = [
        (places[first.numbers[one], second.numbers[two]], size, sign)
        for one, two, size, sign in signed_pairs(own, other, first.numbers, second.numbers)
    ]
    return _claim(game, (first.cobases, second.cobases), pairs, (first.points, second.points), signed)


def _block(first: _Vertices, second: _Vertices, pairs: Sequence[tuple[int, int]]) -> ProfileBlock | None:
    """These pairs, with no more strategies than occur."""
    if not pairs:
        return None
    numbers = [{one: place for place, one in enumerate(dict.fromkeys(ends))} for ends in zip(*pairs, strict=True)]
    weights = ([first.points[one] for one in numbers[0]], [second.points[one] for one in numbers[1]])
    return ProfileBlock(weights, [(numbers[0][one], numbers[1][other]) for one, other in pairs])


class _Vertices:
    """The vertices, but the origin, of the bases so far."""

    def __init__(self) -> None:
        self.cobases: list[int] = []
        self.vertices: list[Vertex] = []
        self.points: list[Weights] = []
        self.numbers: dict[int, int] = {}
        """The number of the vertex of each cobasis but that of the origin."""
        self.places: dict[int, int] = {}

    def add(self, basis: Basis | None) -> Vertex | None:
        """The vertex of `basis`, if there is one, and it is new."""
        if basis is None:
            return None
        self.cobases.append(basis.cobasis)
        vertex = basis.vertex()
        if not any(vertex.point):
            return None
        known = len(self.places)
        place = self.numbers[basis.cobasis] = self.places.setdefault(vertex.labels, known)
        if place < known:
            return None
        self.vertices.append(vertex)
        self.points.append(vertex.lowest())
        return vertex


METHOD = Method(id="vertex_enumeration", concept="nash", source=SOURCE, accepts=accepts, propose=propose, rank=10)
