"""All that the first screen of a report may speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from policygames.documents import StatedFinding
from policygames.report.content import Said
from policygames.scenarios import Scenario
from policygames.scenarios.findings import Finding
from policygames.studies.breaking import Tipping
from policygames.studies.claims import claim_words
from policygames.studies.frequencies import Share
from policygames.studies.reporting.answers import Answer
from policygames.studies.reporting.changes import Mapped
from policygames.studies.reporting.draws import Drawn

_GENERAL = (
    *("dominant", "not_dominant", "equilibrium", "pure_equilibria", "pure_equilibrium_counts", "equilibrium_count"),
    *("pareto_dominates", "rationalizable", "risk_dominant", "evolutionarily_stable"),
    *("bayesian_pure_contains", "bayesian_pure_excludes"),
)
"""Kinds of findings on who plays what."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The scenario, and what was computed of it.

    `same` is the share of draws with the equilibria of the file's values, `tip` what decides that, with its evidence;
    `reliance` says how much of the payoffs is judgement.
    """

    scenario: Scenario
    answers: Sequence[Answer]
    findings: Sequence[Finding]
    maps: Sequence[Mapped]
    unmapped: Mapping[str, str]
    drawn: Drawn | None
    why_no_draws: str
    same: Share | None
    tip: tuple[Tipping, str] | None
    reliance: Said | None

    def holding(self) -> Iterator[StatedFinding]:
        """The stated findings that hold at the values of the file."""
        pairs = zip(self.scenario.document.findings, self.findings, strict=True)
        return (stated for stated, found in pairs if found.holds)

    def elsewhere(self, stated: StatedFinding) -> dict[str, Fraction]:
        """The values for which a finding is stated that are not the file's own."""
        own = {one.id: one.value for one in self.scenario.document.parameters}
        return {name: value for name, value in stated.given.items() if own.get(name) != value}

    def claim(self, stated: StatedFinding, lead: str = "") -> Said:
        """What a finding claims, where it is not for the file's values with those, and its evidence."""
        return Said(
            claim_words(self.elsewhere(stated), stated.claim, self.scenario.document.labels), ("findings",), lead
        )

    @property
    def near(self) -> list[Mapped]:
        """The maps with a boundary, the nearest first."""
        return [one for one in self.maps if one.reach is not None]

    def flips(self) -> list[StatedFinding]:
        """The findings that say where an answer ends, and hold."""
        return [one for one in self.holding() if one.kind == "flips"]

    @property
    def is_bare(self) -> bool:
        """Whether claims about other values of parameters are all that tells what would change the answer."""
        return not (self.near or self.tip or self.flips())

    def general(self) -> frozenset[str]:
        """Findings on who plays what, without conditions: of exact amounts a draw can hardly be another case."""
        stated = self.scenario.document.findings
        return frozenset(one.id for one in stated if not one.given and one.kind in _GENERAL)
