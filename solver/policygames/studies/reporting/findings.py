"""The stated findings: whether each holds, why, and in what share of the draws."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from policygames.documents import StatedFinding
from policygames.report.content import Block, Points, Said, Table
from policygames.scenarios import Scenario
from policygames.scenarios.findings import Finding
from policygames.studies.claims import claims_of, is_of_the_file
from policygames.studies.design_words import many
from policygames.studies.reporting.ledger import Ledger
from policygames.studies.senses import asked_instead, sense_of

if TYPE_CHECKING:
    from policygames.studies.reporting.draws import Drawn

OF_THE_FILE = "of the file's values alone"
VERDICTS = {True: "holds", False: "does not hold", None: "not decided"}


def finding_blocks(
    scenario: Scenario, findings: Sequence[Finding], drawn: Drawn | None, ledger: Ledger
) -> tuple[Block, ...]:
    """A table of all findings, with their shares of the draws where these were decided."""
    if not findings:
        return (Said("The scenario states no findings."),)
    shares = drawn.shares if drawn else {}
    pairs = list(zip(scenario.document.findings, findings, strict=True))
    title = "The stated findings: checks, verdicts and reasons"
    evidence = ledger.data("findings", title, [_record(stated, found) for stated, found in pairs])
    ledger.counted("stated findings", len(findings))
    holding = ledger.counted("findings that hold", sum(one.holds is True for one in findings))
    lead = Said(f"{holding} of {len(findings)} stated findings hold at the values of the file.", (evidence,))
    head = ("claim", "verdict", "why", _share_head(drawn))
    claims = claims_of(scenario.document)
    rows = tuple((claims[found.id], *_row(stated, found, shares.get(found.id))) for stated, found in pairs)
    ids = (evidence, drawn.ids["findings"]) if drawn else (evidence,)
    table = Table("findings-table", "Findings, checked on the game itself", head, rows, ids)
    return (lead, table, *_asked([stated for stated, _ in pairs if stated.id in shares], claims, evidence))


def _share_head(drawn: Drawn | None) -> str:
    if drawn is None:
        return "share of draws"
    head = f"share of {many(drawn.study.spec)}"
    return f"{head} (95 % interval)" if drawn.study.spec.is_sample and drawn.shares else head


def _record(stated: StatedFinding, found: Finding) -> dict[str, Any]:
    """All that is known of a finding."""
    asked = {"id": found.id, "claim": found.claim, "kind": stated.kind, "options": stated.options}
    told = {"holds": found.holds, "why": found.why, "asked_of_each_draw": sense_of(stated)}
    return asked | {"given": stated.given} | told


def _row(stated: StatedFinding, found: Finding, drawn: Any) -> tuple[str, ...]:
    return VERDICTS[found.holds], sentence(found.why), _share(drawn, stated.kind)


def _asked(stated: Sequence[StatedFinding], claims: Mapping[str, str], evidence: str) -> tuple[Block, ...]:
    """What draws were asked in place of claims that state a number of the file's own values."""
    asked = [(one, asked_instead(one)) for one in stated]
    told = tuple(Said(sentence(words), (evidence,), claims[one.id]) for one, words in asked if words)
    if not told:
        return ()
    words = "These state a number of the file's own values, which is another in each draw; their shares answer instead:"
    return Said(words, (evidence,)), Points(told)


def sentence(text: str) -> str:
    """With a capital at the start and one full stop, where it is no question."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}{'' if text.endswith('?') else '.'}"


def _share(row: Any, kind: str) -> str:
    if row is None:
        return "not in the study"
    return OF_THE_FILE if is_of_the_file(kind, row.share) else percent_interval(row.share, row.low, row.high)


def percent(share: float) -> str:
    """A share as a percentage."""
    return f"{100 * share:.1f}\u00a0%"


def percent_interval(share: float, low: float, high: float) -> str:
    """A share with its interval, where it has one: what is no sample has none."""
    if math.isnan(share):
        return "undecided"
    return percent(share) if math.isnan(low) else f"{percent(share)} ({percent(low)} to {percent(high)})"
