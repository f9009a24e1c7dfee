"""All of a report, gathered: every section from the scenario, its answers and its study."""

from __future__ import annotations

from typing import TYPE_CHECKING

import policygames
from policygames.documents.canonical import plain as canonical
from policygames.report.content import Block, Report, Said, Section
from policygames.scenarios import Scenario
from policygames.studies.reporting import changes, inputs
from policygames.studies.reporting.answers import Answer, answer_blocks, entered
from policygames.studies.reporting.draws import Drawn, drawn, frequency_blocks, sensitivity_blocks
from policygames.studies.reporting.findings import finding_blocks, sentence
from policygames.studies.reporting.headline import headline
from policygames.studies.reporting.ledger import Ledger
from policygames.studies.reporting.material import Gathered
from policygames.studies.reporting.payoffs import payoff_blocks
from policygames.studies.reporting.same_outcome import share_of_same, tip_of_same

if TYPE_CHECKING:
    from policygames.studies.stored import Study

NO_STUDY = "No study was run: over the declared ranges nothing is known."


def gathered(scenario: Scenario, study: Study | None, *, deadline: float | None = None, why: str = NO_STUDY) -> Report:
    """The report on `scenario` at the file's values and, with a study, over the ranges of its parameters.

    `deadline` is in seconds a search; `why` says what a report without a study says of it.

    Raises CertificateError where a proof fails when it is checked again: such a report is not written.
    """
    ledger = Ledger()
    ledger.data("scenario", f"The scenario {scenario.id}, resolved", canonical(scenario.document.to_dict()))
    results, findings = scenario.solve(deadline=deadline), scenario.findings(deadline=deadline)
    answers = entered(results, ledger)
    found = None if study is None or not study.done else drawn(study, ledger)
    maps, lacking = changes.mapped(scenario, ledger)
    reliance = inputs.reliance(scenario, ledger)
    sections = (
        Section("payoffs-section", "Who plays, and for what", payoff_blocks(scenario, ledger)),
        Section("equilibria", "Answers and their proofs", answer_blocks(answers, results, ledger)),
        Section("findings-section", "Findings", finding_blocks(scenario, findings, found, ledger)),
        Section("takes", "What it would take", _takes(answers)),
        Section("maps", "Where it flips", changes.map_blocks(maps, lacking, ledger)),
        Section("robustness", "How far payoffs may err", changes.robust_blocks(answers, ledger)),
        *_over_ranges(found, ledger, why),
        Section("parameters-section", "Parameters and sources", inputs.parameter_blocks(scenario, reliance)),
        Section("provenance-section", "Provenance", inputs.provenance_blocks(scenario, study, ledger)),
    )
    same = share_of_same(found, answers, ledger) if found else None
    tip = tip_of_same(found, same, ledger) if found else None
    first = headline(Gathered(scenario, answers, findings, maps, lacking, found, why, same, tip, reliance.short))
    return Report(scenario.title, first, sections, ledger.close(), _stamp(scenario, found))


def _takes(answers: tuple[Answer, ...]) -> tuple[Block, ...]:
    told = [one for one in answers if one.result.analysis == "intervene"]
    if not told:
        return (
            Said("The scenario does not ask what a wanted outcome would take; the command policygames intervene does."),
        )
    return tuple(Said(" ".join(one.words), one.evidence, sentence(one.result.id.replace("_", " "))) for one in told)


def _over_ranges(found: Drawn | None, ledger: Ledger, why: str) -> tuple[Section, ...]:
    if found is None:
        return (Section("draws", "Over the declared ranges", (Said(why),)),)
    return (
        Section("draws", "Over the declared ranges", frequency_blocks(found, ledger)),
        Section("sensitivity", "What moves it", sensitivity_blocks(found, ledger)),
    )


def _stamp(scenario: Scenario, found: Drawn | None) -> str:
    document = scenario.document
    dated = f", as of {document.as_of}" if document.as_of else ""
    study = f"; {found.done} draws, seed {found.study.spec.seed}" if found else ""
    return f"Scenario {document.id} {document.version}{dated}; policygames {policygames.__version__}{study}."
