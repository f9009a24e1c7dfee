"""The least patience that sustains a profile when deviations are answered as harshly as equilibrium allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import islice
from operator import itemgetter

from policygames import registry
from policygames.budget import Budget
from policygames.certificates import Certificate, PayoffBounds
from policygames.errors import CertificateError, DeadlineError, UnsupportedError
from policygames.games import Automaton, NormalFormGame, PayoffPolytope, Point, PureProfile, RepeatedGame
from policygames.games.automata.stationary import build as stationary
from policygames.games.penal_codes import folk_floors
from policygames.games.self_generation import MOST_STEPS, iterates, plane_of
from policygames.games.self_generation.determined import GRID_BITS
from policygames.games.synthesis import path_and_answers
from policygames.numerics.exact import simplest_between
from policygames.numerics.stepwise import finished
from policygames.results.optimal_threshold import OptimalThreshold
from policygames.results.path_threshold import PathThreshold
from policygames.results.threshold import best_deviation
from policygames.search import stream, unproven

MOST_PATIENCE = 20
"""Discount factors up to 1 - 2^-MOST_PATIENCE are tried before it is said that none was found."""
_NONE_FOUND = f"no discount factor up to 1 - 2^-{MOST_PATIENCE} was found to sustain this; none above it was tried"
_HALVINGS = 40
TOLERANCES = tuple(Fraction(1, 10**digits) for digits in (4, 6, 8, 10, 12))
"""How far from the float threshold a simple rational may lie that is tried as its exact value."""
BRACKETS = tuple(Fraction(1, 10**digits) for digits in (12, 11, 10, 9, 7, 5))
"""Half-widths of brackets around the float threshold, from the narrowest."""


def optimal_threshold(stage: NormalFormGame, path: PureProfile, budget: Budget | None = None) -> OptimalThreshold:
    """The least common discount factor at which `path` can be played for ever, with proofs on both sides.

    Raises UnsupportedError where no discount factor up to 1 - 2^-20 was found to sustain it, nor proven that none does,
    and DeadlineError where the time of the budget is over before.

    Source: Abreu, Econometrica 56 (1988) 383-396, propositions 2 and 5.
    """
    search = _Search(stage, path, budget or Budget())
    least = search.least_by_folk()
    if least is None:
        return OptimalThreshold(stage, path, None, None, None, "folk")
    if (certificate := search.certificate(least)) is not None:
        return OptimalThreshold(stage, path, least, None, certificate, "folk")
    near = search.near(least)
    return search.exactly(near) or search.bracket(near)


class _Search:
    """What is known of the stage game and the path, and the questions that are asked of them at a discount factor."""

    def __init__(self, stage: NormalFormGame, path: PureProfile, budget: Budget) -> None:
        self.stage, self.path, self.budget = stage, path, budget
        self.gains = [best_deviation(stage, path, player).gain for player in range(len(stage.players))]
        self._bounds: dict[Fraction, PayoffBounds | None] = {}
        self.payoffs = [stage.payoff(player, path) for player in range(len(stage.players))]

    def need(self, floors: Sequence[Fraction]) -> Fraction | None:
        """The least discount factor at which no deviation pays that is answered by `floors`; None for never."""
        needs = [Fraction(0)]
        for gain, payoff, floor in zip(self.gains, self.payoffs, floors, strict=True):
            if gain and payoff <= floor:
                return None
            needs.append(gain / (gain + payoff - floor) if gain else Fraction(0))
        return max(needs)

    def least_by_folk(self) -> Fraction | None:
        """What is necessary, as nobody can be held below those floors; None where no discount factor is enough."""
        floors = folk_floors(self.stage)
        return None if floors is None else self.need(floors)

    def at(self, discount: Fraction) -> RepeatedGame:
        return RepeatedGame(self.stage, discount)

    def bounds(self, discount: Fraction) -> PayoffBounds | None:
        """Proven bounds of the payoffs of all equilibria."""
        if discount not in self._bounds:
            self._bounds[discount] = proven_bounds(self.at(discount), self.budget)
            self._check_time()
        return self._bounds[discount]

    def _check_time(self) -> None:
        """Raises DeadlineError where the time is over: bounds that were cut short decide nothing."""
        if not self.budget.remaining():
            raise DeadlineError("no threshold was proven within the deadline", path="deadline")

    def certificate(self, discount: Fraction) -> Certificate | None:
        """An equilibrium that plays the path for ever, certified; None where none was found."""
        if not any(self.gains):
            return self._certified(discount, stationary(self.stage, path=self.path))
        bounds = self.bounds(discount)
        if bounds is None or not bounds.inner or not self._deterred(discount, bounds.inner):
            return None
        worst = [min(bounds.inner, key=itemgetter(player)) for player in range(len(self.gains))]
        inner = PayoffPolytope(bounds.inner)
        return self._certified(discount, path_and_answers(self.at(discount), (self.path,), inner, worst))

    def _deterred(self, discount: Fraction, points: Sequence[Point]) -> bool:
        """Whether no deviation pays that is answered by the worst of `points` for the deviator."""
        need = self.need(tuple(map(min, zip(*points, strict=True))))
        return need is not None and need <= discount

    def _certified(self, discount: Fraction, automaton: Automaton) -> Certificate | None:
        verdict = registry.concept("subgame_perfect").certify(self.at(discount), automaton)
        return verdict if isinstance(verdict, Certificate) else None

    def near(self, least: Fraction) -> Fraction:
        """A discount factor near the threshold, of which nothing is proven: by bisection above `least`, in floats."""
        low, high = least, next((one for one in _ever_more(least) if self._seems(one) and self.certificate(one)), None)
        if high is None:
            message = (
                f"no discount factor up to 1 - 2^-{MOST_PATIENCE} was found to sustain this, none above it was tried"
            )
            raise UnsupportedError(message, reason="UNDECIDED_THRESHOLD", path="path")
        for _ in range(_HALVINGS):
            middle = Fraction(float(low + high) / 2)
            low, high = (low, middle) if self._seems(middle) else (middle, high)
        return high

    def _seems(self, discount: Fraction) -> bool:
        """What floats say, or the inner bounds where there is no fast path."""
        self._check_time()
        solution = unproven(self.at(discount), "subgame_perfect", None, {})
        if solution is None or solution.payoff_set is None:
            bounds = self.bounds(discount)
            return bounds is not None and bool(bounds.inner) and self._deterred(discount, bounds.inner)
        vertices = solution.payoff_set.vertices
        if not len(vertices):
            return False
        lowest = tuple(Fraction(float(value)) - self._noise for value in vertices.min(axis=0))
        return self._deterred(discount, [lowest])

    @cached_property
    def _noise(self) -> Fraction:
        """What floats may be wrong by, in payoff units."""
        return Fraction(max(float(abs(self.stage.floats).max()), 1e-300)) / 10**12

    def exactly(self, near: Fraction) -> OptimalThreshold | None:
        """The value, if it is a simple rational near `near` and proven to be the least; else None."""
        for discount in dict.fromkeys(simplest_between(near - within, near + within) for within in TOLERANCES):
            bounds = self.bounds(discount) if 0 < discount < 1 else None
            if bounds is None or not bounds.outer or (certificate := self.certificate(discount)) is None:
                continue
            for reason in ("bounds", "restricted"):
                found = OptimalThreshold(self.stage, self.path, discount, None, certificate, reason, bounds)
                if found.holds_nothing_less() and is_verified(found):
                    return found
        return None

    def bracket(self, near: Fraction) -> OptimalThreshold:
        """The narrowest interval (low, high] around `near` with proofs at both ends."""
        for high, certificate in self._sustained_above(near):
            for low in (near - within for within in BRACKETS if within < near):
                for bounds in surroundings(self.at(low), self.budget):
                    self._check_time()
                    bracket = OptimalThreshold(self.stage, self.path, None, (low, high), certificate, "bounds", bounds)
                    if bracket.holds_nothing_less() and is_verified(bracket):
                        return bracket
        message = f"the least discount factor is near {float(near):.6g}, but no bracket of it could be proven"
        raise UnsupportedError(message, reason="UNDECIDED_THRESHOLD", path="path")

    def _sustained_above(self, near: Fraction) -> list[tuple[Fraction, Certificate]]:
        """The nearest discount factor above `near` that is tried and proven to sustain the path; empty without one."""
        highs = (simplest_between(near + within / 2, near + within) for within in BRACKETS)
        proven = ((high, found) for high in highs if high < 1 and (found := self.certificate(high)) is not None)
        return list(islice(proven, 1))


def is_verified(threshold: OptimalThreshold | PathThreshold) -> bool:
    """Whether its proofs are found again from the stage game alone, in the fewer steps that a check takes."""
    try:
        threshold.verify()
    except CertificateError:
        return False
    return True


def proven_bounds(game: RepeatedGame, budget: Budget | None = None) -> PayoffBounds | None:
    """Proven bounds of the payoffs of all equilibria; None where the method gives none."""
    solution = finished(stream(game, "subgame_perfect", None, budget or Budget(), {}))
    return solution.payoff_set.bounds if solution.payoff_set else None


def surroundings(game: RepeatedGame, budget: Budget | None = None) -> Iterator[PayoffBounds]:
    """Bounds of the payoffs of all equilibria, ever tighter; of two players those that a check comes by as well.

    The last ones take millions of steps where a set is about to change; to exclude a profile, some of the first do.
    """
    if len(game.players) != 2:
        yield from filter(None, [proven_bounds(game, budget)])
        return
    for iterate in islice(iterates(plane_of(game), GRID_BITS), MOST_STEPS):
        yield PayoffBounds((), iterate.vertices, exact=not iterate.polygon)


def _ever_more(least: Fraction) -> Iterator[Fraction]:
    """Discount factors above `least`, ever nearer to 1."""
    return (1 - (1 - least) / 2**halvings for halvings in range(1, MOST_PATIENCE + 1))
