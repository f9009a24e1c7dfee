"""What regime maps rest on: payoffs as forms in the parameter, or thresholds of patience."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise, product
from typing import TYPE_CHECKING

from policygames.errors import CertificateError, GameError
from policygames.games.game_forms import GameForms
from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import PureProfile
from policygames.games.regimes.conditions import Box, Conditions
from policygames.games.regimes.line import Stretch, stretches
from policygames.games.regimes.mixed import mixed_conditions
from policygames.games.regimes.pure import played, pure_conditions
from policygames.games.regimes.sustained import sustained_conditions
from policygames.games.repeated import RepeatedGame
from policygames.numerics.roots import Root, simplest_inside
from policygames.results.regime_map import Boundary, Piece
from policygames.results.solution import Solution

if TYPE_CHECKING:
    from policygames.results.optimal_threshold import OptimalThreshold

WIDTH = Fraction(1, 10**12)
"""Of the range: no interval around an irrational boundary is wider."""
CONDITIONS: dict[str, Callable[[GameForms, Box], Conditions]] = {
    "nash": mixed_conditions,
    "pure_nash": pure_conditions,
    "grim": sustained_conditions,
}


@dataclass(frozen=True, eq=False)
class PayoffEvidence:
    """The payoffs of a game as forms in one unknown, the parameter; `kind` says what is looked for."""

    forms: GameForms
    kind: str

    @property
    def players(self) -> tuple[str, ...]:
        """Who plays."""
        return self.forms.players

    @property
    def actions(self) -> tuple[tuple[str, ...], ...]:
        """What each of them can do."""
        return self.forms.actions

    def pieces(self, low: Fraction, high: Fraction) -> list[Piece]:
        """The regimes from one value of the parameter to another."""
        return [piece_of(one, low, high) for one in _stretches(self, low, high)]

    def place(self, value: Fraction, low: Fraction, high: Fraction) -> int:
        """Which of these a value of the parameter lies in."""
        position = (value - low) / (high - low)
        found = enumerate(_stretches(self, low, high))
        return next(index for index, one in found if one.contains(position))

    def game_at(self, value: Fraction) -> NormalFormGame | RepeatedGame:
        """The game at a value of the parameter."""
        return self.forms.at((value,))

    def check(self, witness: Fraction, solution: Solution) -> None:
        """Raises CertificateError where the solution is not that of the game at this value, or is wrong."""
        if solution.game != self.game_at(witness) or solution.concept != self.kind:
            raise CertificateError("another game was solved", path="solution")
        solution.verify()

    def verify(self) -> None:
        """Nothing to do: all that is derived from the payoffs is derived anew."""


@lru_cache(maxsize=16)
def conditions_of(forms: GameForms, kind: str, box: Box) -> Conditions:
    """The conditions for outcomes of a kind in a box; made once for what is asked again soon."""
    return CONDITIONS[kind](forms, box)


@lru_cache(maxsize=16)
def _stretches(evidence: PayoffEvidence, low: Fraction, high: Fraction) -> tuple[Stretch, ...]:
    return tuple(stretches(conditions_of(evidence.forms, evidence.kind, ((low,), (high,))), (low,), (high,)))


def piece_of(one: Stretch, low: Fraction, high: Fraction) -> Piece:
    """What a stretch between two values makes up."""
    witness = None if one.sample is None else low + one.sample * (high - low)
    return Piece(edge(one.low, low, high), edge(one.high, low, high), one.has_low, one.has_high, witness, one.regime)


def edge(root: Root, low: Fraction, high: Fraction) -> Boundary:
    """The boundary at a position from 0 to 1 between two values."""
    near = root.within(WIDTH)
    return Boundary(low + near.low * (high - low), low + near.high * (high - low))


@dataclass(frozen=True, eq=False)
class PatienceEvidence:
    """For each profile the least patience that sustains it; more patience does so too, with a public coin."""

    thresholds: tuple[OptimalThreshold, ...]
    kind: str = "optimal"

    @property
    def players(self) -> tuple[str, ...]:
        """Who plays."""
        return self.thresholds[0].stage_game.players

    @property
    def actions(self) -> tuple[tuple[str, ...], ...]:
        """What each of them can do."""
        return self.thresholds[0].stage_game.actions

    def pieces(self, low: Fraction, high: Fraction) -> list[Piece]:
        """The regimes from one discount factor to another."""
        steps = self._steps(low, high)
        ends = [Boundary(low, low), *(boundary for boundary, _ in steps), Boundary(high, high)]
        held = frozenset(played(one.path) for one in self.thresholds if self._least(one) <= low)
        found = []
        for index, (start, end) in enumerate(pairwise(ends)):
            held |= frozenset(played(path) for path in steps[index - 1][1]) if index else frozenset()
            last = index == len(steps)
            found.append(Piece(start, end, start.exact is not None, last, _witness(start, end), held))
        return found

    def _steps(self, low: Fraction, high: Fraction) -> list[tuple[Boundary, list[PureProfile]]]:
        """Where more is sustained, in ascending order, and what: brackets that meet are one."""
        later = sorted((self._bracket(one), one.path) for one in self.thresholds if low < self._least(one) <= high)
        steps: list[tuple[Boundary, list[PureProfile]]] = []
        for (start, end), path in later:
            before = steps[-1][0] if steps else None
            if before is not None and (start < before.high or start == end == before.high):
                steps[-1] = Boundary(before.low, max(before.high, end)), [*steps[-1][1], path]
            else:
                steps.append((Boundary(start, end), [path]))
        return steps

    @staticmethod
    def _bracket(threshold: OptimalThreshold) -> tuple[Fraction, Fraction]:
        if threshold.interval is not None:
            return threshold.interval
        value = threshold.exact if threshold.exact is not None else Fraction(1)
        return value, value

    def _least(self, threshold: OptimalThreshold) -> Fraction:
        return self._bracket(threshold)[1]

    def place(self, value: Fraction, low: Fraction, high: Fraction) -> int:
        """Which of these a discount factor lies in. Raises GameError within the bracket of a threshold."""
        for index, piece in enumerate(self.pieces(low, high)):
            if piece.low.interval is not None and piece.low.low < value < piece.low.high:
                message = f"the threshold is only known to lie between {piece.low.low} and {piece.low.high}"
                raise GameError(message, reason="PARAMETER_RANGE", path="patience")
            if piece.low.high <= value and (value < piece.high.high or (piece.has_high and value == piece.high.high)):
                return index
        return 0

    def check(self, witness: Fraction, solution: Solution) -> None:  # noqa: ARG002 - as other evidence does
        """Nothing is solved here: thresholds carry their own proofs."""
        raise CertificateError("a map of patience holds no solved games", path="solution")

    def verify(self) -> None:
        """Proves every threshold again, and that there is one for each profile."""
        for threshold in self.thresholds:
            threshold.verify()
        paths = [one.path for one in self.thresholds]
        if paths != list(product(*map(range, self.thresholds[0].stage_game.shape))):
            raise CertificateError("there is not one threshold for each profile", path="thresholds")


def _witness(start: Boundary, end: Boundary) -> Fraction:
    if start == end:
        return start.high
    return simplest_inside(start.high, end.low) if start.high < end.low else start.high
