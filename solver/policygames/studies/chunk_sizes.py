"""How many rows a chunk has by default: about a second of work, told from shapes alone.

Seconds are those of one core of a shared 2-core machine, measured in November 2026 over 2 to 400 random games a shape:
what this says, and what was measured of whole numbers with few and with many ties, and of floats. As the size of a
chunk is part of a study's spec, it follows from the shape, and never from a clock.

    together, 2x2      4 us    1.4   1.8   15       alone, 9x9       3.7 ms   2.3    3.7
    together, 3x3      9 us    3.2   5.0   62       alone, 13x13   109 ms    22    110
    together, 4x4     16 us    5.6  16.6  190       alone, 16x16     2.1 s    0.3    1.7
    alone, 5x5         3.0 ms  2.3   2.7    3.6     alone, 2x2x2    22 ms    13      8
    alone, 8x8        40 ms   27    36    48        alone, 2^4     130 ms   115    102
    alone, 2x20        5.1 ms  1.3   1.1            alone, 3x3x3     0.9 s    0.7    0.3
    alone, 2x500       4.6 s   4.1   5.0            alone, 4x4x4    22 s     18     23
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, prod

from policygames.games import Game, NormalFormGame, RepeatedGame
from policygames.studies.answers import is_fast
from policygames.studies.one_by_one import DEFAULT_LIMIT

SECOND = 1_000_000
"""Microseconds of work in a chunk."""
CELLS = 2**18
"""The most cells of payoff matrices in a chunk of given games: a few megabytes."""
TOGETHER = 16_384
"""Draws a chunk where they are answered together: 0.1 to 0.3 s in the catalogue."""
_MOST_GAMES, _MOST_DRAWS = 2**14, 2**10
"""Parts beyond which chunks rather get longer: all parts of a study are read often, a millisecond each."""
_MOST_ALONE = 2**14
"""Rows of a chunk whose games are solved one by one, however many there are in all."""


def games_a_chunk(concept: str, shape: Sequence[int], games: int, *, floats: bool) -> int:
    """Rows a chunk of given games of one shape."""
    if is_fast(shape, concept):
        return max(1, min(CELLS // prod(shape), SECOND // microseconds_together(concept, shape, floats=floats)))
    return min(_alone(microseconds_alone(shape), games, _MOST_GAMES), max(1, CELLS // prod(shape)))


def draws_a_chunk(game: Game, draws: int, *, limit: int, together: bool, apart: int) -> int:
    """Draws a chunk of a study whose games are like this one, each within `limit` steps unless they are `together`.

    `apart` is how many findings are decided one by one.
    """
    if together and not apart:
        return TOGETHER
    return _alone((0 if together else _of_kind(game, limit)) + _FINDING * apart, draws, _MOST_DRAWS)


def _alone(microseconds: int, rows: int, parts: int) -> int:
    """Rows a chunk, of `rows` rows that take so long each, in about so many parts at most."""
    return max(1, SECOND // microseconds, min(-(-rows // parts), _MOST_ALONE))


def _of_kind(game: Game, limit: int) -> int:
    """What a game of a scenario takes that is solved by itself."""
    if isinstance(game, RepeatedGame):
        step = _SMALL_STEP if prod(game.stage_game.shape) <= SMALL_STAGE else _LARGE_STEP
        return step * (limit or DEFAULT_LIMIT)
    return microseconds_alone(game.shape) if isinstance(game, NormalFormGame) else _OTHER


SMALL_STAGE = 256
"""Profiles of a stage game of which a step is quick."""
_SMALL_STEP, _LARGE_STEP = 150, 160_000
"""Microseconds of a step over payoffs of repeated play: the catalogue's 200 small take 30 ms, its 20 large ones 3 s."""
_FINDING = 2_000
"""Microseconds in which a finding is decided in one draw: 1 to 2 ms in the catalogue."""
_OTHER = 15_000
"""Microseconds of a Bayesian or symmetric game: 5 to 20 ms in the catalogue."""


def microseconds_together(concept: str, shape: Sequence[int], *, floats: bool) -> int:
    """What a game takes among many that are solved together."""
    cells = prod(shape)
    return max(1, cells * cells * 3 // 4) if floats and concept == "nash" else cells


def microseconds_alone(shape: Sequence[int]) -> int:
    """What a game takes that is solved by itself: two players' by vertices, more players' by supports."""
    if len(shape) > 2:
        return 100 * supports(shape) * prod(shape)
    each = _SMALL_VERTEX if max(shape) <= _SMALL else 1
    return 500 + each * vertices(shape) + max(shape) ** 3 // 28


_SMALL, _SMALL_VERTEX = 8, 30
"""Actions up to which the search takes the slower, exact method; and its microseconds a vertex."""


def vertices(shape: Sequence[int]) -> int:
    """The most vertices that the two best-response polytopes of a game of two players have together.

    Source: McMullen, Mathematika 17 (1970) 179-184, the upper bound theorem: a polytope of dimension d with f facets
    has at most C(f - ceil(d/2), floor(d/2)) + C(f - floor(d/2) - 1, ceil(d/2) - 1) vertices; here f is the number of
    all actions, and d that of one player's.
    """
    return sum(_vertices(sum(shape), dimension) for dimension in shape)


def _vertices(facets: int, dimension: int) -> int:
    half, rest = dimension // 2, dimension - dimension // 2
    return comb(facets - rest, half) + comb(facets - half - 1, rest - 1)


def supports(shape: Sequence[int]) -> int:
    """The ways in which players can leave actions unused."""
    return prod(2**actions - 1 for actions in shape)
