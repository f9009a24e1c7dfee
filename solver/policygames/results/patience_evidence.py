"""What regime maps rest on where patience alone moves: the least that sustains each profile."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise, product
from operator import or_
from typing import TYPE_CHECKING

from policygames.errors import CertificateError, GameError
from policygames.games.profiles import PureProfile
from policygames.games.regimes.pure import played
from policygames.numerics.roots import simplest_inside
from policygames.results.regime_map import Boundary, Regime

if TYPE_CHECKING:
    from policygames.results.optimal_threshold import OptimalThreshold


@dataclass(frozen=True, eq=False)
class PatienceEvidence:
    """For each profile the least patience that sustains it; more patience does so too, with a public coin."""

    thresholds: tuple[OptimalThreshold, ...]
    kind: str = "optimal"

    @property
    def actions(self) -> tuple[tuple[str, ...], ...]:
        """What each player can do."""
        return self.thresholds[0].stage_game.actions

    def regimes(self, low: Fraction, high: Fraction) -> tuple[Regime, ...]:
        """The regimes from one discount factor to another."""
        steps = self._steps(low, high)
        ends = [Boundary(low, low), *(boundary for boundary, _ in steps), Boundary(high, high)]
        more = [[one.path for one in self.thresholds if _bracket(one).high <= low], *(paths for _, paths in steps)]
        held = accumulate((frozenset(map(played, paths)) for paths in more), or_)
        return tuple(
            Regime(start, end, start.exact is not None, end is ends[-1], tuple(sorted(outcomes)), _witness(start, end))
            for (start, end), outcomes in zip(pairwise(ends), held, strict=True)
        )

    def _steps(self, low: Fraction, high: Fraction) -> list[tuple[Boundary, list[PureProfile]]]:
        """Where more is sustained, in ascending order, and what: brackets that meet are one."""
        later = sorted((_bracket(one).low, _bracket(one).high, one.path) for one in self.thresholds)
        steps: list[tuple[Boundary, list[PureProfile]]] = []
        for start, end, path in later:
            if not low < end <= high:
                continue
            before = steps[-1][0] if steps else None
            if before is not None and (start < before.high or start == end == before.high):
                steps[-1] = Boundary(before.low, max(before.high, end)), [*steps[-1][1], path]
            else:
                steps.append((Boundary(start, end), [path]))
        return steps

    def place(self, value: Fraction, low: Fraction, high: Fraction) -> int:
        """Which of these a discount factor lies in. Raises GameError within the bracket of a threshold."""
        for index, one in enumerate(self.regimes(low, high)):
            if one.low.interval is not None and one.low.low < value < one.low.high:
                message = f"the threshold is only known to lie between {one.low.low} and {one.low.high}"
                raise GameError(message, reason="PARAMETER_RANGE", path="patience")
            if one.low.high <= value and (value < one.high.high or (one.has_high and value == one.high.high)):
                return index
        return 0

    def game_at(self, value: Fraction) -> None:  # noqa: ARG002 - as other evidence does
        """None: thresholds carry their own proofs."""
        return

    def verify(self) -> None:
        """Proves every threshold again, and that there is one for each profile."""
        for threshold in self.thresholds:
            threshold.verify()
        paths = [one.path for one in self.thresholds]
        if paths != list(product(*map(range, self.thresholds[0].stage_game.shape))):
            raise CertificateError("there is not one threshold for each profile", path="thresholds")


def _bracket(threshold: OptimalThreshold) -> Boundary:
    """What a threshold is known to be, 1 where it is never."""
    if threshold.interval is not None:
        return Boundary(*threshold.interval)
    value = Fraction(1) if threshold.exact is None else threshold.exact
    return Boundary(value, value)


def _witness(start: Boundary, end: Boundary) -> Fraction:
    if start == end:
        return start.high
    return simplest_inside(start.high, end.low) if start.high < end.low else start.high
