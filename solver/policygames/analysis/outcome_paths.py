"""The least patience that sustains a path of several profiles, played in turn, over and over."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from operator import itemgetter

from policygames import registry
from policygames.analysis.optimal_penal_codes import BRACKETS, TOLERANCES, is_verified, proven_bounds, surroundings
from policygames.certificates import Certificate, PayoffBounds
from policygames.errors import UnsupportedError
from policygames.games import Automaton, NormalFormGame, PayoffPolytope, PureProfile, RepeatedGame
from policygames.games.automata.grim import build as grim
from policygames.games.path_patience import deterring_discounts
from policygames.games.patience import Interval
from policygames.games.penal_codes import folk_floors
from policygames.games.synthesis import path_and_answers
from policygames.numerics.exact import simplest_between
from policygames.results.discounts import DiscountBound
from policygames.results.path_threshold import PathThreshold, grim_discounts

Path = tuple[PureProfile, ...]

_STEPS = 24
"""How many discount factors of an interval are tried, ever nearer to its upper end."""
_HALVINGS = 44


def grim_path_threshold(stage: NormalFormGame, path: Path) -> PathThreshold:
    """The least common discount factor at which reversion to the worst stage equilibrium sustains `path`.

    Raises UnsupportedError where the stage game has no pure equilibrium.

    Source: Friedman, Review of Economic Studies 38 (1971) 1-12; roots are isolated exactly.
    """
    found = grim_discounts(stage, path)
    if not found:
        return PathThreshold(stage, path, None, None, None, "grim")
    exact, (low, high) = found[0].lower.exact, found[0].lower.bracket
    certificate = _certified(stage, high, grim(stage, path=list(path)))
    return PathThreshold(stage, path, exact, None if exact is not None else (low, high), certificate, "grim")


def optimal_path_threshold(stage: NormalFormGame, path: Path) -> PathThreshold:
    """The least common discount factor at which the harshest credible punishments sustain `path`.

    Raises UnsupportedError where none was found, nor proven that there is none.

    Source: Abreu, Econometrica 56 (1988) 383-396, proposition 5.
    """
    floors = folk_floors(stage)
    players = range(len(stage.players))
    possible = [] if floors is None else deterring_discounts(stage, path, floors, players)
    if not possible:
        return PathThreshold(stage, path, None, None, None, "folk")
    low = DiscountBound.of(possible[0][0])
    if low.exact is not None and (certificate := _certificate(stage, path, low.exact)) is not None:
        return PathThreshold(stage, path, low.exact, None, certificate, "folk")
    near = _near(stage, path, possible)
    found = next(_proven(stage, path, near), None)
    if found is None:
        message = f"the least discount factor is near {float(near):.6g}, but that could not be proven"
        raise UnsupportedError(message, reason="UNDECIDED_THRESHOLD", path="path")
    return found


def _near(stage: NormalFormGame, path: Path, possible: list[Interval]) -> Fraction:
    """A discount factor at which the path is sustained, near the least such, by trial and bisection."""
    low = Fraction(0)
    for discount in (one for interval in possible for one in _tried(interval)):
        if _certificate(stage, path, discount) is not None:
            return _bisected(stage, path, low, discount)
        low = discount
    message = "no discount factor was found to sustain this path, nor is it proven that none does"
    raise UnsupportedError(message, reason="UNDECIDED_THRESHOLD", path="path")


def _tried(interval: Interval) -> Iterator[Fraction]:
    low, high = (DiscountBound.of(end).bracket for end in interval)
    if low[1] < 1:
        yield low[1]
    if low[1] >= high[0]:
        return
    width = high[0] - low[1]
    yield from (Fraction(float(high[0] - width / 2**halvings)) for halvings in range(1, _STEPS))


def _bisected(stage: NormalFormGame, path: Path, low: Fraction, high: Fraction) -> Fraction:
    for _ in range(_HALVINGS):
        middle = Fraction(float(low + high) / 2)
        if not low < middle < high:
            break
        low, high = (low, middle) if _certificate(stage, path, middle) else (middle, high)
    return high


def _proven(stage: NormalFormGame, path: Path, near: Fraction) -> Iterator[PathThreshold]:
    """Thresholds near `near` with both their proofs, the value first, then brackets of it, ever wider."""
    for within in TOLERANCES:
        value = simplest_between(near - within, near + within)
        certificate = _certificate(stage, path, value) if 0 < value < 1 else None
        for reason in ("bounds", "restricted") if certificate is not None else ():
            yield from _holding(PathThreshold(stage, path, value, None, certificate, reason, _bounds(stage, value)))
    for within in BRACKETS:
        high = simplest_between(near + within / 2, near + within)
        certificate = _certificate(stage, path, high) if high < 1 else None
        low = near - within
        if certificate is not None and low > 0:
            for bounds in surroundings(RepeatedGame(stage, low)):
                yield from _holding(PathThreshold(stage, path, None, (low, high), certificate, "bounds", bounds))


def _holding(threshold: PathThreshold) -> Iterator[PathThreshold]:
    if threshold.bounds is not None and threshold.holds_nothing_less() and is_verified(threshold):
        yield threshold


def _bounds(stage: NormalFormGame, discount: Fraction) -> PayoffBounds | None:
    return proven_bounds(RepeatedGame(stage, discount))


def _certificate(stage: NormalFormGame, path: Path, discount: Fraction) -> Certificate | None:
    """An equilibrium that plays the path over and over at this discount factor, certified; None: none was found."""
    bounds = _bounds(stage, discount)
    if bounds is None or not bounds.inner:
        return None
    worst = [min(bounds.inner, key=itemgetter(player)) for player in range(len(stage.players))]
    game = RepeatedGame(stage, discount)
    return _certified(stage, discount, path_and_answers(game, path, PayoffPolytope(bounds.inner), worst))


def _certified(stage: NormalFormGame, discount: Fraction, automaton: Automaton) -> Certificate | None:
    verdict = registry.concept("subgame_perfect").certify(RepeatedGame(stage, discount), automaton)
    return verdict if isinstance(verdict, Certificate) else None
