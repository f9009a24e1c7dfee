"""What would change the answer: the nearest boundary of every parameter, errors in payoffs, payments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import prod
from typing import Any

from policygames.analysis.regimes import regimes
from policygames.analysis.robustness import robustness
from policygames.documents import Parameter
from policygames.errors import PolicyGamesError
from policygames.games import RepeatedGame
from policygames.games.regimes.conditions import Outcome
from policygames.report.content import Block, Picture, Points, Said, Table
from policygames.report.figures import svg
from policygames.results import Solution
from policygames.results.regime_map import Boundary, Regime, RegimeMap
from policygames.results.regime_words import KINDS, outcome_words, value_words
from policygames.results.wording import listed, number
from policygames.scenarios import Scenario
from policygames.studies.reporting.answers import Answer
from policygames.studies.reporting.findings import sentence
from policygames.studies.reporting.ledger import Ledger

DRAWN, MOST_REGIMES, MOST_EQUILIBRIA, MOST_CELLS = 3, 8, 6, 256
"""Maps that are drawn, regimes that one is told of, equilibria whose robustness is computed, and outcomes of a game."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """The map along one parameter, its evidence, and how far the nearest boundary is, as a share of the range.

    `label` is what sentences call the parameter; `alike` says whether all players are: then it is told how many do
    what, and not who.
    """

    map: RegimeMap
    evidence: str
    reach: Fraction | None
    alike: bool
    label: str

    @property
    def sentence(self) -> str:
        """Where the answer changes first along this parameter."""
        found = self.map
        assert found.nearest is not None and found.default is not None  # noqa: S101, PT018 - asked where there is one
        boundary, _ = found.nearest
        what = "sustained outcomes" if self._is_sustained else "equilibria"
        if boundary.middle == found.default:
            at = boundary_words(boundary)
            name = f"{self.label[:1].upper()}{self.label[1:]}"
            return f"{name} stands exactly where the {what} change, at {at}: any change of it may matter."
        unit = f" {found.unit}" if found.unit not in ("", "index") else ""
        way = "rises to" if boundary.middle > found.default else "falls to"
        stands = f"{self.label} (now {number(found.default)}{unit})"
        return f"The {what} change where {stands} {way} {boundary_words(boundary)}.{self._beyond(boundary)}"

    @property
    def _is_sustained(self) -> bool:
        return self.map.evidence.kind in ("grim", "optimal")

    def _beyond(self, boundary: Boundary) -> str:
        """What pure outcomes there are behind the boundary that are not here, or are no more."""
        assert self.map.default is not None  # noqa: S101 - the side of it is asked
        rises = boundary.middle > self.map.default
        there = [one for one in self.map.regimes if not one.is_point and (one.low if rises else one.high) == boundary]
        if not there:
            return ""
        before, after = (_pure(one) for one in (self.map.at(self.map.default), there[0]))
        new, lost = ([one for one in side if one not in other] for side, other in ((after, before), (before, after)))
        verb = "sustained" if self._is_sustained else "an equilibrium"
        if new:
            also = ", too" if any(one in after for one in before) else ""
            return f" Beyond it, {self.profile(new[0])} is {verb}{also}."
        if lost:
            return f" Beyond it, {self.profile(lost[0])} is no longer {verb}."
        return " Beyond it, only mixed ones differ."

    def profile(self, outcome: Outcome) -> str:
        """Who plays what, in a pure outcome."""
        if not self.alike:
            return outcome_words(self.map.evidence, outcome)
        names = self.map.evidence.actions[0]
        counts = Counter(names[own[0]] for own in outcome)
        if len(counts) == 1:
            return f"“{next(iter(counts))}” by all"
        return listed([f"“{name}” by {count}" for name, count in counts.items()])


def _pure(regime: Regime) -> list[Outcome]:
    return [one for one in regime.outcomes if all(len(support) == 1 for support in one)]


def mapped(scenario: Scenario, ledger: Ledger) -> tuple[tuple[Mapped, ...], dict[str, str]]:
    """A map along every parameter with a range, the nearest boundary first; and why there is none, by parameter."""
    if why := too_large(scenario, ledger):
        return (), {"": why}
    found, lacking = [], {}
    for parameter in scenario.document.parameters:
        if parameter.range is None or parameter.formula or parameter.range[0] == parameter.range[1]:
            continue
        try:
            found.append(_mapped(scenario, parameter, ledger))
        except PolicyGamesError as error:
            lacking[parameter.id] = error.message
    return tuple(sorted(found, key=lambda one: (one.reach is None, one.reach or 0))), lacking


def too_large(scenario: Scenario, ledger: Ledger) -> str:
    """Why a game is too large for a map along each of its parameters; empty where it is not."""
    cells = prod(len(player.actions) ** player.count for player in scenario.document.players)
    ledger.counted("outcomes of the game", cells)
    if cells <= MOST_CELLS:
        return ""
    return f"the game has {cells} outcomes, too many for a map along every parameter"


def _mapped(scenario: Scenario, parameter: Parameter, ledger: Ledger) -> Mapped:
    assert parameter.range is not None  # noqa: S101 - asked of those with one
    found = regimes(scenario, over={parameter.id: parameter.range})
    assert isinstance(found, RegimeMap)  # noqa: S101 - along one parameter
    title = f"Regime map along {parameter.id}"
    evidence = ledger.data(f"map-{parameter.id}".replace("_", "-"), title, found)
    ledger.counted(f"regimes along {parameter.id}", len(found.regimes))
    reach = None
    if found.nearest is not None and found.default is not None:
        boundary = found.nearest[0]
        reach = abs(boundary.middle - found.default) / (found.high - found.low)
    return Mapped(found, evidence, reach, len(scenario.document.players) == 1, parameter.label)


def boundary_words(boundary: Boundary) -> str:
    """A boundary as a number, with its decimal."""
    return value_words(boundary) if boundary.exact is None else number(boundary.exact)


def map_blocks(maps: Sequence[Mapped], lacking: dict[str, str], ledger: Ledger) -> tuple[Block, ...]:
    """The nearest boundary of every parameter, and pictures of the maps with the nearest ones."""
    blocks: list[Block] = []
    if maps:
        rows = tuple(_row(one) for one in maps)
        head = ("parameter", "stands at", "range", "changes first at", "regimes")
        caption = "Where the equilibria change as one parameter moves and nothing else does, the nearest first"
        evidence = ledger.rows("boundaries-data", caption, _EXACT, map(_exact, maps))
        blocks.append(Table("boundaries", caption, head, rows, (evidence,), (1, 3, 4)))
    for one in maps[:DRAWN]:
        if one.reach is not None:
            blocks += _drawn(one)
    if "" in lacking:
        return (Said(f"No regime maps: {lacking['']}.", ("counts",)),)
    if lacking:
        reasons: dict[str, list[str]] = {}
        for name, why in lacking.items():
            reasons.setdefault(why, []).append(name)
        told = tuple(Said(sentence(why), lead=f"{', '.join(names)}:") for why, names in reasons.items())
        blocks += [Said("Not computed: a regime map along the following."), Points(told)]
    return tuple(blocks) or (Said("No parameter has a range, so there is nothing to map."),)


_EXACT = ("parameter", "stands at", "from", "to", "changes first from", "changes first until", "regimes")


def _exact(one: Mapped) -> tuple[Any, ...]:
    """The same as exact numbers; a boundary that is irrational lies between two."""
    found, first = one.map, one.map.nearest[0] if one.map.nearest else None
    ends = (first.low, first.high) if first else (None, None)
    return found.parameter, found.default, found.low, found.high, *ends, len(found.regimes)


def _row(one: Mapped) -> tuple[str, ...]:
    found = one.map
    first = "nowhere in its range" if found.nearest is None else boundary_words(found.nearest[0])
    stands = "" if found.default is None else f"{number(found.default)} {found.unit}".strip()
    return one.label, stands, f"{number(found.low)} to {number(found.high)}", first, str(len(found.regimes))


def _drawn(one: Mapped) -> Iterator[Block]:
    words = one.map.explain()[:400]
    id_ = f"picture-{one.evidence}"
    caption = f"Regimes along {one.label}: a band for each, the dashed line where it stands"
    yield Picture(id_, svg(one.map.plot()), f"{caption}. {words}", caption, (one.evidence,))
    if len(one.map.regimes) <= MOST_REGIMES:
        rows = tuple((_reach(regime), _what(one, regime)) for regime in one.map.regimes)
        kind = KINDS[one.map.evidence.kind][1]
        caption = f"What there is along {one.label}"
        yield Table(f"regimes-{one.evidence}", caption, (one.label, kind), rows, (one.evidence,))


def _reach(regime: Regime) -> str:
    if regime.is_point:
        return boundary_words(regime.low)
    low = f"{'from' if regime.has_low else 'above'} {boundary_words(regime.low)}"
    return f"{low} {'to' if regime.has_high else 'to below'} {boundary_words(regime.high)}"


def _what(one: Mapped, regime: Regime) -> str:
    """The pure outcomes by name, and how many mixed ones there are beside them."""
    pure = _pure(regime)
    told = dict.fromkeys(one.profile(outcome) for outcome in pure)
    mixed = len(regime.outcomes) - len(pure)
    return "; ".join([*told, *([f"{mixed} mixed"] if mixed else [])]) or "none"


def robust_blocks(answers: Sequence[Answer], ledger: Ledger) -> tuple[Block, ...]:
    """By how much payoffs may be wrong before each equilibrium gives way."""
    solution = _with_equilibria(answers)
    if solution is None:
        return (Said("How far payoffs may err is computed for exact equilibria of games that are played once."),)
    points: list[Said] = []
    for place, one in enumerate(islice(solution.equilibria, MOST_EQUILIBRIA), 1):
        ledger.counted(f"the equilibrium of robustness-{place}", place)
        try:
            found = robustness(one)
        except PolicyGamesError as error:
            told = {"equilibrium": place, "not_computed": error.message}
            lacks = ledger.data(f"robustness-{place}", f"Robustness of equilibrium {place}: why there is none", told)
            points.append(Said(sentence(error.message), (lacks,), f"Equilibrium {place}: not computed."))
            continue
        evidence = ledger.data(f"robustness-{place}", f"Robustness of equilibrium {place}", found)
        points.append(Said(found.explain(), (evidence,), f"Equilibrium {place}."))
    ledger.counted("equilibria", len(solution.equilibria))
    if len(solution.equilibria) > MOST_EQUILIBRIA:
        ledger.counted("equilibria whose robustness is told", MOST_EQUILIBRIA)
        points.append(Said(f"It is told of {MOST_EQUILIBRIA} of {len(solution.equilibria)} equilibria."))
    return (Points(tuple(points)),)


def _with_equilibria(answers: Sequence[Answer]) -> Solution | None:
    for one in answers:
        result: Any = one.result.result
        listing = isinstance(result, Solution) and result.concept in ("nash", "pure_nash", "bayes_nash")
        if listing and not isinstance(result.game, RepeatedGame):
            return result if isinstance(result, Solution) else None
    return None
