"""All extreme equilibria of a two-player game: completely labelled pairs of vertices of the best-response polytopes."""

from __future__ import annotations

import sys
from collections.abc import Generator
from importlib import import_module
from importlib.util import find_spec
from threading import Thread
from typing import TYPE_CHECKING, TypeAlias

from policygames.budget import Budget
from policygames.certificates import BasesProof, Claim, Coverage, ProfileGraph
from policygames.games import Candidate, NormalFormGame
from policygames.games.index import index_of
from policygames.games.labels import relabelled, replies
from policygames.games.profile_block import ProfileBlock
from policygames.numerics.labelling import Labelled
from policygames.numerics.polytope import Vertex, walked
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
_PAUSE = 0.02  # seconds between two signs of life
_MODERATE = 16  # up to here it takes some 30 ms: not worth a second of loading a compiler, or ten if nothing is cached
Cobases: TypeAlias = tuple[list[int], list[int]]


def accepts(game: NormalFormGame) -> str:
    """Empty for two players."""
    two = isinstance(game, NormalFormGame) and len(game.shape) == 2
    return "" if two else "it takes games of two players"


def propose(game: NormalFormGame, budget: Budget) -> Proposals:
    """Every extreme equilibrium, in exact arithmetic throughout.

    A pair of vertices is an extreme equilibrium if and only if each action is unplayed or a best response (Mangasarian
    1964, as theorem 1 of Avis et al. 2010); all vertices are enumerated, so all extreme equilibria are found.
    """
    if sum(game.shape) > (_SMALL if _ready() else _MODERATE) and (yield from _loaded()):
        from policygames.numerics.compiled.labelled import labelled_pairs

        found = yield from labelled_pairs(replies(game, 1), replies(game, 0))
        if found:
            return (yield from _in_blocks(game, found))
    cobases = yield from _in_long_numbers(game)
    return Claim(Coverage.ALL, BasesProof.of(cobases, sum(game.shape)))


def _in_blocks(game: NormalFormGame, found: LabelledPairs) -> Generator[ProfileBlock, None, Claim]:
    for start in range(0, len(found.pairs), _BLOCK):
        yield ProfileBlock(found.points, found.pairs[start : start + _BLOCK])
    indices: dict[int, int] = {}
    for place, size, sign in found.signed:
        indices[place] = indices.get(place, 0) + index_of(size, sign)
    proof = BasesProof.of(found.cobases, sum(game.shape))
    return Claim(Coverage.ALL, proof, graph=ProfileGraph(found.pairs, found.points, indices))


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


def _in_long_numbers(game: NormalFormGame) -> Generator[Candidate | None, None, Cobases]:
    """The same for numbers of any length, interpreted."""
    everything = (1 << sum(game.shape)) - 1
    first: dict[int, Vertex] = {}
    cobases: tuple[list[int], list[int]] = [], []
    for basis in walked(replies(game, 1)):
        yield None
        if basis:
            cobases[0].append(basis.cobasis)
            first.setdefault(basis.vertex().labels, basis.vertex())
    labelled = Labelled([vertex for vertex in first.values() if any(vertex.point)])
    for basis in walked(replies(game, 0)):
        yield None
        if basis:
            cobases[1].append(basis.cobasis)
            other = basis.vertex()
            partners = labelled.having(everything & ~relabelled(other.labels, game.shape)) if any(other.point) else ()
            yield from ((one.strategy(), other.strategy()) for one in partners)
    return cobases


METHOD = Method(id="vertex_enumeration", concept="nash", source=SOURCE, accepts=accepts, propose=propose, rank=10)
