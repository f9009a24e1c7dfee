"""What the draws say: how often each outcome and finding is, what moves it, and where it tips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

from policygames.errors import PolicyGamesError
from policygames.report.content import Block, Picture, Points, Said, Table
from policygames.report.figures import svg
from policygames.results.wording import listed
from policygames.studies import pictures
from policygames.studies.breaking import Tipping
from policygames.studies.claims import claims_of
from policygames.studies.design_words import counted, many, where_from, with_intervals
from policygames.studies.discovery import Box
from policygames.studies.frequencies import shares
from policygames.studies.outcome_words import by_name, named
from policygames.studies.outcomes import FAILED, unproven
from policygames.studies.quantities import printed
from policygames.studies.reporting.findings import percent, percent_interval
from policygames.studies.reporting.ledger import Ledger
from policygames.studies.rows import OUTCOME

if TYPE_CHECKING:
    from policygames.studies.stored import Study

MOST_OUTCOMES, MOST_DRAWN = 8, 3
"""Outcomes that are listed, and quantities of which bars are drawn."""
_SAMPLES = {
    "sobol": "Sobol's sequence",
    "lhs": "a Latin hypercube",
    "monte_carlo": "at random",
    "saltelli": "Saltelli's design",
}
"""Designs that draw, in words."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a study says, each frame with the id of its evidence; `tippings` where findings are decided in draws.

    `cases` holds the outcome of each case, None where no cases were prescribed by name.
    """

    study: Study
    outcomes: Any
    findings: Any
    tippings: tuple[Tipping, ...]
    cases: Mapping[str, str] | None
    ids: Mapping[str, str]

    @property
    def shares(self) -> dict[str, Any]:
        """Finding → its row."""
        return {row.finding: row for row in self.findings.itertuples()}

    @property
    def done(self) -> int:
        """How many draws are solved."""
        return self.study.done

    @property
    def solved(self) -> int:
        """In how many draws there is an answer, complete or not."""
        return sum(count for name, count in self._counts() if not name.startswith(FAILED))

    @property
    def proven(self) -> int:
        """In how many draws the list of equilibria is proven complete."""
        return sum(count for name, count in self._counts() if not unproven(name))

    def _counts(self) -> Iterator[tuple[str, int]]:
        return zip(self.outcomes["outcome"].tolist(), self.outcomes["count"].tolist(), strict=True)


def drawn(study: Study, ledger: Ledger) -> Drawn:
    """The frames of a study, entered as evidence."""
    outcomes, findings, rows = study.frequencies(), study.findings(), many(study.spec)
    tippings = tuple(study.tippings())
    titles = [with_intervals(study.spec, f"{what} in the {rows}") for what in ("Outcomes", "Findings")]
    ids = {
        "outcomes": _frame("draws-outcomes", titles[0], outcomes, ledger),
        "findings": _frame("draws-findings", titles[1], findings, ledger),
        "tippings": ledger.data("draws-tipping", "What breaks each finding, and where it tips", tippings),
    }
    return Drawn(study, outcomes, findings, tippings, _cases(study), ids)


def _cases(study: Study) -> dict[str, str] | None:
    """Case → its outcome; None where no cases were prescribed by name."""
    if not study.spec.names:
        return None
    table = study.table(["case", OUTCOME])
    return dict(zip(table["case"].to_pylist(), table[OUTCOME].to_pylist(), strict=True))


def _frame(id_: str, title: str, frame: Any, ledger: Ledger) -> str:
    return ledger.rows(id_, title, list(frame.columns), frame.itertuples(index=False))


def frequency_blocks(found: Drawn, ledger: Ledger) -> tuple[Block, ...]:
    """How often each outcome is."""
    study, document = found.study, found.study.scenario.document
    ledger.counted("draws that are solved", found.done)
    ledger.counted("draws that are not solved yet", study.left)
    ledger.counted("draws that have an answer", found.solved)
    ledger.counted("draws whose list is proven complete", found.proven)
    rows = shares(by_name(study.outcomes(), document), 0.95, sample=study.spec.is_sample)
    columns = ("set of equilibria", "draws", "share", "low", "high")
    ids = (found.ids["outcomes"], ledger.rows("draws-by-name", _ALIKE, columns, map(astuple, rows)))
    ledger.counted("sets of equilibria in the draws", len(rows))
    ledger.counted("sets of equilibria shown", min(MOST_OUTCOMES, len(rows)))
    told = tuple((row.name, str(row.count), percent_interval(row.share, row.low, row.high)) for row in rows)
    head = ("set of equilibria", many(study.spec), "share (95 % interval)" if study.spec.is_sample else "share")
    blocks: list[Block] = [
        Said(_lead(found), ids[:1]),
        Table("outcomes", "How often each set of equilibria is", head, told[:MOST_OUTCOMES], ids, (1, 2)),
        *_case_blocks(found, ledger),
    ]
    if len(rows) > MOST_OUTCOMES:
        blocks.append(Said(f"Shown are {MOST_OUTCOMES} of {len(rows)} sets; the data file holds all.", ids[1:]))
    return (*blocks, *_finding_shares(found))


_ALIKE = "Outcomes in the draws, those that differ in who mixes what counted together"


def _lead(found: Drawn) -> str:
    spec, left = found.study.spec, found.study.left
    proven = "all" if found.proven == found.done else f"{found.proven}"
    where, how = where_from(spec), f"concept {spec.concept}"
    if spec.is_sample:
        where = "of all parameters from their declared ranges and distributions"
        how = f"{_SAMPLES[spec.design]}, seed {spec.seed}; {how}"
    whole = "the list of equilibria is proven complete" if spec.lists_equilibria else "it is decided what can be played"
    lead = f"The question was solved again in {counted(spec, found.done)} {where} ({how}). In {proven} of them {whole}."
    lead = lead if spec.is_sample else f"{lead} These were chosen, not drawn: their shares estimate nothing."
    return f"{lead} Not solved yet: {counted(spec, left)}." if left else lead


MOST_CASES = 40
"""Cases that are listed by name."""


def _case_blocks(found: Drawn, ledger: Ledger) -> tuple[Block, ...]:
    """Each prescribed case by its name, and what it comes to."""
    if found.cases is None:
        return ()
    document = found.study.scenario.document
    rows = [(case, named(outcome, document)) for case, outcome in found.cases.items()]
    id_ = ledger.rows("draws-cases", "The outcome of each prescribed case", ("case", "set of equilibria"), rows)
    table = Table("cases", "Each case", ("case", "set of equilibria"), tuple(rows[:MOST_CASES]), (id_,))
    ledger.counted("cases shown", min(MOST_CASES, len(rows)))
    ledger.counted("cases", len(rows))
    if len(rows) <= MOST_CASES:
        return (table,)
    return table, Said(f"Shown are {MOST_CASES} of {len(rows)} cases; the data file holds all.", (id_,))


def _finding_shares(found: Drawn) -> tuple[Block, ...]:
    rows = pictures.asked(found.study)
    if not rows:
        return (Said("None of the stated findings is of a kind that studies decide in every draw."),)
    claims = claims_of(found.study.scenario.document)
    axes = pictures.findings(found.study)
    alt = "; ".join(f"{claims[row.finding]} {percent_interval(row.share, row.low, row.high)}" for row in rows)
    spec = found.study.spec
    over = "over the declared ranges" if spec.is_sample else f"in the {many(spec)}"
    caption = with_intervals(spec, f"How often each finding holds {over}")
    return (Picture("finding-shares", svg(axes), f"{caption}. {alt}", caption, (found.ids["findings"], "findings")),)


def sensitivity_blocks(found: Drawn, ledger: Ledger) -> tuple[Block, ...]:
    """What each parameter explains, the box in which each finding holds, and what breaks it."""
    study = found.study
    try:
        frame = study.sensitivity()
    except PolicyGamesError as error:
        return (Said(f"Sensitivity is not computed: {error.message}."),)
    evidence = _frame("draws-sensitivity", "Shares of variance that each parameter explains", frame, ledger)
    blocks: list[Block] = [*_tips(found)]
    boxes = tuple(_boxes(study, ledger))
    blocks += [Points(boxes)] if boxes else []
    quantities = _quantities(frame, found)
    blocks += [_moves(found, frame, name, f"sensitivity-{place}", evidence) for place, name in enumerate(quantities, 1)]
    if not quantities:
        blocks.append(
            Said("Nothing that is asked varies over these draws, so there is nothing to explain.", (evidence,))
        )
    return tuple(blocks)


def _moves(found: Drawn, frame: Any, name: str, id_: str, evidence: str) -> Picture:
    """What explains a quantity of the frame of indices."""
    rows = pictures.explaining(frame, name)
    top = ", ".join(f"{row.parameter} {percent(row.first)}" for row in rows[:3].itertuples())
    document, claims = found.study.scenario.document, claims_of(found.study.scenario.document)
    told = claims.get(name) or named(name, document)
    caption = f"What moves “{told.rstrip('.')}”: the share of its variance that each parameter explains alone"
    axes = pictures.indices(frame, name, found.study.spec.design)
    ids = (evidence, "findings") if name in claims else (evidence,)
    return Picture(id_, svg(axes), f"{caption}. First: {top}.", caption, ids)


def _tips(found: Drawn) -> tuple[Block, ...]:
    """Where each finding that holds in some draws tips, along the parameter that decides it most."""
    claims = claims_of(found.study.scenario.document)
    rows = tuple(
        (
            claims[one.finding],
            percent(one.share),
            one.parameter,
            printed(one.value),
            percent(one.below),
            percent(one.above),
        )
        for one in found.tippings
        if one.parameter
    )
    if not rows:
        return ()
    head = ("claim", "holds in", "broken most by", "tips at", "holds below that in", "from there on in")
    caption = "The parameter that decides each finding most, and the value at which it tips"
    return (Table("tipping", caption, head, rows, (found.ids["tippings"], "findings"), (1, 3, 4, 5)),)


def _boxes(study: Study, ledger: Ledger) -> list[Said]:
    found, claims = [], claims_of(study.scenario.document)
    for name in study.spec.findings:
        try:
            box = study.discover(name)
        except PolicyGamesError:
            continue  # it holds in all draws or in none, which the shares say
        if not box.limits:
            continue  # no box tells more than the share of all draws
        id_ = ledger.data(f"box-{name}".replace("_", "-"), f"Box in which {name} mostly holds (PRIM)", box)
        found.append(Said(_box_words(box), (id_, "findings"), f"“{claims[name].rstrip('.')}”"))
    return found


def _box_words(box: Box) -> str:
    where = listed([box.bound(name) for name in box.limits])
    return (
        f"holds in {percent(box.density)} of the {box.rows} with {where}, against {percent(box.share)} of all; "
        f"{percent(box.coverage)} of the {box.rows} in which it holds lie there."
    )


def _quantities(frame: Any, found: Drawn) -> list[str]:
    """What varies most evenly, of findings, else of outcomes, else payoffs: there is most to explain of it."""
    known = frame.dropna(subset=["first"])["quantity"].unique().tolist()
    rows = [row for row in found.findings.itertuples() if row.finding in known]  # others may have no share
    names = [row.finding for row in sorted(rows, key=lambda row: abs(row.share - 0.5))]
    return (names or [name for name in known if not unproven(name)])[:MOST_DRAWN]
