"""The search for polytopes inside and around the set of subgame-perfect payoffs of any number of players."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from policygames.games.payoff_sets.frame import Frame
from policygames.games.payoff_sets.inner import kept, played_for_ever, shrunken
from policygames.games.payoff_sets.operators import hull_stepwise, ungenerated_stepwise
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

    `known` are all inner sets so far, the closest last, with the seconds that it takes to prove each again.
    """

    def __init__(self, frame: Frame, clock: Callable[[], float] = time.monotonic) -> None:
        self.frame, self.clock = frame, clock
        self.known: list[tuple[Sequence[Whole], float]] = [((), 0.0)]
        self.around = Surrounding(frame, ())
        self.tried: set[tuple[Whole, ...]] = set()
        self.most_steps = _PROOF_STEPS.get(frame.rank, _LEAST_PROOF_STEPS)

    def steps(self) -> Generator[None, None, None]:
        """All the work, in steps."""
        start = played_for_ever(self.frame)
        yield None
        if start:
            yield from self._proven(start)
        whole = self.outer()
        if whole and (yield from self._proven(whole)):  # all feasible payoffs above the pure minmax
            yield from self._surround(whole, PARTS[:1], 1)
            return
        sketch = yield from self._sketched() if self.frame.rank in _MOST_SKETCHES else self._roughly()
        if self.around.exact or self.around.now.is_empty:
            return
        found = yield from shrunken(self.frame, sketch.polytope.points)
        if found:
            yield from self._improve(found, sketch)
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
            if within < sketch.moved:
                continue
            found: Polytope | None = yield from hull_stepwise(points)
            if found is None or found.points in self.tried:
                continue
            self.tried.add(found.points)
            if (yield from ungenerated_stepwise(self.frame, found)) is not None:
                found = (yield from kept(self.frame, points)) if still else None
            if found and (yield from self._improve(found, sketch)) <= reach:
                yield from self._surround(found.points, PARTS[:1], _TRIAL_STEPS)
                if self.around.exact:
                    if self.inner != found.points:
                        yield from self._proven(found.points)
                    return

    def _improve(self, found: Polytope, sketch: Sketch) -> Generator[None, None, float]:
        """Takes the found inner set if less of the sketch lies beyond it; how much does."""
        rows = (yield from hull_stepwise(self.inner)).rows if self.inner else ()
        known = beyond(sketch.polytope.points, rows) if self.inner else 2.0
        gap = beyond(sketch.polytope.points, found.rows)
        if gap < known:
            yield from self._proven(found.points)
        return gap

    def _proven(self, points: Sequence[Whole]) -> Generator[None, None, bool]:
        """Takes points whose hull generates itself as inner set, and the time that takes to prove; whether it does."""
        start = self.clock()
        polytope = yield from hull_stepwise(points)
        if (yield from ungenerated_stepwise(self.frame, polytope)) is not None:
            return False
        self.known.append((polytope.points, self.clock() - start))
        return True

    @property
    def inner(self) -> Sequence[Whole]:
        """The closest inner set so far."""
        return self.known[-1][0]

    @property
    def proof_seconds(self) -> float:
        """About what it takes to prove the inner set again."""
        return self.known[-1][1]

    def fall_back(self, seconds: float) -> None:
        """Leaves inner sets out that take longer to prove again, so that nothing is exact any more."""
        while self.proof_seconds > seconds:
            self.known.pop()
            self.around.exact = False

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
        if budget.remaining() <= max(_MARGIN * slowest, _CAUTION * study.proof_seconds):
            break
        yield False
        before = budget.clock()
    else:
        if budget.remaining() >= study.proof_seconds:
            return
    study.fall_back(budget.remaining() / _CAUTION)
    yield True


_MARGIN = 3.0
"""Of the slowest step so far: what is kept of the time to give the bounds that there are."""
_CAUTION = 1.5
"""Times what the proof of the inner set took: what is kept of the time to certify it in the end."""
