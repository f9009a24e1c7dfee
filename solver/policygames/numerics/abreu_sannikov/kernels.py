"""What Python calls: one discount factor, at once or in slices, a run of falling ones, a stage game."""

from __future__ import annotations

import numpy as np

from policygames.numerics.abreu_sannikov.grid import Reals, Words
from policygames.numerics.abreu_sannikov.iteration import advanced, started
from policygames.numerics.abreu_sannikov.operator import Stage, State, Terms
from policygames.numerics.abreu_sannikov.scaling import scale
from policygames.numerics.abreu_sannikov.vertices import vertices, with_room
from policygames.numerics.compiling import compiled_for

_STAGE = "Tuple((float64[:, ::1], float64[:, ::1], float64[::1], float64[:, ::1], float64[:, ::1]))"
_STATE = "Tuple((float64[::1], float64[:, ::1], int64[::1], int64[::1]))"
_TABLE = "Array(int64, 2, 'A', readonly=True)"
_TERMS = "UniTuple(float64, 2)"


@compiled_for(f"{_STATE}({_STAGE})")
def start(stage: Stage) -> State:
    """The state from which `advance` goes on in place."""
    begun: State = started(stage)
    return begun


@compiled_for(f"int64({_STAGE}, {_TERMS}, {_STATE}, int64)")
def advance(stage: Stage, terms: Terms, state: State, most: int) -> int:
    """Up to `most` applications of R, in place, and a Status."""
    return int(advanced(stage, terms, state, most))


@compiled_for(f"float64[:, ::1]({_STAGE}, {_STATE})")
def corners_of(stage: Stage, state: State) -> Reals:
    """The corners of a state that is not empty, as `vertices` shows them."""
    corners: Reals = vertices(stage, state)
    return corners


@compiled_for(f"Tuple((float64[:, ::1], int64))({_STAGE}, float64, float64, int64)")
def settled(stage: Stage, factor: float, weight: float, most: int) -> tuple[Reals, int]:
    """What `swept` finds for one discount factor: its corners, none where the set is empty, and its Status."""
    state = started(stage)
    status = advanced(stage, (factor, weight), state, most)
    if status == 1:
        return np.empty((0, 2)), status
    return vertices(stage, state), status


@compiled_for(f"Tuple((int64[::1], float64[:, ::1], int64[::1]))({_STAGE}, float64[:, ::1], int64)")
def swept(stage: Stage, terms: Reals, most: int) -> tuple[Words, Reals, Words]:
    """For falling discount factors, rows (d, (1 - d) / d) of `terms`: offsets, corners and Statuses.

    The corners of the i-th lie at offsets[i] : offsets[i + 1]. Each takes up to `most` applications of R, and goes on
    from where the last one ended; after an empty set all are empty.
    """
    state = started(stage)
    offsets, statuses = np.zeros(len(terms) + 1, np.int64), np.ones(len(terms), np.int64)
    corners, found = np.empty((8 * len(terms), 2)), 0
    for index in range(len(terms)):
        statuses[index] = advanced(stage, (terms[index, 0], terms[index, 1]), state, most)
        if statuses[index] == 1:
            offsets[index + 1 :] = found
            break
        fresh = vertices(stage, state)
        corners = with_room(corners, found, len(fresh))
        corners[found : found + len(fresh)] = fresh
        found += len(fresh)
        offsets[index + 1] = found
    return offsets, corners[:found].copy(), statuses


@compiled_for(f"Tuple((float64[:, ::1], float64[:, ::1], float64[::1], int64[:, ::1]))({_TABLE}, {_TABLE})")
def staged(first: Words, second: Words) -> tuple[Reals, Reals, Reals, Words]:
    """Scaled payoffs and gains (A, 2), minmax payoffs (2,), and rows (least payoff, bits of the range), all exact.

    The payoffs of either player are whole numbers of shape (m, n). Where the bits are `WIDE`, a range has too many:
    then all but the rows is void.
    """
    profiles = first.size
    payoffs, gains, minmax = np.empty((profiles, 2)), np.empty((profiles, 2)), np.empty(2)
    rows = np.empty((2, 2), np.int64)
    scale(first, 0, payoffs, gains, minmax, rows)
    scale(second.T, 1, payoffs, gains, minmax, rows)
    return payoffs, gains, minmax, rows
