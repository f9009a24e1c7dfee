"""The search for polytopes inside and around the set of subgame-perfect payoffs of any number of players."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from policygames.games.payoff_sets.frame import Frame
from policygames.games.payoff_sets.inner import kept, played_for_ever, shrunken
from policygames.games.payoff_sets.operators import hull_of, ungenerated
from policygames.games.payoff_sets.proofs import PARTS, Surrounding
from policygames.games.payoff_sets.sketches import Sketch, beyond, first_sketch, next_sketch, simple
from policygames.numerics.polyhedra.polytope import Polytope, Whole

if TYPE_CHECKING:
    from policygames.budget import Budget
    from policygames.games.repeated import RepeatedGame

MOST_PROFILES, MOST_PLAYERS = 4_096, 6
_MOST_SKETCHES = {0: 1, 1: 4_096, 2: 1_024, 3: 128}
"""By dimension; in more than these, hulls of many points have too many facets."""
_STILL = 2.0**-38
"""Sketches that move less, in scaled payoffs, are as good as they get."""
_WITHIN = (1e-3, 1e-5, 1e-7, 1e-9, 1e-11)
"""How far from a sketch, in scaled payoffs, simple fractions are looked for."""
_NEARBY = 64.0
"""Sketches get closer by less than so many times their last step."""
_PROOF_STEPS, _TRIAL_STEPS = {0: 1, 1: 1_024, 2: 512}, 16
_LEAST_PROOF_STEPS = 48
"""In more dimensions than two."""


class Study:
    """The search for bounds: `inner` are points whose hull generates itself, `around` knows what contains all.

    Sketches say where to look; simple fractions near them may generate themselves, and be all that there is. Else the
    sketch is shrunk until it generates itself, and enclosures are made as small as they get.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.inner: Sequence[Whole] = ()
        self.around = Surrounding(frame, ())
        self.tried: set[tuple[Whole, ...]] = set()
        self.most_steps = _PROOF_STEPS.get(frame.rank, _LEAST_PROOF_STEPS)

    def steps(self) -> Generator[None, None, None]:
        """All the work, in steps."""
        whole = self.outer()
        if whole and ungenerated(self.frame, hull_of(whole)) is None:  # all feasible payoffs above the pure minmax
            self.inner = whole
            yield from self._surround(whole, PARTS[:1], 1)
            return
        yield None
        start = played_for_ever(self.frame)
        self.inner = hull_of(start).points if start else ()
        yield None
        sketch = yield from self._sketched() if self.frame.rank in _MOST_SKETCHES else self._roughly()
        if self.around.exact or self.around.now.is_empty:
            return
        self._improve((yield from shrunken(self.frame, sketch.polytope.points)), sketch)
        yield from self._surround(self.inner, PARTS, self.most_steps)

    def _sketched(self) -> Generator[None, None, Sketch]:
        now = first_sketch(self.frame)
        for step in range(1, _MOST_SKETCHES[self.frame.rank] + 1):
            after = yield from next_sketch(self.frame, now)
            if after.is_empty:
                yield from self._surround((), (), self.most_steps)
                return now
            now = after
            still = now.moved <= _STILL
            if still or not step & (step - 1):
                yield from self._guess(now, still=still)
            if still or self.around.exact:
                break
        return now

    def _roughly(self) -> Generator[None, None, Sketch]:
        """The enclosure with the first normals, for want of a sketch."""
        yield from self._surround((), (), self.most_steps)
        return Sketch(self.around.now.polytope, self.frame.minmax, moved=0.0)

    def _guess(self, sketch: Sketch, *, still: bool) -> Generator[None, None, None]:
        """Simple fractions near a sketch, and whether they are all that there is."""
        reach = max(_NEARBY * sketch.moved, _NEARBY * _STILL)
        for within in _WITHIN:
            points = simple(self.frame, sketch.polytope.points, within)
            found: Polytope | None = hull_of(points)
            if within < sketch.moved or found is None or found.points in self.tried:
                continue
            self.tried.add(found.points)
            if ungenerated(self.frame, found) is not None:
                found = (yield from kept(self.frame, points)) if still else None
            yield None
            if found and self._improve(found, sketch) <= reach:
                yield from self._surround(found.points, PARTS[:1], _TRIAL_STEPS)
                if self.around.exact:
                    self.inner = found.points
                    return

    def _improve(self, found: Polytope | None, sketch: Sketch) -> float:
        """Takes the found inner set if less of the sketch lies beyond it; how much does."""
        if found is None:
            return 1.0
        known = beyond(sketch.polytope.points, hull_of(self.inner).rows) if self.inner else 2.0
        gap = beyond(sketch.polytope.points, found.rows)
        if gap < known:
            self.inner = found.points
        return gap

    def _surround(self, points: Sequence[Whole], parts: Sequence[Fraction], most: int) -> Generator[None, None, None]:
        self.around = Surrounding(self.frame, points, parts)
        yield from self.around.steps(most)

    def outer(self) -> Sequence[Whole]:
        """Points whose hull contains all; none where there is nothing."""
        return self.around.now.polytope.points


def too_large(game: RepeatedGame) -> str:
    """Why the game is too large for a study; empty where it is not."""
    profiles, players = game.stage_game.numerators[0].size, len(game.players)
    if profiles > MOST_PROFILES or players > MOST_PLAYERS:
        return f"it takes up to {MOST_PROFILES} profiles and {MOST_PLAYERS} players"
    return ""


def in_time(study: Study, budget: Budget) -> Iterator[bool]:
    """A False after every step of a study; True, once, where time is about to run out: then take what there is."""
    slowest, before = 0.0, budget.clock()
    for _ in study.steps():
        slowest = max(slowest, budget.clock() - before)
        hurried = budget.remaining() <= _MARGIN * slowest
        yield hurried
        if hurried:
            return
        before = budget.clock()


_MARGIN = 8.0
"""Of the slowest step so far: what is kept of the time to give the bounds that there are."""
