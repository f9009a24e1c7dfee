"""Perfect public equilibrium payoffs of two players, enclosed by exact polygons."""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage, PayoffBounds
from policygames.games import RepeatedGame
from policygames.games.public_signals.decomposition import Corners
from policygames.games.public_signals.directions import Payoffs, Polygon
from policygames.games.public_signals.enclosure import enclosing
from policygames.games.public_signals.frame import Frame
from policygames.games.public_signals.limits import unsuited
from policygames.games.public_signals.operator import PublicGame, image, self_generating
from policygames.games.public_signals.refinement import MOST, refined
from policygames.games.public_signals.rounding import common, inward, shortened
from policygames.numerics.polygons import hull, simplest_rational
from policygames.registry import Method, Proposals

Steps: TypeAlias = Generator[None, None, None]
PURE = "only pure public strategies were considered: with mixed ones there may be more equilibrium payoffs"
ENCLOSED = "the set is enclosed: its inner and outer polygons differ"
ROUNDS = 80
_ATTEMPTS = frozenset({2, 9, 24, 60})  # rounds after which a fixed point is guessed
_COARSE, _FINE = Fraction(1, 2**7), Fraction(1, 2**18)  # shares of the scale to which outer polygons are rounded
_SNAPS = tuple(Fraction(1, 10**digits) for digits in (4, 6, 8, 10, 12))
_MARGINS = tuple(Fraction(1, 10**digits) for digits in (11, 9, 7, 5, 4, 3, 2))
_LESS_PATIENT = tuple(Fraction(1, 10**digits) for digits in (7, 4))
_LEAST, _GROWTH = Fraction(1, 2**16), 80
_SIZES, _PATIENCE = (MOST, 4, 3, 2), 2
_DIGITS = (4, 6, 7)
_PATIENT, _IMPATIENT, _FIRST = Fraction(9, 10), Fraction(4, 5), 8
_HALVINGS = 8
_AROUND = [(a, b) for a in range(-3, 4) for b in range(-3, 4) if math.gcd(a, b) == 1]


def propose(game: RepeatedGame, budget: Budget) -> Proposals:
    """No single equilibrium, but polygons inside and outside the set of perfect public equilibrium payoffs.

    Outer polygons are generated from the feasible payoffs and rounded outward; a fixed point is guessed by Newton's
    method, made of simple rationals where it is, and both that it generates itself and that nothing lies outside are
    proven exactly.

    Source: Abreu, Pearce and Stacchetti, Econometrica 58 (1990) 1041-1063; Judd, Yeltekin and Conklin, Econometrica 71
    (2003) 1239-1254 for outer and inner bounds.
    """
    frame = Frame.of(game)
    search = _Enclosing(frame.framed(game))
    known: tuple[Polygon, Polygon] = [], []
    for _ in search.run():
        if search.outer and (search.inner, search.outer) != known:
            known = search.inner, search.outer
            yield _enclosed(frame, search)
        yield None
    if search.outer and not search.exact:
        return _enclosed(frame, search)
    bounds = PayoffBounds(frame.restored(search.inner), frame.restored(search.outer), exact=search.exact)
    return Claim(Coverage.ALL if search.outer else Coverage.NONE_EXIST, warnings=(PURE,), bounds=bounds)


def _enclosed(frame: Frame, search: _Enclosing) -> Claim:
    """What is known so far: it stands where the search is stopped."""
    bounds = PayoffBounds(frame.restored(search.inner), frame.restored(search.outer), exact=False)
    return Claim(Coverage.SOME, warnings=(PURE, ENCLOSED), bounds=bounds)


class _Enclosing:
    """The search: `inner` generates itself, `outer` contains the set, and where `exact` they are one."""

    def __init__(self, game: RepeatedGame) -> None:
        self.game = PublicGame(game)
        self.inner: Polygon = []
        self.outer: Polygon = []
        self.exact = False
        self._guess: Polygon = []
        self._share, self._crowded, self._failures = _COARSE, False, 0

    def run(self) -> Steps:
        """Rounds from outside, guesses between them, until nothing moves by more than is rounded away."""
        self.outer = yield from self.game.start()
        if self.outer:
            yield from self._from_less_patience()
        for number in range(ROUNDS):
            if self.exact:
                return
            settled = yield from self._round()
            if not self.exact and (number in _ATTEMPTS or settled):
                yield from self._attempt(self.outer)
            if settled:
                break
        if not self.exact:
            yield from self._close()

    def _round(self) -> Generator[None, None, bool]:
        """Takes the polygon that the outer one generates, in short numbers; whether it hardly moved."""
        found = yield from image(self.game, self.outer)
        if found == self.outer or not found:
            self.inner, self.outer, self.exact = found, found, True
            return True
        before, self.outer = self.outer, shortened(found, self._share * self.game.scale)
        while len(self.outer) > 2 * MOST:
            self._share, self._crowded = 2 * self._share, True
            self.outer = shortened(found, self._share * self.game.scale)
        ends = Corners(before), Corners(self.outer)
        moves = (ends[0].support(way) - ends[1].support(way) for way in _AROUND)
        still = max(moves) <= 4 * self._share * self.game.scale
        if still and not self._crowded:
            self._share /= 8
        return still and (self._crowded or self._share < _FINE)

    def _from_less_patience(self) -> Steps:
        """For patient players a guess is followed up from less patience: rounds would hardly move."""
        if max(self.game.discount) <= _PATIENT:
            return
        easier, impatience = [self.game], [1 - d for d in self.game.discount]
        while min(impatience) < 1 - _IMPATIENT:
            impatience = [min(2 * one, Fraction(1)) for one in impatience]
            easier.append(PublicGame(self.game.game.at([1 - one for one in impatience])))
        guess = yield from _some_rounds(easier[-1])
        for game in reversed(easier):
            guess = (
                (yield from refined(game, guess, self.game.scale))
                or (yield from refined(game, guess, self.game.scale, 4))
                or guess
            )
        yield from self._attempt(guess)

    def _attempt(self, start: Polygon) -> Steps:
        """Keeps what generates itself near guesses, and tries to prove that nothing lies outside."""
        tried: list[Polygon] = []
        for most in _SIZES if self._failures < _PATIENCE else _SIZES[1:]:
            guess = yield from refined(self.game, start, self.game.scale, most)
            self._failures += most == MOST and not guess
            if guess and _breadth(guess) > _breadth(self._guess):
                self._guess = guess
            for polygon in (_simplest(guess, share * self.game.scale) for share in _SNAPS) if guess else ():
                if polygon not in tried and (yield from self._kept(polygon)):
                    self.outer = yield from enclosing(self.game, self.outer, polygon, _HALVINGS)
                    self.exact = self.outer == polygon
                tried.append(polygon)
                if self.exact:
                    self.inner = polygon
                    return

    def _kept(self, polygon: Polygon) -> Generator[None, None, bool]:
        """Whether a polygon generates itself; the last of such is kept, and what it leaves out of those before."""
        proven = yield from self_generating(self.game, polygon)
        if proven:
            self.inner = hull([*self.inner, *polygon])  # a public coin may choose between two such sets
        return proven

    def _close(self) -> Steps:
        """What remains where the set is no polygon of simple numbers."""
        yield from self._inside()
        if self.inner:
            yield from self._attempt(self.inner)
        if self.exact:
            return
        if _breadth(self.inner) > _breadth(self._guess):
            self._guess = self.inner
        for share in _MARGINS if self._guess else ():
            margin = share * self.game.scale
            around = hull((x + a * margin, y + b * margin) for x, y in self._guess for a in (-1, 1) for b in (-1, 1))
            around = common(shortened(around, margin / 16), self.outer)
            reached = yield from enclosing(self.game, self.outer, around, _HALVINGS)
            if reached == around:
                self.outer = around
                return

    def _inside(self) -> Steps:
        """What slightly less patient players can sustain, which leaves slack for rounding, and what it generates."""
        yield from self._kept(_stage_equilibria(self.game))
        for less, most in product(_LESS_PATIENT, _SIZES):
            game = PublicGame(
                self.game.game.at([1 - min(Fraction(1), (1 - d) * (1 + less)) for d in self.game.discount])
            )
            guess = yield from refined(game, self._guess or self.outer, self.game.scale, most)
            for digits in _DIGITS if guess else ():
                yield from self._kept(_simplest(guess, less / 10**digits * self.game.scale))
        yield from self._grown()

    def _grown(self) -> Steps:
        """All between a set that generates itself and what it generates does so too: the inner one grows by that."""
        for _ in range(_GROWTH):
            found = yield from image(self.game, self.inner)
            larger = inward(found, self.inner, self.game.scale, MOST)
            if len(larger) > 2 * MOST or _breadth(larger) - _breadth(self.inner) < _LEAST * self.game.scale:
                return
            self.inner = larger


def _some_rounds(game: PublicGame) -> Generator[None, None, Polygon]:
    """An outer polygon, coarsely."""
    outer = yield from game.start()
    for _ in range(_FIRST):
        outer = shortened((yield from image(game, outer)) or outer, _COARSE / 4 * game.scale)
    return outer


def _breadth(polygon: Polygon) -> Fraction:
    """How far a polygon reaches in all directions together."""
    return sum(map(Corners(polygon).support, _AROUND), Fraction(0)) if polygon else Fraction(-1)


def _stage_equilibria(game: PublicGame) -> Polygon:
    calm = [one for one in game.profiles if all(each.gain <= 0 for each in one.temptations)]
    return hull((one.payoffs[0], one.payoffs[1]) for one in calm)


def _simplest(polygon: Sequence[Payoffs], within: Fraction) -> Polygon:
    return hull((simplest_rational(x, within), simplest_rational(y, within)) for x, y in polygon)


METHOD = Method(
    id="public_decomposition",
    concept="public_perfect",
    source="Abreu, Pearce and Stacchetti, Econometrica 58 (1990) 1041-1063; guesses by Newton's method",
    accepts=unsuited,
    propose=propose,
)
