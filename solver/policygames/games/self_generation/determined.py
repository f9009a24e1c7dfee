"""What is proven about the payoffs that patience can sustain: where all of them lie, and that a polygon holds all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from policygames.games.self_generation.contraction import contraction_to
from policygames.games.self_generation.generation import Point, ungenerated
from policygames.games.self_generation.outer import iterates
from policygames.games.self_generation.planes import PlaneGame
from policygames.numerics.polygons import hull, includes

GRID_BITS = 80
"""Rounded iterates are on a grid of 2^-80 of a unit of payoffs: far finer than what is claimed."""
MOST_STEPS = 2000
"""So many iterates are tried before a claim about what contains the set is left open."""


def lies_within(plane: PlaneGame, outer: Sequence[Point], most: int = MOST_STEPS) -> bool | None:
    """Whether iteration proves that all subgame-perfect payoffs lie in `outer`, () for that there are none.

    False where it ends without such a proof, None where it does not end within `most` steps.
    """
    corners, step = hull(outer), 0
    for step, iterate in enumerate(islice(iterates(plane, GRID_BITS), most), 1):  # noqa: B007 - counted
        if includes(corners, iterate.vertices):
            return True
    return None if step == most else False


def is_all(plane: PlaneGame, inner: Sequence[Point], most: int = MOST_STEPS) -> bool:
    """Whether `inner`, not empty, is proven to be the set of all subgame-perfect payoffs; False says nothing.

    It generates itself, and an iterate lies in it, or one is near enough for a contraction to draw all others to it.
    """
    if ungenerated(plane, inner) is not None:
        return False
    corners, contraction, due = hull(inner), contraction_to(plane, inner), 1
    for step, iterate in enumerate(islice(iterates(plane, GRID_BITS), most), 1):
        if includes(corners, iterate.vertices):
            return True
        if contraction is not None and step == due:
            if contraction.covers(iterate.vertices):
                return True
            due += max(1, due // 2)
    return False


def drawn_to(plane: PlaneGame, inner: Sequence[Point], outer: Sequence[Point]) -> bool:
    """Whether no subgame-perfect payoff lies outside of `inner`, not empty, when none does outside of `outer`.

    False says nothing.
    """
    if includes(hull(inner), outer):
        return True
    contraction = contraction_to(plane, inner)
    return contraction is not None and contraction.covers(outer)


def exact_set(plane: PlaneGame, most: int) -> tuple[Point, ...] | None:
    """All subgame-perfect payoffs where one of the first `most` iterates, which contain them, generates itself.

    () where there are none, None where these iterates do not say.
    """
    for iterate in islice(iterates(plane, GRID_BITS), most):
        if not iterate.polygon or ungenerated(iterate.plane, iterate.vertices) is None:
            return iterate.vertices
    return None
