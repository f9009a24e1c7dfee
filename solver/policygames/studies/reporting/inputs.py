"""What goes in, with its sources, and what the report was made with: files, digests, versions, seeds."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import policygames
from policygames.documents import Parameter, Source
from policygames.errors import PolicyGamesError
from policygames.numerics.exact import nearest_float
from policygames.report.content import Block, Said, Table
from policygames.results.wording import number
from policygames.scenarios import Scenario
from policygames.studies.reporting.findings import percent
from policygames.studies.reporting.ledger import Ledger

if TYPE_CHECKING:
    from policygames.studies.stored import Study


def parameter_blocks(scenario: Scenario, rests: Reliance) -> tuple[Block, ...]:
    """Every parameter with value, unit, range, basis, sources and note, and how much of the payoffs rests on it."""
    head = ("parameter", "value", "unit", "range", "basis", "payoff mass it enters", "sources", "note")
    rows = tuple(_row(one, rests.shares) for one in scenario.document.parameters)
    sources = tuple((one.id, one.title, one.kind, _where(one)) for one in scenario.document.sources)
    blocks: list[Block] = [rests.said]
    if rows:
        blocks.append(Table("parameters", "Parameters", head, rows, ("scenario", *rests.said.evidence), (1, 5)))
    if sources:
        blocks.append(Table("sources", "Sources", ("source", "title", "kind", "where"), sources, ("scenario",)))
    return tuple(blocks)


@dataclass(frozen=True, slots=True)
class Reliance:
    """On what the payoffs rest: the `share` of each parameter, and how much is judgement, in full and in `short`."""

    shares: Mapping[str, Fraction]
    said: Said
    short: Said | None


def reliance(scenario: Scenario, ledger: Ledger) -> Reliance:
    """The sizes of all terms of the payoffs, added up by what enters them."""
    try:
        found = scenario.parameter_report()
    except PolicyGamesError as error:
        return Reliance({}, Said(f"How much of the payoffs rests on judgement is not computed: {error.message}."), None)
    judged = ledger.counted("numbers that are judgement", sum(one.basis == "judgement" for one in found.numbers))
    whole = ledger.counted("numbers that payoffs rest on", len(found.numbers))
    evidence = ledger.data("reliance", "On what the payoffs rest, number by number", found)
    shares = {one.name: one.share for one in found.numbers if one.kind == "parameter"}
    how = percent(nearest_float(found.judgement))
    words = f"{how} of the payoffs, by size, rest on judgement: {judged} of {whole} numbers are judged."
    return Reliance(shares, Said(found.explain(), (evidence,)), Said(words, (evidence,), "Inputs."))


def _row(one: Parameter, shares: Mapping[str, Fraction]) -> tuple[str, ...]:
    value = one.formula if one.value is None else number(one.value)
    reach = f"{number(one.range[0])} to {number(one.range[1])}" if one.range else "fixed"
    mass = percent(nearest_float(shares[one.id])) if one.id in shares else "none"
    basis = "derived" if one.formula else one.basis
    name = f"{one.label} ({one.id})" if one.label != one.id else one.id
    return name, value, one.unit, reach, basis, mass, ", ".join(one.sources), one.note


def _where(one: Source) -> str:
    return ", ".join(part for part in (one.locator, one.date, one.url) if part)


def provenance_blocks(scenario: Scenario, study: Study | None, ledger: Ledger) -> tuple[Block, ...]:
    """File, digests, versions, seed, design and draws; whoever has them can make every number again."""
    document = scenario.document
    told = [
        ("scenario", f"{document.id} {document.version}"),
        ("SHA-256 of the scenario", scenario.digest),
        ("policygames", policygames.__version__),
        ("Python", platform.python_version()),
    ]
    if document.as_of:
        told.insert(1, ("as of", document.as_of))
    if study is not None:
        spec = study.spec
        told += [
            ("SHA-256 of the study", spec.digest),
            ("solver of the study", f"policygames {spec.solver_version}"),
            ("design", spec.design),
            ("draws", f"{study.done} solved of {len(study)}"),
            ("seed", str(spec.seed)),
            ("concept", spec.concept),
            ("confidence of intervals", "95 %"),
        ]
    evidence = ledger.rows("provenance", "What this report was made with", ("what", "which"), told)
    file = "The scenario in canonical form, everything inherited written out, is among the evidence."
    table = Table("made-with", "What this report was made with", ("what", "which"), tuple(told), (evidence,))
    return (Said(file, ("scenario",)), table)
