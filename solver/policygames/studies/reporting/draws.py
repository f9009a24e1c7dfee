"""What the draws say: how often each outcome and finding is, what moves it, and where it tips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policygames.documents import ScenarioDocument
from policygames.errors import PolicyGamesError
from policygames.report import bars
from policygames.report.content import Block, Picture, Points, Said, Table
from policygames.report.figures import svg
from policygames.studies.breaking import Tipping
from policygames.studies.outcomes import FAILED, NONE, SEPARATOR, UNPROVEN
from policygames.studies.reporting.findings import claim_words, percent, percent_interval
from policygames.studies.reporting.ledger import Ledger

if TYPE_CHECKING:
    from policygames.studies.stored import Study

MOST_OUTCOMES, MOST_DRAWN, LEAST = 8, 3, 0.005
"""Outcomes that are listed, quantities of which bars are drawn, and the least share that has a bar."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a study says, each frame with the id of its evidence; `tippings` where findings are decided in draws."""

    study: Study
    outcomes: Any
    findings: Any
    tippings: tuple[Tipping, ...]
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
        told = zip(self.outcomes["outcome"].tolist(), self.outcomes["count"].tolist(), strict=True)
        return sum(count for name, count in told if not name.startswith(FAILED))

    @property
    def proven(self) -> int:
        """In how many draws the list of equilibria is proven complete."""
        told = zip(self.outcomes["outcome"].tolist(), self.outcomes["count"].tolist(), strict=True)
        return sum(count for name, count in told if not unproven(name))


def unproven(outcome: str) -> bool:
    """Whether the outcome stands for a game that failed, or a list that may be incomplete."""
    return outcome.startswith((FAILED, UNPROVEN))


def drawn(study: Study, ledger: Ledger) -> Drawn:
    """The frames of a study, entered as evidence."""
    outcomes, findings = study.frequencies(), study.findings()
    tippings = tuple(study.tippings())
    ids = {
        "outcomes": _frame("draws-outcomes", "Outcomes in the draws, with 95 % intervals", outcomes, ledger),
        "findings": _frame("draws-findings", "Findings in the draws, with 95 % intervals", findings, ledger),
        "tippings": ledger.data("draws-tipping", "What breaks each finding, and where it tips", tippings),
    }
    return Drawn(study, outcomes, findings, tippings, ids)


def _frame(id_: str, title: str, frame: Any, ledger: Ledger) -> str:
    return ledger.rows(id_, title, list(frame.columns), frame.itertuples(index=False))


def named(outcome: str, document: ScenarioDocument) -> str:
    """An outcome by the names of the actions: pure equilibria, and how many mixed ones beside them."""
    if outcome.startswith((FAILED, UNPROVEN)) or outcome == NONE:
        return {FAILED: "not solved: ", UNPROVEN: "at least: "}.get(outcome[: outcome.find(" ") + 1], "") + _rest(
            outcome
        )
    players = [player for player in document.players for _ in range(player.count)]
    found = outcome.split(SEPARATOR)
    pure = [one for one in found if "+" not in one]
    mixed = len(found) - len(pure)
    told = "; ".join(_profile(one, players) for one in (pure or found[:1]))
    if not pure:
        return f"{told}, mixed" + (f", and {mixed - 1} more mixed" if mixed > 1 else "")
    return f"{told}; and {mixed} mixed" if mixed else told


def _rest(outcome: str) -> str:
    return outcome.partition(": ")[2] or "no equilibrium"


def _profile(text: str, players: Sequence[Any]) -> str:
    told = text.strip("()").split(", ")
    if len(told) != len(players):
        return text
    if len(told) > 4:  # players who do the same are counted
        return ", ".join(
            f"{told.count(one)} of them {_action(players[told.index(one)], one)}" for one in dict.fromkeys(told)
        )
    return f"({', '.join(_action(player, one) for player, one in zip(players, told, strict=True))})"


def _action(player: Any, text: str) -> str:
    names = {action.id: action.name for action in player.actions}
    return " or ".join(names.get(one, one) for one in text.split("+"))


def frequency_blocks(found: Drawn, ledger: Ledger) -> tuple[Block, ...]:
    """How often each outcome is."""
    study, document = found.study, found.study.scenario.document
    ledger.counted("draws that are solved", found.done)
    ledger.counted("draws that are not solved yet", study.left)
    ledger.counted("draws that have an answer", found.solved)
    ledger.counted("draws whose list is proven complete", found.proven)
    ledger.counted("sets of equilibria in the draws", len(found.outcomes))
    ledger.counted("sets of equilibria shown", min(MOST_OUTCOMES, len(found.outcomes)))
    ids = (found.ids["outcomes"],)
    spec = study.spec
    lead = (
        f"The question was solved again in {found.done} draws of all parameters from their declared ranges and "
        f"distributions ({spec.design}, seed {spec.seed}; concept {spec.concept}). In {found.proven} of them the "
        f"list of equilibria is proven complete."
    )
    if study.left:
        lead += f" {study.left} draws are not solved yet."
    rows = tuple(
        (named(row.outcome, document), str(count), percent_interval(row.share, row.low, row.high))
        for row, count in zip(found.outcomes.itertuples(), found.outcomes["count"].tolist(), strict=True)
    )
    head = ("set of equilibria", "draws", "share (95 % interval)")
    blocks: list[Block] = [
        Said(lead, ids),
        Table("outcomes", "How often each set of equilibria is", head, rows[:MOST_OUTCOMES], ids, (1, 2)),
    ]
    if len(rows) > MOST_OUTCOMES:
        blocks.append(Said(f"Shown are {MOST_OUTCOMES} of {len(rows)} sets; the data file holds all.", ids))
    return (*blocks, *_finding_shares(found))


def _finding_shares(found: Drawn) -> tuple[Block, ...]:
    rows = [row for row in found.findings.itertuples() if row.share == row.share]
    if not rows:
        return (Said("None of the stated findings is of a kind that studies decide in every draw.", ()),)
    names = [str(row.finding) for row in rows]
    axes = bars.plot_shares(names, [(row.share, row.low, row.high) for row in rows], "share of draws in which it holds")
    alt = "; ".join(f"{row.finding}: {percent_interval(row.share, row.low, row.high)}" for row in rows)
    caption = "How often each finding holds over the declared ranges, with 95 % intervals"
    return (Picture("finding-shares", svg(axes), f"{caption}. {alt}", caption, (found.ids["findings"],)),)


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
    quantities, claims = _quantities(frame, found), claims_of(study)
    for place, name in enumerate(quantities, 1):
        rows = frame[frame["quantity"] == name].dropna(subset=["first"]).sort_values("first", ascending=False)[:8]
        rows = rows[rows["first"] >= min(LEAST, rows["first"].max())]
        kind = "Sobol index, first order" if study.spec.design == "saltelli" else "share of variance explained alone"
        axes = bars.plot(rows["parameter"].tolist(), rows["first"].tolist(), kind)
        top = ", ".join(f"{row.parameter} {percent(row.first)}" for row in rows[:3].itertuples())
        told = claims.get(name) or (named(name, study.scenario.document) if name.startswith("(") else name)
        caption = f"What moves “{told[:160]}”: the share of its variance that each parameter explains alone"
        blocks.append(Picture(f"sensitivity-{place}", svg(axes), f"{caption}. First: {top}.", caption, (evidence,)))
    if not quantities:
        blocks.append(
            Said("Nothing that is asked varies over these draws, so there is nothing to explain.", (evidence,))
        )
    return tuple(blocks)


def claims_of(study: Study) -> dict[str, str]:
    """Finding → its claim, with the values that it is claimed for."""
    return {one.id: claim_words(one.given, one.claim) for one in study.scenario.document.findings}


def _tips(found: Drawn) -> tuple[Block, ...]:
    """Where each finding that holds in some draws tips, along the parameter that decides it most."""
    claims = claims_of(found.study)
    rows = tuple(
        (
            claims[one.finding],
            percent(one.share),
            one.parameter,
            f"{one.value:.4g}",
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
    return (Table("tipping", caption, head, rows, (found.ids["tippings"],), (1, 3, 4, 5)),)


def _boxes(study: Study, ledger: Ledger) -> list[Said]:
    found, claims = [], claims_of(study)
    for name in study.spec.findings:
        try:
            box = study.discover(name)
        except PolicyGamesError:
            continue  # it holds in all draws or in none, which the shares say
        if not box.limits:
            continue  # no box tells more than the share of all draws
        id_ = ledger.data(f"box-{name}".replace("_", "-"), f"Box in which {name} mostly holds (PRIM)", box)
        words = box.sentence.removeprefix(f"{name}: ")
        found.append(Said(f"{words[0].upper()}{words[1:]}", (id_,), f"“{claims[name].rstrip('.')}”"))
    return found


def _quantities(frame: Any, found: Drawn) -> list[str]:
    """What varies most evenly, of findings, else of outcomes, else payoffs: there is most to explain of it."""
    known = frame.dropna(subset=["first"])["quantity"].unique().tolist()
    rows = [row for row in found.findings.itertuples() if row.finding in known]  # others may have no share
    names = [row.finding for row in sorted(rows, key=lambda row: abs(row.share - 0.5))]
    return (names or [name for name in known if not unproven(name)])[:MOST_DRAWN]
